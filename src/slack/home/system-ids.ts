/** The buttons of the house itself, in App Home and in the modals that it opens. */
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';

/** A delivery's id, or the key of a job. */
const one = z.object({ id: z.string().min(1).max(600) });

const page = z.object({ page: z.number().int().min(0).max(10_000) });

export const postAgain = defineAction('lore.post_again', one);
export const isThere = defineAction('lore.is_there', one);

export const dismiss = defineAction('lore.dismiss', one);
export const showData = defineAction('lore.show_data', page);

/** The same in the modal that is open. */
export const turnData = defineAction('lore.turn_data', page);

export const turnDataBack = defineAction('lore.turn_data_back', page);

/** For admins: what they may read, and people who left. */
export const showAll = defineAction('lore.show_all', page);

export const turnAll = defineAction('lore.turn_all', page);
export const turnAllBack = defineAction('lore.turn_all_back', page);

export const showLeft = defineAction('lore.show_left', page);
export const turnLeft = defineAction('lore.turn_left', page);

export const turnLeftBack = defineAction('lore.turn_left_back', page);
export const eraseLeft = defineAction('lore.erase_left', z.object({ user: z.string().refine(isId) }));

export const eraseData = defineAction('lore.erase_data', z.null());

/** Of what could not be shown. */
export const seenNotShown = defineAction('lore.seen_not_shown', one);

export const showMore = defineAction('lore.show_more', page);
export const turnMore = defineAction('lore.turn_more', page);
