/** The ids of lessons that are saved from anywhere, with the values they carry. Permission is checked on arrival. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { reachFields } from '#core/kit/reach.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { wordFields } from '../ids.ts';

/**
 * What a new lesson belongs to. `draft`: where its unsaved text is kept. `channel`: whose lesson it is. `wide`: the person asked for more than the
 * conversation.
 */
export const addOf = z.object({ draft: rowValue, channel: channelValue, wide: z.boolean().optional() });

export type AddOf = z.infer<typeof addOf>;

export const discardAdded = defineAction('lessons.add-discard', addOf);

export const addModal = defineModal('lessons.add', addOf, { ...wordFields, ...reachFields });

/** Asks which channel it is from, where that is not known. */
export const whereModal = defineModal('lessons.add-where', z.object({ draft: rowValue }), {
  channel: conversationField(),
});

/** What was saved. */
export const savedModal = defineModal('lessons.saved', z.object({ lesson: rowValue }), {});
