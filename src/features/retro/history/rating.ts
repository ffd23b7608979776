/** Whether a retrospective was worth the time: asked privately, and published as one number. */
import { z } from 'zod';
import { day, type Instant } from '#core/clock.ts';
import { number } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { rowValue } from '#core/kit/values.ts';
import type { Scope } from '#core/scope.ts';
import { ownTable } from '#core/tables.ts';
import type { Loaded } from '../session/load.ts';
import type { Retro } from '../session/phases.ts';
import { retro_id, type RetroRow, retros } from '../session/rows.ts';

export const worths = [1, 2, 3, 4, 5] as const;

/** How many answers it takes to publish the number. */
export const enoughToTell = 5;

const openFor = 3 * day;

/**
 * Until when it is asked; `null`: not at all. Published only after that, and once: a number that changes with each answer would reveal the last one.
 */
export function ratedUntil({ phase, endedAt, topics }: Retro): Instant | null {
  return phase === 'closed' && endedAt !== null && topics > 0 ? endedAt + openFor : null;
}

/**
 * - `open`: the person can answer, and change their answer
 * - `told`: the mean of all answers, to one decimal
 */
export type Rating =
  { readonly kind: 'open' } | { readonly kind: 'told'; readonly mean: number; readonly count: number };

/** The published result, stored when the asking ends: nothing is counted afterwards. */
export interface Worth {
  /** The mean, in tenths. */
  readonly tenths: number;
  readonly count: number;
}

/** @param given how many gave each number @returns `null` if there are too few */
export function worthOf(given: ReadonlyMap<number, number>): Worth | null {
  const all = [...given];
  const count = all.reduce((sum, [, people]) => sum + people, 0);
  if (count < enoughToTell) return null;
  const sum = all.reduce((total, [worth, people]) => total + worth * people, 0);
  return { tenths: Math.round((sum / count) * 10), count };
}

/** @param written the stored result @returns `null` if there is nothing to ask or to publish */
export function ratingAt(retro: Retro, written: Worth | null, now: Instant): Rating | null {
  const until = ratedUntil(retro);
  if (until === null) return null;
  if (now < until) return { kind: 'open' };
  return written === null ? null : { kind: 'told', mean: written.tenths / 10, count: written.count };
}

/** Short, since a menu entry's value holds 75 characters. */
export const rate = defineAction('retro.rate', z.object({ r: rowValue, w: z.literal(worths) }));

export const ratingJob = jobId<{ retro: RowId }>('retro.rating-end');

/** Whether it was worth the time, 1 to 5. Others may only count these. */
export const ratings = ownTable(
  'retro_rating',
  ['retro_id'],
  { retro_id, worth: number },
  { exported: { as: 'ratings' } },
);

/** What is asked or published now. */
export function ratingOf({ row, retro }: Pick<Loaded, 'row' | 'retro'>, now: Instant): Rating | null {
  const { worth_tenths: tenths, worth_count: count } = row;
  return ratingAt(retro, tenths === null || count === null ? null : { tenths, count }, now);
}

/** The asking is over: counts the answers, once, so that a later erasure cannot be inferred from a changing mean. */
export async function writeWorth(scope: Scope, { id }: RetroRow): Promise<void> {
  const worth = worthOf(await scope.countBy(ratings, 'worth', { retro_id: id }));
  if (worth === null) return;
  await scope.update(retros, id, { worth_tenths: worth.tenths, worth_count: worth.count });
}

/** It has just closed: when the asking ends, the message shows the result. */
export async function scheduleRating(scope: Scope, row: RetroRow, after: Retro): Promise<void> {
  const until = ratedUntil(after);
  if (until === null) return;
  const end = ratingJob.ref({ retro: row.id });
  await scope.runAt(end, until, { kind: 'channel', channelId: row.channel_id });
}
