/** What each indicator says, from a handful of acts. */
import type { Act } from '../../../src/core/acts.ts';
import { day } from '../../../src/core/clock.ts';
import { type ChannelId, channelId, rowId, type UserId, userId } from '../../../src/core/ids.ts';
import type { Facts } from '../../../src/features/indicators/measures/facts.ts';
import { measured } from '../../../src/features/indicators/measures/rules.ts';
import type { FigureId } from '../../../src/features/indicators/measures/indicator.ts';
import type { Value } from '../../../src/features/indicators/measures/value.ts';

const from = Date.UTC(2025, 6, 1);
const to = from + 91 * day;
const here = channelId('C1');
const people = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6'].map(userId);
const [ana, ben, cem] = people as [UserId, UserId, UserId];

let nth = 0;
const act = (some: Partial<Act> & Pick<Act, 'kind'>): Act => ({
  id: rowId(`00000000-0000-4000-8000-${String((nth += 1)).padStart(12, '0')}`),
  by: ana,
  channel: here,
  at: from + day,
  confirmedAt: null,
  ...some,
});

const facts = (some: Partial<Facts> = {}): Facts => ({
  from,
  to,
  acts: [],
  scheduled: [],
  people: new Map<ChannelId, ReadonlySet<UserId>>([[here, new Set(people)]]),
  calendars: new Map(),
  leaders: null,
  climate: [],
  development: {},
  ...some,
});

/** What a figure says, in short: `[count, of]` of a part. */
function said(given: Facts, id: FigureId): readonly [number, number] | Value | null {
  const value = measured(given)
    .flatMap(({ figures }) => figures)
    .find((one) => one.id === id)?.value;
  if (value === undefined) return null;
  return value.kind === 'part' ? [value.count, value.of] : value;
}

it('what nobody did yet is absent, not zero', () => {
  expect(measured(facts())).toEqual([]);
});

it('of fewer than five people nothing is said', () => {
  const acts = [act({ kind: 'action', dueAt: from, doneAt: from + day })];
  const few = new Map([[here, new Set(people.slice(0, 4))]]);
  expect(measured(facts({ acts }))).not.toEqual([]);
  expect(measured(facts({ acts, people: few }))).toEqual([]);
});

it('M2 is done ÷ due two weeks ago, without what was given up with a reason, which stands beside it', () => {
  const acts = [
    act({ kind: 'action', dueAt: from, doneAt: from + day }),
    act({ kind: 'action', dueAt: from, doneAt: to - day }),
    act({ kind: 'action', dueAt: from, doneAt: null }),
    act({ kind: 'action', dueAt: from, droppedAt: from + day }),
    // Not due for two weeks yet, and due before this time.
    act({ kind: 'action', dueAt: to - 13 * day, doneAt: null }),
    act({ kind: 'action', dueAt: from - 15 * day, doneAt: from + day }),
  ];
  expect(said(facts({ acts }), 'M2.done')).toEqual([2, 3]);
  expect(said(facts({ acts }), 'M2.dropped')).toEqual([1, 4]);
});

it('M2b is “yes” ÷ done, and no answer is no “yes”', () => {
  const doneAt = from;
  const acts = [
    act({ kind: 'action', dueAt: from, doneAt, helped: true }),
    act({ kind: 'action', dueAt: from, doneAt, helped: false }),
    act({ kind: 'action', dueAt: from, doneAt, helped: null }),
    // Its owner was not asked yet.
    act({ kind: 'action', dueAt: from, doneAt: to - day, helped: null }),
  ];
  expect(said(facts({ acts }), 'M2b.helped')).toEqual([1, 3]);
});

it('M4 is what was held of what was due, and projects with a retrospective within two weeks', () => {
  const scheduled = [true, true, false].map((isHeld, at) => ({
    channel: here,
    name: 'rotation.meeting',
    at: from + at * day,
    isHeld,
  }));
  const acts = [
    act({ kind: 'retro', dueAt: from, doneAt: from + 14 * day }),
    act({ kind: 'retro', dueAt: from, doneAt: from + 15 * day }),
    act({ kind: 'retro', dueAt: from, doneAt: null }),
    // Somebody looked back at no project's end.
    act({ kind: 'retro', dueAt: null, doneAt: from }),
  ];
  expect(said(facts({ scheduled, acts }), 'M4.held')).toEqual([2, 3]);
  expect(said(facts({ scheduled, acts }), 'M4.retros')).toEqual([1, 3]);
});

it('M5 counts each person once in each channel, without who is not in it and whose name is hidden', () => {
  const there = channelId('C2');
  const acts = [
    act({ kind: 'share' }),
    act({ kind: 'answer' }),
    act({ kind: 'share', channel: there }),
    act({ kind: 'question', by: null }),
    act({ kind: 'thanks', by: userId('U99') }),
    act({ kind: 'share', by: ben, at: from - 1 }),
  ];
  expect(said(facts({ acts }), 'M5.people')).toEqual([1, 6]);
  const both = new Map([
    [here, new Set(people)],
    [there, new Set(people)],
  ]);
  expect(said(facts({ acts, people: both }), 'M5.people')).toEqual([2, 12]);
});

