/** Reads lessons as records, as far as the viewer may, and keeps what the record of one that comes in says. */
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import { concealed } from '#core/conceal.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { rowId } from '#core/ids.ts';
import type { LessonRecord, NamedThing } from '#core/lesson-record.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import type { RowOf } from '#core/tables.ts';
import { linked } from '../adding/rows.ts';
import { type Lesson, withAuthors } from '../read.ts';
import { type LessonRow, lessons, opinions } from '../rows.ts';
import { standing } from '../rules.ts';
import { records } from './rows.ts';
import { inOrder, type Matched, type Said, saidOf, withSaid } from './said.ts';

/**
 * The row to insert beside a lesson that comes from a file of Lore's: what cannot be matched is kept as words, and leaves again as it came.
 * @param matched who and what of it is known here, and stands in the lesson's own rows
 */
export function recordRow(
  lesson: RowId,
  newId: () => string,
  record: LessonRecord,
  matched: Matched,
): RowOf<typeof records> {
  return {
    id: rowId(newId()),
    lesson_id: lesson,
    known_as: rowId(record.id),
    written_at: record.writtenAt,
    said: JSON.stringify(saidOf(record, matched)),
  };
}

/**
 * The lessons that the viewer may read and about whose reach nobody is being asked any more: a lesson that leaves Lore cannot be called back.
 * @param since written since then; `null`: all
 * @returns the oldest first, whatever their rows' ids are
 */
export async function* recordsIn(
  read: ReadScope,
  now: Instant,
  since: Instant | null,
): AsyncGenerator<LessonRecord> {
  const uses = await usesIn(read);
  for (const some of chunks(await inTheirOrder(read, now, since), 200)) {
    const rows = new Map((await findRows(read.from(lessons), { id: some })).map((row) => [row.id, row]));
    const found = some.flatMap((id) => rows.get(id) ?? []);
    const recordOf = await recorder(read, await withAuthors(read, found, now), uses);
    for (const row of found) yield await recordOf(row.id);
  }
}

async function inTheirOrder(read: ReadScope, now: Instant, since: Instant | null): Promise<readonly RowId[]> {
  const query = read.from(lessons).select(['it.id', 'it.written_at', 'it.state', 'it.ask_until']);
  const rows = await query.where('it.state', '!=', 'gone').execute();
  const said = await read.from(records).select(['it.lesson_id', 'it.known_as', 'it.written_at']).execute();
  const elsewhere = new Map(said.map((row) => [row.lesson_id, row]));
  return rows
    .filter(({ state, ask_until: askUntil }) => standing({ state, askUntil }, now) !== 'asked')
    .map(({ id, written_at: at }) => {
      const there = elsewhere.get(id);
      return { id, knownAs: there?.known_as ?? id, at: there?.written_at ?? at };
    })
    .filter(({ at }) => since === null || at >= since)
    .toSorted((a, b) => a.at - b.at || (a.knownAs < b.knownAs ? -1 : 1))
    .map(({ id }) => id);
}

/** How often people said what of each lesson; by nobody's name. */
async function usesIn(read: ReadScope): Promise<(id: RowId) => LessonRecord['uses']> {
  const said = ['used', 'useful'] as const;
  const counts = await Promise.all(
    said.map(async (what) => [what, await read.countBy(opinions, 'lesson_id', { said: what })] as const),
  );
  return (id) =>
    Object.fromEntries(
      counts.flatMap(([what, byLesson]) => (byLesson.has(id) ? [[what, byLesson.get(id) ?? 0]] : [])),
    );
}

