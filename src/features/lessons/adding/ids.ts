/** The ids of lessons that are saved from anywhere, with the values they carry. Permission is checked on arrival. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { reachFields } from '#core/kit/reach.ts';
import { channelValue, rowValue, userValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { type OfLesson, wordFields } from '../ids.ts';

/**
 * What a new lesson belongs to. `draft`: where its unsaved text is kept. `channel`: whose lesson it is. `wide`: the person asked for more than the
 * conversation. `link`: the message it is saved from. `own`: the person wrote that, and how long it is. `by`: who did, if they can be asked.
 * `row`: what it is made of, instead; `by`: who wrote that, if it is somebody else.
 * `shown`: lessons that look the same and that the person was shown. `joins`: the one under which they want their story.
 */
export const addOf = z.object({
  draft: rowValue,
  channel: channelValue,
  wide: z.boolean().optional(),
  link: z.string().optional(),
  own: z.number().int().optional(),
  by: userValue.optional(),
  row: rowValue.optional(),
  shown: z.array(rowValue).max(3).optional(),
  joins: rowValue.optional(),
});

const lesson = z.object({ lesson: rowValue });

export type AddOf = z.infer<typeof addOf>;

/** Opens the form. */
export const openAdd = defineAction('lessons.open-add', z.object({}));

export const discardAdded = defineAction('lessons.add-discard', addOf);

/** The story goes under a lesson that looks the same, or is one of its own after all. The value is the form that opens then. */
export const joinAlike = defineAction('lessons.join', addOf);
export const keepApart = defineAction('lessons.keep-apart', addOf);

export const addModal = defineModal('lessons.add', addOf, { ...wordFields, ...reachFields });

/** Asks which channel it is from, where that is not known. */
export const whereModal = defineModal('lessons.add-where', z.object({ draft: rowValue }), {
  channel: conversationField(),
});

/** What was saved. */
export const savedModal = defineModal('lessons.saved', lesson, {});

/** The message shortcut. */
export const saveAsLesson = 'lessons.save';

/** For the author of a message that a lesson leads to. */
export const linkedIds = {
  give: defineAction('lessons.give-words', lesson),
  decline: defineAction('lessons.decline-words', lesson),
  drop: defineAction('lessons.drop-link', lesson),
  words: defineModal('lessons.words', lesson, { words: textField({ lines: true }) }),
} as const;

export const sourcePosts = postId<OfLesson>('lessons.source');

/** To the author of the message that a lesson leads to. */
export function sourcePost(id: RowId, author: UserId): PostRef {
  const to = { kind: 'person', user: author, urgency: 'accept' } as const;
  return { ...sourcePosts.ref({ lesson: id }, to), shows: [id] };
}
