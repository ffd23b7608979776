/** One lesson as a document: what its page in Slack says, without what can be pressed there. */
import type { Document, DocumentEntry } from '#core/document.ts';
import { isId, type RowId, rowId } from '#core/ids.ts';
import type { Piece } from '#core/kit/blocks.ts';
import { linkedLines } from '#core/kit/linked-ask.ts';
import { writtenPlain } from '#core/markup/written.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { namesOf } from '#core/sentence.ts';
import { lessonsCopy, type Translator } from '../copy.ts';
import { retiredPieces, standardPieces, trialLines } from '../effect/screens.ts';
import { type Told, toldWith } from '../joining/operations.ts';
import { namedTo } from '../named.ts';
import { type Lesson, loadLesson } from '../read.ts';
import { storyOf, useWhenPieces } from '../screens.ts';
import { topicRef, topicsIn } from './rules.ts';

/** @returns `null` if it is gone, or the viewer may not see it */
export async function readLesson(
  read: ReadScope,
  id: string,
  { now, locale, tz }: RenderContext,
): Promise<Document | null> {
  const lesson = isId(id) ? await loadLesson(read, rowId(id), now) : null;
  if (lesson === null) return null;
  const t = lessonsCopy.in(locale, tz);
  const isNamed = await namedTo(read, [lesson.row]);
  return {
    ref: { kind: 'lesson', id },
    title: writtenPlain(lesson.row.title),
    facts: factsOf(t, lesson, isNamed(lesson.row)),
    entries: entriesOf(t, lesson, await toldWith(read, lesson, now)),
    at: lesson.row.kept_at ?? lesson.row.written_at,
  };
}

function factsOf(t: Translator, { row, authors, outcomes, state }: Lesson, isNamed: boolean) {
  const fact = (label: string, ...pieces: readonly Piece[]) => ({ label, pieces });
  return [
    ...(authors.length === 0
      ? []
      : [fact(t.plain('search.by'), ...t.pieces('search.byOthers', { people: namesOf(authors) }))]),
    ...(isNamed ? [fact(t.plain('search.channel'), { channel: row.channel_id })] : []),
    // Of a lesson that nobody has tried yet there is nothing to tell.
    ...(outcomes.effect === 'advice'
      ? []
      : [fact(t.plain('search.effect'), t.plain(`search.effect.${outcomes.effect}`))]),
    ...(row.applied_in === 0
      ? []
      : [fact(t.plain('data.appliedIn'), t.plain('document.count', { count: row.applied_in }))]),
    ...(state === 'kept' ? [] : [fact(t.plain('document.reach'), t.plain('search.here'))]),
  ];
}

const line = (...pieces: readonly Piece[]): DocumentEntry => ({ kind: 'line', pieces });
const bullet = (...pieces: readonly Piece[]): DocumentEntry => ({ kind: 'bullet', pieces });
const heading = (text: string): DocumentEntry => ({ kind: 'heading', level: 2, text });

/** What stands under a heading, and nothing where there is nothing. */
const under = (text: string, entries: readonly DocumentEntry[]): readonly DocumentEntry[] =>
  entries.length === 0 ? [] : [heading(text), ...entries];

function entriesOf(t: Translator, lesson: Lesson, told: Told): DocumentEntry[] {
  const { row, linked, outcomes } = lesson;
  const { retired, standard } = outcomes;
  return [
    ...(retired === null ? [] : [line(...retiredPieces(t, retired))]),
    ...(retired?.instead == null ? [] : [toLesson(retired.instead)]),
    line({ written: storyOf(row) }),
    line(...useWhenPieces(t, row)),
    ...linkedLines(t, linked, linked.source?.link ?? '').map((pieces) => line(...pieces)),
    ...under(t.plain('search.effect'), [
      ...(standard === null ? [] : [line(...standardPieces(t, standard))]),
      ...trialLines(t, outcomes).map((pieces) => bullet(...pieces)),
    ]),
    ...under(t.plain('document.told'), [
      ...(told.under === null ? [] : [toLesson(told.under.row)]),
      ...told.stories.map((story) => toLesson(story.row)),
    ]),
    ...under(
      t.plain('document.topics'),
      topicsIn(row).map((topic) => ({ ...bullet({ written: topic, as: 'line' }), ...topicRef(topic) })),
    ),
  ];
}

/** One that the viewer may see. */
const toLesson = ({ id, title }: { readonly id: RowId; readonly title: string }): DocumentEntry => ({
  kind: 'bullet',
  pieces: [{ written: title, as: 'title' }],
  to: { kind: 'lesson', id },
});
