/** Hours that a team keeps free for learning: no ritual takes place in them unless somebody moves one there, and none is lost for them. */
import fc from 'fast-check';
import { minute } from '../../../src/core/clock.ts';
import {
  type BeforeRule,
  type Calendar,
  frequencies,
  type KeptFree,
  type RegularRule,
} from '../../../src/core/recurrence.ts';
import { doubtsOfMove, doubtsOfRule } from '../../../src/core/time/doubts.ts';
import {
  atOnce,
  besideLearning,
  insteadOf,
  isInLearning,
  nextLearning,
} from '../../../src/core/time/kept-free.ts';
import { noHolidays } from '../../../src/core/time/holidays.ts';
import { proposeTime } from '../../../src/core/time/overlap.ts';
import { mayMove, occurrences, plan, type Planned, putBack } from '../../../src/core/time/recurrence.ts';
import { localTime } from '../../../src/core/time/zone.ts';
import { proposedRule } from '../../../src/system/schedules/rules.ts';
import { often } from '../../support/often.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number | undefined) => (instant === undefined ? null : new Date(instant).toISOString());
const week = [1, 2, 3, 4, 5];
/** Thursday from two to four. */
const thursday: KeptFree = { weekday: 4, minutes: 840, long: 120, instead: 960 };
const berlin: Calendar = { tz: 'Europe/Berlin', days: week, isHoliday: noHolidays, learning: thursday };
const weekly = (weekday: number, minutes: number): RegularRule => ({ every: 'week', weekday, minutes });
const from = '2026-11-24';
const first = (rule: RegularRule, calendar: Calendar, before: BeforeRule | null = null, count = 1) => {
  const preceding = before === null ? null : { rule: before, isTaken: () => false };
  const all = occurrences({ rule, since: from, moves: {} }, calendar, from, preceding);
  return Array.from({ length: count }, () => all.next().value);
};

