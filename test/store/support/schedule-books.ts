/**
 * Which occurrences a ritual must account for, reckoned by another way than in Lore: the days of each rule that was in force, one after the
 * other from the calendar. A rule that a person changed or ended takes back what was still to come by it, and nothing else.
 */
import { hour, type Instant } from '../../../src/core/clock.ts';
import type { RegularRule } from '../../../src/core/recurrence.ts';
import type { ScheduleTable } from '../../../src/schedules/records/tables.ts';

const dayLength = 24 * hour;

/** A day in the calendar of a zone, by Node's own words: `2026-11-24`. */
export const dayIn = (instant: Instant, tz: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: tz,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);

/** ISO: 1 = Monday … 7 = Sunday. */
export const weekdayIn = (instant: Instant, tz: string): number =>
  new Date(dayIn(instant, tz)).getUTCDay() || 7;

/** The days of a rule from one day on, one after the other from the calendar. */
function daysOf(rule: RegularRule, since: string, until: string): string[] {
  const days: string[] = [];
  let weeks = -1;
  for (let at = Date.parse(since); at <= Date.parse(until); at += dayLength) {
    const date = new Date(at);
    if ((date.getUTCDay() || 7) !== rule.weekday) continue;
    weeks += 1;
    const isTime = {
      week: true,
      fortnight: weeks % 2 === 0,
      threeWeeks: weeks % 3 === 0,
      month: date.getUTCDate() <= 7,
    };
    if (isTime[rule.every]) days.push(date.toISOString().slice(0, 10));
  }
  return days;
}

type Row = Pick<ScheduleTable, 'next_on' | 'next_at' | 'attempts' | 'last_on'>;

/** A rule from when it was set. */
interface Regime {
  readonly rule: RegularRule;
  /** The day from which its weeks count. */
  readonly since: string;
  /** The day on which it was set, and the last of which something had become, or was becoming, by then. */
  readonly set: string;
  readonly after: string;
}

export interface Books {
  /** A rule is in force from now on. @param today of the channel @param row as it was before */
  readonly begin: (rule: RegularRule, today: string, row: Row | null, now: Instant) => void;
  /** It is ended, or about to be replaced. @param row as it was before */
  readonly close: (row: Row, now: Instant) => void;
  /** @param row as it is at the end @returns what must be accounted for, and what may be */
  readonly days: (row: Row, now: Instant) => { readonly must: string[]; readonly may: ReadonlySet<string> };
}

export function openBooks(): Books {
  const must = new Set<string>();
  const may = new Set<string>();
  let now_: Regime | null = null;

  const isDue = (row: Row, now: Instant) => row.next_at !== null && (row.next_at <= now || row.attempts > 0);
  const close: Books['close'] = (row, now) => {
    const regime = now_;
    now_ = null;
    // Ended while one was due: nothing comes after that.
    const until = row.next_on ?? row.last_on ?? '';
    if (regime === null) return;
    for (const on of daysOf(regime.rule, regime.since, until)) {
      if (on <= regime.after) continue;
      // Of the day on which it was set, its time may have been over.
      if (on <= regime.set) may.add(on);
      else if (on < until || row.next_on === null || isDue(row, now)) must.add(on);
    }
    if (row.next_on === null) return;
    if (isDue(row, now)) must.add(row.next_on);
    // It was due once, and its time was set later then.
    else if (must.delete(row.next_on)) may.add(row.next_on);
  };
  return {
    begin: (rule, today, row, now) => {
      const last = row === null ? null : isDue(row, now) ? row.next_on : row.last_on;
      const old = now_;
      if (row !== null) close(row, now);
      const isSame = old !== null && old.rule.every === rule.every && old.rule.weekday === rule.weekday;
      now_ = { rule, since: isSame ? old.since : today, set: today, after: last ?? '' };
    },
    close,
    days: (row, now) => {
      close(row, now);
      return { must: [...must].sort(), may: new Set([...must, ...may]) };
    },
  };
}
