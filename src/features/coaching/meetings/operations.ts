/** How a pair goes on: what is written, and who is told. */
import type { Instant } from '#core/clock.ts';
import { type AudienceId, rowId, type RowId, type UserId } from '#core/ids.ts';
import { findRow } from '#core/rows.ts';
import type { Scope } from '#core/scope.ts';
import type { LocalDate } from '#core/time/date.ts';
import { instantOf } from '#core/time/zone.ts';
import type { Work } from '#core/work.ts';
import { ofPair, type PairRow } from '../rows.ts';
import { askWhether } from './going-on.ts';
import { meetingJobs, reminderFor, wishFor } from './ids.ts';
import { dues, inWeeks, meetings, notes, rhythmOf, talks } from './rows.ts';
import { isTimeToAsk, nextTime, remindsAt, type Rhythm } from './rules.ts';
import {
  as,
  audienceOf,
  loadTalking,
  presentIn,
  redraw,
  redrawAll,
  type Talking,
  workersOf,
} from './talking.ts';

/** Proposes how often and when to the others; a proposal before this one is replaced. */
export async function propose(
  { scope }: Work,
  { pair, talk }: Talking,
  by: UserId,
  rhythm: Rhythm,
  at: Instant | null,
): Promise<void> {
  const nth = talk.wish_nth + 1;
  const { word, weeks } = inWeeks(rhythm);
  await scope.update(talks, pair.id, {
    wish_rhythm: word,
    wish_weeks: weeks,
    wish_at: at,
    wish_by: by,
    wish_nth: nth,
  });
  for (const user of ofPair(pair)) {
    if (talk.wish_nth > 0) await scope.refresh(wishFor(pair.id, talk.wish_nth, user));
    if (user !== by) await scope.publish(wishFor(pair.id, nth, user));
  }
  await redraw(scope, pair);
}

/** One of the others agrees: it holds for all. */
export async function agree(work: Work, { pair, talk }: Talking): Promise<void> {
  const { scope } = work;
  await scope.update(talks, pair.id, {
    rhythm: talk.wish_rhythm,
    rhythm_weeks: talk.wish_weeks,
    next_at: talk.wish_at,
    wish_rhythm: null,
    wish_weeks: null,
    wish_at: null,
    wish_by: null,
  });
  if (talk.wish_at !== null) await planReminders(work, pair, talk.wish_at);
  await redrawAll(scope, { pair, talk });
}

async function planReminders({ scope, now }: Work, pair: PairRow, at: Instant): Promise<void> {
  for (const person of await presentIn(scope, pair)) {
    const [worker] = await workersOf([person]);
    const when = worker === undefined ? null : remindsAt(at, worker, now);
    if (when === null) continue;
    const { userId: user } = person;
    await scope.runAt(meetingJobs.reminds.ref({ pair: pair.id, person: user, at }), when, as(user));
  }
}

/** With the access of the one who is reminded, once; nothing if it was moved, or is over. */
export async function remind({ scope }: Work, id: RowId, at: Instant): Promise<void> {
  const found = await loadTalking(scope, id);
  if (found?.talk.state !== 'going' || found.talk.next_at !== at || scope.viewer.kind !== 'person') return;
  await scope.publish(reminderFor(id, at, scope.viewer.userId));
  const { pair } = found;
  const due = { pair_id: pair.id, channel_id: pair.channel_id, at };
  await scope.upsertOwn(dues, due, await countedBy(scope, pair));
}

/**
 * Notes that they met on a date, once for each date, and that this person said so, once too.
 * @returns whether the date is new
 */
export async function noteMeeting(work: Work, found: Talking, self: UserId, on: LocalDate): Promise<boolean> {
  const { scope, now, newId } = work;
  const { pair } = found;
  const before = await findRow(scope.from(meetings), { pair_id: pair.id, met_on: on });
  const meeting = before?.id ?? rowId(newId());
  const row = { id: meeting, pair_id: pair.id, met_on: on, noted_at: now };
  if (before === null)
    // Of all of them alike, so that nobody reads who said it.
    await scope.insert(meetings, row, {
      audience: await audienceOf(scope, pair),
      by: ofPair(pair),
      names: 'shown',
    });
  if ((await findRow(scope.from(notes), { meeting_id: meeting })) === null)
    await sayMet(work, pair, meeting, self, on);
  if (before === null && found.talk.state === 'going') await goOnFrom(work, found, on);
  await redraw(scope, pair);
  return before === null;
}

async function sayMet(
  { scope, now }: Work,
  pair: PairRow,
  meeting: RowId,
  self: UserId,
  on: LocalDate,
): Promise<void> {
  const row = {
    pair_id: pair.id,
    meeting_id: meeting,
    channel_id: pair.channel_id,
    met_on: on,
    at: instantOf(on, 12 * 60, 'UTC'),
    people: pair.size,
    said_at: now,
  };
  await scope.upsertOwn(notes, row, await countedBy(scope, pair));
  await scope.refreshHome(self);
}

/** The channel of a round may count what its pairs do. One who asks for a mentor came from no channel. */
async function countedBy(
  scope: Scope,
  { kind, channel_id: channel }: PairRow,
): Promise<{ readonly audience?: AudienceId }> {
  const isCounted = kind === 'peer' && (await scope.channel(channel)) !== null;
  return isCounted ? { audience: await scope.audience({ kind: 'conversation', channel }) } : {};
}

/** After so many meetings they are asked whether to go on; until then the next time follows from their rhythm. */
async function goOnFrom(work: Work, { pair, talk }: Talking, on: LocalDate): Promise<void> {
  const { scope, now } = work;
  const since = await scope
    .from(meetings)
    .selectAll()
    .where('it.pair_id', '=', pair.id)
    .where('it.noted_at', '>=', talk.counts_from)
    .execute();
  if (isTimeToAsk(since.length)) {
    await askWhether(work, { pair, talk });
    return;
  }
  const rhythm = rhythmOf(talk);
  if (rhythm === null) return;
  const workers = await workersOf(await presentIn(scope, pair));
  const met = Math.max(talk.next_at ?? 0, instantOf(on, 0, workers[0]?.tz ?? 'UTC'));
  const planned = talk.next_at !== null && talk.next_at > now ? talk.next_at : null;
  const next = planned ?? nextTime(rhythm, met, workers);
  await scope.update(talks, pair.id, { next_at: next });
  if (next !== null && next !== planned) await planReminders(work, pair, next);
}
