/** The ids of looking back on earlier retrospectives, and of the numbers. */
import { channelValue, rowValue } from '../../../core/kit/values.ts';
import type { RowId } from '../../../core/ids.ts';
import { postId } from '../../../core/post.ts';
import { definePages, pageNumber } from '../../../core/kit/pages.ts';
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { defineModal } from '../../../core/kit/modal.ts';

const list = z.object({ channel: channelValue, project: rowValue.optional() });

export const historyModal = defineModal('retro.history', list, {});
export const historyPages = definePages('retro.history', list.extend({ page: pageNumber }));
/** Short, since the value of a menu's entry holds 75 characters. Without a project: of all. */
export const chooseProject = defineAction(
  'retro.history-of',
  z.object({ c: channelValue, p: rowValue.optional() }),
);

export const pageModal = defineModal('retro.page', z.object({ retro: rowValue }), {});
export const readPage = defineAction('retro.page', z.object({ retro: rowValue }));
export const pagePages = definePages('retro.page', z.object({ retro: rowValue, page: pageNumber }));
export const sendFile = defineAction('retro.file', z.object({ retro: rowValue }));

export const numbersModal = defineModal('retro.numbers', z.object({ channel: channelValue }), {});

export const filePostName = postId<{ readonly retro: RowId; readonly at: number }>('retro.file');
