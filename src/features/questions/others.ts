/** What questions give other practices: a subject's open ones, what was done, what one answered, and what a lesson can be made of. */
import { type Acts, doersOf, inOrder, mostActs } from '#core/acts.ts';
import type { EvidenceItems } from '#core/evidence.ts';
import { userText } from '#core/kit/blocks.ts';
import type { LessonSeeds } from '#core/lessons.ts';
import { findRow, findRows } from '#core/rows.ts';
import { nameOf } from '#core/sentence.ts';
import type { OnSubject } from '#core/subject.ts';
import { oneLine, shorten } from '#core/text.ts';
import { questionsLike } from './asking/fitting.ts';
import { copy } from './copy.ts';
import { answerPost } from './ids.ts';
import { answers, loadAnswer, questions, withAnswers } from './rows.ts';

const mostOnSubject = 3;
const mostEvidence = 100;
/** How much of an answer or a question stands in one line, in characters. */
const lineLength = 200;

const line = (text: string): string => shorten(oneLine(text), lineLength);

export const onSubject: OnSubject = async (read, { name, about }, renderContext) => {
  const t = copy.for(renderContext);
  const rows = await questionsLike(read, `${name}\n${about}`, ['open']);
  const open = rows.filter(({ place }) => place !== 'people').slice(0, mostOnSubject);
  return (await withAnswers(read, open)).map(({ row, by }) => ({
    id: row.id,
    block: userText(
      row.names === 'hidden' ? t.plain('subject.somebody') : t.plain('subject.by', { person: nameOf(by) }),
      ' ',
      { written: line(row.words), as: 'line' },
    ),
  }));
};

/** Asked with when it was answered first, and answered with when and by whom that was accepted. Who asks without a name is nobody. */
export const acts: Acts = async (read, { channel, from, to }) => {
  const asked = read.from(questions).where('it.asked_at', '>=', from).where('it.asked_at', '<', to);
  const said = read.from(answers).where('it.answered_at', '>=', from).where('it.answered_at', '<', to);
  const here = { channel_id: channel, place: ['channel', 'workspace'] } as const;
  const rows = await findRows(asked.limit(mostActs), here, '-asked_at', '-id');
  const given = await findRows(said.limit(mostActs), here, '-answered_at', '-id');
  const asker = await doersOf(read, questions, rows);
  const answerer = await doersOf(read, answers, given);
  // The newest come first, so the first answer is what stays.
  const answeredAt = new Map(given.map((row) => [row.question_id, row.answered_at]));
  const askedBy = new Map(rows.map((row) => [row.id, asker(row)]));
  return inOrder([
    ...rows.map((row) => ({
      id: row.id,
      kind: 'question' as const,
      by: asker(row),
      channel,
      at: row.asked_at,
      confirmedAt: null,
      doneAt: answeredAt.get(row.id) ?? null,
      droppedAt: row.state === 'closed' ? row.ended_at : null,
    })),
    ...given.map((row) => {
      const confirmedBy = row.accepted_at === null ? null : (askedBy.get(row.question_id) ?? null);
      return {
        id: row.id,
        kind: 'answer' as const,
        by: answerer(row),
        channel,
        at: row.answered_at,
        confirmedAt: row.accepted_at,
        ...(confirmedBy === null ? {} : { confirmedBy }),
      };
    }),
  ]);
};

/** The viewer's own answers that were accepted. */
export const evidence: EvidenceItems = async (read, since, renderContext) => {
  const t = copy.for(renderContext);
  const accepted = read.mine(answers).where('it.accepted_at', '>=', since).limit(mostEvidence);
  const rows = await findRows(accepted, {}, '-accepted_at', 'id');
  const of = await findRows(read.from(questions), { id: rows.map((row) => row.question_id) }, 'id');
  const asked = new Map((await withAnswers(read, of)).map((one) => [one.row.id, one]));
  return rows.map((row) => {
    const question = asked.get(row.question_id);
    const facts =
      question === undefined
        ? null
        : question.by === null
          ? t.plain('evidence.somebody', { question: line(question.row.words) })
          : t.plain('evidence.by', { person: nameOf(question.by), question: line(question.row.words) });
    return {
      id: row.id,
      kind: 'answered' as const,
      at: row.accepted_at ?? row.answered_at,
      what: line(row.words),
      facts,
    };
  });
};

/** Of an answer that was accepted. The question is its title only for who asked, whose words it is. */
export const lessonSeeds: LessonSeeds = {
  load: async (read, id) => {
    const found = await loadAnswer(read, id);
    if (found === null || found.row.accepted_at === null || found.row.place === 'people') return null;
    const { row, by } = found;
    const own = await findRow(read.mine(questions), { id: row.question_id });
    return {
      table: answers,
      author: by,
      channel: row.channel_id,
      words: { title: own?.words ?? '', happened: row.words, useWhen: '', topics: '' },
      post: answerPost(row, row.channel_id),
    };
  },
};
