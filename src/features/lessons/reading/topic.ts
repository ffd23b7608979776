/** One topic as a document: the lessons on it that the reader may see. */
import type { Document, DocumentEntry } from '#core/document.ts';
import { searchForAll } from '#core/lesson-search.ts';
import type { RenderContext } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { topicTerm } from '#core/search/cut.ts';
import { lessonsCopy } from '../copy.ts';
import { search } from '../library/library.ts';

/** So many of its lessons stand there, the newest first. */
const mostLessons = 100;

/** @param id the topic, in any case @returns `null` if no lesson that the viewer may see is on it */
export async function readTopic(
  read: ReadScope,
  id: string,
  { now, locale, tz }: RenderContext,
): Promise<Document | null> {
  if (topicTerm(id) === null) return null;
  const page = { from: 0, most: mostLessons };
  const found = await search(read, { ...searchForAll, topics: [id] }, page, { now, tz });
  if (found.count === 0) return null;
  const t = lessonsCopy.in(locale, tz);
  const more = found.count - found.lessons.length;
  const title = found.topics.find((topic) => topicTerm(topic) === topicTerm(id)) ?? id;
  return {
    ref: { kind: 'topic', id: id.toLowerCase() },
    title,
    facts: [
      { label: t.plain('document.lessons'), pieces: [t.plain('document.count', { count: found.count })] },
    ],
    entries: [
      ...found.lessons.map(({ id: lesson, title: parts }): DocumentEntry => ({
        kind: 'bullet',
        pieces: [{ written: parts.map(({ text }) => text).join(''), as: 'title' }],
        to: { kind: 'lesson', id: lesson },
      })),
      ...(more > 0
        ? [{ kind: 'line', pieces: [t.plain('document.more', { count: more })] } satisfies DocumentEntry]
        : []),
    ],
    at: null,
  };
}
