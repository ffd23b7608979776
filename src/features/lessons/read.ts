/** Reads lessons, as far as the viewer may see them. */
import { findRow, findRows } from '#core/rows.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { type Linked, linksNowhere } from '#core/kit/linked-words.ts';
import type { Reading } from '#core/listener.ts';
import type { ReadScope } from '#core/scope.ts';
import { linked } from './adding/rows.ts';
import { type Outcomes, outcomesOf } from './effect/read.ts';
import { type LessonRow, lessons, type PartRow, parts } from './rows.ts';
import { type LessonState, standing } from './rules.ts';

/** Whether it is made of a retrospective's cards, and not of what one person wrote. */
export const isOfCards = (row: Pick<LessonRow, 'gathering_id' | 'seed_id'>): boolean =>
  row.gathering_id !== row.seed_id;

/** Whether it is made of something that one person wrote elsewhere in Lore: a share, an entry. */
export const isOfOne = (row: Pick<LessonRow, 'id' | 'gathering_id' | 'seed_id'>): boolean =>
  !isOfCards(row) && row.seed_id !== row.id;

/** A lesson as one viewer reads it. */
export interface Lesson {
  readonly row: LessonRow;
  /** Its current state. */
  readonly state: LessonState;
  /** The authors of its cards, if names are shown. */
  readonly authors: readonly UserId[];
  /** The message that it leads to. */
  readonly linked: Linked;
  /** What has come of it. */
  readonly outcomes: Outcomes;
}

/** The viewer's part in a lesson. */
export interface Own {
  /** How many of its cards they wrote. */
  readonly count: number;
  /** For how many of them they agreed, and whether they answered at all, to the current wording. */
  readonly agreed: number;
  readonly hasAnswered: boolean;
}

/** @returns `null` if it was removed, or the viewer may not see it */
export async function lessonRow(read: ReadScope, id: RowId): Promise<LessonRow | null> {
  return findRow(read.from(lessons).where('it.state', '!=', 'gone'), { id });
}

export async function loadLesson(read: ReadScope, id: RowId, now: Instant): Promise<Lesson | null> {
  const row = await lessonRow(read, id);
  return row === null ? null : ((await withAuthors(read, [row], now))[0] ?? null);
}

export async function withAuthors(
  read: ReadScope,
  rows: readonly LessonRow[],
  now: Instant,
): Promise<Lesson[]> {
  if (rows.length === 0) return [];
  const shown = rows.filter(({ is_hidden: isHidden }) => isHidden === 0).map(({ id }) => id);
  const authors = shown.length === 0 ? new Map<RowId, never>() : await read.authors(lessons, shown);
  const leading = rows.filter((row) => !isOfCards(row)).map(({ id }) => id);
  const links = leading.length === 0 ? new Map<RowId, never>() : await linked.of(read, leading);
  const outcomes = await outcomesOf(read, rows, now);
  return rows.map((row) => ({
    row,
    state: standing({ state: row.state, askUntil: row.ask_until }, now),
    authors: authors.get(row.id) ?? [],
    linked: links.get(row.id) ?? linksNowhere,
    outcomes: outcomes(row),
  }));
}

/** Whether there is any that the viewer may see. */
export async function hasLessons(read: ReadScope): Promise<boolean> {
  const standing = read.from(lessons).select('it.id').where('it.state', '!=', 'gone');
  return (await standing.limit(1).executeTakeFirst()) !== undefined;
}

/** The lessons of one session, the first first. */
export async function lessonsOf(read: ReadScope, origin: RowId): Promise<LessonRow[]> {
  return findRows(
    read.from(lessons).where('it.state', '!=', 'gone'),
    { gathering_id: origin },
    'written_at',
    'id',
  );
}

/** What lessons have been made from, including removed ones: what a person did not want is not proposed again. */
export async function usedCandidates(read: ReadScope, origin: RowId): Promise<ReadonlySet<RowId>> {
  const rows = await read.from(lessons).select('it.seed_id').where('it.gathering_id', '=', origin).execute();
  return new Set(rows.map(({ seed_id: candidate }) => candidate));
}

/** Lessons with cards of the viewer, the newest first. */
export async function ownLessons(read: ReadScope): Promise<LessonRow[]> {
  return findRows(read.mine(lessons).where('it.state', '!=', 'gone'), {}, '-written_at', 'id');
}

/** Lessons the viewer wrote, as far as they may see them, the newest first. Those that they brought in by the hundred are found by searching. */
export async function writtenDown(read: ReadScope, person: UserId): Promise<LessonRow[]> {
  const standing = read.from(lessons).where('it.state', '!=', 'gone').where('it.source', '!=', 'import');
  return findRows(standing, { writer_id: person }, '-written_at', 'id');
}

