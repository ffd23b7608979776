/**
 * Unasked direct messages: which one may be sent to a person now, and which held ones go along in it. They arrive in the person's working hours,
 * never while they are away, and never more often than the limit allows.
 */
import type { Kysely } from 'kysely';
import { day, type Instant } from '#core/clock.ts';
import { defaultWorkingHours, type Person } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import { isWorkingDay, nextWorkingInstant } from '#core/time/working.ts';
import { isZone, localTime, startOfDay } from '#core/time/zone.ts';
import { personOf } from '../store/directory/people-rows.ts';
import { lostIn } from '../store/outbox/in-doubt.ts';
import type { Schema } from '../store/schema.ts';
import { isPostOn } from '../store/settings/practices.ts';
import { byUrgency, isOld, limitMet, limitReach, nearUntil, nextAllowed } from './dm-limit.ts';
import { drawClaimed } from './draw-claimed.ts';
import { fits, together } from './draw.ts';
import { aboutDelivery, onceEach } from './journal.ts';
import { change, claim, type Delivery, recipientOf, ridersOf } from './outbox.ts';
import { type Paced, postPace, rates } from './pace.ts';
import type { Parts } from './parts.ts';
import { tellHome } from './tell-home.ts';

type Worker = Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>;

/**
 * Claims the most urgent of a person's messages, if one may be sent now; otherwise records when one may be. A suggestion that the limit has
 * held for a week stays in App Home instead.
 * @param due all unasked messages of one person that are due
 */
export async function takeMostUrgent(parts: Parts, due: readonly Delivery[]): Promise<Delivery | null> {
  const now = parts.clock.now();
  const [anyone] = due;
  if (anyone === undefined) return null;
  const person = await workerOf(parts.store.system, anyone);
  const working = await whenWorking(person, now);
  if (working !== now) {
    const why = await whyNotNow(person, now);
    // If they never work, look again tomorrow: they may have changed their hours.
    const until = working ?? now + day;
    const moved = await putOff(parts, due, until, why === 'away');
    for (const row of onceEach(moved)) parts.journal(aboutDelivery(row, { did: 'held', why, at: now }));
    return null;
  }
  const old = due.filter((row) => isOld(row, now));
  if (old.length > 0) await keep(parts, old);
  const rows = due.filter((row) => !isOld(row, now));
  const first = rows.toSorted(byUrgency(await nearFor(person, now)))[0];
  if (first === undefined) return null;
  const free = parts.pace.notBefore([...postPace(first), quietPace(first)], now);
  if (free > now) {
    await putOff(parts, rows, free);
    return null;
  }
  const quiet = await quietUntil(parts, first, now);
  if (quiet !== null) {
    const until = quiet.isAsked ? quiet.until : ((await whenWorking(person, quiet.until)) ?? quiet.until);
    const moved = await putOff(parts, rows, until);
    if (!quiet.isAsked)
      for (const row of onceEach(moved))
        parts.journal(aboutDelivery(row, { did: 'held', why: 'do_not_disturb', at: now }));
    return null;
  }
  const { claimed, held, why } = await parts.store.write(async (db) => {
    await lock(db, first);
    const sent = [...(await sentTo(db, first, now)), ...(await mayHaveGot(db, first, person.tz))];
    const allowed = nextAllowed(sent, person.tz, now);
    if (allowed <= now) return { claimed: await claim(db, first, now), held: [], why: null };
    const held: Delivery[] = [];
    const until = (await whenWorking(person, allowed)) ?? allowed;
    for (const row of rows)
      if (await change(db, row, [row.state], { state: 'held', due_at: until, held_at: row.held_at ?? now }))
        held.push(row);
    // App Home shows held messages; those held before are already there.
    if (rows.some((row) => row.state !== 'held')) await tellHome(db, first.team_id, first.user_id, now);
    return { claimed: null, held, why: limitMet(sent, person.tz, now) };
  });
  for (const row of onceEach(held)) parts.journal(aboutDelivery(row, { did: 'held', why, at: now }));
  return claimed;
}

/**
 * @param isAway what the limit held begins to be held when they are back, since the absence is not the limit's
 * @returns those that nobody else changed
 */
async function putOff(
  parts: Parts,
  rows: readonly Delivery[],
  until: Instant,
  isAway = false,
): Promise<readonly Delivery[]> {
  const moved: Delivery[] = [];
  for (const row of rows) {
    const anew = isAway && row.held_at !== null ? { held_at: until } : {};
    if (await change(parts.store.system, row, [row.state], { due_at: until, ...anew })) moved.push(row);
  }
  return moved;
}

/** Suggestions of one person that are not sent any more. App Home shows them. */
async function keep({ store, clock, journal }: Parts, rows: readonly Delivery[]): Promise<void> {
  const now = clock.now();
  const kept: Delivery[] = [];
  await store.write(async (db) => {
    for (const row of rows) {
      if (await change(db, row, [row.state], { state: 'kept' })) kept.push(row);
      await tellHome(db, row.team_id, row.user_id, now);
    }
  });
  for (const row of onceEach(kept)) journal(aboutDelivery(row, { did: 'held', why: 'a_week_old', at: now }));
}

const quietPace = (row: Delivery): Paced => [rates.quiet, row.team_id];

/** Until when a person has paused notifications, or Slack asks us to wait (`isAsked`). @returns `null` if they may be messaged */
async function quietUntil(
  parts: Parts,
  row: Delivery,
  now: Instant,
): Promise<{ readonly until: Instant; readonly isAsked: boolean } | null> {
  const paced = [quietPace(row)];
  parts.pace.took(paced, now);
  const told = await parts.messenger.quietUntil(row.team_id, recipientOf(row), now);
  if (told.kind === 'known') return told.until === null ? null : { until: told.until, isAsked: false };
  const wait = Math.max(told.afterMs, 1000);
  parts.pace.hold(paced, now, wait);
  return { until: now + wait, isAsked: true };
}

