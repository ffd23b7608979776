/** What readers do with an item of a digest: from its menu, or from the buttons that stood before there were menus. */
import { everyObject, listAt, textAt } from '../../sandbox/json.ts';
import { day } from '../../src/core/clock.ts';
import { learning, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type DigestHere, digestOn, menusOf } from '../support/digest-here.ts';

/** A Tuesday at 10:00 in Berlin. */
const first = Date.parse('2026-12-01T09:01:00Z');

describe.each(engines())('on $name, a digest', (engine) => {
  let it_: DigestHere;
  const begin = async () => {
    it_ = await digestOn(engine);
    await it_.start(learning, 'U0KATRIN');
  };
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const only = () => {
    const [one, ...more] = it_.digests(learning);
    if (one === undefined || more.length > 0)
      throw new Error(`${more.length} more digests than one, or none`);
    return one;
  };

  it('says from its menu that something was used, or is useful, and shows all of it; the digest counts it', async () => {
    await begin();
    const long = `Photos come late. ${'Ask the studio a week before. '.repeat(20)}That is all.`;
    await it_.share('U0DIEGO', website, long);
    await it_.playUntil(first);
    expect(only().text).toContain('*Photos come late* · from <#C0WEBSITE>');
    expect(only().text).not.toContain('That is all.');
    await it_.who('U0SEUN').press(only(), 'learned.open');
    expect(JSON.stringify(it_.who('U0SEUN').modal()?.view)).toContain(long);
    await it_.who('U0SEUN').closeAll();
    await it_.who('U0SEUN').press(only(), 'learned.use');
    await it_.who('U0SEUN').submit({ how: 'Asked on Monday' });
    await it_.who('U0NOOR').press(only(), 'learned.useful');
    await it_.settle();
    expect(only().text).toContain('One person used it · One person finds it useful');
  });

  it('takes the buttons of one that stood before it had menus', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    const menu = [...everyObject(only().blocks)].find(({ type }) => type === 'overflow') ?? {};
    const buttons = listAt(menu, 'options').map((option) => {
      const [, id = '', value = ''] = /^([^:]*):(.*)$/.exec(textAt(option, 'value')) ?? [];
      return { type: 'button', action_id: id, text: option['text'], value };
    });
    // As it stood then: a row of buttons, each with its own id.
    const row = { type: 'actions', block_id: 'digest.row', elements: buttons };
    const before = it_.sandbox.world.messages[learning]?.find(({ ts }) => ts === only().ts);
    if (before === undefined) throw new Error('it is gone');
    before.blocks = [row];
    await it_.who('U0SEUN').press(only(), 'learned.use');
    await it_.who('U0SEUN').submit({ how: 'Asked on Monday' });
    await it_.settle();
    expect(only().text).toContain('One person used it');
    expect(menusOf(only())).toHaveLength(1);
  });

  it('“not for me” is the reader’s own, can be taken back, and is refused to people who do not read the channel', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    const rows = async () =>
      (
        await it_.lore.store.system
          .selectFrom('digest_not_for_me' as 'audit')
          .selectAll()
          .execute()
      ).map((row) => (row as unknown as { user_id: string }).user_id);
    await it_.who('U0SEUN').press(only(), 'digest.not-for-me');
    expect(await rows()).toEqual(['U0SEUN']);
    expect(it_.who('U0SEUN').told(learning).join()).toContain('Noted');
    await it_.who('U0SEUN').press(only(), 'digest.not-for-me');
    expect(await rows()).toEqual([]);
    // Left meanwhile; the button is still on their screen.
    await it_.sandbox.page('membership', { as: 'U0NOOR', channelId: learning, change: 'leave' });
    await it_.settle();
    await it_
      .who('U0NOOR')
      .press(only(), 'digest.not-for-me')
      .catch(() => false);
    expect(await rows()).toEqual([]);
  });

  it('takes “not for me” of one that is so old that nobody knows any more who has seen it', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    expect(await it_.rows('digest_seen')).toContain('U0SEUN');
    await it_.playUntil(first + 92 * day);
    expect(await it_.rows('digest_seen')).toBe('[[]]');
    await it_.who('U0SEUN').press(only(), 'digest.not-for-me');
    expect(it_.who('U0SEUN').told(learning).join()).toContain('Noted');
  });

  it('takes it also where who may count it was erased, as it once was with who has seen it', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first + 92 * day);
    const { numDeletedRows } = await it_.lore.store.system
      .deleteFrom('audience')
      .where('id', 'in', (it) => it.selectFrom('digest_item' as 'audience').select('reach_id' as 'id'))
      .executeTakeFirst();
    expect(numDeletedRows).toBe(1n);
    await it_.who('U0SEUN').press(only(), 'digest.not-for-me');
    expect(it_.who('U0SEUN').told(learning).join()).toContain('Noted');
    expect(await it_.rows('digest_not_for_me')).toContain('U0SEUN');
  });
});