/** Lessons of other channels that the workspace may read and that hold, if they are news: what is brought in was learned long ago. @param since when they reached the workspace */
export async function newElsewhere(
  read: ReadScope,
  channel: ChannelId,
  most: number,
  since: Instant,
): Promise<LessonRow[]> {
  const news = elsewhere(read, channel).where('it.kept_at', '>=', since).where('it.source', '!=', 'import');
  return findRows(news.limit(most), holds, '-kept_at', 'id');
}

const holds = { reach: 'workspace', state: 'kept', retired_at: null } as const;

const elsewhere = (read: ReadScope, channel: ChannelId) =>
  read.from(lessons).where('it.channel_id', '!=', channel);

/** A channel's lessons that hold and reached their intended audience within a period, the oldest first. */
export async function keptBetween(
  read: ReadScope,
  channel: ChannelId,
  { from, to }: Readonly<Record<'from' | 'to', Instant>>,
  most: number,
): Promise<LessonRow[]> {
  const within = read.from(lessons).where('it.kept_at', '>=', from).where('it.kept_at', '<', to);
  const holds = { channel_id: channel, state: 'kept', retired_at: null } as const;
  return findRows(within.limit(most), holds, 'kept_at', 'id');
}

/** A channel's lessons that hold and were to be checked within a period, the first first. */
export async function dueBetween(
  read: ReadScope,
  channel: ChannelId,
  { from, to }: Readonly<Record<'from' | 'to', Instant>>,
  most: number,
): Promise<LessonRow[]> {
  const within = read.from(lessons).where('it.review_by', '>=', from).where('it.review_by', '<', to);
  const holds = { channel_id: channel, state: 'kept', retired_at: null } as const;
  return findRows(within.limit(most), holds, 'review_by', 'id');
}

export async function ownParts(read: ReadScope, lesson: RowId): Promise<PartRow[]> {
  return findRows(read.mine(parts), { lesson_id: lesson }, 'id');
}

/** The viewer's part in these lessons; those without one are missing. One query, however many there are. */
export async function ownIn(read: ReadScope, rows: readonly LessonRow[]): Promise<ReadonlyMap<RowId, Own>> {
  const all = await findRows(read.mine(parts), { lesson_id: rows.map(({ id }) => id) });
  const byLesson = Map.groupBy(all, ({ lesson_id: lesson }) => lesson);
  return new Map(
    rows.flatMap((row) => {
      const own = byLesson.get(row.id);
      return own === undefined ? [] : [[row.id, ownOf(row, own)] as const];
    }),
  );
}

export function ownOf(row: LessonRow, own: readonly PartRow[]): Own {
  const now = own.filter(({ round }) => round === row.round);
  return {
    count: own.length,
    agreed: now.filter(({ agreed }) => agreed === 1).length,
    hasAnswered: own.length > 0 && now.length === own.length,
  };
}

export interface Listed {
  readonly lesson: Lesson;
  readonly own: Own;
  readonly isWriter: boolean;
}

/** Lessons that lead to a message of the viewer, who has not answered yet. */
export async function askedForWords(read: ReadScope, person: UserId, now: Instant): Promise<Lesson[]> {
  const waiting = await linked.waitingFor(read, person);
  const rows = await findRows(
    read.from(lessons).where('it.state', '!=', 'gone'),
    { id: waiting },
    '-written_at',
    'id',
  );
  return (await withAuthors(read, rows, now)).filter((lesson) => lesson.linked.quote === '');
}

/** Whether the person still has to choose. */
export const isAsked = ({ state }: Lesson, own: Own): boolean =>
  state === 'asked' && own.count > 0 && !own.hasAnswered;

export type Theirs = Listed;

const none: Own = { count: 0, agreed: 0, hasAnswered: false };

/** @returns `null` if it was removed, or they may not see it */
export async function withOwn(
  { scope, person, now }: Pick<Reading, 'scope' | 'person' | 'now'>,
  id: RowId,
): Promise<Theirs | null> {
  const lesson = await loadLesson(scope, id, now);
  if (lesson === null) return null;
  const own = (await ownIn(scope, [lesson.row])).get(id) ?? none;
  return { lesson, own, isWriter: lesson.row.writer_id === person.userId };
}

/** All of a person's lessons, the newest first. */
export async function listed(read: ReadScope, person: UserId, now: Instant): Promise<readonly Listed[]> {
  const rows = new Map(
    [...(await ownLessons(read)), ...(await writtenDown(read, person))].map((row) => [row.id, row]),
  );
  const all = await withAuthors(read, [...rows.values()], now);
  const own = await ownIn(read, [...rows.values()]);
  return all
    .map((lesson) => ({
      lesson,
      own: own.get(lesson.row.id) ?? none,
      isWriter: lesson.row.writer_id === person,
    }))
    .sort((a, b) => b.lesson.row.written_at - a.lesson.row.written_at);
}
