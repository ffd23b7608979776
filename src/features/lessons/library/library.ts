/** Finds and reads lessons for every door (`LessonLibrary`), with the access of the person or channel that reads. */
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import {
  foundNothing,
  type LessonLibrary,
  type LessonFacts,
  type TextPart,
  type WholeLesson,
} from '#core/lessons.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { namedTo } from '../named.ts';
import { type Lesson, loadLesson, withAuthors } from '../read.ts';
import { lessons } from '../rows.ts';
import { alike } from '../rules.ts';

/** How many of the newest are looked through. */
const most = 300;

const plain = (text: string): TextPart[] => [{ text, isHit: false }];

export const search: LessonLibrary['search'] = async (read, { words }, wanted, { now }) => {
  const typed = words.toLowerCase().split(/\s+/);
  const rows = await findRows(
    read.from(lessons).where('it.state', '!=', 'gone').limit(most),
    {},
    '-written_at',
    'id',
  );
  const found = rows.filter((row) => {
    const all = `${row.title} ${row.topics} ${row.use_when} ${row.context} ${row.happened}`.toLowerCase();
    return typed.every((word) => all.includes(word));
  });
  const page = await withAuthors(read, found.slice(wanted.from, wanted.from + wanted.most), now);
  const facts = await factsOf(read, page);
  return {
    ...foundNothing,
    count: found.length,
    lessons: page.map((lesson) => ({
      ...facts(lesson),
      title: plain(lesson.row.title),
      excerpt: { field: 'text' as const, parts: plain(lesson.row.happened) },
      fields: [],
    })),
  };
};

/** How many of the newest are compared. */
const mostCompared = 300;

export const similar: LessonLibrary['similar'] = async (read, words) => {
  const kept = await findRows(read.from(lessons).limit(mostCompared), { state: 'kept' }, '-kept_at', 'id');
  return alike(words, kept).map(({ id, title, use_when: useWhen }) => ({ id, title, useWhen }));
};

export async function readWhole(read: ReadScope, id: RowId, now: Instant): Promise<WholeLesson | null> {
  const lesson = await loadLesson(read, id, now);
  if (lesson === null) return null;
  const { title, context, happened, use_when: useWhen } = lesson.row;
  return { ...(await factsOf(read, [lesson]))(lesson), title, context, happened, useWhen };
}

/** What is known of these lessons, to this viewer. */
async function factsOf(read: ReadScope, all: readonly Lesson[]): Promise<(lesson: Lesson) => LessonFacts> {
  const isNamed = await namedTo(
    read,
    all.map(({ row }) => row),
  );
  return ({ row, state, authors, outcomes }) => ({
    id: row.id,
    topics: row.topics === '' ? [] : row.topics.split(', '),
    authors,
    channel: isNamed(row) ? row.channel_id : null,
    at: row.kept_at ?? row.written_at,
    effect: outcomes.effect,
    isHere: state !== 'kept',
  });
}
