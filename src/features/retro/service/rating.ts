/** Whether it was worth the time: each person's own row, of which others only ever learn the mean. */
import type { Scope } from '../../../core/scope.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Retro } from '../domain.ts';
import { ratedUntil, ratingAt, worthOf, type Rating } from '../domain/rating.ts';
import { ratingJob } from '../ids/rating.ts';
import type { Loaded } from '../repository.ts';
import { ratings, retros, type RetroRow } from '../tables.ts';

/** @param worth 1 to 5 */
export async function saveRating(scope: Scope, { row }: Pick<Loaded, 'row'>, worth: number): Promise<void> {
  await scope.put(ratings, { retro_id: row.id, worth }, { audience: row.conversation_id });
}

/** What is asked or told of it now. */
export function ratingOf({ row, retro }: Pick<Loaded, 'row' | 'retro'>, now: Instant): Rating | null {
  const { worth_tenths: tenths, worth_count: count } = row;
  return ratingAt(retro, tenths === null || count === null ? null : { tenths, count }, now);
}

/** The asking is over: counts the answers, once. Whoever is erased later is not told from the others by a mean that moves. */
export async function writeWorth(scope: Scope, { id }: RetroRow): Promise<void> {
  const worth = worthOf(await scope.tally(ratings, 'worth', { retro_id: id }));
  if (worth === null) return;
  await scope.update(retros, id, { worth_tenths: worth.tenths, worth_count: worth.count });
}

/** It has just closed: when the asking ends, the message says how it was found. */
export async function scheduleRating(scope: Scope, row: RetroRow, after: Retro): Promise<void> {
  const until = ratedUntil(after);
  if (until === null) return;
  const end = ratingJob.ref({ retro: row.id });
  await scope.schedule(end, until, { kind: 'channel', channelId: row.channel_id });
}
