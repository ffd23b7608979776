/** The ids of saying whether it was worth the time. */
import { rowValue } from '../../../core/kit/values.ts';
import type { RowId } from '../../../core/ids.ts';
import { jobId } from '../../../core/job.ts';
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { worths } from '../domain/rating.ts';

/** Short, since the value of a menu's entry holds 75 characters. */
export const rate = defineAction('retro.rate', z.object({ r: rowValue, w: z.literal(worths) }));
export const ratingJob = jobId<{ retro: RowId }>('retro.rating-end');
