/** What can be read of lessons beyond Slack: each of them, each topic, and what a search finds. */
import type { Documents, FoundDocument } from '#core/document.ts';
import type { Piece } from '#core/kit/blocks.ts';
import type { FoundLesson, LessonsFound, Understood } from '#core/lesson-search.ts';
import { namesOf } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import { lessonsCopy, type Translator } from '../copy.ts';
import { search } from '../library/library.ts';
import { understand } from '../library/understand.ts';
import { readLesson } from './lesson.ts';
import { readTopic } from './topic.ts';

export const documents: Documents = {
  kinds: ['lesson', 'topic'],
  read: async (read, { kind, id }, renderContext) =>
    kind === 'topic' ? readTopic(read, id, renderContext) : readLesson(read, id, renderContext),
  find: async (read, typed, wanted, { now, locale, tz }) => {
    const { search: asked, unknown } = await understand(read, typed);
    const found = await search(read, asked, wanted, { now, tz });
    const t = lessonsCopy.in(locale, tz);
    return {
      count: found.count,
      found: found.lessons.map((one) => foundDocument(t, one)),
      notes: notesOf(t, found, unknown),
    };
  },
};

const foundDocument = (t: Translator, one: FoundLesson): FoundDocument => ({
  ref: { kind: 'lesson', id: one.id },
  title: one.title,
  excerpt: one.excerpt.parts,
  from: fromOf(t, one).flatMap((pieces, at) => (at === 0 ? pieces : [' · ', ...pieces])),
});

/** Who learned it, where, and what came of it. */
const fromOf = (t: Translator, { authors, channel, effect, isHere }: FoundLesson): Piece[][] => [
  ...(authors.length === 0 ? [] : [t.pieces('lesson.by', { people: namesOf(authors) })]),
  ...(channel === null ? [] : [t.pieces('lesson.from', { channel: { channel } })]),
  ...(effect === 'advice' ? [] : [[t.plain(`search.is.${effect}`)]]),
  ...(isHere ? [[t.plain('search.here')]] : []),
];

/** How much of what was typed a sentence repeats, in characters. */
const mostSaid = 60;

/** How the search was understood, where that is not plain. */
const notesOf = (t: Translator, found: LessonsFound, unknown: Understood['unknown']): string[] => [
  ...unknown.map(({ filter, typed }) =>
    t.plain(`search.unknown.${filter}`, { typed: shorten(typed, mostSaid) }),
  ),
  ...found.corrected.map(({ typed, also }) => t.plain('search.also', { typed, also: also.join(', ') })),
  ...found.without.map(({ filter, count }) => t.plain(`search.without.${filter}`, { count })),
];
