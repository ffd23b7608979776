/** Nobody can work out what fewer than five people did, nor see another’s count: on random channels, and for every indicator there is. */
import fc from 'fast-check';
import { actKinds, type Act } from '../../../src/core/acts.ts';
import { day } from '../../../src/core/clock.ts';
import { channelId, rowId, type UserId, userId } from '../../../src/core/ids.ts';
import { audit } from '../../../src/core/publishing/audit.ts';
import { scale } from '../../../src/core/publishing/figures.ts';
import { type Facts, leastPeople, lookBack } from '../../../src/features/indicators/measures/facts.ts';
import { summed } from '../../../src/features/indicators/measures/groups.ts';
import { indicators, measured } from '../../../src/features/indicators/measures/rules.ts';
import { indicatorIds } from '../../../src/features/indicators/measures/indicator.ts';
import { together, type Value } from '../../../src/features/indicators/measures/value.ts';
import { often } from '../../support/often.ts';

const to = Date.UTC(2026, 0, 1);
const from = to - 92 * day;
const everybody = Array.from({ length: 16 }, (_, at) => userId(`U${at}`));
const channels = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'].map(channelId);

/** Some channels, of which people are in several. */
const teams = fc.array(fc.subarray(everybody), { minLength: 1, maxLength: channels.length });

const act = fc.record({
  kind: fc.constantFrom(...actKinds),
  by: fc.option(fc.constantFrom(...everybody)),
  channel: fc.constantFrom(...channels),
  for: fc.subarray(channels),
  at: fc.integer({ min: to - lookBack, max: to - 1 }),
  confirmedAt: fc.option(fc.integer({ min: from, max: to - 1 })),
  dueAt: fc.option(fc.integer({ min: from - 30 * day, max: to - 1 })),
  doneAt: fc.option(fc.integer({ min: from - 30 * day, max: to - 1 })),
  droppedAt: fc.option(fc.integer({ min: from, max: to - 1 }), { freq: 3 }),
  helped: fc.option(fc.boolean()),
  to: fc.subarray(everybody),
  usedLesson: fc.boolean(),
});

const world = fc.tuple(teams, fc.array(act, { maxLength: 60 })).map(([people, acts]): Facts => {
  const here = new Map(
    people.flatMap((some, at) => {
      const channel = channels[at];
      return channel === undefined ? [] : [[channel, new Set(some)] as const];
    }),
  );
  return {
    from,
    to,
    acts: acts
      .map((one, at): Act => ({ ...one, id: rowId(`A${at}`) }))
      .filter(({ channel }) => here.has(channel)),
    scheduled: [],
    people: here,
    calendars: new Map(),
    leaders: new Set(everybody.slice(0, 6)),
    climate: [],
    development: {},
  };
});

/** One channel of them, as it is counted. */
const only = (facts: Facts, channel: (typeof channels)[number]): Facts => ({
  ...facts,
  acts: facts.acts.filter((one) => one.channel === channel),
  people: new Map([[channel, facts.people.get(channel) ?? new Set<UserId>()]]),
  leaders: null,
});

it('what is shown of channels and of all of them gives away no group of under five, also by subtracting', () => {
  fc.assert(
    fc.property(teams, (people) => {
      const sizes = new Map(people.map((some, at) => [rowId(`C${at}`), some.length]));
      const covered = [...summed(sizes)];
      const of = (ids: readonly ReturnType<typeof rowId>[]) => ({
        teams: ids,
        answered: ids.reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0),
        mean: null,
      });
      const shown = [...covered.map((id) => of([id])), of(covered)];
      expect(audit(covered.length === 0 ? [] : shown, leastPeople, scale).exposed).toEqual([]);
      expect(covered.every((id) => (sizes.get(id) ?? 0) >= leastPeople)).toBe(true);
    }),
    often(2_000),
  );
});

it('three channels of the same four people are in no total, although their places are twelve', () => {
  const sizes = new Map([4, 4, 4, 9].map((size, at) => [rowId(`C${at}`), size]));
  expect([...summed(sizes)]).toEqual(['C3']);
});

it('a figure of several channels is the sum of theirs, so it says nothing about who is in two of them', () => {
  fc.assert(
    fc.property(world, (facts) => {
      const apart = [...facts.people.keys()].map((channel) =>
        indicators.flatMap(({ measure }) => measure({ ...only(facts, channel) })),
      );
      const ofAll = indicators.flatMap(({ measure }) => measure({ ...facts, leaders: null }));
      for (const id of ['M2.done', 'M2b.helped', 'M4.retros', 'M8.starts', 'M1b.cross'] as const) {
        const values = apart.flatMap((some) => some.filter((one) => one.id === id).map(({ value }) => value));
        expect(ofAll.find((one) => one.id === id)?.value ?? null).toEqual(together(values));
      }
    }),
    often(200),
  );
});

it('of fewer than five people nothing is said, however much they did', () => {
  fc.assert(
    fc.property(world, (facts) => {
      const few = new Map(
        [...facts.people].map(([channel, some]) => [channel, new Set([...some].slice(0, 1))]),
      );
      const distinct = new Set([...few.values()].flatMap((some) => [...some]));
      if (distinct.size < leastPeople) expect(measured({ ...facts, people: few })).toEqual([]);
    }),
    often(200),
  );
});

/** What stands in it, however deep. */
type Within<Whole> = Whole extends readonly (infer One)[]
  ? Within<One>
  : Whole extends object
    ? { [Name in keyof Whole]: Within<Whole[Name]> }[keyof Whole]
    : Whole;
/** The compiler refuses a value in which a person could stand. */
const noPersonFits: UserId extends Within<Value> ? never : true = true;

it('nobody can see another’s count: no indicator takes a person, none names one, and who did what may be swapped', () => {
  expect(indicators.map(({ id }) => id)).toEqual([...indicatorIds]);
  expect(noPersonFits).toBe(true);
  // A function of two things could be asked about one person.
  expect(indicators.filter(({ measure }) => measure.length !== 1)).toEqual([]);
  fc.assert(
    fc.property(world, fc.shuffledSubarray(everybody, { minLength: everybody.length }), (facts, other) => {
      const swapped = new Map(everybody.map((user, at) => [user, other[at] ?? user]));
      const as = (user: UserId): UserId => swapped.get(user) ?? user;
      const said = JSON.stringify(measured(facts));
      for (const user of everybody) expect(said).not.toContain(`"${user}"`);
      const renamed: Facts = {
        ...facts,
        acts: facts.acts.map((one) => ({
          ...one,
          by: one.by === null ? null : as(one.by),
          ...(one.to === undefined ? {} : { to: one.to.map(as) }),
        })),
        people: new Map([...facts.people].map(([channel, some]) => [channel, new Set([...some].map(as))])),
        leaders: new Set([...(facts.leaders ?? [])].map(as)),
      };
      // Everybody under another name: nothing changes, so no name has a part in it.
      expect(JSON.stringify(measured(renamed))).toBe(said);
    }),
    often(200),
  );
});
