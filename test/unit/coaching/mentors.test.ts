/** Who is suggested as a mentor: pure. */
import fc from 'fast-check';
import { userId } from '../../../src/core/ids.ts';
import {
  goals,
  isFull,
  limitsOf,
  type Mentor,
  styles,
  suggested,
  topicsIn,
  whyNotTopics,
  type Wishes,
} from '../../../src/features/coaching/mentors/rules.ts';
import { often } from '../../support/often.ts';

const wanted: Wishes = { topics: ['Postgres'], goals: ['craft'], styles: ['hour'] };
const mentor = (person: string, over: Partial<Mentor> = {}): Mentor => ({
  person: userId(person),
  topics: [],
  goals: [],
  styles: [],
  hasCommonHours: true,
  ...over,
});
/** The same lots for the same seed. */
function lots(seed: number): () => string {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state.toString(36).padStart(7, '0');
  };
}
const who = (found: readonly { readonly person: string }[]) => found.map(({ person }) => person);

describe('who is suggested as a mentor', () => {
  it('is who shares goals and ways of working and has what is wanted, with the reason in what both said', () => {
    const found = suggested(
      wanted,
      [
        mentor('U1', { topics: ['PostgreSQL', 'Painting'] }),
        mentor('U2', { topics: ['Postgres'], goals: ['craft', 'voice'], styles: ['hour', 'writing'] }),
        mentor('U3', { goals: ['craft'], styles: ['hour'] }),
        mentor('U4', { styles: ['hour'] }),
      ],
      lots(1),
    );
    expect(who(found)).toEqual(['U2', 'U3', 'U1']);
    expect(found[0]).toEqual({
      person: 'U2',
      topics: ['Postgres'],
      goals: ['craft'],
      styles: ['hour'],
      hasCommonHours: true,
    });
    expect(found[2]?.topics).toEqual(['PostgreSQL']);
  });

  it('is nobody who could help with nothing that is wanted, however alike the way of working', () => {
    expect(suggested(wanted, [mentor('U1', { styles: [...styles], topics: ['Painting'] })], lots(1))).toEqual(
      [],
    );
  });

  it('is also somebody without common hours, after one who fits as well and has them', () => {
    const found = suggested(
      wanted,
      [mentor('U1', { topics: ['Postgres'], hasCommonHours: false }), mentor('U2', { topics: ['Postgres'] })],
      lots(1),
    );
    expect(found.map(({ person, hasCommonHours }) => [person, hasCommonHours])).toEqual([
      ['U2', true],
      ['U1', false],
    ]);
  });

  const some = <One>(all: readonly One[]) => fc.subarray([...all]);
  const wishes = fc.record({
    topics: fc.subarray(['Postgres', 'roll-backs', 'interviews', 'drawing', 'budget']),
    goals: some(goals),
    styles: some(styles),
  });
  const mentors = fc
    .array(fc.tuple(wishes, fc.boolean()), { maxLength: 12 })
    .map((all) =>
      all.map(([one, hasCommonHours], at) => ({ ...one, hasCommonHours, person: userId(`U${at}`) })),
    );

  it('never depends on a name, an id or the order in which mentors are read', () => {
    fc.assert(
      fc.property(wishes, mentors, fc.integer(), (want, all, seed) => {
        const drawn = lots(seed);
        const lotOf = new Map(all.map(({ person }) => [person, drawn()] as const));
        // Each keeps their lot, so that equals come in the same order.
        const inOrder = (some: readonly Mentor[], named: (one: string) => string) => {
          let next = 0;
          const fits = some.filter(
            (one) => suggested(want, [{ ...one, person: userId('U') }], () => '').length > 0,
          );
          const chance = () => lotOf.get(fits[next++]?.person ?? userId('U')) ?? '';
          return suggested(
            want,
            some.map((one) => ({ ...one, person: userId(named(one.person)) })),
            chance,
          ).map(({ person }) => person);
        };
        const reversed = (id: string) => `Z${99 - Number(id.slice(1))}`;
        const straight = inOrder(all, (id) => id);
        expect(inOrder(all.toReversed(), (id) => id)).toEqual(straight);
        expect(inOrder(all, reversed)).toEqual(straight.map(reversed));
      }),
      often(100),
    );
  });

  it('is nobody twice, three at most, and never one who shares neither a topic nor a goal', () => {
    fc.assert(
      fc.property(wishes, mentors, fc.integer(), (want, all, seed) => {
        const found = suggested(want, all, lots(seed));
        expect(found.length).toBeLessThanOrEqual(limitsOf.suggestions);
        expect(new Set(who(found)).size).toBe(found.length);
        for (const one of found) expect(one.topics.length + one.goals.length).toBeGreaterThan(0);
      }),
      often(100),
    );
  });

  it('equals come in the order of the lots drawn for them', () => {
    const equals = ['U1', 'U2', 'U3', 'U4'].map((one) => mentor(one, { goals: ['craft'] }));
    const first = new Set(
      Array.from({ length: 60 }, (_, seed) => suggested(wanted, equals, lots(seed * 7_919))[0]?.person),
    );
    expect([...first].toSorted()).toEqual(['U1', 'U2', 'U3', 'U4']);
  });
});

describe('topics', () => {
  it('are taken as typed, once each, with commas, semicolons or lines between them', () => {
    expect(topicsIn(' Postgres,  roll   backs ;postgres\nTalks,, ')).toEqual([
      'Postgres',
      'roll backs',
      'Talks',
    ]);
  });

  it('are at least one, at most eight, and short', () => {
    expect(whyNotTopics([])).toBe('none');
    expect(whyNotTopics(Array.from({ length: 9 }, (_, at) => `t${at}`))).toBe('many');
    expect(whyNotTopics(['x'.repeat(41)])).toBe('long');
    expect(whyNotTopics(['x'.repeat(40)])).toBeNull();
  });
});

it('a mentor is full at the number they gave', () => {
  expect([isFull(1, 0), isFull(1, 1), isFull(3, 2), isFull(3, 4)]).toEqual([false, true, false, true]);
});