/** Why a person may not be messaged at an instant outside their working time. */
async function whyNotNow(person: Worker, now: Instant): Promise<'away' | 'day_off' | 'out_of_hours'> {
  if (person.awayUntil !== null && person.awayUntil > now) return 'away';
  const isHoliday = await holidaysOf(person.workingHours.holidays);
  const today = localTime(now, person.tz).date;
  return isWorkingDay(person.workingHours, today, isHoliday) ? 'out_of_hours' : 'day_off';
}

/** The recipient's local time, in minutes after midnight; `null` for a post. */
export async function localMinutes(parts: Parts, row: Delivery, at: Instant): Promise<number | null> {
  if (row.kind !== 'person') return null;
  const { tz } = await workerOf(parts.store.system, row);
  return localTime(at, tz).minutes;
}

async function nearFor({ workingHours: hours, tz }: Worker, now: Instant): Promise<Instant> {
  return nearUntil(hours, tz, now, await holidaysOf(hours.holidays));
}

async function whenWorking(person: Worker, from: Instant): Promise<Instant | null> {
  return nextWorkingInstant(person, from, await holidaysOf(person.workingHours.holidays));
}

/** Lets only one worker at a time decide about a person, so that each counts what others claimed. */
async function lock(db: Kysely<Schema>, row: Delivery): Promise<void> {
  await db
    .updateTable('person')
    .set((it) => ({ fetched_at: it.ref('fetched_at') }))
    .where('team_id', '=', row.team_id)
    .where('user_id', '=', recipientOf(row))
    .execute();
}

async function workerOf(db: Kysely<Schema>, row: Delivery): Promise<Worker> {
  const found = await db
    .selectFrom('person')
    .selectAll()
    .where('team_id', '=', row.team_id)
    .where('user_id', '=', recipientOf(row))
    .executeTakeFirst();
  if (found === undefined) return { workingHours: defaultWorkingHours, tz: 'UTC', awayUntil: null };
  const person = personOf(found);
  return isZone(person.tz) ? person : { ...person, tz: 'UTC' };
}

/** When the person recently got another unasked message, is getting one, or may have got one. */
async function sentTo(db: Kysely<Schema>, row: Delivery, now: Instant): Promise<Instant[]> {
  const since = now - limitReach;
  const found = await db
    .selectFrom('delivery')
    .select(['sent_at', 'claimed_at'])
    .where('team_id', '=', row.team_id)
    .where('user_id', '=', row.user_id)
    .where('id', '<>', row.id)
    .where('kind', '=', 'person')
    .where('urgency', '<>', 'answer')
    .where('under', 'is', null)
    .where('state', 'in', ['claimed', 'sending', 'sent', 'unknown'])
    .where((it) => it.or([it('sent_at', '>', since), it('claimed_at', '>', since)]))
    .execute();
  return found.map((other) => other.sent_at ?? other.claimed_at ?? now);
}

/** After a restore: the most that the lost database may have sent, which is one on each day of the person's calendar. */
async function mayHaveGot(db: Kysely<Schema>, row: Delivery, tz: string): Promise<Instant[]> {
  const lost = await lostIn(db, row.team_id);
  if (lost === null) return [];
  const days: Instant[] = [];
  for (let at = lost.until; at >= lost.since && lost.until - at < limitReach;) {
    days.push(at);
    at = startOfDay(localTime(at, tz).date, tz) - 1;
  }
  return days;
}

/** What went along in a message, in the order in which it did. @param leader the first in it */
export async function ridersAsSent(parts: Parts, leader: Delivery): Promise<readonly Delivery[]> {
  const { system } = parts.store;
  const riders = await ridersOf(system, leader);
  if (riders.length === 0) return riders;
  const at = leader.sent_at ?? leader.claimed_at ?? parts.clock.now();
  return riders.toSorted(byUrgency(await nearFor(await workerOf(system, leader), at)));
}

/**
 * Claims and renders what waits for the same person and adds it to the message within Slack's limits; the rest stays.
 * @param leader claimed by this worker
 */
export async function gatherRiders(
  parts: Parts,
  leader: Delivery,
  message: Message,
): Promise<{ readonly message: Message; readonly riders: readonly Delivery[] }> {
  const { system, startsOff } = parts.store;
  const waiting = await system
    .selectFrom('delivery')
    .selectAll()
    .where('team_id', '=', leader.team_id)
    .where('user_id', '=', leader.user_id)
    .where('kind', '=', 'person')
    .where('urgency', '<>', 'answer')
    .where(isPostOn(startsOff, 'delivery'))
    .where((it) =>
      it.or([
        it('state', '=', 'held'),
        it.and([it('state', '=', 'waiting'), it('due_at', '<=', parts.clock.now())]),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const riders: Delivery[] = [];
  let all = message;
  const now = parts.clock.now();
  const near = await nearFor(await workerOf(system, leader), now);
  for (const row of waiting.filter((one) => !isOld(one, now)).toSorted(byUrgency(near))) {
    const mine = await claim(system, row, parts.clock.now());
    if (mine === null) continue;
    const drawn = await drawClaimed(parts, mine);
    if (drawn === null) continue;
    const longer = together(all, drawn);
    if (fits(longer)) {
      all = longer;
      riders.push(mine);
    } else await change(system, mine, ['claimed'], { state: row.state, claimed_at: null });
  }
  return { message: all, riders };
}
