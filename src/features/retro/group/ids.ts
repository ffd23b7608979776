/** The ids of grouping cards into topics, of reading these, and of voting. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { listsField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';

export const retro = z.object({ retro: rowValue });
export const paged = z.object({ retro: rowValue, page: pageNumber });

/** `page`: of the list that the button stands in, which is drawn anew. */
const grouping = z.object({ grouping: rowValue, page: pageNumber });

export const groupCards = defineAction('retro.group', retro);
export const groupPages = definePages('retro.group', paged);

export const acceptAll = defineAction('retro.group-all', paged);
export const joinGroup = defineAction('retro.group-join', grouping);

export const keepApart = defineAction('retro.group-keep', grouping);
export const takeApart = defineAction('retro.group-undo', grouping);

export const joinByHand = defineAction('retro.group-by-hand', retro);
export const readTopics = defineAction('retro.topics', retro);

export const topicPages = definePages('retro.topics', paged);

/** Submitted, whoever facilitates goes on. */
export const groupModal = defineModal('retro.group', retro, {});

export const joinModal = defineModal('retro.group-by-hand', retro, { topics: listsField() });
export const topicsModal = defineModal('retro.topics', retro, {});
