/** The rows of a retrospective itself, and of its cards. Days are in the channel's zone. */
import type { Instant } from '#core/clock.ts';
import { number } from '#core/columns.ts';
import type { Scope } from '#core/scope.ts';
import { ownTable } from '#core/tables.ts';
import type { Loaded } from '../session/load.ts';
import type { Retro } from '../session/retro.ts';
import { retro_id, type RetroRow, retros } from '../session/rows.ts';
import { ratedUntil, type Rating, ratingAt, ratingJob, worthOf } from './rules.ts';

/** Whether it was worth the time, 1 to 5. Others may only count these. */
export const ratings = ownTable(
  'retro_rating',
  ['retro_id'],
  { retro_id, worth: number },
  { exported: { as: 'ratings' } },
);

/** @param worth 1 to 5 */
export async function saveRating(scope: Scope, { row }: Pick<Loaded, 'row'>, worth: number): Promise<void> {
  await scope.upsertOwn(ratings, { retro_id: row.id, worth }, { audience: row.conversation_id });
}

/** What is asked or told of it now. */
export function ratingOf({ row, retro }: Pick<Loaded, 'row' | 'retro'>, now: Instant): Rating | null {
  const { worth_tenths: tenths, worth_count: count } = row;
  return ratingAt(retro, tenths === null || count === null ? null : { tenths, count }, now);
}

/** The asking is over: counts the answers, once. Whoever is erased later is not told from the others by a mean that moves. */
export async function writeWorth(scope: Scope, { id }: RetroRow): Promise<void> {
  const worth = worthOf(await scope.countBy(ratings, 'worth', { retro_id: id }));
  if (worth === null) return;
  await scope.update(retros, id, { worth_tenths: worth.tenths, worth_count: worth.count });
}

/** It has just closed: when the asking ends, the message says how it was found. */
export async function scheduleRating(scope: Scope, row: RetroRow, after: Retro): Promise<void> {
  const until = ratedUntil(after);
  if (until === null) return;
  const end = ratingJob.ref({ retro: row.id });
  await scope.runAt(end, until, { kind: 'channel', channelId: row.channel_id });
}
