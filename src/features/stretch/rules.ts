/** What an offer may be, and what becomes of an assignment as time passes. Pure. */
import { day, type Instant } from '#core/clock.ts';
import { type MemberRefusal, type Person, whyNotMember } from '#core/people.ts';
import type { UserId } from '#core/ids.ts';
import type { Worker } from '#core/time/holidays.ts';
import { addWorkingDays, nextWorkingInstant } from '#core/time/working.ts';

/**
 * - `asked`: who offers it is asked whether they agree
 * - `looking`: nobody gives feedback yet, or not any more: it waits until somebody is named
 * - `proposed`: somebody is asked to give feedback
 * - `going`: all agreed
 * - `rating`: its weeks are over, and both rate the skill once more
 * - `over`
 */
export const states = ['asked', 'looking', 'proposed', 'going', 'rating', 'over'] as const;
export type State = (typeof states)[number];
export const openStates = ['asked', 'looking', 'proposed', 'going', 'rating'] as const;
/** It has not begun, or waits for somebody who gives feedback. */
export const waitingStates = ['asked', 'looking', 'proposed'] as const;

export const moments = ['start', 'end'] as const;
export type Moment = (typeof moments)[number];

/** The one who takes it on, and the one who gives feedback. */
export const roles = ['self', 'partner'] as const;
export type Role = (typeof roles)[number];

/** What somebody chose once and for all, until they take it back: to be counted without their name, and not to be asked about projects. */
export const chosen = ['counted', 'unasked'] as const;

/** From little to much: of a challenge, and of a skill. */
export const levels = ['1', '2', '3', '4', '5'] as const;
export type Level = (typeof levels)[number];
/** So much of a challenge is too much for anybody who is left alone with it. */
const hardest = 5;

/** In characters. */
export const limitsOf = { what: 600, skill: 80, support: 600, line: 300 } as const;
export const weeksOf = { least: 2, most: 26, usual: 8 } as const;

const week = 7 * day;
/** How long an offer is shown, unless it is offered again. */
export const offeredFor = 180 * day;
/** In working days of somebody who is asked: so long they can answer. */
const answersWithin = 5;
/** So long an assignment waits until somebody is named who gives feedback. */
const looksFor = 28 * day;
/** In working days: so long both can rate the skill at the end. */
const ratesWithin = 10;
/** Both say how it goes so often, but not shortly before the end, when they rate the skill. */
const checksEvery = 2 * week;
const beforeEnd = week;
/** A skill takes so long to grow: of less nothing is counted. */
export const growsFor = 90 * day;
/** Somebody is asked about a project of theirs at most so often. */
export const asksAfter = 28 * day;

export interface Card {
  readonly what: string;
  readonly skill: string;
  readonly challenge: number;
  readonly weeks: number;
  readonly support: string;
}

export type CardRefusal =
  'noWhat' | 'longWhat' | 'noSkill' | 'longSkill' | 'noChallenge' | 'noWeeks' | 'noSupport' | 'longSupport';

/** What is wrong with an offer, by field. */
export function whyNotCard(
  card: Omit<Card, 'challenge' | 'weeks'> & {
    readonly challenge: number | null;
    readonly weeks: number | null;
  },
): Partial<Record<keyof Card, CardRefusal>> {
  const { what, skill, challenge, weeks, support } = card;
  const isWeeks = weeks !== null && weeks >= weeksOf.least && weeks <= weeksOf.most;
  const noSupport = challenge === hardest && support === '';
  return {
    ...(what === '' ? { what: 'noWhat' } : what.length > limitsOf.what ? { what: 'longWhat' } : {}),
    ...(skill === '' ? { skill: 'noSkill' } : skill.length > limitsOf.skill ? { skill: 'longSkill' } : {}),
    ...(challenge === null ? { challenge: 'noChallenge' } : {}),
    ...(isWeeks ? {} : { weeks: 'noWeeks' }),
    ...(noSupport
      ? { support: 'noSupport' }
      : support.length > limitsOf.support
        ? { support: 'longSupport' }
        : {}),
  };
}

export type PersonRefusal = 'nobody' | 'self' | 'outside' | MemberRefusal;

/** Why somebody cannot give feedback. @param person `null`: not known */
export function whyNotPartner(
  self: UserId,
  user: UserId | null,
  person: Pick<Person, 'memberType'> | null,
): PersonRefusal | null {
  if (user === null) return 'nobody';
  return user === self ? 'self' : whyNotMember(person);
}

/**
 * - `open`: others find it
 * - `lapsed`: it was shown for long enough
 * - `running`: somebody takes it on, or would like to
 * - `free`: somebody did, and it is not offered again yet
 */