describe('what would fall into the learning time', () => {
  it('takes place at its end on the same day, and is recorded as moved', () => {
    const [one] = first(weekly(4, 870), berlin);
    expect([iso(one?.at), one?.moved, one?.on, one?.date]).toEqual([
      '2026-11-26T15:00:00.000Z',
      'learning',
      '2026-11-26',
      '2026-11-26',
    ]);
  });

  it('stays where it touches it only: it begins when the learning time ends, or before it begins', () => {
    for (const minutes of [839, 960])
      expect(first(weekly(4, minutes), berlin)[0]).toMatchObject({ minutes, moved: 'no' });
    for (const minutes of [840, 959])
      expect(first(weekly(4, minutes), berlin)[0]).toMatchObject({ minutes: 960, moved: 'learning' });
    expect(first(weekly(3, 870), berlin)[0]).toMatchObject({ minutes: 870, moved: 'no' });
  });

  it('takes place just before it where fewer people have stopped work by then', () => {
    const person = (end: number, tz = 'Europe/Berlin') => ({
      tz,
      workingHours: { days: week, start: 540, end, holidays: null },
    });
    const now = at('2026-11-24T10:00:00Z');
    const lateHours = { weekday: 4, minutes: 930, long: 120 };
    expect(insteadOf(lateHours, [person(1050), person(1050), person(1200)], 'Europe/Berlin', now)).toBe(900);
    expect(insteadOf(lateHours, [person(1200), person(1200)], 'Europe/Berlin', now)).toBe(1050);
    expect(insteadOf(lateHours, [], 'Europe/Berlin', now)).toBe(1050);
    expect(insteadOf(lateHours, [person(1050, 'Nowhere/Never')], 'Europe/Berlin', now)).toBe(1050);
    // Never into another day.
    expect(insteadOf({ weekday: 4, minutes: 1200, long: 240 }, [], 'Europe/Berlin', now)).toBe(1170);
    expect(insteadOf({ weekday: 4, minutes: 15, long: 60 }, [], 'Europe/Berlin', now)).toBe(75);
  });

  it('on a holiday there is none: what moves off the holiday keeps its time, and moves beside it if it comes to its day', () => {
    const off = { ...berlin, isHoliday: (date: string) => date === '2026-11-26' };
    expect(first(weekly(4, 870), off)[0]).toMatchObject({
      date: '2026-11-27',
      minutes: 870,
      moved: 'holiday',
    });
    const wednesday = { ...berlin, isHoliday: (date: string) => date === '2026-11-25' };
    expect(first(weekly(3, 870), wednesday)[0]).toMatchObject({
      on: '2026-11-25',
      date: '2026-11-26',
      minutes: 960,
      moved: 'holiday',
    });
  });

  it('is by the clock of the channel on both sides of a change of the clocks', () => {
    const rule = weekly(4, 870);
    const all = occurrences({ rule, since: '2026-10-20', moves: {} }, berlin, '2026-10-20');
    const two = [all.next().value, all.next().value];
    expect(two.map((one) => iso(one.at))).toEqual(['2026-10-22T14:00:00.000Z', '2026-10-29T15:00:00.000Z']);
  });

  it('is found a place even where the clocks go forward beside it', () => {
    // Beirut has no time from midnight to one on that Sunday.
    const sunday: Calendar = {
      tz: 'Asia/Beirut',
      days: [7],
      isHoliday: noHolidays,
      learning: { weekday: 7, minutes: 60, long: 60, instead: 30 },
    };
    const there = besideLearning(sunday, at('2026-03-28T22:15:00Z'));
    expect(isInLearning(sunday, at('2026-03-28T22:15:00Z'))).toBe(true);
    expect(isInLearning(sunday, there)).toBe(false);
  });

  it('in another zone of the channel it is by that zone', () => {
    const tokyo = { ...berlin, tz: 'Asia/Tokyo' };
    expect(iso(first(weekly(4, 870), tokyo)[0]?.at)).toBe('2026-11-26T07:00:00.000Z');
  });

  it('that comes before a meeting stays before it, even one that was moved into it by hand', () => {
    const agenda: BeforeRule = { before: 'meeting', days: 0, minutes: 60 };
    const into = first(weekly(4, 1020), berlin, agenda)[0];
    expect(into).toMatchObject({ minutes: 960, moved: 'no' });
    const within = first(weekly(4, 1015), berlin, agenda)[0];
    expect(within).toMatchObject({ minutes: 960, moved: 'learning' });
    const close = first(weekly(4, 960), berlin, agenda)[0];
    expect(close?.minutes).toBeLessThan(840);
    const presenter: BeforeRule = { before: 'meeting', days: 7, minutes: 0 };
    expect(first(weekly(4, 870), berlin, presenter)[0]).toMatchObject({ minutes: 960 });
  });

  it('that somebody moves there by hand stays there: they are asked once, and never refused', () => {
    const recurrence = { rule: weekly(3, 600), since: from, moves: {} };
    const there = { date: '2026-11-26', minutes: 870 };
    const now = at('2026-11-24T10:00:00Z');
    expect(mayMove(recurrence, berlin, '2026-11-25', there, now)).toBeNull();
    const moves = { '2026-11-25': { ...there, by: 'hand' as const } };
    expect(plan({ ...recurrence, moves }, berlin, '2026-11-25')).toMatchObject({
      ...there,
      moved: 'by_hand',
    });
    expect(doubtsOfMove(at('2026-11-26T13:30:00Z'), [], berlin)).toEqual([
      { kind: 'learning', instead: null },
    ]);
    expect(doubtsOfMove(at('2026-11-26T12:30:00Z'), [], berlin)).toEqual([]);
  });

  it('by a rule that is chosen is told before it is saved, with the time that it takes place', () => {
    const now = at('2026-11-24T10:00:00Z');
    expect(doubtsOfRule(weekly(4, 870), [], berlin, now)).toEqual([{ kind: 'learning', instead: 960 }]);
    expect(doubtsOfRule(weekly(4, 960), [], berlin, now)).toEqual([]);
  });

  it('that a change made past is put back only to where it takes place from now on', () => {
    const early = { ...berlin, learning: { ...thursday, instead: 810 } };
    const recurrence = { rule: weekly(4, 870), since: from, moves: {} };
    const back = putBack(recurrence, early, '2026-11-26', at('2026-11-26T12:45:00Z'));
    expect(back).toEqual({ date: '2026-11-27', minutes: 870, by: 'waited' });
  });
});

describe('what comes before something else and should already have been there', () => {
  it('comes at once, or at the end of a learning time that is on, if that is soon enough', () => {
    const within = at('2026-11-26T13:30:00Z');
    expect(iso(atOnce(berlin, within, at('2026-11-27T13:00:00Z')))).toBe('2026-11-26T15:00:00.000Z');
    expect(iso(atOnce(berlin, within, null))).toBe('2026-11-26T15:00:00.000Z');
    expect(atOnce(berlin, within, at('2026-11-26T15:00:00Z'))).toBe(within);
    expect(atOnce(berlin, at('2026-11-26T12:59:00Z'), null)).toBe(at('2026-11-26T12:59:00Z'));
    expect(atOnce({ ...berlin, learning: null }, within, null)).toBe(within);
  });
});

describe('the times that are proposed', () => {
  const people = [
    { tz: 'Europe/Berlin', workingHours: { days: week, start: 540, end: 1050, holidays: null } },
  ];

  it('are beside the learning time, where somebody works and where nobody is', () => {
    const usual = weekly(4, 870);
    const now = at('2026-11-24T10:00:00Z');
    for (const some of [people, []]) {
      const rule = proposedRule({ usual }, some, berlin, now);
      expect('minutes' in rule && rule.minutes).toBe(810);
      expect(proposedRule({ usual }, some, { ...berlin, learning: null }, now)).toEqual(usual);
      expect(proposedRule({ usual: weekly(3, 870) }, some, berlin, now)).toEqual(weekly(3, 870));
    }
    expect(proposeTime(people, { date: '2026-11-26', tz: 'Europe/Berlin' }, 870, (one) => one >= 960)).toBe(
      960,
    );
  });
});

