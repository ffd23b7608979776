/** The ids of looking back on earlier retrospectives, and of the numbers. */
import type { RowId } from '../../../core/ids.ts';
import { postId } from '../../../core/post.ts';
import { definePages, pageNumber } from '../../../core/kit/pages.ts';
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { defineModal } from '../../../core/kit/modal.ts';
import { channel, row } from '../ids.ts';

const list = z.object({ channel, project: row.optional() });

export const historyModal = defineModal('retro.history', list, {});
export const historyPages = definePages('retro.history', list.extend({ page: pageNumber }));
/** Short, since the value of a menu's entry holds 75 characters. Without a project: of all. */
export const chooseProject = defineAction('retro.history-of', z.object({ c: channel, p: row.optional() }));

export const pageModal = defineModal('retro.page', z.object({ retro: row }), {});
export const readPage = defineAction('retro.page', z.object({ retro: row }));
export const pagePages = definePages('retro.page', z.object({ retro: row, page: pageNumber }));
export const sendFile = defineAction('retro.file', z.object({ retro: row }));

export const numbersModal = defineModal('retro.numbers', z.object({ channel }), {});

export const filePostName = postId<{ readonly retro: RowId; readonly at: number }>('retro.file');