it('M8 is projects that used a lesson ÷ projects that were asked', () => {
  const acts = [
    act({ kind: 'start', usedLesson: true }),
    act({ kind: 'start', usedLesson: false }),
    act({ kind: 'start' }),
  ];
  expect(said(facts({ acts }), 'M8.starts')).toEqual([1, 2]);
});

it('M9 counts leaders in full, and is hidden below five of them', () => {
  const acts = [
    act({ kind: 'journey', by: ana, at: to - day, about: 'practising' }),
    act({ kind: 'journey', by: ben, at: from, about: 'feedback' }),
    act({ kind: 'journey', by: cem, at: from - 1, about: 'mistake' }),
  ];
  const leaders = new Set(people.slice(0, 5));
  expect(said(facts({ acts, leaders }), 'M9.entries')).toEqual([1, 5]);
  expect(said(facts({ acts, leaders }), 'M9.kinds')).toEqual([1, 5]);
  expect(said(facts({ acts, leaders: new Set(people.slice(0, 4)) }), 'M9.entries')).toBeNull();
  const [first] = measured(facts({ acts, leaders })).filter(({ id }) => id === 'M9');
  expect(first?.figures[0]?.value).toMatchObject({ among: 'everyone', range: { low: 0.2, high: 0.2 } });
});

const there = channelId('C2');
const both = new Map<ChannelId, ReadonlySet<UserId>>([
  [here, new Set(people)],
  [there, new Set(['U7', 'U8', 'U9', 'U10'].map(userId))],
]);

it('M1 is what served another channel for ten people in 28 days, and what nobody confirmed is not counted', () => {
  const acts = [
    act({ kind: 'reuse', for: [there], confirmedAt: from }),
    act({ kind: 'reuse', for: [there], confirmedAt: to - 1 }),
    act({ kind: 'reuse', for: [here], confirmedAt: from }),
    act({ kind: 'reuse', for: [there], confirmedAt: null }),
    act({ kind: 'answer', confirmedAt: from }),
  ];
  // 2 by 10 people in 91 days.
  expect(said(facts({ acts, people: both }), 'M1.served')).toMatchObject({
    count: 2,
    perTen: (2 * 28) / 91,
    variation: null,
  });
  expect(said(facts({ acts: acts.slice(2) }), 'M1.served')).toBeNull();
});

it('M1 counts back in stretches of 28 days to the first thing that anybody did, and says when it changed', () => {
  const every = Array.from({ length: 12 }, (_, back) => to - back * 28 * day - day);
  const acts = [
    act({ kind: 'share', at: to - 12 * 28 * day }),
    ...every.flatMap((confirmedAt, back) =>
      Array.from({ length: back === 0 ? 9 : 1 + (back % 2) }, () =>
        act({ kind: 'reuse', for: [there], at: confirmedAt, confirmedAt }),
      ),
    ),
  ];
  expect(said(facts({ acts }), 'M1.served')).toMatchObject({ variation: { last: 'outside' } });
});

it('M1b compares what crosses with what chance would make of it, and of one channel says only how much crosses', () => {
  const acts = [
    act({ kind: 'reuse', for: [there], confirmedAt: from }),
    act({ kind: 'reuse', for: [here], confirmedAt: from }),
  ];
  expect(said(facts({ acts, people: both }), 'M1b.cross')).toEqual([1, 2]);
  // Of 10 · 9 pairs 6 · 5 + 4 · 3 are within a channel: 48 of 90 cross.
  expect(said(facts({ acts, people: both }), 'M1b.mixing')).toMatchObject({ ratio: 0.5 / (48 / 90), of: 2 });
  expect(said(facts({ acts }), 'M1b.mixing')).toBeNull();
});

it('M2c is what was done within six months before its theme came back', () => {
  const [one, two, old] = [from, from - 100 * day, from - 200 * day].map((doneAt) =>
    act({ kind: 'action', at: doneAt - day, dueAt: doneAt, doneAt }),
  );
  if (one === undefined || two === undefined || old === undefined) throw new Error('there are three');
  const back = act({ kind: 'recurrence', by: null, about: two.id });
  expect(said(facts({ acts: [one, two, old, back] }), 'M2c.again')).toEqual([1, 2]);
});

it('M2d is the median of Kaplan and Meier: what is open or given up counts for as long as it was open', () => {
  const at = from;
  const acts = [
    act({ kind: 'action', at, doneAt: at + 10 * day }),
    act({ kind: 'action', at, doneAt: at + 20 * day }),
    act({ kind: 'action', at, droppedAt: at + 5 * day, doneAt: null }),
    act({ kind: 'action', at, doneAt: null }),
  ];
  // After 10 days two of three are left, after 20 one of three.
  expect(said(facts({ acts }), 'M2d.time')).toMatchObject({
    unit: 'days',
    over: 2,
    open: 2,
    median: { median: 20 },
  });
});

