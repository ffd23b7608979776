/** What an offer may be, and what becomes of an assignment as time passes. Pure. */
import fc from 'fast-check';
import { day } from '../../../src/core/clock.ts';
import { userId } from '../../../src/core/ids.ts';
import { defaultWorkingHours, memberTypes } from '../../../src/core/people.ts';
import { noHolidays, type Worker } from '../../../src/core/time/holidays.ts';
import {
  answersUntil,
  endsAt,
  growsFor,
  growthOf,
  limitsOf,
  looksUntil,
  moments,
  nextCheck,
  type Rated,
  roles,
  runsUntil,
  standingOf,
  states,
  stepOf,
  type Timed,
  wakesAt,
  whyNotCard,
  whyNotPartner,
} from '../../../src/features/stretch/rules.ts';
import { often } from '../../support/often.ts';

const now = Date.parse('2026-12-01T10:00:00Z');
const berlin: Worker = {
  tz: 'Europe/Berlin',
  workingHours: defaultWorkingHours,
  awayUntil: null,
  isHoliday: noHolidays,
};
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

describe('an offer', () => {
  const card = { what: 'Lead it', skill: 'Leading', challenge: 4, weeks: 8, support: '' };
  it('is taken as it is, from 2 to 26 weeks', () => {
    for (const weeks of [2, 26]) expect(whyNotCard({ ...card, weeks })).toEqual({});
    for (const weeks of [1, 27, null]) expect(whyNotCard({ ...card, weeks })).toEqual({ weeks: 'noWeeks' });
  });

  it('says what is missing or too long, field by field', () => {
    const long = 'x'.repeat(601);
    expect(whyNotCard({ what: '', skill: '', challenge: null, weeks: null, support: long })).toEqual({
      what: 'noWhat',
      skill: 'noSkill',
      challenge: 'noChallenge',
      weeks: 'noWeeks',
      support: 'longSupport',
    });
    expect(whyNotCard({ ...card, what: long, skill: long })).toEqual({
      what: 'longWhat',
      skill: 'longSkill',
    });
    expect(whyNotCard({ ...card, skill: 'x'.repeat(limitsOf.skill) })).toEqual({});
  });

  it('with a challenge of 5 needs support, and with no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('', 'An hour each week'),
        (challenge, support) => {
          const refused = whyNotCard({ ...card, challenge, support }).support === 'noSupport';
          expect(refused).toBe(challenge === 5 && support === '');
        },
      ),
      often(50),
    );
  });

  it('is open, lapsed, running or free', () => {
    const is = (state: 'open' | 'taken', isRunning: boolean, until = now + day) =>
      standingOf({ state, until }, isRunning, now);
    expect([is('open', false), is('open', false, now), is('taken', true), is('taken', false)]).toEqual([
      'open',
      'lapsed',
      'running',
      'free',
    ]);
  });
});

it('feedback comes from a full member who is somebody else', () => {
  const [self, other] = [userId('U1'), userId('U2')];
  expect(whyNotPartner(self, null, null)).toBe('nobody');
  expect(whyNotPartner(self, self, { memberType: 'member' })).toBe('self');
  expect(whyNotPartner(self, other, null)).toBe('left');
  expect(memberTypes.map((memberType) => whyNotPartner(self, other, { memberType }))).toEqual([
    null,
    'guest',
    'external',
    'app',
    'left',
  ]);
});

