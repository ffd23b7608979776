/** The rules of the rotation: pure. */
import fc from 'fast-check';
import { userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours } from '../../../src/core/people.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { nextTurn, type Turn } from '../../../src/core/turns.ts';
import { isThere, mayPresent, shownOf } from '../../../src/features/rotation/rules.ts';
import { often } from '../../support/often.ts';

const turn = (person: string, presented: number, available: number, lastAt: number | null = null): Turn => ({
  person: userId(person),
  taken: presented,
  possible: available,
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
  it('is of the person who presented least often for the meetings at which they could have', () => {
    expect(nextTurn([turn('U1', 2, 9), turn('U2', 2, 19), turn('U3', 1, 4)], lots())?.person).toBe('U2');
  });

  it('is, of equals, of the person who presented longest ago, and before them of a person who never did', () => {
    expect(
      nextTurn([turn('U1', 1, 9, 700), turn('U2', 1, 9, 500), turn('U3', 1, 9, 600)], lots())?.person,
    ).toBe('U2');
    expect(nextTurn([turn('U1', 0, 3, 700), turn('U2', 0, 9)], lots())?.person).toBe('U2');
  });

  it('is drawn by lot where nothing else tells, and the same in every order of the list', () => {
    const equals = ['U1', 'U2', 'U3'].map((person) => turn(person, 1, 4, 500));
    const drawn = (given: readonly string[]) => {
      const left = [...given];
      return nextTurn(equals, () => left.shift() ?? '')?.person;
    };
    expect(drawn(['c', 'a', 'b'])).toBe('U2');
    expect(drawn(['b', 'c', 'a'])).toBe('U3');
  });

  it('is nobody’s where nobody can', () => {
    expect(nextTurn([], lots())).toBeNull();
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
    const chosen = nextTurn(there, chance);
    if (chosen === null && there.length > 0) lost += 1;
    for (const one of people) {
      const isThis = one.person === chosen?.person;
      if (!there.includes(one)) continue;
      Object.assign(one, {
        possible: one.possible + 1,
        taken: one.taken + (isThis ? 1 : 0),
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
        expect(people.reduce((sum, { taken }) => sum + taken, 0)).toBe(104);
        expect(spread(people.slice(1).map(({ taken }) => taken))).toBeLessThanOrEqual(2);
        // The one who is away presents as often for the meetings at which they could: within two of their share.
        const share =
          (104 * (people[0]?.possible ?? 0)) / people.reduce((sum, { possible }) => sum + possible, 0);
        expect(Math.abs((people[0]?.taken ?? 0) - share)).toBeLessThanOrEqual(2);
      }),
      often(60),
    );
  });

  it('however often somebody is away in a year, nobody’s share of the meetings is over another’s by more than two turns', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.array(fc.double({ min: 0, max: 0.6, noNaN: true }), { minLength: 2, maxLength: 12 }),
        (seed, awayOf) => {
          const { people, lost } = play(52, awayOf, seed);
          expect(lost).toBe(0);
          const least = Math.min(...people.map(({ possible }) => possible));
          const shares = people.map(({ taken, possible }) => taken / Math.max(1, possible));
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

  it('is somebody who works on that day where they are, and is not away then', () => {
    expect(isThere(person, wednesday, noHolidays)).toBe(true);
    expect(isThere({ ...person, awayUntil: wednesday + 1 }, wednesday, noHolidays)).toBe(false);
    // Back in time.
    expect(isThere({ ...person, awayUntil: wednesday }, wednesday, noHolidays)).toBe(true);
    expect(isThere(person, wednesday, (date) => date === '2026-12-02')).toBe(false);
    const mondays = { ...defaultWorkingHours, days: [1] };
    expect(isThere({ ...person, workingHours: mondays }, wednesday, noHolidays)).toBe(false);
  });

  it.each([
    // 14:00 UTC on a Wednesday.
    ['Europe/Berlin', 9, 17.5, true],
    ['America/New_York', 9, 17.5, true],
    ['America/Vancouver', 9, 17.5, false],
    ['Asia/Kolkata', 9, 17.5, false],
    ['Asia/Kolkata', 13, 21, true],
    // 22:00 and 03:00 the next day, in hours that go on past midnight.
    ['Asia/Singapore', 21, 2, true],
    ['Pacific/Auckland', 22, 6, true],
    // The last minute of a working day is not in it.
    ['Europe/London', 8, 14, false],
    ['Europe/London', 14, 15, true],
  ])('works at that hour: in %s from %s to %s is %s', (tz, start, end, fits) => {
    const workingHours = { ...defaultWorkingHours, start: start * 60, end: end * 60 };
    expect(isThere({ ...person, tz, workingHours }, wednesday, noHolidays)).toBe(fits);
  });

  it('is said only once they were asked, and that they present only once they said so', () => {
    const slot = { presenter_id: 'U1', answer: 'asked', asked_at: null } as const;
    expect(shownOf({ ...slot, presenter_id: null })).toBe('nobody');
    expect(shownOf(slot)).toBe('nobody');
    expect(shownOf({ ...slot, asked_at: 1 })).toBe('asked');
    expect(shownOf({ ...slot, answer: 'accepted' })).toBe('presents');
  });

  it('is nobody of another organisation, no bot and nobody who left', () => {
    const standings = ['member', 'guest', 'external', 'bot', 'deactivated'] as const;
    expect(standings.filter((standing) => mayPresent({ memberType: standing }))).toEqual(['member', 'guest']);
  });
});
