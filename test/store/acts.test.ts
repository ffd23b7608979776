/** What each practice says was done with it, for the indicators of learning: read with a channel's access, and nothing that it may not see. */
import type { Act } from '../../src/core/acts.ts';
import { day } from '../../src/core/clock.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import type { SharedRow, SharedTable } from '../../src/core/tables.ts';
import { entries } from '../../src/features/journey/rows.ts';
import { shares, uses } from '../../src/features/learned/rows.ts';
import { lessons, trials } from '../../src/features/lessons/rows.ts';
import { answers, questions } from '../../src/features/questions/rows.ts';
import { actionItems } from '../../src/features/retro/action-items/operations.ts';
import { cards, marks } from '../../src/features/retro/collect/rows.ts';
import { counted } from '../../src/features/retro/lessons/applied.ts';
import { projects } from '../../src/features/retro/plan/rows.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { standings } from '../../src/features/retro/vote/rows.ts';
import { slots } from '../../src/features/rotation/rows.ts';
import { thanks } from '../../src/features/thanks/rows.ts';
import { features } from '../../src/features.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import { put } from './support/blank-row.ts';
import {
  channel,
  channelViewer,
  empty,
  noon,
  openWorld,
  people,
  personViewer,
  T1,
  type World,
} from './support/world.ts';

