/** The ids of asking people who agreed to be asked. Permission is checked on arrival. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, peopleField, textField } from '#core/kit/modal.ts';
import { listField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { namesKinds } from '#core/scope.ts';
import { formOf, ofQuestion, type OfQuestion } from '../ids.ts';
import { limitsOf } from '../rules.ts';
import { mostAsked } from './rules.ts';

const ofAsk = z.object({ ask: rowValue });
export type OfAsk = Readonly<Record<'ask', RowId>>;

/** Whom to ask. For the person who asks alone. */
export const peopleModal = defineModal('questions.people', formOf.extend({ names: z.enum(namesKinds) }), {
  words: textField({ lines: true }),
  people: peopleField({ most: mostAsked }),
});

export const answerAsk = defineAction('questions.ask-answer', ofAsk);
export const passAsk = defineAction('questions.ask-pass', ofAsk);
export const laterAsk = defineAction('questions.ask-later', ofAsk);
export const relayModal = defineModal('questions.relay', ofAsk, {
  words: textField({ lines: true, most: limitsOf.answer }),
});
export const passModal = defineModal('questions.ask-pass', ofAsk, { to: listField() });

/** Nobody had time: it may be asked in its channel. For the person who asked alone. */
export const askChannel = defineAction('questions.in-channel', ofQuestion);
export const notChannel = defineAction('questions.not-channel', ofQuestion);

export const peoplePosts = {
  /** To a person who is asked. */
  asked: postId<OfAsk>('questions.ask-asked'),
  /** To the person who asked. */
  nobody: postId<OfQuestion>('questions.nobody'),
} as const;

export const peopleJobs = {
  /** With the access of the person who is asked, which alone says how often they were. */
  deliver: jobId<OfAsk>('questions.ask-deliver'),
  /** With the access of the person who asked. */
  settle: jobId<OfQuestion>('questions.ask-settle'),
  /** Before it rests, with the access of the person who asked. */
  over: jobId<OfQuestion>('questions.ask-over'),
  rested: jobId<Readonly<Record<'person', UserId>>>('questions.ask-rested'),
} as const;

/** Redrawn with its question, since who asked knows nothing of one that was passed on. */
export const askedPost = (
  { id: ask, question_id: question }: Readonly<Record<'id' | 'question_id', RowId>>,
  user: UserId,
): PostRef => ({
  ...peoplePosts.asked.ref({ ask }, { kind: 'person', user, urgency: 'accept' }),
  shows: [question],
});

export const nobodyPost = (question: RowId, user: UserId): PostRef =>
  peoplePosts.nobody.ref({ question }, { kind: 'person', user, urgency: 'check' });
