/** What follows once a pair has said yes: the first conversation, how often, meetings, going on, and the end. On both engines. */
import { sql } from 'kysely';
import { day, hour } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { checks } from '../../src/features/coaching/meetings/rows.ts';
import { acts } from '../../src/features/coaching/meetings/acts.ts';
import { diego, mara, priya, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type TalkingHere, talkingOn, withoutIds } from '../support/talking-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: TalkingHere;
  beforeEach(async () => {
    here = await talkingOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const now = () => here.sandbox.core.clock.now();
  const bare = (home: string) => withoutIds(JSON.parse(home));
  const actsOf = (channel = website) =>
    here.lore.store.read(team, { kind: 'channel', channelId: channelId(channel) }, (read) =>
      acts(read, { channel: channelId(channel), from: now() - 30 * day, to: now() + day }),
    );
  const agree = async () => {
    await here.fills(mara, 'coaching.rhythm', { rhythm: 'week' });
    await here.later(day);
    await here.press(diego, 'coaching.rhythm-agree');
  };
  const threeMeetings = async () => {
    for (const _ of [1, 2, 3]) {
      await here.later(7 * day);
      await here.met(mara);
    }
    await here.later(hour);
  };

  it('each reads how a first conversation can go, and what Lore stores of it', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    for (const [who, other] of [
      [mara, 'U0DIEGO'],
      [diego, 'U0MARA'],
    ] as const) {
      const guide = here.sent(who);
      for (const piece of ['Your first conversation', `<@${other}>`, 'What stays between you', 'How it ends'])
        expect(guide).toContain(piece);
      expect(guide).toContain('nothing of what you talk about');
      expect(guide).toMatch(/On \w+ .* for example, you’re at work at the same time/);
    }
    expect(
      here
        .posted(website)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('first conversation');
  });

  it('a trio reads its own guide', async () => {
    await here.pair(mara, diego, priya);
    await here.later(day);
    expect(here.sent(mara)).toContain('this time you’re three');
    expect(here.sent(mara)).toContain('a third of the time');
  });

  it('one proposes how often and when, another agrees, and then each is reminded once', async () => {
    await here.pair(mara, diego);
    expect(await here.fills(mara, 'coaching.rhythm', { rhythm: 'week' })).toContain('Proposed');
    await here.later(day);
    expect(here.sent(diego)).toContain('proposes that you talk every week');
    expect((await here.row('coaching_talk'))['rhythm']).toBeNull();
    const asked = structuredClone(here.direct(diego).at(-1));
    await here.press(diego, 'coaching.rhythm-agree');
    const { rhythm, next_at: next } = await here.row('coaching_talk');
    expect([rhythm, typeof next]).toEqual(['week', 'number']);
    expect(here.sent(mara)).toContain('You talk every week.');
    if (asked === undefined) throw new Error('nothing was proposed');
    expect(await here.pressLate(diego, asked, 'coaching.rhythm-agree')).toContain(
      'This proposal was agreed to',
    );
  });

  it('a pair agrees on every three weeks, which an older Lore reads as nothing agreed on yet; a word that it writes holds instead', async () => {
    await here.pair(mara, diego);
    await here.fills(mara, 'coaching.rhythm', { rhythm: 'threeWeeks' });
    await here.later(day);
    expect(here.sent(diego)).toContain('proposes that you talk every three weeks');
    expect(await here.row('coaching_talk')).toMatchObject({ wish_rhythm: null, wish_weeks: 3 });
    await here.press(diego, 'coaching.rhythm-agree');
    expect(await here.row('coaching_talk')).toMatchObject({
      rhythm: null,
      rhythm_weeks: 3,
      wish_rhythm: null,
      wish_weeks: null,
    });
    for (const who of [mara, diego]) expect(here.sent(who)).toContain('You talk every three weeks.');
    await here.later(7 * day);
    await here.met(mara);
    const met = Number((await here.row('coaching_meeting'))['noted_at']);
    const next = Number((await here.row('coaching_talk'))['next_at']);
    // At the next hour at which both work, of the day three weeks later or after a weekend.
    expect(next).toBeGreaterThanOrEqual(met + 20 * day);
    expect(next).toBeLessThan(met + 25 * day);
    // An older Lore knows of `rhythm` alone.
    await here.lore.store.write((db) => sql`update coaching_talk set rhythm = 'week'`.execute(db));
    await here.met(diego);
    expect(await here.home(mara)).toContain('You talk every week.');
  });

  it('the other changes the proposal, which then is theirs; the first agrees', async () => {
    await here.pair(mara, diego);
    await here.fills(mara, 'coaching.rhythm', { rhythm: 'week' });
    await here.later(day);
    await here.fills(diego, 'coaching.rhythm', { rhythm: 'month' });
    await here.later(day);
    expect(here.sent(diego)).toContain('This proposal was agreed to, changed, or is over');
    await here.press(mara, 'coaching.rhythm-agree');
    expect((await here.row('coaching_talk'))['rhythm']).toBe('month');
  });

  it('a time that is over, or far away, is answered at its field', async () => {
    await here.pair(mara, diego);
    expect(await here.fills(mara, 'coaching.rhythm', { on: '2026-11-01' })).toContain('still to come');
    expect(await here.fills(mara, 'coaching.rhythm', { on: '2027-11-01' })).toContain('next 60 days');
  });

  it('each planned time is said once before, and nobody ever reads that they did not meet', async () => {
    await here.pair(mara, diego);
    const weekAhead = new Date(now() + 7 * day).toISOString().slice(0, 10);
    await here.fills(mara, 'coaching.rhythm', { rhythm: 'week', on: weekAhead });
    await here.later(day);
    await here.press(diego, 'coaching.rhythm-agree');
    await here.later(6 * day);
    for (const who of [mara, diego])
      expect(here.direct(who).filter(({ text }) => text.includes('you talk with'))).toHaveLength(1);
    const count = () => [mara, diego].map((who) => here.direct(who).length);
    const before = count();
    await here.later(21 * day);
    expect(count()).toEqual(before);
    expect(here.sent(mara)).not.toMatch(/did not|didn’t|missed/);
  });

  it('“we met” counts once for a date, whoever presses, both or twice', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    expect(await here.met(mara)).toContain('Noted: you met');
    expect(await here.met(diego)).toContain('is noted already');
    expect(await here.met(mara)).toContain('is noted already');
    expect(await here.all('coaching_meeting')).toHaveLength(1);
    expect(await here.all('coaching_note')).toHaveLength(2);
    expect(here.sent(diego)).toContain('one meeting');
  });

  it('“we met” takes no day to come, none before they were a pair, and none long ago', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    expect(await here.met(mara, -1)).toContain('still to come');
    expect(await here.met(mara, 9)).toContain('weren’t a pair yet');
    await here.later(40 * day);
    expect(await here.met(mara, 30)).toContain('more than four weeks ago');
    expect(await here.all('coaching_meeting')).toEqual([]);
  });

  it('what is stored of it are dates', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    await here.met(mara);
    const row = await here.row('coaching_meeting');
    expect(Object.keys(row).toSorted()).toEqual([
      'audience_id',
      'id',
      'met_on',
      'noted_at',
      'pair_id',
      'seal_id',
      'team_id',
    ]);
  });

  it('after three meetings each is asked alone, and it goes on if all say so', async () => {
    await here.pair(mara, diego);
    await agree();
    await threeMeetings();
    expect((await here.row('coaching_talk'))['state']).toBe('asked');
    await here.press(mara, 'coaching.check-on');
    expect(here.sent(mara)).toContain('You’d like to go on');
    await here.press(diego, 'coaching.check-on');
    const until = here.direct(diego).at(-1)?.text;
    expect(until).toContain('nobody else sees it');
    await here.later(6 * day);
    expect((await here.row('coaching_talk'))['state']).toBe('going');
    for (const who of [mara, diego]) expect(here.sent(who)).toContain('You all want to go on');
    expect(await here.all('coaching_check')).toEqual([]);
  });

  const toldAfter = async (answers: Readonly<Record<string, string | null>>) => {
    await here.pair(mara, diego);
    await here.later(day);
    await threeMeetings();
    for (const [who, answer] of Object.entries(answers))
      if (answer !== null) await here.press(who, `coaching.check-${answer}`);
    await here.later(6 * day);
    return here.direct(diego).map(({ text }) => text);
  };

  it.each([
    ['says end', 'end'],
    ['says nothing', null],
  ])('the other reads the same whether one %s', async (_how, answer) => {
    const told = await toldAfter({ [mara]: answer, [diego]: 'on' });
    expect(told.at(-1)).toContain('Your conversations with <@U0MARA> are over');
    expect(here.ends(mara)).toBe(1);
    expect(told.join()).not.toMatch(/ended it|said no|did not answer|pause/i);
    expect((await here.row('coaching_pair'))['state']).toBe('ended');
  });

  it('what one answers is in nobody else’s sight, also not as a count, before the time is over', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    await threeMeetings();
    const before = [here.sent(diego), bare(await here.home(diego)), await here.export(diego)];
    await here.press(mara, 'coaching.check-end');
    expect([here.sent(diego), bare(await here.home(diego)), await here.export(diego)]).toEqual(before);
    const counted = await here.lore.store.read(team, { kind: 'person', userId: userId(diego) }, (read) =>
      read.countBy(checks, 'answer', {}),
    );
    expect([...counted]).toEqual([]);
  });

  it('a pause of one, with nobody against it, rests for all and asks once more after four weeks', async () => {
    const told = await toldAfter({ [mara]: 'pause', [diego]: 'on' });
    expect(told.join()).toContain('pause for four weeks');
    await here.later(28 * day);
    expect(await here.row('coaching_talk')).toMatchObject({ state: 'asked', round: 2 });
  });

  it('who ends it with thanks can say them at once', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    await threeMeetings();
    await here.press(mara, 'coaching.check-end');
    expect(here.sent(mara)).toContain('"thanks.say"');
  });

  it('an answer after the check is over gets a kind one, and changes nothing', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    await threeMeetings();
    const asked = structuredClone(here.direct(mara).at(-1));
    if (asked === undefined) throw new Error('nobody is asked');
    await here.press(diego, 'coaching.check-on');
    await here.press(mara, 'coaching.check-on');
    await here.later(6 * day);
    expect(await here.pressLate(mara, asked, 'coaching.check-end')).toContain('The time to answer is over');
    expect((await here.row('coaching_talk'))['state']).toBe('going');
  });

  it('either ends it at any time in one press, and nobody reads who or why', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    expect(await here.press(mara, 'coaching.end')).toContain('It’s over');
    await here.later(day);
    for (const who of [mara, diego]) expect(here.ends(who)).toBe(1);
    expect(here.sent(diego)).not.toMatch(/"coaching\.(end|met|rhythm)"/);
    const same = (who: string) =>
      here
        .direct(who)
        .at(-1)
        ?.text.replaceAll(/<@\w+>/g, '@');
    expect(same(diego)).toBe(same(mara));
  });

  it.each([
    ['was deactivated', (who: string) => here.deactivates(who)],
    ['erased their data', (who: string) => here.erase(who)],
  ])('when one %s in the middle, the other is told once, kindly, and not why', async (_how, leaves) => {
    await here.pair(mara, diego);
    await here.later(day);
    await leaves(mara);
    await here.later(3 * day);
    expect(here.ends(diego)).toBe(1);
    expect(here.direct(diego).at(-1)?.text).toMatch(/over[\s\S]*one of the next ones finds you somebody/);
    await here.later(10 * day);
    expect(here.ends(diego)).toBe(1);
  });

  it('the channel of the round counts meetings, and learns neither whose nor who', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    await here.met(mara);
    const [one] = await actsOf();
    expect(one).toMatchObject({ kind: 'meeting', by: null, confirmedAt: null, channel: website });
    await here.met(diego);
    const [both, ...more] = await actsOf();
    expect(more).toEqual([]);
    expect(both?.confirmedAt).toBeGreaterThan(now() - day);
    expect(JSON.stringify(both)).not.toMatch(/MARA|DIEGO/);
    expect(await actsOf('C0LEARNING')).toEqual([]);
  });

  it('what was planned is kept if somebody says within a week that they met, and the channel learns no more than that', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    await agree();
    const planned = async () => (await actsOf()).filter(({ dueAt }) => dueAt != null);
    expect(await planned()).toEqual([]);
    await here.later(5 * day);
    const [due, ...more] = await planned();
    expect(more).toEqual([]);
    expect(due).toMatchObject({ kind: 'meeting', by: null, doneAt: null, confirmedAt: null });
    await here.met(diego);
    const [kept] = await planned();
    expect(kept?.doneAt).toBeGreaterThan(0);
    expect(JSON.stringify(await actsOf())).not.toMatch(/MARA|DIEGO/);
    expect(await here.export(mara)).toContain('coachingPlanned');
  });

  it('presses of others, and on what is over, get an exact answer', async () => {
    await here.pair(mara, diego);
    await here.later(day);
    const guide = here.direct(mara).find(({ blocks }) => JSON.stringify(blocks).includes('coaching.met'));
    if (guide === undefined) throw new Error('no guide');
    const met = here.who(mara).press(guide, 'coaching.met');
    await met;
    const before = here.modal(mara);
    expect(before).toContain('When did you meet?');
    await here.press(diego, 'coaching.end');
    expect(JSON.stringify(await here.who(mara).submit({}))).not.toContain('errors');
    await here.settle();
    expect(await here.all('coaching_meeting')).toEqual([]);
  });
});

describe.each(engines())('on $name, where time zones have no hour in common', (engine) => {
  it('they are offered to write to each other instead, and no time', async () => {
    const here = await talkingOn(engine);
    await here.pair(priya, 'U0NOOR');
    await here.later(2 * day);
    expect(here.sent(priya)).toContain('You have no working hours in common');
    await here.who(priya).press(here.direct(priya).at(-1) as never, 'coaching.rhythm');
    expect(here.modal(priya)).not.toContain('datepicker');
    expect(JSON.stringify(await here.who(priya).submit({ rhythm: 'fortnight' }))).not.toContain('errors');
    await here.settle();
    expect(await here.row('coaching_talk')).toMatchObject({ wish_rhythm: 'fortnight', wish_at: null });
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
});