const [ann, ben, cat] = ['ANN', 'BEN', 'CAT'].map(userId) as [
  ReturnType<typeof userId>,
  ReturnType<typeof userId>,
  ReturnType<typeof userId>,
];
const [here, there, hidden] = ['CHERE', 'CTHERE', 'CHIDDEN'].map(channelId) as [
  ReturnType<typeof channelId>,
  ReturnType<typeof channelId>,
  ReturnType<typeof channelId>,
];
const now = noon - day;

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine, allGuards, { tables: features.flatMap(({ tables }) => tables) });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    await people(world, { ANN: 'member', BEN: 'member', CAT: 'member' });
    await channel(world, here, [ann, ben]);
    await channel(world, there, [ben, cat]);
    await channel(world, hidden, [cat], { kind: 'private' });
  });

  const done = async (practice: string, of: string = here): Promise<readonly Act[]> =>
    world.store.read(T1, channelViewer(of), async (read) => {
      const { acts } = features.find(({ name }) => name === practice) ?? {};
      if (acts === undefined) throw new Error(`${practice} gives no acts`);
      return acts(read, { channel: channelId(of), from: noon - 300 * day, to: noon });
    });
  const row = <Row extends SharedRow>(
    table: SharedTable<Row>,
    id: string,
    cells: Partial<Omit<Row, 'id'>>,
    by: string | null,
    names: 'shown' | 'hidden' = 'shown',
    at: string = here,
  ) =>
    put(
      world,
      by === null ? channelViewer(at) : personViewer(by),
      table,
      { ...cells, id: rowId(id) } as Partial<Row> & SharedRow,
      { to: { kind: 'conversation', channel: channelId(at) }, by: by === null ? [] : [userId(by)], names },
    );

  it('a share is its author’s, confirmed by the first who said how they used it', async () => {
    await row(shares, 's1', { channel_id: here, shared_at: now }, ann);
    await row(shares, 's2', { channel_id: here, shared_at: now + 1, taken_back_at: now + 2 }, ann);
    await row(uses, 'u1', { share_id: rowId('s1'), used_at: now + 5 }, ben);
    expect(await done('learned')).toEqual([
      { id: 's1', kind: 'share', by: ann, channel: here, at: now, confirmedAt: now + 5, confirmedBy: ben },
    ]);
    expect(await done('learned', there)).toEqual([]);
  });

  it('stays with the channel in which it was done after its author moved, and an erased actor is null', async () => {
    await row(shares, 's1', { channel_id: here, shared_at: now }, ann);
    await row(uses, 'u1', { share_id: rowId('s1'), used_at: now + 5 }, ben);
    await row(
      slots,
      'p1',
      { channel_id: here, meets_at: now, state: 'over', presenter_id: ben, answer: 'accepted' },
      null,
    );
    await channel(world, here, [ann]);
    await channel(world, there, [ben, cat, ann]);
    expect(await done('learned')).toHaveLength(1);
    expect(await done('rotation')).toMatchObject([{ by: ben, doneAt: now }]);
    expect(await done('rotation', there)).toEqual([]);
    await world.store.erasing(T1, 'operator', { kind: 'person', userId: ben });
    // Who was to present is not known any more, so nothing is said of it.
    expect(await done('rotation')).toEqual([]);
    expect(await done('learned')).toMatchObject([{ by: ann, confirmedAt: null }]);
  });

  it('a lesson is used by a team, which is named only where that is public, and nobody is named whose name is hidden', async () => {
    const lesson = { channel_id: here, state: 'kept' } as const;
    await row(lessons, 'l1', lesson, ann, 'hidden');
    const tried = { lesson_id: rowId('l1'), tried_at: now } as const;
    const said = (id: string, cells: object, by: string) => row(trials, id, { ...tried, ...cells }, by);
    await said('t1', { channel_id: there, from_public: 1, went: 'helped' }, ben);
    await said('t2', { channel_id: hidden, from_public: 0, went: 'not' }, ben);
    const [first, second] = (await done('lessons')).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(first).toMatchObject({ kind: 'reuse', by: null, for: [there], confirmedBy: ben, helped: true });
    expect(second).toMatchObject({ by: null, helped: false });
    expect(second).not.toHaveProperty('for');
  });

  it('what leaders show is of its kind, and gone once it is withdrawn', async () => {
    await row(entries, 'e1', { channel_id: here, teller_id: ann, question: 'feedback', told_at: now }, ann);
    await row(
      entries,
      'e2',
      { channel_id: here, teller_id: ann, question: 'own', told_at: now, withdrawn_at: now },
      ann,
    );
    expect(await done('journey')).toEqual([
      { id: 'e1', kind: 'journey', by: ann, channel: here, at: now, confirmedAt: null, about: 'feedback' },
    ]);
  });

  it('who said that they present is planned, and held if the meeting took place', async () => {
    const slot = { channel_id: here, presenter_id: ann, answer: 'accepted' } as const;
    await row(slots, 'p1', { ...slot, meets_at: now, state: 'over', second_id: ben }, null);
    await row(slots, 'p2', { ...slot, meets_at: now + 1, state: 'fell_out' }, null);
    await row(slots, 'p3', { ...slot, meets_at: now + 2, state: 'over', answer: 'asked' }, null);
    expect((await done('rotation')).map(({ by, dueAt, doneAt }) => [by, dueAt, doneAt])).toEqual([
      [ann, now, now],
      [ben, now, now],
      [ann, now + 1, null],
    ]);
  });

  it('a question says when it was answered first, and an accepted answer by whom, unless they asked without a name', async () => {
    const question = { channel_id: here, place: 'channel', asked_at: now, state: 'answered' } as const;
    await row(questions, 'q1', question, ann);
    await row(questions, 'q2', { ...question, names: 'hidden', asked_at: now + 1 }, ann, 'hidden');
    for (const [id, of] of [
      ['a1', 'q1'],
      ['a2', 'q2'],
    ] as const)
      await row(
        answers,
        id,
        {
          question_id: rowId(of),
          channel_id: here,
          place: 'channel',
          answered_at: now + 10,
          accepted_at: now + 20,
        },
        ben,
      );
    const [open, quiet, one, two] = await done('questions');
    expect(open).toMatchObject({ kind: 'question', by: ann, doneAt: now + 10 });
    expect(quiet).toMatchObject({ kind: 'question', by: null, doneAt: now + 10 });
    expect(one).toMatchObject({ kind: 'answer', by: ben, confirmedAt: now + 20, confirmedBy: ann });
    expect(two).not.toHaveProperty('confirmedBy');
  });

  it('thanks that were shown name whom they thank, and what stays between people is no act', async () => {
    const given = { channel_id: here, given_id: rowId('g1'), given_at: now, kind: 'people' } as const;
    const of = (id: string, cells: object) => row(thanks, id, { ...given, ...cells }, ann);
    await of('h1', { person_id: ben, shown_at: now });
    await of('h2', { person_id: cat, shown_at: null });
    expect(await done('thanks')).toMatchObject([{ kind: 'thanks', by: ann, to: [ben], confirmedAt: now }]);
  });

  it('a project that ended has a retrospective or none, and what was agreed on has a date and an end', async () => {
    await row(projects, 'j1', { channel_id: here, ends_at: now - 9 * day, state: 'held' }, null);
    await row(projects, 'j2', { channel_id: here, ends_at: now - 8 * day, state: 'asked' }, null);
    await row(projects, 'j3', { channel_id: here, ends_at: now - 7 * day, state: 'cancelled' }, null);
    await row(
      retros,
      'r1',
      { channel_id: here, project_id: rowId('j1'), phase: 'closed', ended_at: now - 5 * day },
      null,
    );
    const action = { retro_id: rowId('r1'), channel_id: here, due_on: '2026-11-20', owner_id: ben } as const;
    await row(actionItems, 'i1', { ...action, state: 'done', done_at: now, helped: 'yes' }, null);
    await row(actionItems, 'i2', { ...action, state: 'dropped', done_at: now, reason: 'Not ours' }, null);
    await row(actionItems, 'i3', { ...action, state: 'open' }, null);
    // Nobody took it on.
    await row(actionItems, 'i4', { ...action, state: 'proposed' }, null);
    await row(
      counted,
      'r1',
      { retro_id: rowId('r1'), channel_id: here, ended_on: '2026-11-18', is_applied: 1 },
      null,
    );
    const found = await done('retro');
    const of = (kind: Act['kind']) => found.filter((act) => act.kind === kind);
    expect(of('retro').map(({ id, by, doneAt }) => [id, by, doneAt])).toEqual([
      ['j1', null, now - 5 * day],
      ['j2', null, null],
    ]);
    const due = Date.UTC(2026, 10, 21);
    expect(
      of('action').map(({ by, dueAt, doneAt, droppedAt, helped }) => [by, dueAt, doneAt, droppedAt, helped]),
    ).toEqual([
      [ben, due, now, null, true],
      [ben, due, null, now, null],
      [ben, due, null, null, null],
    ]);
    expect(of('start')).toMatchObject([{ by: null, usedLesson: true }]);
    await world.store.erasing(T1, 'operator', { kind: 'person', userId: ben });
    expect((await done('retro')).filter(({ kind }) => kind === 'action').map(({ by }) => by)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('a theme that comes first again is an act, if something was done since about what it came first in', async () => {
    const said = 'Handovers between the teams came late again';
    for (const nth of [1, 2, 3]) {
      const retro_id = rowId(`r${nth}`);
      const ended_at = noon - (4 - nth) * 40 * day;
      await row(retros, `r${nth}`, { channel_id: here, phase: 'closed', ended_at }, null);
      await row(cards, `k${nth}`, { retro_id, text: said }, ann);
      await row(marks, `k${nth}`, { retro_id }, null);
      await row(standings, `k${nth}`, { retro_id, place: 1, votes: 3, voters: 3 }, null);
    }
    const again = async () => (await done('retro')).filter(({ kind }) => kind === 'recurrence');
    expect(await again()).toEqual([]);
    const action = { retro_id: rowId('r1'), channel_id: here, due_on: '2026-08-20', owner_id: ben } as const;
    await row(actionItems, 'i1', { ...action, state: 'done', done_at: noon - 50 * day }, null);
    expect(await again()).toEqual([
      {
        id: 'k3',
        kind: 'recurrence',
        by: null,
        channel: here,
        at: noon - 40 * day,
        confirmedAt: null,
        about: 'i1',
      },
    ]);
  });

  it('what was to take place is held, or not; what fell out for a reason that all know is left out', async () => {
    const said = {
      ...{ team_id: T1, channel_id: here, name: 'rotation.meeting', recorded_at: now, is_seen: 0 as const },
    } as const;
    const days = [
      { on_date: '2026-11-02', state: 'posted', reason: null, moved: 'no' },
      { on_date: '2026-11-03', state: 'skipped', reason: 'nobody_available', moved: 'no' },
      { on_date: '2026-11-04', state: 'missed', reason: 'late', moved: 'no' },
      { on_date: '2026-11-05', state: 'skipped', reason: 'holidays', moved: 'no' },
      { on_date: '2026-11-06', state: 'skipped', reason: 'nothing_to_say', moved: 'no' },
      { on_date: '2026-11-07', state: 'missed', reason: 'restored', moved: 'no' },
      // Moved by hand, by more than a week.
      { on_date: '2026-10-20', state: 'posted', reason: null, moved: 'by_hand' },
    ] as const;
    const due = Date.UTC(2026, 10, 2, 9);
    await world.store.write(async (db) => {
      for (const [at, one] of days.entries())
        await db
          .insertInto('ritual_occurrence')
          .values({ ...said, ...one, due_at: due + at * day })
          .execute();
    });
    const held = (of: string) =>
      world.store.read(T1, channelViewer(of), (read) => read.schedules.held(here, due, due + 30 * day));
    expect((await held(here)).map(({ at, isHeld }) => [(at - due) / day, isHeld])).toEqual([
      [0, true],
      [1, false],
      [2, false],
      [6, false],
    ]);
    expect(await held(there)).toEqual([]);
  });
});
