/** The learning time of a channel as it is stored. */
import { z } from 'zod';
import type { KeptFree } from '#core/recurrence.ts';

/** As it is told; and kept, with `instead`. */
export const learningHours = z.object({
  weekday: z.number().int().min(1).max(7),
  minutes: z.number().int().min(0).max(1439),
  long: z.number().int().min(1).max(1440),
});
const keptFree = learningHours.extend({ instead: z.number().int() });

/** @param stored `null`: none */
export const learningOf = (stored: string | null): KeptFree | null =>
  stored === null ? null : keptFree.parse(JSON.parse(stored));