export function standingOf(
  { state, until }: { readonly state: 'open' | 'taken'; readonly until: Instant },
  isRunning: boolean,
  now: Instant,
): 'open' | 'lapsed' | 'running' | 'free' {
  if (isRunning) return 'running';
  if (state === 'taken') return 'free';
  return until > now ? 'open' : 'lapsed';
}

const workingDays = (now: Instant, count: number, { workingHours, tz, isHoliday }: Worker): Instant =>
  addWorkingDays(now, count, workingHours, tz, isHoliday);

/** What tells when something is due. */
export interface Timed {
  readonly state: State;
  readonly weeks: number;
  readonly began_at: Instant | null;
  readonly check_at: Instant | null;
  readonly until: Instant;
}

/** When its weeks are over; `null`: it has not begun. */
export const endsAt = ({ began_at: began, weeks }: Pick<Timed, 'began_at' | 'weeks'>): Instant | null =>
  began === null ? null : began + weeks * week;

/** Until when somebody who is asked can answer: once they are back. */
export const answersUntil = (now: Instant, asked: Worker): Instant =>
  workingDays(Math.max(now, asked.awayUntil ?? now), answersWithin, asked);
/** Until when both can rate the skill at the end. */
export const ratesUntil = (now: Instant, taker: Worker): Instant => workingDays(now, ratesWithin, taker);
/** Until when somebody can be named who gives feedback: no longer than it lasts. */
export const looksUntil = (row: Pick<Timed, 'began_at' | 'weeks'>, now: Instant): Instant =>
  Math.max(now + day, Math.min(now + looksFor, endsAt(row) ?? Infinity));

/** When it ends once all agreed: also with somebody new there is a fortnight left. */
export const runsUntil = ({ began_at, weeks }: Pick<Timed, 'began_at' | 'weeks'>, now: Instant): Instant =>
  Math.max(endsAt({ began_at: began_at ?? now, weeks }) ?? now, now + checksEvery);

/** When both say next how it goes, while they are at work; `null`: the end is near. @param last when they did, or it began */
export function nextCheck(last: Instant, until: Instant, taker: Worker): Instant | null {
  const at = nextWorkingInstant(taker, last + checksEvery, taker.isHoliday);
  return at !== null && at <= until - beforeEnd ? at : null;
}

/**
 * - `release`: nothing came of it: others can take it on
 * - `look`: somebody else is named who gives feedback
 * - `check`: both say how it goes
 * - `rate`: both rate the skill once more
 * - `end`
 */
export type Step = 'release' | 'look' | 'check' | 'rate' | 'end';

/** What is due. @param here whether these two have an account; `partner` of nobody: `false` */
export function stepOf(
  { state, check_at: check, until }: Timed,
  here: { readonly offerer: boolean; readonly partner: boolean },
  now: Instant,
): Step | null {
  const isTime = now >= until;
  switch (state) {
    case 'asked':
      return isTime || !here.offerer ? 'release' : null;
    case 'looking':
    case 'rating':
      return isTime ? 'end' : null;
    case 'proposed':
      return isTime || !here.partner ? 'look' : null;
    case 'going':
      if (isTime) return 'rate';
      if (!here.partner) return 'look';
      return check !== null && now >= check ? 'check' : null;
    case 'over':
      return null;
  }
}

/**
 * When it is looked at next: at the latest when a new day begins, at once with all others, since somebody may have left.
 * @param isTaker for whom what is due is done; the others only see whether they are still there
 */
export function wakesAt({ check_at: check, until }: Timed, now: Instant, isTaker: boolean): Instant {
  const due = isTaker ? [until, check ?? Infinity].filter((at) => at > now) : [];
  return Math.min((Math.floor(now / day) + 1) * day, ...due);
}

export interface Rated {
  /** Of how many who gave feedback it is from the time. */
  readonly nth: number;
  readonly moment: Moment;
  readonly role: Role;
  readonly rating: number;
  readonly rated_at: Instant;
}

/**
 * By how many steps a skill rose, as each of the two rates it; `null`: they did not rate twice, or too soon after each other.
 * @param nth the one who gives feedback: of those before, nothing is compared
 */
export function growthOf(all: readonly Rated[], nth: number): Readonly<Record<Role, number | null>> {
  const of = (role: Role): number | null => {
    const theirs = all.filter((one) => one.role === role && (role === 'self' || one.nth === nth));
    const own = theirs.toSorted((a, b) => a.rated_at - b.rated_at);
    const start = own.find(({ moment }) => moment === 'start');
    const end = own.findLast(({ moment }) => moment === 'end');
    if (start === undefined || end === undefined || end.rated_at - start.rated_at < growsFor) return null;
    return end.rating - start.rating;
  };
  return { self: of('self'), partner: of('partner') };
}
