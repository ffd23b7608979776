/** Questions and answers as stored. Exports and erasure follow from the columns. */
import { audience, channel, choice, embargo, flag, instant, partOf, reference, text } from '#core/columns.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { findRow, findRows } from '#core/rows.ts';
import { namesKinds, type ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { places, states } from './rules.ts';

export const questions = sharedTable(
  'question',
  {
    /** Where it was asked, and is posted unless it is for people. */
    channel_id: channel,
    words: text,
    /** The address of the message that it is about, or empty. */
    link: text,
    place: choice(places),
    state: choice(states),
    /** `hidden`: who asks is shown to nobody, and stored only while it is open. */
    names: choice(namesKinds),
    /** The audience of the row, and of the answers that its readers give. */
    reach_id: audience,
    /** With hidden names: by which the author is forgotten. It is open from the start. */
    seal: embargo.orNull,
    /** Its channel was public then, so its name may be shown. */
    from_public: flag.internal,
    accepted_id: reference.orNull.internal,
    asked_at: instant,
    /** When it was answered or closed, or rested. */
    ended_at: instant.orNull,
  },
  {
    // Three years, as for lessons: an answer outlives its project.
    kept: { name: 'questions.questions', days: 1_095, since: 'asked_at' },
    exported: { as: 'questions', withId: true, withParts: true, writers: 'by', order: 'asked_at' },
    called: ({ words }) => words,
    searched: {
      title: ['words'],
      topics: [],
      useWhen: [],
      text: [],
      at: 'asked_at',
      unless: ['state', 'closed'],
    },
  },
);

export type QuestionRow = RowOf<typeof questions>;

const question_id = partOf(questions);

export const answers = sharedTable(
  'question_answer',
  {
    question_id,
    channel_id: channel,
    words: text,
    /** Whom it is for: `people`: the one who asked alone, since they asked people alone. */
    place: choice(places).internal,
    answered_at: instant,
    edited_at: instant.orNull,
    /** When the person who asked said that this answers it. */
    accepted_at: instant.orNull,
  },
  { exported: { as: 'answers', withId: true, writers: 'by', order: 'answered_at' } },
);

export type AnswerRow = RowOf<typeof answers>;

/** Who asked wants to hear no more of it: answers wait in their list. */
export const quiet = ownTable(
  'question_quiet',
  ['question_id'],
  { question_id: question_id.leadsBack, said_at: instant },
  { exported: { as: 'leftAlone' } },
);

/** An answer as others read it. */
export interface Answer {
  readonly row: AnswerRow;
  /** `null`: they erased their data. */
  readonly by: UserId | null;
}

/** A question as others read it. */
export interface Question {
  readonly row: QuestionRow;
  /** `null`: hidden, or erased. Where names are hidden, the person themself reads who they are. */
  readonly by: UserId | null;
  /** Those that the viewer may read, the oldest first. */
  readonly answers: readonly Answer[];
}

export const acceptedOf = ({ row, answers: all }: Question): Answer | null =>
  all.find(({ row: { id } }) => id === row.accepted_id) ?? null;

/** @returns `null` if it is gone, or not for this viewer */
export async function loadQuestion(read: ReadScope, id: RowId): Promise<Question | null> {
  const row = await findRow(read.from(questions), { id });
  return row === null ? null : ((await withAnswers(read, [row]))[0] ?? null);
}

/** Adds authors and answers, in the same number of queries however many there are. */
export async function withAnswers(read: ReadScope, rows: readonly QuestionRow[]): Promise<Question[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const authors = await read.authors(questions, ids);
  const found = await findRows(read.from(answers), { question_id: ids }, 'answered_at', 'id');
  const by = await read.authors(
    answers,
    found.map(({ id }) => id),
  );
  const all = Map.groupBy(found, (row) => row.question_id);
  return rows.map((row) => ({
    row,
    by: authors.get(row.id)?.[0] ?? null,
    answers: (all.get(row.id) ?? []).map((one) => ({ row: one, by: by.get(one.id)?.[0] ?? null })),
  }));
}

/** The question, if the viewer asked it. */
export async function ownQuestion(read: ReadScope, id: RowId): Promise<Question | null> {
  const row = await findRow(read.mine(questions), { id });
  return row === null ? null : ((await withAnswers(read, [row]))[0] ?? null);
}

/** What the viewer asked, the newest first. */
export const ownQuestions = (read: ReadScope): Promise<QuestionRow[]> =>
  findRows(read.mine(questions), {}, '-asked_at', 'id');

/** @returns `null` if it is gone, or not for this viewer */
export async function loadAnswer(read: ReadScope, id: RowId): Promise<Answer | null> {
  const row = await findRow(read.from(answers), { id });
  if (row === null) return null;
  return { row, by: (await read.authors(answers, [id])).get(id)?.[0] ?? null };
}

/** The viewer's own answer. */
export const ownAnswer = (read: ReadScope, id: RowId): Promise<AnswerRow | null> =>
  findRow(read.mine(answers), { id });

/** Whether the viewer wants to hear no more of it. */
export const isQuiet = async (read: ReadScope, question: RowId): Promise<boolean> =>
  (await findRow(read.from(quiet), { question_id: question })) !== null;
