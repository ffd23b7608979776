import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { pageNumber } from '#core/kit/pages.ts';

const page = z.object({ page: pageNumber });

export const showMore = defineAction('lore.show_more', page);
/** The same in the open modal. */
export const turnMore = defineAction('lore.turn_more', page);

/** For something that could not be shown, by its reference. */
export const seenNotShown = defineAction('lore.seen_not_shown', z.object({ id: z.string().min(1).max(600) }));