async function recorder(
  read: ReadScope,
  all: readonly Lesson[],
  uses: (id: RowId) => LessonRecord['uses'],
): Promise<(id: RowId) => Promise<LessonRecord>> {
  const rows = all.map(({ row }) => row);
  const lessonById = new Map(all.map((lesson) => [lesson.row.id, lesson]));
  const people = all.flatMap(({ row, authors }) => [
    ...authors,
    ...(row.writer_id === null ? [] : [row.writer_id]),
  ]);
  const names = await read.names([...new Set(people)]);
  const channels = await channelsOf(read, rows);
  const brought = await findRows(read.from(records), { lesson_id: rows.map(({ id }) => id) });
  const saidById = new Map(brought.map((row) => [row.lesson_id, row]));
  const links = await linksOf(read, rows);
  const knownAs = await idsOf(
    read,
    rows.flatMap((row) => row.joins_id ?? []),
  );
  const person = (id: UserId): NamedThing => ({ id, name: names.get(id) ?? null });
  const recordOf = ({ row, state, authors }: Lesson): LessonRecord => ({
    id: row.id,
    title: row.title,
    topics: row.topics === '' ? [] : row.topics.split(', '),
    useWhen: row.use_when,
    context: row.context,
    happened: row.happened,
    authors: inOrder(authors.map(person)),
    writtenDownBy: row.writer_id === null ? null : person(row.writer_id),
    channel: channels(row),
    reach: state === 'here' && row.is_wider === 1 ? 'people' : row.reach,
    source: row.source,
    writtenAt: row.written_at,
    editedAt: row.edited_at,
    keptAt: row.kept_at,
    reviewBy: row.review_by,
    reviewedAt: null,
    effect: 'advice',
    trials: [],
    standard: null,
    retired: null,
    link: links.get(row.id) ?? null,
    joins: row.joins_id === null ? null : (knownAs.get(row.joins_id) ?? null),
    uses: uses(row.id),
    history: [],
  });
  return async (id) => {
    const lesson = lessonById.get(id);
    if (lesson === undefined) throw new Error('a lesson that was not read');
    const here = recordOf(lesson);
    const brought = saidById.get(id);
    // Words that came from a file name conversations of another workspace, and nothing of this one.
    const record = brought !== undefined && here.editedAt === null ? here : await withoutHidden(read, here);
    return brought === undefined
      ? record
      : {
          ...withSaid(record, JSON.parse(brought.said) as Said),
          id: brought.known_as,
          writtenAt: brought.written_at,
        };
  };
}

async function linksOf(read: ReadScope, rows: readonly LessonRow[]): Promise<ReadonlyMap<RowId, string>> {
  const found = await linked.of(
    read,
    rows.map(({ id }) => id),
  );
  return new Map(
    [...found].flatMap(([id, { source }]) =>
      source === null || source.link === '' ? [] : [[id, source.link]],
    ),
  );
}

/** What these lessons are called in files, of those that the viewer may read. */
async function idsOf(read: ReadScope, ids: readonly RowId[]): Promise<ReadonlyMap<RowId, string>> {
  if (ids.length === 0) return new Map();
  const there = await findRows(read.from(lessons).where('it.state', '!=', 'gone'), { id: ids });
  const elsewhere = await findRows(read.from(records), { lesson_id: ids });
  const said = new Map(elsewhere.map((row) => [row.lesson_id, row.known_as]));
  return new Map(there.map(({ id }) => [id, said.get(id) ?? id]));
}

/** The conversations that its words link, as far as the viewer may know them. */
const withoutHidden = (read: ReadScope, record: LessonRecord): Promise<LessonRecord> =>
  concealed(read, record, { locale: 'en', tz: 'UTC' });

/** Where lessons come from, where the viewer may know it: of a channel that was private then, only its people do. */
async function channelsOf(
  read: ReadScope,
  rows: readonly LessonRow[],
): Promise<(row: Pick<LessonRow, 'channel_id' | 'from_public'>) => NamedThing | null> {
  const names = await read.channelNames([...new Set(rows.map((row) => row.channel_id))]);
  const inside = new Set<ChannelId>();
  for (const id of names.keys()) if ((await read.channel(id)) !== null) inside.add(id);
  return ({ channel_id: id, from_public: wasPublic }) =>
    inside.has(id) || (wasPublic === 1 && names.has(id)) ? { id, name: names.get(id) ?? null } : null;
}
