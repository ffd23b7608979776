/** Whether it was worth the time: each person's own row, of which others only ever learn the mean. */
import type { ReadScope, Scope } from '../../../core/scope.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Retro } from '../domain.ts';
import { ratedUntil, ratingAt, type Rating } from '../domain/rating.ts';
import { ratingJob } from '../ids/rating.ts';
import type { Loaded } from '../repository.ts';
import { ratings, type RetroRow } from '../tables.ts';

/** @param worth 1 to 5 */
export async function saveRating(scope: Scope, { row }: Pick<Loaded, 'row'>, worth: number): Promise<void> {
  await scope.put(ratings, { retro_id: row.id, worth }, { audience: row.conversation_id });
}

/** What is asked or told of it now. */
export async function ratingOf(
  view: ReadScope,
  { row, retro }: Loaded,
  now: Instant,
): Promise<Rating | null> {
  const until = ratedUntil(retro);
  if (until === null) return null;
  // Nothing is counted before it may be told.
  const given = now < until ? new Map() : await view.tally(ratings, 'worth', { retro_id: row.id });
  return ratingAt(retro, given, now);
}

/** It has just closed: when the asking ends, the message says how it was found. */
export async function scheduleRating(scope: Scope, row: RetroRow, after: Retro): Promise<void> {
  const until = ratedUntil(after);
  if (until === null) return;
  const end = { job: ratingJob, params: { retro: row.id } };
  await scope.schedule(end, until, { kind: 'channel', channelId: row.channel_id });
}
