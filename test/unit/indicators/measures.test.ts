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
  sites: new Map(),
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
