/** Finds and reads lessons for every door (`LessonLibrary`), with the access of the person or channel that reads. */
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import {
  type FoundLesson,
  type LessonFacts,
  type LessonSearch,
  type LessonsFound,
  type Searcher,
  type WholeLesson,
} from '#core/lesson-search.ts';
import { type LessonLibrary } from '#core/lessons.ts';
import { topicTerm } from '#core/search/cut.ts';
import type { Ranked } from '#core/search/rank.ts';
import type { Narrow } from '#core/search/reader.ts';
import type { Select } from '#core/select.ts';
import { type Found, search as searchWords } from '#core/search/search.ts';
import type { Term } from '#core/search/stored.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { writtenPlain } from '#core/markup/written.ts';
import { startOfDay } from '#core/time/zone.ts';
import { outcomesOf } from '../effect/read.ts';
import { namedTo } from '../named.ts';
import { type Lesson, loadLesson, withAuthors } from '../read.ts';
import { type LessonRow, lessons } from '../rows.ts';
import { alike } from '../rules.ts';
import { storyOf } from '../screens.ts';
import { excerptOf, marked, soughtTerms } from './excerpt.ts';
import { filtersOf, without, withoutAll } from './rules.ts';
import { toldUnder } from './together.ts';

/** Of what is found, so many can be paged through. */
const mostListed = 400;
/** In characters. */
const mostExcerpt = 240;

export const search: LessonLibrary['search'] = async (read, asked, wanted, searcher) => {
  const found = await ranked(read, asked, searcher);
  const { listed, topics, alike } = await listedOf(read, found.rows);
  const rows = await rowsOf(read, listed.slice(wanted.from, wanted.from + wanted.most));
  return {
    count: listed.length,
    withAll: listed.filter(({ hasAll }) => hasAll).length,
    isMore: found.isMore || found.rows.length > mostListed,
    lessons: (await drawnFor(read, rows, found, searcher.now)).map((one) => ({
      ...one,
      alike: alike.get(one.id) ?? 0,
    })),
    corrected: found.corrected,
    topics,
    without: listed.length > 0 ? [] : await withoutEach(read, asked, searcher),
  };
};

async function ranked(read: ReadScope, asked: LessonSearch, searcher: Searcher): Promise<Found> {
  const found = await searchWords(read.words, {
    table: lessons,
    text: asked.words,
    terms: asked.topics.flatMap((topic) => topicTerm(topic) ?? []),
    narrow: await narrowOf(read, asked, searcher),
  });
  return asked.effect === 'tried' || asked.effect === 'advice'
    ? { ...found, rows: await standing(read, found.rows, asked.effect, searcher) }
    : found;
}

/** Those of which it is so now: a trial goes with the data of a person who said it with their name, and leaves the column behind. */
async function standing(
  read: ReadScope,
  some: readonly Ranked[],
  effect: 'tried' | 'advice',
  { now }: Searcher,
): Promise<Ranked[]> {
  const ids = some.map(({ id }) => id);
  const rows = await findRows(read.from(lessons), { id: ids, effect: 'tried' });
  const outcomes = await outcomesOf(read, rows, now);
  const tried = new Set(rows.filter((row) => outcomes(row).effect === 'tried').map(({ id }) => id));
  return some.filter(({ id }) => tried.has(id) === (effect === 'tried'));
}

/** By nobody. */
const noRows = { by: [] } as const;

async function narrowOf(
  read: ReadScope,
  { channel, by, since, effect }: LessonSearch,
  { tz }: Searcher,
): Promise<Narrow<LessonRow>> {
  const place = channel === null ? 'anywhere' : await placeOf(read, channel);
  return {
    ...(place === 'unknown' ? noRows : by.length === 0 ? {} : { by }),
    ...(since === null ? {} : { since: startOfDay(since, tz) }),
    ...(channel === null && effect === null ? {} : { where: narrow }),
  };
  function narrow(all: Select<LessonRow>): Select<LessonRow> {
    let some = all;
    if (channel !== null) some = some.where('it.channel_id', '=', channel);
    if (place === 'outside') some = some.where('it.from_public', '=', 1);
    if (effect !== null)
      some = some.where('it.effect', 'in', effect === 'advice' ? ['advice', 'tried'] : [effect]);
    return some;
  }
}

/** As where a lesson is drawn (`namedTo`): of a channel that was private then, only its people know what comes from it; of one that is, nobody else does. */
async function placeOf(read: ReadScope, channel: ChannelId): Promise<'inside' | 'outside' | 'unknown'> {
  if ((await read.channel(channel)) !== null) return 'inside';
  return (await read.visibleChannels([channel])).has(channel) ? 'outside' : 'unknown';
}

