/** Where a share links to in Slack, and who wrote what stands there, is for whoever may see that conversation. On both engines. */
import { setImmediate } from 'node:timers/promises';
import { audienceId, channelId, rowId, userId } from '../../src/core/ids.ts';
import { writerOf } from '../../src/core/kit/linked-words.ts';
import { linkOf, withOthers } from '../../src/features/learned/read.ts';
import { shares } from '../../src/features/learned/rows.ts';
import { openEngine } from '../../src/store/engines/open.ts';
import { learning, secretly, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type DigestHere, digestOn } from '../support/digest-here.ts';
import { factsOf, keptNames, restore, storeAt } from '../support/kept/kept.ts';

const first = Date.parse('2026-12-01T10:00:00Z');

describe.each(engines())('on $name, a message of a private channel', (engine) => {
  let it_: DigestHere;
  beforeEach(async () => {
    it_ = await digestOn(engine);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  /** The form that opens on what Carol wrote there. */
  const save = async (who: string) => {
    const [message] = it_.sandbox.world.messages[secretly] ?? [];
    if (message === undefined) throw new Error('nothing was said');
    expect(message.userId).toBe('U0CAROL');
    await it_.sandbox.page('shortcut', {
      as: who,
      callbackId: 'learned.save',
      message: { channelId: secretly, ts: message.ts },
    });
    return it_.who(who);
  };

  it('that is kept and widened tells the workspace neither where it was written nor by whom; there it does', async () => {
    await it_.start(learning, 'U0KATRIN');
    const seun = await save('U0SEUN');
    await seun.pressInModal('ask', { holds: 'more' });
    // The form is redrawn after Slack was answered.
    while (!JSON.stringify(seun.modal()?.view).includes('"reach"')) await setImmediate();
    await seun.submit({ what: 'Hand over in pairs', reach: 'workspace' });
    await it_.settle();
    const here = it_.posted(secretly).find(({ text }) => text.includes('Hand over in pairs'));
    expect(here?.text).toContain('lindgrove.slack.com/archives/C0PEOPLE/');
    expect(here?.text).toContain('Links to a message of Carol');
    await it_.playUntil(first);
    const digest = JSON.stringify(it_.digests(learning));
    expect(digest).toContain('*Hand over in pairs* · from another channel');
    expect(digest).toContain('Seun');
    expect(digest).not.toMatch(/C0PEOPLE|U0CAROL/);
  });

  it('is nothing for its own author to link to any more who has left: form, App Home and export are without it', async () => {
    const seun = await save('U0SEUN');
    await seun.submit({ what: 'Hand over in pairs' });
    await it_.settle();
    await it_.sandbox.page('membership', { as: 'U0SEUN', channelId: secretly, change: 'leave' });
    await it_.settle();
    await seun.openHome();
    await it_.settle();
    expect(JSON.stringify(seun.home())).toContain('Hand over in pairs · (a channel not visible here)');
    await seun.pressInHome('learned.edit');
    expect(JSON.stringify(seun.modal()?.view)).toContain('in the channel where you shared it');
    expect(JSON.stringify([seun.home(), seun.modal()?.view])).not.toMatch(/C0PEOPLE|U0CAROL/);
    await seun.submit({ what: 'Hand over in threes' });
    await it_.settle();
    const rows = await it_.lore.store.system
      .selectFrom('learned_source' as 'audit')
      .selectAll()
      .execute();
    expect(JSON.stringify(rows)).toContain('archives/C0PEOPLE');
  });

  /** All of which Slack follows. */
  const written = [
    'https://lindgrove.slack.com/archives/C0PEOPLE/p1795190400000100',
    'https://lindgrove.slack.com/archives/C0PEOPLE%2Fp1795190400000100',
    'https://lindgrove.slack.com/archives%252FC0P%2545OPLE%252Fp1795190400000100',
    'HTTPS://LINDGROVE.SLACK.COM/archives/C0PEOPLE/p1795190400000100/more',
    'https://app.slack.com/client/T0LINDGROVE/C0LEARNING/thread/C0PEOPLE-1795190400.000100',
    'https://lindgrove.slack.com/archives/C0LEARNING/p1795190400000100?thread_ts=1.1&cid=C0PEOPLE',
    'lindgrove.slack.com/archives/C0PEOPLE',
  ];

  it('cannot be linked to by somebody who is not in it', async () => {
    await it_.who('U0ARJUN').say(learning, '/learned Hand over in pairs');
    for (const link of written)
      expect(JSON.stringify(await it_.who('U0ARJUN').submit({ link }))).toContain('I don’t see you in');
    await it_.who('U0ARJUN').submit({ link: 'https://slack.com/help/articles/1' });
    await it_.settle();
    expect(it_.posted(learning).at(-1)?.text).toContain('https://slack.com/help/articles/1');
  });

  it('is no more to be found where somebody typed its address', async () => {
    await it_.share('U0SEUN', learning, `Hand over in pairs: ${written.join(' , ')}`);
    const said = JSON.stringify(it_.posted(learning).at(-1));
    expect(said).toContain('Hand over in pairs');
    expect(said).toContain('(a link not visible here)');
    expect(said.toUpperCase()).not.toMatch(/PEOPLE|CLIENT/);
  });
});

describe.each(engines())(
  'on $name, a share of an earlier version that links into a private channel',
  (engine) => {
    it('keeps link and writer for the people who are there, and the workspace the share', async () => {
      const name = keptNames()[0] ?? '';
      const { at } = factsOf(name, engine.name);
      const database = await restore(name, engine.name);
      const { db } = openEngine(database.url);
      const old = db as unknown as ReturnType<typeof openEngine>['db'] & {
        insertInto(table: string): { values(row: object): { execute(): Promise<unknown> } };
      };
      await db
        .updateTable('channel')
        .set({ members_at: at })
        .where('team_id', '=', team)
        .where('channel_id', '=', channelId(secretly))
        .execute();
      await db
        .insertInto('audience')
        .values({
          team_id: team,
          id: audienceId('wide'),
          kind: 'workspace',
          channel_id: channelId(secretly),
          was_private: 1,
          was_shared: 0,
          sharings: 0,
          channel_after: null,
        })
        .execute();
      await old
        .insertInto('learned_share')
        .values({
          team_id: team,
          id: 'kept',
          audience_id: audienceId('wide'),
          seal_id: null,
          channel_id: secretly,
          prompt_id: null,
          in_thread: 0,
          what: 'Hand over in pairs',
          use_when: '',
          link: 'https://lindgrove.slack.com/archives/C0PEOPLE/p1795190400000100',
          topics: '',
          source_author_id: 'U0CAROL',
          source_declined_at: null,
          reach: 'workspace',
          reach_id: audienceId('wide'),
          from_public: 0,
          shared_at: at,
          edited_at: null,
          taken_back_at: null,
        })
        .execute();
      await db.destroy();

      const store = storeAt(database.url, at);
      expect(await store.migrate()).toContain('2026-11-28t1030_learned_source');
      const seenBy = (viewer: Parameters<typeof store.read>[1]) =>
        store.read(team, viewer, async (read) => {
          const rows = await read.from(shares).selectAll().where('it.id', '=', rowId('kept')).execute();
          const [share] = await withOthers(read, rows);
          return share === undefined ? null : [share.row.what, linkOf(share), writerOf(share)];
        });
      const link = 'https://lindgrove.slack.com/archives/C0PEOPLE/p1795190400000100';
      const whole = ['Hand over in pairs', link, 'U0CAROL'];
      expect(await seenBy({ kind: 'person', userId: userId('U0INES') })).toEqual(whole);
      expect(await seenBy({ kind: 'channel', channelId: channelId(secretly) })).toEqual(whole);
      expect(await seenBy({ kind: 'person', userId: userId('U0ARJUN') })).toEqual([
        'Hand over in pairs',
        '',
        null,
      ]);
      expect(await seenBy({ kind: 'person', userId: userId('U0SAM') })).toBeNull();
      await store.close();
      await database.remove();
    });
  },
);
