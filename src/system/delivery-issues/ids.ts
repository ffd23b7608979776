/** Buttons for what was not posted. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';

/** A delivery's id, or the key of a job. */
const one = z.object({ id: z.string().min(1).max(600) });

export const postAgain = defineAction('lore.post_again', one);
export const isThere = defineAction('lore.is_there', one);
export const sendKept = defineAction('lore.send_kept', one);
export const dismiss = defineAction('lore.dismiss', one);
