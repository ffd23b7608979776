/** What may answer a question already: lessons, and questions that were answered. Read with the access of the person who asks. */
import type { Feature } from '#core/feature.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import type { Reading } from '#core/listener.ts';
import type { LessonLibrary } from '#core/lessons.ts';
import type { ReadScope } from '#core/scope.ts';
import { fittingIn } from '#core/search/fitting.ts';
import { findRows } from '#core/rows.ts';
import { acceptedOf, type Question, type QuestionRow, questions, withAnswers } from '../rows.ts';
import { inTurn, mostFitting, type State } from '../rules.ts';

/** The practices, asked for when they are needed, since some need each other. */
export type Others = () => readonly Pick<Feature, 'name' | 'lessonLibrary' | 'lessonSeeds' | 'wrote'>[];

export const librariesOf = (others: Others): readonly LessonLibrary[] =>
  others().flatMap(({ lessonLibrary }) => lessonLibrary ?? []);

/** Something that may answer it. */
export type Fitting =
  | { readonly kind: 'lesson'; readonly id: RowId; readonly title: string; readonly useWhen: string }
  | { readonly kind: 'question'; readonly id: RowId; readonly title: string; readonly answer: string };

/** So many of those that fit are read. */
const mostRead = 10;

/** Questions in one of these states that fit some words, the best first. */
export async function questionsLike(
  read: ReadScope,
  words: string,
  states: readonly State[],
): Promise<readonly QuestionRow[]> {
  const found = await fittingIn(
    read.words,
    questions,
    { name: words, about: '' },
    {
      where: (rows) => rows.where('it.state', 'in', states),
    },
  );
  const ids = found.slice(0, mostRead).map(({ id }) => id);
  const rows = new Map((await findRows(read.from(questions), { id: ids }, 'id')).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** Those of them that were answered, with an answer that is still there. */
async function answeredLike(read: ReadScope, words: string): Promise<readonly Question[]> {
  const all = await withAnswers(read, await questionsLike(read, words, ['answered']));
  return all.filter((one) => acceptedOf(one) !== null);
}

async function lessonsLike(
  others: Others,
  { scope, now }: Pick<Reading, 'scope' | 'now'>,
  words: string,
  channel: ChannelId,
): Promise<readonly Fitting[]> {
  const occasion = { channel, name: words, about: '' };
  const found: Fitting[] = [];
  for (const library of librariesOf(others)) {
    const here = await library.knownIn(scope, occasion);
    const elsewhere = await library.find(scope, occasion, now);
    for (const id of [...here.slice(0, mostFitting), ...elsewhere]) {
      const lesson = await library.read(scope, id, now);
      if (lesson !== null) found.push({ kind: 'lesson', id, title: lesson.title, useWhen: lesson.useWhen });
    }
  }
  return found;
}

/** Up to three that fit, lessons and questions in turn. */
export async function fittingFor(
  others: Others,
  interaction: Pick<Reading, 'scope' | 'now'>,
  words: string,
  channel: ChannelId,
): Promise<readonly Fitting[]> {
  const lessons = await lessonsLike(others, interaction, words, channel);
  const answered = (await answeredLike(interaction.scope, words)).map((one): Fitting => ({
    kind: 'question',
    id: one.row.id,
    title: one.row.words,
    answer: acceptedOf(one)?.row.words ?? '',
  }));
  return inTurn([answered, lessons], mostFitting, ({ id }) => id);
}

/** Whether a channel may know it: its own lessons or answered questions fit. Read with the channel's access. */
export async function mayKnow(
  others: Others,
  read: ReadScope,
  words: string,
  channel: ChannelId,
): Promise<boolean> {
  for (const library of librariesOf(others))
    if ((await library.knownIn(read, { channel, name: words, about: '' })).length > 0) return true;
  return (await questionsLike(read, words, ['answered'])).some((row) => row.channel_id === channel);
}