it('M6 counts working days of the channel, and only questions that had two of them', () => {
  const friday = Date.UTC(2025, 7, 1, 12);
  const hour = 3_600_000;
  const acts = [
    // Answered on Tuesday before noon, and after it.
    act({ kind: 'question', at: friday, doneAt: friday + 4 * day - hour }),
    act({ kind: 'question', at: friday, doneAt: friday + 4 * day + hour }),
    act({ kind: 'question', at: friday, doneAt: null }),
    act({ kind: 'question', at: to - day, doneAt: null }),
  ];
  const calendar = { tz: 'UTC', days: [1, 2, 3, 4, 5], isHoliday: () => false };
  const given = facts({ acts, calendars: new Map([[here, calendar]]) });
  expect(said(given, 'M6.soon')).toEqual([1, 3]);
  expect(said(given, 'M6.time')).toMatchObject({ unit: 'hours', over: 2, open: 2 });
});

it('M7 is what was published of the climate, and nothing finer', () => {
  const means = [{ theme: 'safety', asked: 8, answered: 7, mean: 5.5, spread: 'close' }] as const;
  expect(said(facts({ climate: means }), 'M7.means')).toEqual({ kind: 'climate', means });
});

it('M12 is meetings kept of those planned, from five on, and says nothing of whose they are', () => {
  const planned = Array.from({ length: 5 }, (_, nth) =>
    act({ kind: 'meeting', by: null, dueAt: from + nth, doneAt: nth < 3 ? from + nth : null }),
  );
  expect(said(facts({ acts: planned }), 'M12.kept')).toEqual([3, 5]);
  expect(said(facts({ acts: planned.slice(1) }), 'M12.kept')).toBeNull();
});

it('M13 counts each person once who was thanked, and nobody who is not in the channel', () => {
  const acts = [
    act({ kind: 'thanks', to: [ben, cem] }),
    act({ kind: 'thanks', to: [ben, userId('U99')] }),
    act({ kind: 'thanks', to: [ana], at: to }),
  ];
  expect(said(facts({ acts }), 'M13.thanked')).toEqual([2, 6]);
});

it('what there is nothing to say about in a channel is absent, whatever else is said there', () => {
  const acts = [act({ kind: 'share' })];
  expect(measured(facts({ acts })).map(({ id }) => id)).toEqual(['M5']);
});

it('M3 is people who finished something voluntary ÷ people, and absent under five', () => {
  expect(said(facts({ development: { finished: 5 } }), 'M3.finished')).toEqual([5, 6]);
  expect(said(facts({ development: { finished: 4 } }), 'M3.finished')).toBeNull();
});

it('M10 is written before ÷ begun, decided by its date ÷ due, shared ÷ decided, whatever came of it', () => {
  const dueAt = from + 20 * day;
  const tried = (some: Partial<Act>) => act({ kind: 'experiment', isPrepared: true, dueAt, ...some });
  const acts = [
    tried({ doneAt: dueAt + 7 * day, sharedAt: dueAt + 8 * day }),
    tried({ doneAt: dueAt + 8 * day, sharedAt: dueAt + 23 * day }),
    tried({ isPrepared: false }),
    // Ended before its date, and due in the next quarter.
    tried({ droppedAt: from + 2 * day }),
    tried({ dueAt: to }),
  ];
  expect(said(facts({ acts }), 'M10.prepared')).toEqual([4, 5]);
  expect(said(facts({ acts }), 'M10.onTime')).toEqual([1, 3]);
  expect(said(facts({ acts }), 'M10.shared')).toEqual([1, 2]);
});

it('M11 is who rates a skill higher of those with both ratings, from five on, and not where it is everybody or nobody', () => {
  const of = (...steps: readonly (readonly [number, number])[]) =>
    said(facts({ development: { self: new Map(steps) } }), 'M11.self');
  expect(of([-1, 1], [0, 1], [2, 3])).toEqual([3, 5]);
  expect(of([-1, 1], [2, 3])).toBeNull();
  expect(of([1, 4], [2, 3])).toBeNull();
  expect(of([0, 6])).toBeNull();
  expect(
    said(facts({ development: { partner: new Map([[1, 2], [0, 4]]) } }), 'M11.partner'), // prettier-ignore
  ).toEqual([2, 6]);
});

it('M15 is rituals that live a month after the change ÷ those before, and those that were ended on purpose', () => {
  const ritual = (some: Partial<Act>) => act({ kind: 'ritual', by: null, ...some });
  const acts = [
    ritual({ doneAt: from + 31 * day }),
    ritual({ droppedAt: from + 3 * day }),
    ritual({ doneAt: null }),
    // Its month is not over.
    ritual({ at: to - 29 * day, doneAt: null }),
  ];
  expect(said(facts({ acts }), 'M15.alive')).toEqual([1, 3]);
  expect(said(facts({ acts }), 'M15.ended')).toEqual([1, 3]);
});
