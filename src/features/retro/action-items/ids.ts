import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { pageNumber } from '#core/kit/pages.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';

/** The list that holds a button, which is redrawn: its page, and whose team's actions it has, too. Without a page: App Home, or a message. */
export const ofList = z.object({ page: pageNumber.optional(), channel: channelValue.optional() });

export type ListAt = z.infer<typeof ofList>;

/** The value of a button of one action item. */
export const ofAction = ofList.extend({ action: rowValue });

export const finishAction = defineAction('retro.done', ofAction);
