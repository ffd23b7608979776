/** Every id of questions, with the value it carries. Permission is checked on arrival. */
import { z } from 'zod';
import type { ChannelId, EmbargoId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, defineModal, textField } from '#core/kit/modal.ts';
import { definePages, pageNumber } from '#core/kit/pages.ts';
import { conversationField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { namesKinds } from '#core/scope.ts';
import type { AnswerRow, QuestionRow } from './rows.ts';
import { places } from './rules.ts';

export const ofQuestion = z.object({ question: rowValue });
export type OfQuestion = Readonly<Record<'question', RowId>>;
const ofAnswer = ofQuestion.extend({ answer: rowValue });
export type OfAnswer = Readonly<Record<'question' | 'answer', RowId>>;

/** The message shortcut. */
export const askAbout = 'questions.about';

/** In App Home. */
export const askSomething = defineAction('questions.ask', z.object({}));
export const listMine = defineAction('questions.mine', z.object({}));
export const minePages = definePages('questions.mine', z.object({ page: pageNumber }));

/**
 * What a form is about. `channel`: where it will be asked; `link`: the message that it is about; `shown`: what was shown of what fits; `wide`: more than
 * a private or shared channel was asked for; `told`: it was said who would read what is quoted.
 */
export const formOf = z.object({
  channel: channelValue.optional(),
  link: z.string().optional(),
  shown: z.array(rowValue).optional(),
  wide: z.boolean().optional(),
  told: z.boolean().optional(),
});
export type FormOf = z.infer<typeof formOf>;

/** What somebody wants to know, before anything that fits is looked for. */
export const beginModal = defineModal('questions.begin', formOf, {
  words: textField({ lines: true }),
  channel: conversationField(),
});
export const askModal = defineModal('questions.new', formOf, {
  words: textField({ lines: true }),
  place: choiceField([...places, 'more'], 'radio', { isLive: true }),
  names: choiceField(namesKinds, 'radio'),
});

export const seeLesson = defineAction('questions.lesson', z.object({ lesson: rowValue }));
export const lessonModal = defineModal('questions.lesson', z.object({ lesson: rowValue }), {});
/** Something that fits answers it: the form closes. */
export const thatAnswers = defineAction('questions.found', z.object({ of: rowValue }));
export const foundModal = defineModal('questions.found', z.object({}), {});

export const seeQuestion = defineAction('questions.open', ofQuestion);
export const openedModal = defineModal('questions.opened', ofQuestion, {});
export const mineModal = defineModal('questions.list', z.object({}), {});

export const answerIt = defineAction('questions.answer', ofQuestion);
/** `answer`: the one being edited. */
export const answerModal = defineModal(
  'questions.answer',
  ofQuestion.extend({ answer: rowValue.optional() }),
  {
    words: textField({ lines: true }),
  },
);
/** Short, since a menu entry's value holds 75 characters. */
export const changeAnswer = defineAction(
  'questions.change',
  z.object({ a: rowValue, do: z.enum(['edit', 'back']) }),
);

export const acceptAnswer = defineAction('questions.accept', ofAnswer);
export const closeQuestion = defineAction('questions.close', ofQuestion);
export const withdrawQuestion = defineAction('questions.withdraw', ofQuestion);
/** The person who asked is left alone about it. */
export const leaveAlone = defineAction('questions.quiet', ofQuestion);

export const postNames = {
  asked: postId<OfQuestion>('questions.asked'),
  answer: postId<OfAnswer>('questions.answer'),
  /** To the person who asked. */
  waits: postId<OfAnswer>('questions.waits'),
} as const;

/** In its channel. @param owner who decides if it may not have arrived: nobody where the name is hidden */
export const askedPost = (
  { id: question, channel_id: channel }: Pick<QuestionRow, 'id' | 'channel_id'>,
  owner?: UserId,
): PostRef => postNames.asked.ref({ question }, { kind: 'channel', channel }, owner);

/** In the thread of its question. */
export const answerPost = (
  { id: answer, question_id: question }: Pick<AnswerRow, 'id' | 'question_id'>,
  channel: ChannelId,
): PostRef =>
  postNames.answer.ref(
    { question, answer },
    { kind: 'thread', under: askedPost({ id: question, channel_id: channel }) },
  );

export const waitsPost = (
  { id: answer, question_id: question }: Pick<AnswerRow, 'id' | 'question_id'>,
  asker: UserId,
): PostRef => ({
  ...postNames.waits.ref({ question, answer }, { kind: 'person', user: asker, urgency: 'rest' }),
  shows: [question, answer],
});

export const jobNames = {
  /** With the access of the person who asked, whom nobody else may know: tells them of new answers. */
  look: jobId<OfQuestion>('questions.look'),
  rest: jobId<OfQuestion>('questions.rest'),
  /** Erases who asked. */
  forget: jobId<Readonly<Record<'seal', EmbargoId>>>('questions.forget'),
} as const;
