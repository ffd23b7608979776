/**
 * Where reading a place again goes on. One pass goes through what there is in stages, a page a call; the next pass begins where this one began, by the
 * tool's own clock and a little before, so what happened meanwhile is read twice rather than never. Pure.
 */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import { minute } from '#core/clock.ts';

const shape = z.object({
  /** What happened since then is read. */
  from: z.number(),
  /** When this pass began there; `null`: it has not. */
  began: z.number().nullable(),
  stage: z.number().int().min(0),
  /** The next page of the stage, in its own words; `''`: the first. */
  page: z.string(),
  /** For when something was planned, by its id, as last read. */
  days: z.record(z.string(), z.string()),
});
export type Cursor = z.infer<typeof shape>;

/** A tool’s clock may not be even with what it wrote down. */
const overlap = 5 * minute;

/** @param given a cursor as it was written; or since when; what cannot be read begins from the start of time */
export function readCursor(given: string | Instant): Cursor {
  const fresh = (from: Instant): Cursor => ({ from, began: null, stage: 0, page: '', days: {} });
  if (typeof given === 'number') return fresh(given);
  try {
    return shape.parse(JSON.parse(given));
  } catch {
    return fresh(0);
  }
}

export const writeCursor = (cursor: Cursor): string => JSON.stringify(cursor);

/** What a page of a stage found. */
export interface Stage {
  /** `null`: the stage is over. */
  readonly next: string | null;
  /** The tool’s time. */
  readonly there: Instant;
  readonly days?: Cursor['days'];
}

/** @param stages how many there are @returns after a page */
export function onward(cursor: Cursor, { next, there, days }: Stage, stages: number): Cursor {
  const began = cursor.began ?? there;
  const known = { ...cursor.days, ...days };
  if (next !== null) return { ...cursor, began, page: next, days: known };
  if (cursor.stage + 1 < stages) return { ...cursor, began, stage: cursor.stage + 1, page: '', days: known };
  return { from: Math.max(cursor.from, began - overlap), began: null, stage: 0, page: '', days: known };
}