describe('as time passes', () => {
  const row: Timed = { state: 'asked', weeks: 8, began_at: null, check_at: null, until: now + day };
  const all = { offerer: true, partner: true };
  const both = [true, false];
  const later = fc.integer({ min: 0, max: 400 * day });

  it.each([
    ['asked', all, 'release'],
    ['looking', all, 'end'],
    ['proposed', all, 'look'],
    ['going', all, 'rate'],
    ['rating', all, 'end'],
    ['over', all, null],
  ] as const)('what is %s is not for ever', (state, here, step) => {
    expect(stepOf({ ...row, state }, here, now)).toBeNull();
    expect(stepOf({ ...row, state }, here, now + day)).toBe(step);
  });

  it('nothing comes of it without who offers it, until they agreed; and it waits without who gives feedback', () => {
    expect(stepOf(row, { offerer: false, partner: true }, now)).toBe('release');
    expect(stepOf({ ...row, state: 'going' }, { offerer: false, partner: true }, now)).toBeNull();
    for (const state of ['proposed', 'going'] as const)
      expect(stepOf({ ...row, state }, { offerer: true, partner: false }, now)).toBe('look');
  });

  it('both say how it goes when it is time, and not before', () => {
    const going = { ...row, state: 'going', until: now + 30 * day } as const;
    expect(stepOf({ ...going, check_at: now }, all, now)).toBe('check');
    expect(stepOf({ ...going, check_at: now + 1 }, all, now)).toBeNull();
    expect(stepOf({ ...going, check_at: null }, all, now)).toBeNull();
  });

  it('it is looked at again within a day, later than now, and not after what is due', () => {
    fc.assert(
      fc.property(fc.constantFrom(...states), later, fc.option(later), (state, until, check) => {
        const timed = { ...row, state, until: now + until, check_at: check === null ? null : now + check };
        const at = wakesAt(timed, now, true);
        expect(at).toBeGreaterThan(now);
        expect(at).toBeLessThanOrEqual(now + day);
        if (timed.until > now) expect(at).toBeLessThanOrEqual(timed.until);
        expect(iso(wakesAt(timed, now, false))).toBe('2026-12-02T00:00:00.000Z');
      }),
      often(100),
    );
  });

  it('whoever is there, once its time is over something becomes of it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...states.filter((one) => one !== 'over')),
        fc.constantFrom(...both),
        fc.constantFrom(...both),
        (state, offerer, partner) => {
          expect(stepOf({ ...row, state, until: now }, { offerer, partner }, now)).not.toBeNull();
        },
      ),
      often(50),
    );
  });

  it('it ends after its weeks, and somebody who comes late has a fortnight', () => {
    expect(iso(endsAt({ began_at: now, weeks: 2 }))).toBe('2026-12-15T10:00:00.000Z');
    expect(endsAt({ began_at: null, weeks: 2 })).toBeNull();
    expect(runsUntil({ began_at: null, weeks: 8 }, now)).toBe(now + 56 * day);
    expect(runsUntil({ began_at: now - 50 * day, weeks: 8 }, now)).toBe(now + 14 * day);
  });

  it('somebody for feedback is looked for as long as it lasts, four weeks at most', () => {
    expect(looksUntil({ began_at: null, weeks: 8 }, now)).toBe(now + 28 * day);
    expect(looksUntil({ began_at: now - 50 * day, weeks: 8 }, now)).toBe(now + 6 * day);
    expect(looksUntil({ began_at: now - 60 * day, weeks: 8 }, now)).toBe(now + day);
  });

  it('both say how it goes every two weeks while they work, and not in the last week', () => {
    const friday = Date.parse('2026-12-04T19:00:00Z');
    expect(iso(nextCheck(friday, now + 90 * day, berlin))).toBe('2026-12-21T08:00:00.000Z');
    expect(nextCheck(now, now + 20 * day, berlin)).toBeNull();
    expect(iso(nextCheck(now, now + 21 * day, berlin))).toBe('2026-12-15T10:00:00.000Z');
    const holidays = { ...berlin, isHoliday: (date: string) => date === '2026-12-15' };
    expect(iso(nextCheck(now, now + 90 * day, holidays))).toBe('2026-12-16T08:00:00.000Z');
  });

  it('who is asked has five working days once they are back', () => {
    expect(iso(answersUntil(now, berlin))).toBe('2026-12-08T10:00:00.000Z');
    const away = { ...berlin, awayUntil: now + 7 * day };
    expect(iso(answersUntil(now, away))).toBe('2026-12-15T10:00:00.000Z');
  });
});

describe('by how much a skill rose', () => {
  const rated = fc.record({
    nth: fc.constant(1),
    moment: fc.constantFrom(...moments),
    role: fc.constantFrom(...roles),
    rating: fc.integer({ min: 1, max: 5 }),
    rated_at: fc.integer({ min: 0, max: 300 }).map((days) => now + days * day),
  });
  const of = (
    moment: Rated['moment'],
    role: Rated['role'],
    rating: number,
    days: number,
    nth = 1,
  ): Rated => ({
    nth,
    moment,
    role,
    rating,
    rated_at: now + days * day,
  });

  it('is told of each role by its own ratings, 90 days or more apart', () => {
    expect(
      growthOf(
        [
          of('start', 'self', 2, 0),
          of('end', 'self', 4, 90),
          of('start', 'partner', 3, 1),
          of('end', 'partner', 3, 90),
        ],
        1,
      ),
    ).toEqual({ self: 2, partner: null });
    expect(growthOf([of('start', 'partner', 3, 0), of('end', 'partner', 2, 95)], 1)).toEqual({
      self: null,
      partner: -1,
    });
    expect(growthOf([of('start', 'self', 2, 0), of('end', 'partner', 4, 100)], 1)).toEqual({
      self: null,
      partner: null,
    });
  });

  it('compares nothing of who gave feedback before, and all of who takes it on', () => {
    const all = [
      of('start', 'self', 1, 0, 1),
      of('start', 'partner', 1, 0, 1),
      of('start', 'self', 3, 60, 2),
      of('end', 'self', 4, 95, 2),
      of('end', 'partner', 5, 95, 2),
    ];
    expect(growthOf(all, 2)).toEqual({ self: 3, partner: null });
  });

  it('lies between -4 and 4, and is nothing where nobody rated twice', () => {
    fc.assert(
      fc.property(fc.array(rated, { maxLength: 8 }), (all) => {
        for (const role of roles) {
          const steps = growthOf(all, 1)[role];
          const own = all.filter((one) => one.role === role);
          const times = own.map(({ rated_at: at }) => at);
          const isLong = Math.max(...times) - Math.min(...times) >= growsFor;
          if (new Set(own.map(({ moment }) => moment)).size < 2 || !isLong) expect(steps).toBeNull();
          else if (steps !== null) expect(Math.abs(steps)).toBeLessThanOrEqual(4);
        }
      }),
      often(200),
    );
  });
});
