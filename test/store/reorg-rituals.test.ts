/** What becomes of the rituals of a channel that ends: asked of who looks after them, decided by its people, and looked at a month later. */
import { day, hour } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import {
  diego,
  hana,
  ines,
  learning,
  mara,
  priya,
  sam,
  secretly,
  seun,
  team,
  website,
} from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ReorgHere, reorgOn, weekly } from '../support/reorg-here.ts';

const shares = 'learned.weekly';
const digest = 'digest.weekly';

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const on = (channel: string) =>
    here.lore.store.read(team, { kind: 'channel', channelId: channelId(channel) }, async (read) =>
      (await read.schedules.running(channelId(channel))).map(({ name }) => name),
    );
  const responsible = (channel: string) =>
    here.lore.store.read(
      team,
      { kind: 'channel', channelId: channelId(channel) },
      async (read) => (await read.schedules.running(channelId(channel)))[0]?.named,
    );
  /** The weekly shares of the website channel, which Mara set up, and a brief that merges it into the learning channel. */
  const merged = async (into = learning) => {
    await here.recurs(website, mara, { [shares]: weekly });
    await here.brief([{ kind: 'merged', channel: website, into: [into] }]);
  };
  const asked = (who = mara, text = 'Please decide') => here.saying(who, text);
  /** Decides through the list. @returns what they read then */
  const decide = async (who: string, fields: Parameters<ReorgHere['submit']>[1]) => {
    await here.who(who).closeAll();
    await here.who(who).press(here.saying(website, 'What becomes of the rituals'), 'reorg.rituals');
    await here.settle();
    await here.go(who, 'reorg.decide');
    return here.submit(who, fields);
  };
  const thread = (text = 'What becomes of the rituals') => here.saying(website, text).text;

  it('asks who looks after them once, reminds once after a week, and says what stays undecided', async () => {
    await merged();
    expect(asked().text).toContain('Weekly shares');
    expect(thread()).toContain('Mara decides by');
    await here.wait(8 * day);
    expect(here.saying(mara, 'won’t remind you again').text).toContain('Weekly shares');
    const count = here.direct(mara).length;
    await here.wait(5 * day);
    expect(here.direct(mara)).toHaveLength(count);
    expect(asked(mara, 'nobody decided, so it stays as it is').text).toContain(
      `You aren’t asked about the rituals of <#${website}> any more`,
    );
    expect(thread('rituals here')).toContain('nobody decided, so it stays as it is');
    expect(await on(website)).toEqual([shares]);
    expect(await here.home(ines)).toContain('nobody decided about 1 of 1 ritual.');
    const button = () =>
      JSON.stringify(here.saying(website, 'rituals here').blocks).includes('reorg.rituals');
    expect(button()).toBe(true);
    // Counted, it is decided.
    await here.wait(33 * day);
    expect(button()).toBe(false);
  });

  it('hands a ritual over: set up there with its day and these people, ended here, and said in the thread', async () => {
    await merged();
    const fields = { decision: 'handover', into: learning, owner: priya, deputy: mara };
    expect(await decide(mara, fields)).toContain('Decided');
    expect(await on(learning)).toEqual([shares]);
    expect(await on(website)).toEqual([]);
    expect(await responsible(learning)).toEqual([priya, mara]);
    // A guest reads the website channel, so it is not told what the other channel is called by a channel’s own access.
    expect(thread()).toMatch(/Weekly shares.*goes on in another channel/);
    expect(await here.rows('reorg_task')).toContain('"handover"');
  });

  it('merges a ritual into the one that is there, whose people stay responsible', async () => {
    await here.recurs(learning, seun, { [shares]: weekly });
    await merged();
    expect(await decide(mara, { decision: 'handover', into: learning })).toContain('has it already');
    expect(await here.submit(mara, { decision: 'merge', into: learning })).toContain('Decided');
    expect(await on(website)).toEqual([]);
    expect(await responsible(learning)).toEqual([seun]);
  });

  it('keeps one where it is, and ends one on purpose', async () => {
    await here.recurs(website, mara, { [shares]: weekly, [digest]: weekly });
    await here.brief([{ kind: 'split', channel: website, into: [learning] }]);
    await decide(mara, { decision: 'keep', owner: diego });
    await here.who(mara).press(here.saying(website, 'What becomes of the rituals'), 'reorg.rituals');
    await here.settle();
    await here.go(mara, 'reorg.decide');
    await here.submit(mara, { decision: 'retire' });
    expect(await on(website)).toHaveLength(1);
    expect(thread()).toContain('ended on purpose, said by Mara');
    expect(thread()).toContain('goes on here. Diego');
  });

  it('sets nothing up where the person is not, nor where an admin locked it, and asks again in the form', async () => {
    await merged();
    expect(await decide(diego, { decision: 'handover', into: learning, owner: null })).toContain(
      'not in that channel',
    );
    await here.lore.store.write(async (db) => {
      const row = {
        owner_id: null,
        deputy_id: null,
        place: 'thread',
        work_days: '1,2,3,4,5',
        holidays: null,
      } as const;
      await db
        .insertInto('channel_rhythm')
        .values({
          team_id: team,
          channel_id: learning as never,
          ...row,
          is_locked: 1,
          offers: 1,
          learning: null,
        })
        .onConflict((conflict) => conflict.columns(['team_id', 'channel_id']).doUpdateSet({ is_locked: 1 }))
        .execute();
    });
    expect(await decide(mara, { decision: 'handover', into: learning })).toContain('An admin locked');
    expect(await here.submit(mara, { decision: 'handover', into: null })).toContain(
      'Choose the other channel',
    );
    expect([await on(website), await on(learning)]).toEqual([[shares], []]);
    expect(await decide(sam, { decision: 'keep' }).catch(() => here.modal(sam))).toContain('full members');
  });

  it('is decided once by two at once: the second reads that somebody did', async () => {
    await merged();
    for (const who of [mara, priya]) {
      await here.who(who).press(here.saying(website, 'What becomes of the rituals'), 'reorg.rituals');
      await here.settle();
      await here.go(who, 'reorg.decide');
    }
    await here.submit(mara, { decision: 'retire' });
    expect(await here.submit(priya, { decision: 'keep' })).toContain('decided that already');
    expect(await on(website)).toEqual([]);
  });

  it('passes to the deputy when its owner leaves, who reads so; and to whoever takes it when nobody is left', async () => {
    await here.recurs(website, mara, { [shares]: weekly });
    await here.lore.store.write(async (db) => {
      await db
        .updateTable('channel_rhythm')
        .set({ deputy_id: priya as never })
        .execute();
    });
    await here.brief([{ kind: 'archived', channel: website }]);
    await here.sandbox.page('membership', { as: mara, channelId: website, change: 'leave' });
    await here.wait(day);
    expect(asked(priya, 'you’re the deputy').text).toContain('Weekly shares');
    expect(thread()).toContain('Priya decides by');
    await here.sandbox.page('person', { as: ines, userId: priya, change: { kind: 'deactivate' } });
    await here.settle();
    expect(thread()).toContain('nobody has taken it on yet');
    await here.who(hana).press(here.saying(website, 'What becomes of the rituals'), 'reorg.rituals');
    await here.settle();
    expect(await here.go(hana, 'reorg.take-on')).toContain(hana);
    expect(thread()).toContain('Hana decides by');
  });

  it('is asked where the channel is archived already: in a direct message, and what can only rest is not kept', async () => {
    await here.recurs(website, mara, { [shares]: weekly });
    await here.sandbox.page('channel', { as: mara, channelId: website, change: 'archive' });
    await here.settle();
    await here.brief([{ kind: 'merged', channel: website, into: [learning] }]);
    expect(
      here
        .posted(website)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('rituals');
    await here.who(mara).press(asked(), 'reorg.rituals');
    await here.settle();
    const form = await here.go(mara, 'reorg.decide');
    expect(form).not.toContain('it goes on here');
    expect(await here.submit(mara, { decision: 'handover', into: learning })).toContain('Decided');
    expect(await on(learning)).toEqual([shares]);
  });

  it('says to a guest, in the thread and in the list, that one goes on in another channel, and not in which', async () => {
    await here.recurs(website, mara, { [shares]: weekly, [digest]: weekly });
    await here.brief([{ kind: 'merged', channel: website, into: [learning] }]);
    await decide(mara, { decision: 'handover', into: learning, owner: mara });
    expect(here.modal(mara)).toContain(`goes on in <#${learning}>`);
    await here.who(sam).press(here.saying(website, 'What becomes of the rituals'), 'reorg.rituals');
    await here.settle();
    for (const text of [here.modal(sam), thread()]) {
      expect(text).toContain('goes on in another channel.');
      expect(text).not.toContain(learning);
    }
  });

  it('takes rituals along from a private channel into a public one, never rows: nobody there reads where they came from', async () => {
    await here.recurs(secretly, seun, { [shares]: weekly });
    await here.brief([{ kind: 'merged', channel: secretly, into: [learning] }]);
    await here.who(seun).press(here.saying(secretly, 'What becomes of the rituals'), 'reorg.rituals');
    await here.settle();
    await here.go(seun, 'reorg.decide');
    expect(await here.submit(seun, { decision: 'handover', into: learning, owner: seun })).toContain(
      'Decided',
    );
    expect(await on(learning)).toEqual([shares]);
    const known = JSON.stringify([here.posted(learning), await here.export(mara), await here.home(mara)]);
    expect(known).not.toContain(secretly);
    expect(known).not.toContain('people-private');
    await here.wait(60 * day);
    expect(JSON.stringify(here.posted(learning))).not.toContain(secretly);
    expect(here.saying(secretly, 'A month after').text).toContain('1 of 1 ritual');
  });

  it('counts a month after the change what lives on, there and here, for the channel and the admin', async () => {
    await here.recurs(website, mara, { [shares]: weekly, [digest]: weekly });
    await here.brief([{ kind: 'merged', channel: website, into: [learning] }]);
    // The channel that the brief names stands in the form.
    await decide(mara, { decision: 'handover', owner: priya });
    expect(here.saying(website, 'Something changes here').text).toContain('is asked in the thread');
    await here.wait(46 * day + hour);
    // Counted, the brief asks for nothing and cannot be taken back.
    expect(here.saying(website, 'Something changes here').text).not.toMatch(
      /asked in the thread|take it back/,
    );
    const said = here.saying(website, 'A month after the change').text;
    expect(said).toContain('2 of 2 rituals');
    expect(await here.type(ines, '/lore reorg')).toContain('2 of 2 rituals live on');
    await here.who(ines).closeAll();
    await here.wait(10 * day);
    expect(await here.home(ines)).toContain('2 of 2 rituals live on');
    await here.wait(20 * day);
    expect(await here.home(ines)).not.toContain('2 of 2 rituals live on');
  });

  it('counts nothing as alive that was ended there meanwhile, or rests in an archived channel', async () => {
    await merged();
    await decide(mara, { decision: 'handover', into: learning });
    await here.lore.store.write(async (db) => {
      await db
        .updateTable('ritual')
        .set({ is_on: 0 })
        .where('channel_id', '=', learning as never)
        .execute();
    });
    await here.wait(46 * day + hour);
    expect(here.saying(website, 'A month after the change').text).toContain('0 of 1 ritual');
  });
});
