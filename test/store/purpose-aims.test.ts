/** The organisation's aims: an admin writes them, each version keeps its date, and every full member reads them beside their own sheet. On both engines. */
import { day } from '../../src/core/clock.ts';
import { ines, learning, mara, secretly, seun, withHarbour } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type PurposeHere, purposeOn } from '../support/purpose-here.ts';

describe.each(engines())('on $name, the aims', (engine) => {
  let here: PurposeHere;
  beforeEach(async () => {
    here = await purposeOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const opens = async (who: string) => {
    await here.who(who).openHome();
    await here.settle();
    await here.who(who).closeAll();
    await here.who(who).pressInHome('purpose.page');
    await here.settle();
    return here.modal(who);
  };
  const joins = async () => {
    await here.sandbox.page('membership', { as: ines, channelId: learning, change: 'join' });
    await here.settle();
  };
  const writes = async (what: string, channel = learning) => {
    await opens(ines);
    await here.press(ines, 'purpose.aims');
    return here.submits(ines, { words: what, channel });
  };

  it('are written by an admin for everybody, and stay readable with their dates', async () => {
    expect(await opens(mara)).toContain('No admin has written the organisation’s aims here yet.');
    expect(here.modal(mara)).not.toContain('purpose.aims"');
    await joins();
    expect(await writes('Shorter ways to learn')).toContain('Shorter ways to learn');
    expect(await opens(mara)).toContain('Shorter ways to learn');
    await here.later(day);
    await writes('Learn from each other');
    expect(await opens(mara)).toContain('Learn from each other');
    expect(here.modal(mara)).not.toContain('Shorter ways');
    // They stand beside the guide of a talk, too.
    await here.writes(mara);
    await here.shares(mara, seun);
    expect(await here.opens(seun)).toContain('Learn from each other');
    await opens(mara);
    const past = await here.press(mara, 'purpose.aims-past');
    expect(past).toContain('From Tue 24 November 2026 to Wed 25 November 2026');
    expect(past).toContain('Shorter ways to learn');
  });

  it.each([
    [secretly, 'Choose a public channel'],
    [withHarbour, 'You or I aren’t in this channel'],
  ])('belong to a public channel that is not shared, in which the admin is: %s', async (channel, why) => {
    expect(await writes('Aims', channel)).toContain(why);
    expect(await here.rows('purpose_aim')).toBe('[[]]');
  });

  it('that two admins write at once are told to the second, who reads the newer ones', async () => {
    await joins();
    await writes('First');
    await opens(ines);
    await here.press(ines, 'purpose.aims');
    const before = here.who(ines).modal();
    expect(before).toBeDefined();
    await here.lore.store.write(async (system) => {
      const table = 'purpose_aim' as 'audit';
      await system
        .updateTable(table)
        .set({ id: 'another', words: 'By somebody else' } as never)
        .execute();
    });
    expect(await here.submits(ines, { words: 'Mine', channel: learning })).toContain('By somebody else');
    expect(await here.rows('purpose_aim')).not.toContain('Mine');
  });

  it('stay when who wrote them erases themselves, without their name', async () => {
    await joins();
    await writes('Ours for long');
    await here.erase(ines);
    expect(await here.rows('purpose_aim')).not.toContain(ines);
    expect(await opens(mara)).toContain('Ours for long');
  });
});
