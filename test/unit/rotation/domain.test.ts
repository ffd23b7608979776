/** The rules of the rotation: pure. */
import fc from 'fast-check';
import { userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours } from '../../../src/core/people.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { choose, isThere, mayPresent, type Turn } from '../../../src/features/rotation/rules.ts';
import { often } from '../../support/often.ts';

const turn = (person: string, presented: number, available: number, lastAt: number | null = null): Turn => ({
  person: userId(person),
  presented,
  available,
  lastAt,
});
/** A source of lots that fast-check can shrink: the same seed, the same lots. */
function lotsFrom(seed: number): () => string {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state.toString(36).padStart(7, '0');
  };
}
const lots = () => lotsFrom(1);

describe('whose turn it is', () => {
  it('is of whoever presented least often for the meetings at which they could have', () => {
    expect(choose([turn('U1', 2, 9), turn('U2', 2, 19), turn('U3', 1, 4)], lots())?.person).toBe('U2');
  });

  it('is, of equals, of whoever presented longest ago, and before them of whoever never did', () => {
    expect(
      choose([turn('U1', 1, 9, 700), turn('U2', 1, 9, 500), turn('U3', 1, 9, 600)], lots())?.person,
    ).toBe('U2');
    expect(choose([turn('U1', 0, 3, 700), turn('U2', 0, 9)], lots())?.person).toBe('U2');
  });

  it('is drawn by lot where nothing else tells, and the same in every order of the list', () => {
    const equals = ['U1', 'U2', 'U3'].map((person) => turn(person, 1, 4, 500));
    const drawn = (given: readonly string[]) => {
      const left = [...given];
      return choose(equals, () => left.shift() ?? '')?.person;
    };
    expect(drawn(['c', 'a', 'b'])).toBe('U2');
    expect(drawn(['b', 'c', 'a'])).toBe('U3');
  });

  it('is nobody’s where nobody can', () => {
    expect(choose([], lots())).toBeNull();
  });
});

/** Plays weekly meetings. @param awayOf how likely each person is away in a week, 0 to 1 */
function play(weeks: number, awayOf: readonly number[], seed: number) {
  const chance = lotsFrom(seed);
  const random = () => parseInt(chance(), 36) / 2 ** 32;
  const people = awayOf.map((_, index) => ({ ...turn(`U${index}`, 0, 0), lastAt: null as number | null }));
  let lost = 0;
  for (let week = 1; week <= weeks; week += 1) {
    const there = people.filter((_, index) => random() >= (awayOf[index] ?? 0));
    const chosen = choose(there, chance);
    if (chosen === null && there.length > 0) lost += 1;
    for (const one of people) {
      const isThis = one.person === chosen?.person;
      if (!there.includes(one)) continue;
      Object.assign(one, {
        available: one.available + 1,
        presented: one.presented + (isThis ? 1 : 0),
        lastAt: isThis ? week : one.lastAt,
      });
    }
  }
  return { people, lost };
}
const spread = (numbers: readonly number[]) => Math.max(...numbers) - Math.min(...numbers);

describe('over two years', () => {
  it('nine people of whom one is away 40 % of the time: no slot is lost, and the eight present as often, give or take two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        const { people, lost } = play(104, [0.4, 0, 0, 0, 0, 0, 0, 0, 0], seed);
        expect(lost).toBe(0);
        expect(people.reduce((sum, { presented }) => sum + presented, 0)).toBe(104);
        expect(spread(people.slice(1).map(({ presented }) => presented))).toBeLessThanOrEqual(2);
        // The one who is away presents as often for the meetings at which they could: within two of their share.
        const share =
          (104 * (people[0]?.available ?? 0)) / people.reduce((sum, { available }) => sum + available, 0);
        expect(Math.abs((people[0]?.presented ?? 0) - share)).toBeLessThanOrEqual(2);
      }),
      often(60),
    );
  });

  it('whoever is away however often, in a year: nobody’s share of the meetings is over another’s by more than two turns', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.array(fc.double({ min: 0, max: 0.6, noNaN: true }), { minLength: 2, maxLength: 12 }),
        (seed, awayOf) => {
          const { people, lost } = play(52, awayOf, seed);
          expect(lost).toBe(0);
          const least = Math.min(...people.map(({ available }) => available));
          const shares = people.map(({ presented, available }) => presented / Math.max(1, available));
          expect(spread(shares)).toBeLessThanOrEqual(2 / Math.max(1, least));
        },
      ),
      often(60),
    );
  });
});

describe('who can present', () => {
  const wednesday = Date.parse('2026-12-02T14:00:00Z');
  const person = { workingHours: defaultWorkingHours, tz: 'Europe/Berlin', awayUntil: null };

  it('is whoever works on that day where they are, and is not away then', () => {
    expect(isThere(person, wednesday, noHolidays)).toBe(true);
    expect(isThere({ ...person, awayUntil: wednesday + 1 }, wednesday, noHolidays)).toBe(false);
    // Back in time.
    expect(isThere({ ...person, awayUntil: wednesday }, wednesday, noHolidays)).toBe(true);
    expect(isThere(person, wednesday, (date) => date === '2026-12-02')).toBe(false);
    const mondays = { ...defaultWorkingHours, days: [1] };
    expect(isThere({ ...person, workingHours: mondays }, wednesday, noHolidays)).toBe(false);
    // Thursday in Auckland.
    expect(
      isThere(
        { ...person, workingHours: { ...mondays, days: [4] }, tz: 'Pacific/Auckland' },
        wednesday,
        noHolidays,
      ),
    ).toBe(true);
  });

  it('is nobody of another organisation, no bot and nobody who left', () => {
    const standings = ['member', 'guest', 'external', 'bot', 'deactivated'] as const;
    expect(standings.filter((standing) => mayPresent({ memberType: standing }))).toEqual(['member', 'guest']);
  });
});