describe('the next learning times', () => {
  it('are the channel’s next two, without holidays and days off, across a change of the clocks', () => {
    const off = { ...berlin, isHoliday: (date: string) => date === '2026-12-03' };
    const now = at('2026-11-26T13:00:00Z');
    expect(nextLearning(off, now, 2).map(iso)).toEqual([
      '2026-11-26T13:00:00.000Z',
      '2026-12-10T13:00:00.000Z',
    ]);
    expect(nextLearning(off, now + 1, 1).map(iso)).toEqual(['2026-12-10T13:00:00.000Z']);
    expect(nextLearning({ ...berlin, days: [1] }, now, 2)).toEqual([]);
    expect(nextLearning({ ...berlin, learning: null }, now, 2)).toEqual([]);
    expect(nextLearning(berlin, at('2026-10-22T00:00:00Z'), 2).map(iso)).toEqual([
      '2026-10-22T12:00:00.000Z',
      '2026-10-29T13:00:00.000Z',
    ]);
  });
});

const hours = fc
  .record({
    weekday: fc.integer({ min: 1, max: 7 }),
    minutes: fc.integer({ min: 0, max: 1439 }),
    long: fc.constantFrom(30, 60, 90, 120, 180, 240),
    end: fc.constantFrom(960, 1050, 1320),
  })
  .filter(({ minutes, long }) => minutes + long <= 1440);
const rules = fc.record<RegularRule>({
  every: fc.constantFrom(...frequencies),
  weekday: fc.integer({ min: 1, max: 7 }),
  minutes: fc.integer({ min: 0, max: 1439 }),
});
const befores = fc.option(
  fc.record<BeforeRule>({
    before: fc.constant('meeting'),
    days: fc.constantFrom(0, 0, 1, 7),
    minutes: fc.integer({ min: 1, max: 180 }),
  }),
);
const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'America/Santiago',
);
const days = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
const dates = Array.from(
  { length: 400 },
  (_, n) => new Date(at('2026-11-24T00:00:00Z') + n * 24 * 60 * minute),
);
const holidays = fc.subarray(
  dates.map((date) => date.toISOString().slice(0, 10)),
  { maxLength: 30 },
);

it('over a year, with any rules and any learning time, no occurrence lies in it unless moved there by hand, and each takes place as often as before', () => {
  fc.assert(
    fc.property(
      rules,
      befores,
      hours,
      zones,
      days,
      holidays,
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 }),
      (rule, before, { end, ...chosen }, tz, working, off, moved) => {
        const people = [{ tz, workingHours: { days: working, start: 540, end, holidays: null } }];
        const free: Calendar = { tz, days: working, isHoliday: (date) => off.includes(date) };
        const instead = insteadOf(chosen, people, tz, at('2026-11-24T10:00:00Z'));
        const kept: Calendar = { ...free, learning: { ...chosen, instead } };
        const preceding = before === null ? null : { rule: before, isTaken: () => false };
        const year = (calendar: Calendar, moves = {}): Planned[] => {
          const all = occurrences({ rule, since: from, moves }, calendar, from, preceding);
          return Array.from({ length: rule.every === 'month' ? 12 : 52 }, () => all.next().value);
        };
        const plain = year(free);
        // Into the learning time of that week, by hand.
        const byHand = Object.fromEntries(
          moved.flatMap((nth) => {
            const { on } = plain[nth] ?? {};
            const day =
              on === undefined
                ? undefined
                : nextLearning({ ...kept, days: [1, 2, 3, 4, 5, 6, 7] }, at(`${on}T00:00:00Z`), 1)[0];
            if (on === undefined || day === undefined) return [];
            return [[on, { ...localTime(day, tz), by: 'hand' as const }]];
          }),
        );
        const beside = year(kept, byHand);
        expect(beside.map(({ on, fallsOut }) => [on, fallsOut && byHand[on] === undefined])).toEqual(
          plain.map(({ on, fallsOut }) => [on, fallsOut && byHand[on] === undefined]),
        );
        for (const [nth, one] of beside.entries()) {
          if (one.fallsOut) continue;
          const isByHand = one.moved === 'by_hand' && before === null;
          expect(isInLearning(kept, one.at) && !isByHand).toBe(false);
          if (one.beforeAt !== null) expect(one.at).toBeLessThan(one.beforeAt);
          const was = plain[nth];
          // What was beside it stays as it was, and what moves stays on its day.
          if (byHand[one.on] === undefined && before === null && was !== undefined) {
            if (isInLearning(kept, was.at)) expect(one.moved).not.toBe('no');
            else expect(one).toEqual(was);
            expect(one.date).toBe(was.date);
          }
        }
      },
    ),
    often(150),
  );
});
