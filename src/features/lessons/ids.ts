/** Every id of this feature, with the value it carries. Values are ids; permission is checked on arrival. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { reachFields } from '#core/kit/reach.ts';
import { rowValue } from '#core/kit/values.ts';
import type { Origin } from '#core/lessons.ts';
import { postId, type PostRef } from '#core/post-ref.ts';

export type OfLesson = Readonly<Record<'lesson', RowId>>;

export type OfPerson = OfLesson & Readonly<Record<'person', UserId>>;

/** `due`: since when it is to be checked, since it is asked again each year. */
export type OfReview = OfLesson & { readonly due: number };
const lesson = z.object({ lesson: rowValue });

/** `of`: the session that lessons are made from. */
const gathering = z.object({ of: rowValue });

/** In a digest, for its readers. */
export const useLesson = defineAction('lessons.used', lesson);

export const findUseful = defineAction('lessons.useful', lesson);

export { openLesson } from '#core/lessons.ts';

/** In the thread and in the writer's App Home. */
export const proposeLessons = defineAction('lessons.propose', gathering);

export const writeLesson = defineAction('lessons.write', gathering.extend({ seed: rowValue }));

/** To those who wrote the cards. */
/** `round`: the wording they read, since they agree only to words they have read. */
export const agree = defineAction('lessons.agree', lesson.extend({ round: z.number().int() }));

export const keepHere = defineAction('lessons.keep-here', lesson);
export const takeOut = defineAction('lessons.take-out', lesson);

/** `onPage`: from the lesson's page, which is there again when it is saved. */
const changed = lesson.extend({ onPage: z.boolean().optional() });

export const changeLesson = defineAction('lessons.change', changed);
export const listLessons = defineAction('lessons.list', z.object({}));

export const listPages = definePages('lessons.list', z.object({ page: pageNumber }));

/** `seed`: what a new one is made from; `lesson`: the one being edited; `wide`: more than the conversation was asked for. */
export const formOf = z.union([gathering.extend({ seed: rowValue, wide: z.boolean().optional() }), changed]);

export type FormOf = z.infer<typeof formOf>;

export const discardDraft = defineAction('lessons.discard', formOf);

export const wordFields = {
  title: textField({ isLive: true }),
  context: textField({ lines: true, optional: true, isLive: true }),
  happened: textField({ lines: true, isLive: true }),
  useWhen: textField({ lines: true, isLive: true }),
  topics: textField({ optional: true, isLive: true }),
} as const;

export const lessonModal = defineModal('lessons.form', formOf, { ...wordFields, ...reachFields });

export const candidatesModal = defineModal('lessons.seeds', gathering, {});
export const outModal = defineModal('lessons.confirm-out', lesson, {});

export const openedModal = defineModal('lessons.opened', lesson, {});
export const listModal = defineModal('lessons.mine', z.object({}), {});

export const postNames = {
  proposal: postId<{ readonly of: RowId }>('lessons.proposal'),
  ask: postId<{ readonly lesson: RowId }>('lessons.ask'),
  review: postId<OfReview>('lessons.review'),
} as const;

export const jobNames = {
  ask: jobId<OfPerson>('lessons.ask-author'),
  over: jobId<OfLesson>('lessons.asking-over'),
  further: jobId<OfPerson>('lessons.go-further'),
  proposalOver: jobId<{ readonly of: RowId }>('lessons.proposal-over'),
  review: jobId<OfPerson>('lessons.review-due'),
} as const;

/** In the thread of an ended session: what lessons could be made from, and existing ones. */
export function proposalPost({ id, post }: Pick<Origin, 'id' | 'post'>): PostRef {
  return postNames.proposal.ref({ of: id }, { kind: 'thread', under: post });
}

/** To an author of its cards, once per lesson. */
export function askPost(lesson: RowId, author: UserId): PostRef {
  return {
    ...postNames.ask.ref({ lesson }, { kind: 'person', user: author, urgency: 'accept' }),
    shows: [lesson],
  };
}

/** To an author of its cards, once for each day of review. */
export function reviewPost(
  { id, review_by: due }: { readonly id: RowId; readonly review_by: number },
  author: UserId,
): PostRef {
  return {
    ...postNames.review.ref({ lesson: id, due }, { kind: 'person', user: author, urgency: 'check' }),
    shows: [id],
  };
}
