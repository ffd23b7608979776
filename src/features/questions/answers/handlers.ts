/** Answering, accepting, and what a person asked. A listener is one transaction: all of it happens, or nothing. */
import type { FeaturePart } from '#core/feature.ts';
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onReadingSubmit,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { lessonEntries } from '#core/lessons.ts';
import { atMoment } from '#core/sentence.ts';
import { thanksButtons } from '#core/thanks.ts';
import { end } from '../asking/operations.ts';
import { handedBack } from '../asking/screens.ts';
import { copy, type T } from '../copy.ts';
import * as ids from '../ids.ts';
import { isQuiet, loadQuestion, ownAnswer, ownQuestion, type Question } from '../rows.ts';
import { type AnswerRefusal, limitsOf, whyNotAnswer, whyNotWords } from '../rules.ts';
import { tell } from '../tell.ts';
import { openMine } from './mine.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

/** A question that the person may answer, or why not. */
async function answerable(
  { scope, now }: Reading,
  id: RowId,
): Promise<{ readonly question: Question } | { readonly why: AnswerRefusal; readonly at: Instant }> {
  const question = await loadQuestion(scope, id);
  const isOwn = question !== null && (await ownQuestion(scope, id)) !== null;
  const why = whyNotAnswer(question?.row.state ?? null, isOwn);
  if (question !== null && why === null) return { question };
  return { why: why ?? 'gone', at: question?.row.ended_at ?? now };
}

const lateLine = (t: T, { why, at }: { readonly why: AnswerRefusal; readonly at: Instant }) =>
  t.mrkdwn(`late.${why}`, { at: atMoment(at) });

async function openAnswer(interaction: Reading, id: RowId): Promise<Reply> {
  const t = copy.for(interaction);
  const found = await answerable(interaction, id);
  if ('why' in found) return say(messageOf(lateLine(t, found)));
  return open(screens.renderAnswer(t, found.question, ''));
}

async function submitAnswer(
  interaction: Interaction,
  { question: id, answer: editing }: { readonly question: RowId; readonly answer?: RowId | undefined },
  words: string,
): Promise<Reply> {
  const t = copy.for(interaction);
  const why = whyNotWords(words, limitsOf.answer);
  if (why !== null) return errors({ words: t.plain(`answer.${why}`, screens.tooLong(words)) });
  if (editing !== undefined)
    return (await operations.change(interaction, editing, words))
      ? nothing
      : say(handedBack(t, t.mrkdwn('answer.stays'), words));
  const found = await answerable(interaction, id);
  if ('why' in found) return say(handedBack(t, lateLine(t, found), words));
  await operations.answer(interaction, found.question, interaction.person.userId, words);
  return nothing;
}

async function change(interaction: Interaction, id: RowId, what: 'edit' | 'back'): Promise<Reply> {
  const row = await ownAnswer(interaction.scope, id);
  if (row === null) return tell(interaction, 'answer.gone');
  if (row.accepted_at !== null) return tell(interaction, 'answer.stays');
  if (what === 'back')
    return tell(interaction, (await operations.takeBack(interaction, id)) ? 'answer.taken' : 'answer.stays');
  const question = await loadQuestion(interaction.scope, row.question_id);
  if (question === null) return tell(interaction, 'refused.gone');
  return open(screens.renderAnswer(copy.for(interaction), question, row.words, id));
}

/** The person who asked, and nobody else, says that an answer answers it: once. */
async function accept(interaction: Interaction, id: RowId, answer: RowId): Promise<Reply> {
  const { scope } = interaction;
  const t = copy.for(interaction);
  const question = await ownQuestion(scope, id);
  if (question === null)
    return tell(interaction, (await loadQuestion(scope, id)) === null ? 'refused.gone' : 'refused.notAsker');
  const { row } = question;
  const accepted = question.answers.find((one) => one.row.id === answer);
  if (row.state === 'answered' || row.state === 'closed') return tell(interaction, 'refused.accepted');
  if (accepted === undefined) return tell(interaction, 'answer.gone');
  if (!(await end(interaction, question, 'answered', answer))) return tell(interaction, 'refused.accepted');
  const { by } = accepted;
  const thanks = await thanksButtons(scope, t, by === null ? [] : [by], row.channel_id);
  const lessons = row.place === 'people' ? [] : await lessonEntries(scope, t, answer);
  return say(screens.acceptedMessage(t, accepted, thanks, lessons, row.names === 'hidden'));
}

async function openQuestion(interaction: Reading, id: RowId): Promise<Reply> {
  const question = await loadQuestion(interaction.scope, id);
  if (question === null) return tell(interaction, 'refused.gone');
  const isOwn = (await ownQuestion(interaction.scope, id)) !== null;
  return open(screens.renderOpened(copy.for(interaction), question, isOwn));
}

export const answering: FeaturePart = {
  actions: [
    onReading(ids.answerIt, (interaction, { question }) => openAnswer(interaction, question)),
    onAction(ids.changeAnswer, (interaction, { a, do: what }) => change(interaction, a, what)),
    onAction(ids.acceptAnswer, (interaction, { question, answer }) => accept(interaction, question, answer)),
    onReading(ids.seeQuestion, (interaction, { question }) => openQuestion(interaction, question)),
    onReading(ids.listMine, (interaction) => openMine(interaction, 0, open)),
    ...onReadingPages(ids.minePages, (interaction, { page }) => openMine(interaction, page, update)),
    onAction(ids.leaveAlone, async (interaction, { question: id }) => {
      const question = await ownQuestion(interaction.scope, id);
      if (question === null) return tell(interaction, 'refused.gone');
      if (await isQuiet(interaction.scope, id)) return tell(interaction, 'quiet.done');
      await operations.leaveAlone(interaction, question, interaction.person.userId);
      return nothing;
    }),
  ],
  views: [
    onSubmit(ids.answerModal, (interaction, of, { words }) => submitAnswer(interaction, of, words)),
    // They have nothing to submit.
    onReadingSubmit(ids.openedModal, async () => nothing),
    onReadingSubmit(ids.mineModal, async () => nothing),
  ],
  jobs: [
    defineJob(ids.jobNames.look, 'transition', {
      title: copy.titled('title.look'),
      run: (context, { question }) => operations.look(context, question),
    }),
  ],
};