/** In the order of these. */
async function rowsOf(read: ReadScope, some: readonly Pick<Ranked, 'id'>[]): Promise<LessonRow[]> {
  const ids = some.map(({ id }) => id);
  const rows = new Map((await findRows(read.from(lessons), { id: ids })).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

async function drawnFor(
  read: ReadScope,
  rows: readonly LessonRow[],
  { rows: all, sought }: Found,
  now: Instant,
): Promise<Omit<FoundLesson, 'alike'>[]> {
  const terms = soughtTerms(sought);
  const fields = new Map(all.map((one) => [one.id, one.fields]));
  const page = await withAuthors(read, rows, now);
  const facts = await factsOf(read, page);
  return page.map((lesson) => ({
    ...facts(lesson),
    title: marked(writtenPlain(lesson.row.title), terms),
    excerpt: passageOf(lesson.row, terms),
    fields: fields.get(lesson.row.id) ?? [],
  }));
}

/** Of what happened, unless only the others say it. */
function passageOf(row: LessonRow, terms: ReadonlySet<Term>): FoundLesson['excerpt'] {
  const passages = (
    [
      ['text', storyOf(row)],
      ['useWhen', row.use_when],
    ] as const
  ).map(([field, text]) => ({ field, parts: excerptOf(writtenPlain(text), terms, mostExcerpt) }));
  const [story] = passages;
  return (
    passages.find(({ parts }) => parts.some(({ isHit }) => isHit)) ?? story ?? { field: 'text', parts: [] }
  );
}

interface Listing {
  readonly listed: readonly Ranked[];
  readonly topics: readonly string[];
  /** How many others stand with each, where any do. */
  readonly alike: ReadonlyMap<RowId, number>;
}

/** What no longer holds comes last; of those told together only the best stands there. Topics are as somebody typed them, the most frequent first. */
async function listedOf(read: ReadScope, all: readonly Ranked[]): Promise<Listing> {
  const some = all.slice(0, mostListed);
  if (some.length === 0) return { listed: [], topics: [], alike: new Map() };
  const ids = some.map(({ id }) => id);
  const rows = await read
    .from(lessons)
    .select(['it.id', 'it.topics', 'it.effect', 'it.joins_id', 'it.state'])
    .where('it.id', 'in', ids)
    .execute();
  const retired = new Set(rows.filter(({ effect }) => effect === 'retired').map(({ id }) => id));
  const sameTopic = Map.groupBy(
    rows.flatMap(({ topics }) => topicsIn(topics)),
    (topic) => topicTerm(topic) ?? topic,
  );
  const sorted = some.toSorted((one, other) => Number(retired.has(one.id)) - Number(retired.has(other.id)));
  const sets = Map.groupBy(sorted, await toldUnder(read, rows));
  const bests = [...sets.values()].flatMap(([best, ...more]) => (best === undefined ? [] : [{ best, more }]));
  return {
    listed: bests.map(({ best }) => best),
    topics: [...sameTopic.values()]
      .map((typed) => ({ topic: typed.toSorted()[0] ?? '', count: typed.length }))
      .toSorted((one, other) => other.count - one.count || (one.topic < other.topic ? -1 : 1))
      .map(({ topic }) => topic),
    alike: new Map(bests.map(({ best, more }) => [best.id, more.length])),
  };
}

/** What each filter takes away, where all of them leave nothing; or what they take away together, where it is none alone. */
async function withoutEach(
  read: ReadScope,
  asked: LessonSearch,
  searcher: Searcher,
): Promise<LessonsFound['without']> {
  const countOf = async (wanted: LessonSearch) =>
    (await listedOf(read, (await ranked(read, wanted, searcher)).rows)).listed.length;
  const filters = filtersOf(asked);
  const each = [];
  for (const filter of filters) each.push({ filter, count: await countOf(without(asked, filter)) });
  const some = each.filter(({ count }) => count > 0);
  if (some.length > 0 || filters.length < 2) return some;
  const count = await countOf(withoutAll(asked));
  return count === 0 ? [] : [{ filter: 'all', count }];
}

/** How many of the nearest by their words are compared. */
const mostCompared = 60;

export const similar: LessonLibrary['similar'] = async (read, words) => {
  const text = `${words.title}\n${words.useWhen}`;
  if (text.trim() === '') return [];
  const { rows: near } = await searchWords(read.words, { table: lessons, text });
  const kept = (await rowsOf(read, near.slice(0, mostCompared))).filter(({ state }) => state === 'kept');
  return alike(words, kept, await toldUnder(read, kept)).map(({ id, title, use_when: useWhen }) => ({
    id,
    title,
    useWhen,
  }));
};

export async function readWhole(read: ReadScope, id: RowId, now: Instant): Promise<WholeLesson | null> {
  const lesson = await loadLesson(read, id, now);
  if (lesson === null) return null;
  const { title, context, happened, use_when: useWhen } = lesson.row;
  return { ...(await factsOf(read, [lesson]))(lesson), title, context, happened, useWhen };
}

const topicsIn = (topics: string): string[] => (topics === '' ? [] : topics.split(', '));

/** What is known of these lessons, to this viewer. */
async function factsOf(read: ReadScope, all: readonly Lesson[]): Promise<(lesson: Lesson) => LessonFacts> {
  const isNamed = await namedTo(
    read,
    all.map(({ row }) => row),
  );
  return ({ row, state, authors, outcomes }) => ({
    id: row.id,
    topics: topicsIn(row.topics),
    authors,
    channel: isNamed(row) ? row.channel_id : null,
    at: row.kept_at ?? row.written_at,
    effect: outcomes.effect,
    isHere: state !== 'kept',
  });
}
