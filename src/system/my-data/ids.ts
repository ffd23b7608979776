/** Buttons for exports and erasures. */
import { z } from 'zod';
import { isId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { pageNumber } from '#core/kit/pages.ts';

const page = z.object({ page: pageNumber });

export const showData = defineAction('lore.show_data', page);
/** The same in the open modal. */
export const turnData = defineAction('lore.turn_data', page);
export const turnDataBack = defineAction('lore.turn_data_back', page);

/** For admins: what they may read, and people who left. */
export const showAll = defineAction('lore.show_all', page);
export const turnAll = defineAction('lore.turn_all', page);
export const turnAllBack = defineAction('lore.turn_all_back', page);
export const showLeft = defineAction('lore.show_left', page);
export const turnLeft = defineAction('lore.turn_left', page);
export const turnLeftBack = defineAction('lore.turn_left_back', page);

/** Sends the person's own as a file. */
export const sendData = defineAction('lore.send_data', z.null());

export const eraseLeft = defineAction('lore.erase_left', z.object({ user: z.string().refine(isId) }));
export const eraseData = defineAction('lore.erase_data', z.null());
