/** Every id of this feature, with the value it carries. Values are ids: what may be done is decided on arrival. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import type { Origin } from '#core/lessons.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { visibilities } from '#core/visibility.ts';

export type OfLesson = Readonly<Record<'lesson', RowId>>;

export type OfPerson = OfLesson & Readonly<Record<'person', UserId>>;
const lesson = z.object({ lesson: rowValue });

/** `of`: what was held. */
const gathering = z.object({ of: rowValue });

/** In a digest, to whoever reads it. */
export const useLesson = defineAction('lessons.used', lesson);

export const findUseful = defineAction('lessons.useful', lesson);

/** In the thread and in App Home of whoever writes them down. */
export const proposeLessons = defineAction('lessons.propose', gathering);

export const writeLesson = defineAction('lessons.write', gathering.extend({ seed: rowValue }));

/** To those who wrote the cards. */
/** `round`: the words that were read. Others are agreed to only when they are read. */
export const agree = defineAction('lessons.agree', lesson.extend({ round: z.number().int() }));

export const keepHere = defineAction('lessons.keep-here', lesson);
export const takeOut = defineAction('lessons.take-out', lesson);

export const changeLesson = defineAction('lessons.change', lesson);
export const listLessons = defineAction('lessons.list', z.object({}));

export const listPages = definePages('lessons.list', z.object({ page: pageNumber }));

/** `seed`: what a new one is made of; `lesson`: one that is changed; `wide`: more than the conversation was asked for. */
export const formOf = z.union([gathering.extend({ seed: rowValue, wide: z.boolean().optional() }), lesson]);

export type FormOf = z.infer<typeof formOf>;

export const discardDraft = defineAction('lessons.discard', formOf);

export const lessonModal = defineModal('lessons.form', formOf, {
  title: textField({ isLive: true }),
  context: textField({ lines: true, optional: true, isLive: true }),
  happened: textField({ lines: true, isLive: true }),
  useWhen: textField({ lines: true, isLive: true }),
  topics: textField({ optional: true, isLive: true }),
  /** Where only the conversation is offered: whether the person asks for more. */
  ask: choiceField(['here', 'more'], 'radio', { isLive: true }),
  reach: choiceField(visibilities, 'radio'),
});

export const candidatesModal = defineModal('lessons.seeds', gathering, {});
export const outModal = defineModal('lessons.confirm-out', lesson, {});

export const listModal = defineModal('lessons.mine', z.object({}), {});

export const postNames = {
  proposal: postId<{ readonly of: RowId }>('lessons.proposal'),
  ask: postId<{ readonly lesson: RowId }>('lessons.ask'),
} as const;

export const jobNames = {
  ask: jobId<OfPerson>('lessons.ask-author'),
  over: jobId<OfLesson>('lessons.asking-over'),
  further: jobId<OfPerson>('lessons.go-further'),
} as const;

/** In the thread of what has ended: what lessons could be made of, and those that were. */
export function proposalPost({ id, post }: Pick<Origin, 'id' | 'post'>): PostRef {
  return postNames.proposal.ref({ of: id }, { kind: 'thread', under: post });
}

/** To somebody who wrote a card of it, once for each lesson. */
export function askPost(lesson: RowId, author: UserId): PostRef {
  return {
    ...postNames.ask.ref({ lesson }, { kind: 'person', user: author, urgency: 'rest' }),
    shows: [lesson],
  };
}
