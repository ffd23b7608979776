import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';

const page = z.object({ lesson: rowValue, page: pageNumber });

/** How a lesson was before. */
export const showHistory = defineAction('lessons.history', page);

export const historyPages = definePages('lessons.history', page);

export const historyModal = defineModal('lessons.history', z.object({ lesson: rowValue }), {});
