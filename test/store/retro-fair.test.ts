/** Time that is fair to the last zone: what is stored, said and sent. Cat works in New York, Ann and Ben in Berlin, as the channel does. */
import type { UserId } from '../../src/core/ids.ts';
import { defaultWorkingHours } from '../../src/core/people.ts';
import { order } from '../../src/features/retro/session/ids.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, gus, teamsOn, team, words, type Team } from './support/retro-team.ts';

const steer = 'More time, reopen, hand over … (facilitator)';
const longer = 'until then so that everybody has a working day';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;

  const endsAt = async () => {
    const [row] = await it_.store.read(team, { kind: 'person', userId: ann }, (read) =>
      read.from(retros).select('it.ends_at').execute(),
    );
    return row?.ends_at == null ? null : new Date(row.ends_at).toISOString();
  };
  /** As Slack writes that instant in a message. */
  const date = (iso: string) => `<!date^${Date.parse(iso) / 1000}^`;
  const thread = async () => {
    await it_.settle();
    return it_.thread().join('\n');
  };
  const remindersOf = (who: UserId) =>
    it_.slack.messages
      .filter(({ channel }) => channel === `D-${who}`)
      .map(({ at, text }) => [new Date(at).toISOString(), text] as const);
  /** In which phases somebody was reminded. */
  const phasesOf = async (who: UserId) => {
    const sent = it_.store.system
      .selectFrom('delivery')
      .select('params')
      .where('post', '=', 'retro.reminder');
    const rows = await sent.where('state', '=', 'sent').where('user_id', '=', who).execute();
    return rows.map(({ params }) => order[(JSON.parse(params) as { phase: number }).phase]).toSorted();
  };
  const collected = async () => {
    await it_.addCards(ann, 'Night shift');
    await it_.addCards(ben, 'Photographs');
    await it_.addCards(cat, 'Zebra crossing');
  };

  describe('begun on a Saturday, with a day for cards', () => {
    beforeEach(async () => {
      it_ = await teams.fresh('2026-11-28T11:00:00Z');
      await it_.start({ kind: chosen('sprint') });
    });

    it('is open for longer, and the thread says until when and why, and not for whose sake', async () => {
      // In Berlin Monday would do; in New York it ends at 23:30 in Berlin.
      expect(await endsAt()).toBe('2026-12-01T16:30:00.000Z');
      expect((await it_.main()).text).toContain(date('2026-12-01T16:30:00Z'));
      expect(await thread()).toContain(longer);
      expect(await thread()).toContain(date('2026-12-01T16:30:00Z'));
      expect(await thread()).not.toContain('cat');
      expect(await it_.home(ben)).toContain('until Tue 1 December at 17:30 CET');
      await it_.until('2026-12-01T16:29:00Z');
      expect((await it_.main()).text).toContain('0 of 3 have answered');
      await it_.until('2026-12-01T16:31:00Z');
      expect((await it_.main()).text).toContain('Closed on');
    });

    it('keeps its end when somebody’s hours change, or it is drawn again', async () => {
      const hours = { ...defaultWorkingHours, days: [4] };
      await it_.store.settings.save(team, cat, { hours, backOn: null, locale: null });
      await it_.event('working_time_changed', { user: cat });
      await it_.until('2026-11-30T12:00:00Z');
      expect((await it_.main()).text).toContain(date('2026-12-01T16:30:00Z'));
      expect(await endsAt()).toBe('2026-12-01T16:30:00.000Z');
    });

    it('names the end that the facilitator chose afterwards, wherever an end is named', async () => {
      await it_.settle();
      const form = await it_.press(ann, await it_.press(ann, await it_.main(), steer), 'More time');
      const until = { date: { selected_date: '2026-12-03' }, time: { selected_time: '10:30' } };
      expect((await it_.submit(ann, form, until)).kind).toBe('clear');
      expect(await endsAt()).toBe('2026-12-03T09:30:00.000Z');
      const said = await thread();
      expect(said).not.toContain(longer);
      expect(said).not.toContain(date('2026-12-01T16:30:00Z'));
      expect(said.split(date('2026-12-03T09:30:00Z'))).toHaveLength(3);
      const drawn = it_.slack.homes.findLast(({ user }) => user === ben);
      expect(JSON.stringify(drawn)).toContain('until Thu 3 December at 10:30 CET');
    });

    it('ends at once when everybody has answered', async () => {
      await collected();
      await it_.settle();
      expect((await it_.main()).text).toContain('everyone has answered');
    });
  });

  it('is never longer when it is live', async () => {
    it_ = await teams.fresh('2026-11-28T11:00:00Z');
    await it_.start({ pace: chosen('live'), collect: chosen('days-1') });
    expect(await endsAt()).toBe('2026-11-30T16:30:00.000Z');
    expect(await thread()).not.toContain(longer);
  });

  it('says in the thread that the vote is open for longer, where somebody works on other days', async () => {
    it_ = await teams.fresh('2026-11-26T10:00:00Z');
    const hours = { ...defaultWorkingHours, days: [1] };
    await it_.store.settings.save(team, ben, { hours, backOn: null, locale: null });
    await it_.start();
    await collected();
    await it_.endPhase(ann, 'Continue to voting');
    expect(await endsAt()).toBe('2026-11-30T16:30:00.000Z');
    expect(await thread()).toContain(longer);
    // The facilitator alone groups, and does not wait for Ben.
    await it_.settle();
    expect(it_.thread().map((text) => text.includes(longer))).toEqual([true, false, true]);
  });

  describe('grouping that waits', () => {
    beforeEach(async () => {
      it_ = await teams.fresh();
      await it_.start();
      await collected();
    });

    it('reminds its facilitator once, and nobody else', async () => {
      // From Tuesday 11:00 to Wednesday 11:00.
      await it_.until('2026-11-25T09:59:00Z');
      expect(remindersOf(ann)).toEqual([
        ['2026-11-25T08:00:00.000Z', expect.stringContaining('waiting to be grouped') as string],
      ]);
      expect([...remindersOf(ben), ...remindersOf(cat)]).toEqual([]);
      const [reminder] = it_.slack.messages.filter(({ channel }) => channel === 'D-ann');
      // That they facilitate is said to them once.
      expect(reminder?.text).not.toContain('<@ann> facilitates');
      expect(words(await it_.press(ann, { blocks: reminder?.blocks ?? [] }, 'Group the cards'))).toContain(
        '3 cards, 3 topics',
      );
    });

    it('reminds the person it was handed over to, and not the one before', async () => {
      const form = await it_.press(ann, await it_.press(ann, await it_.main(), steer), 'Hand over');
      await it_.submit(ann, form, { to: { selected_user: ben } });
      await it_.until('2026-11-25T09:59:00Z');
      expect([remindersOf(ann).length, remindersOf(ben).length]).toEqual([0, 1]);
    });

    it('tells somebody who was reminded and handed over since that it is no longer theirs', async () => {
      await it_.until('2026-11-25T09:00:00Z');
      const form = await it_.press(ann, await it_.press(ann, await it_.main(), steer), 'Hand over');
      await it_.submit(ann, form, { to: { selected_user: ben } });
      await it_.settle();
      const [reminder] = it_.slack.messages.filter(({ channel }) => channel === 'D-ann');
      expect(reminder?.text).toMatch(
        /^You no longer facilitate the retrospective “Website relaunch” in <#C1>, .+ Its message shows who does\.$/,
      );
      expect(reminder?.blocks).toHaveLength(1);
    });

    it('does not remind somebody who has grouped and gone on', async () => {
      await it_.endPhase(ann, 'Continue to voting');
      await it_.until('2026-11-25T08:30:00Z');
      expect(remindersOf(ann).filter(([, text]) => text.includes('grouped'))).toEqual([]);
    });
  });

  it('reminds nobody in three phases of one, so that nobody gets more than three messages from it', async () => {
    it_ = await teams.fresh();
    await it_.start();
    // Ann, who facilitates, is reminded of cards and of grouping.
    await it_.addCards(ben, 'one\ntwo\nthree');
    await it_.until('2026-12-08T10:00:00Z');
    expect(await phasesOf(ann)).toEqual(['collect', 'group']);
    expect(await phasesOf(ben)).toEqual(['vote']);
  });

  describe('taking over', () => {
    const takeOver = async (who: UserId) =>
      words(await it_.press(who, await it_.main(), 'Take over as facilitator'));

    it('is possible after a working day without an act of the facilitator, whatever time has ended since', async () => {
      it_ = await teams.fresh();
      await it_.start();
      await it_.addCards(ben, 'one\ntwo');
      expect(await takeOver(ben)).toContain('a working day');
      // Collecting has ended by its time on Thursday, which is no act of Ann.
      await it_.until('2026-11-26T10:05:00Z');
      expect((await it_.main()).text).toContain('time was up');
      expect(await takeOver(gus)).toContain('for the people who were chosen');
      expect(await takeOver(ben)).toBe('nothing');
      expect(await thread()).toContain('<@ben> is now facilitating.');
      // Ben has just acted.
      expect(await takeOver(ann)).toContain('a working day');
    });

    it('is possible after ten minutes in a live one', async () => {
      it_ = await teams.fresh();
      await it_.start({ pace: chosen('live') });
      await it_.addCards(cat, 'one\ntwo');
      await it_.until('2026-11-24T10:09:50Z');
      expect(await takeOver(ben)).toContain('ten minutes');
      await it_.until('2026-11-24T10:10:10Z');
      expect(await takeOver(ben)).toBe('nothing');
    });
  });
});
