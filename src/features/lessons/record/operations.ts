/** Reads lessons as records, as far as the viewer may, and keeps what the record of one that comes in says. */
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import { concealed } from '#core/conceal.ts';
import type { AudienceId, ChannelId, RowId, UserId } from '#core/ids.ts';
import { channelId, rowId } from '#core/ids.ts';
import type { LessonRecord, NamedThing } from '#core/lesson-record.ts';
import { findRows } from '#core/rows.ts';
import { type Insertion, insertion, type ReadScope } from '#core/scope.ts';
import { linked } from '../adding/rows.ts';
import { type Outcomes, outcomesOf } from '../effect/read.ts';
import { namedTo } from '../named.ts';
import { type Lesson, withAuthors } from '../read.ts';
import { type LessonRow, lessons, opinions, typedWords, type VersionRow, versions } from '../rows.ts';
import { standing, type Typed } from '../rules.ts';
import { records, saidFrom } from './rows.ts';
import { inOrder, type Matched, peopleIn, saidOf, withSaid } from './said.ts';

/**
 * What to insert beside a lesson that comes from a file of Lore's: what cannot be matched is kept as words, and leaves again as it came.
 * @param matched who and what of it is known here, and stands in the lesson's own rows
 */
export function recordedOf(
  lesson: RowId,
  newId: () => string,
  record: LessonRecord,
  matched: Matched,
  audience: AudienceId,
): Insertion {
  const said = saidOf(record, matched);
  const row = {
    id: rowId(newId()),
    lesson_id: lesson,
    known_as: rowId(record.id),
    written_at: record.writtenAt,
    said: JSON.stringify(said),
  };
  return insertion(records, row, { audience, by: peopleIn(said), names: 'shown' });
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
    const all = await withAuthors(read, found, now);
    const recordOf = await recorder(read, all, uses, now);
    for (const lesson of all) yield await recordOf(lesson);
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
export async function usesIn(read: ReadScope): Promise<(id: RowId) => LessonRecord['uses']> {
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
  now: Instant,
): Promise<(lesson: Lesson) => Promise<LessonRecord>> {
  const rows = all.map(({ row }) => row);
  const ids = rows.map(({ id }) => id);
  const outcomes = await outcomesOf(read, rows, now);
  const steps = Map.groupBy(
    await findRows(read.from(versions), { lesson_id: ids }, 'changed_at', 'number', 'id'),
    (step) => step.lesson_id,
  );
  const [person, place] = await namers(read, all, outcomes, [...steps.values()].flat());
  const isNamed = await namedTo(read, rows);
  const brought = new Map(
    (await findRows(read.from(records), { lesson_id: ids })).map((row) => [row.lesson_id, row]),
  );
  const links = await linked.of(read, ids);
  const knownAs = await idsOf(
    read,
    rows.flatMap((row) => [row.joins_id ?? [], outcomes(row).retired?.instead?.id ?? []].flat()),
  );
  const personOrNull = (id: UserId | null) => (id === null ? null : person(id));

  const recordOf = ({ row, state, authors }: Lesson): LessonRecord => {
    const { effect, trials, standard, retired } = outcomes(row);
    const { title, context, happened, useWhen, topics } = typedWords.read(row);
    const link = links.get(row.id)?.source?.link ?? '';
    return {
      id: row.id,
      ...{ title, topics: topicsOf(topics), useWhen, context, happened },
      authors: inOrder(authors.map(person)),
      writtenDownBy: personOrNull(row.writer_id),
      channel: isNamed(row) ? place(row.channel_id) : null,
      reach: state === 'here' && row.is_wider === 1 ? 'people' : row.reach,
      source: row.source,
      link: link === '' ? null : link,
      writtenAt: row.written_at,
      editedAt: row.edited_at,
      keptAt: row.kept_at,
      reviewBy: row.review_by,
      reviewedAt: row.reviewed_at,
      effect,
      trials: trials.toReversed().map(({ channel, at, went, how, by }) => ({
        team: channel === null ? null : place(channel),
        at,
        went,
        how,
        by: by === null ? [] : [person(by)],
      })),
      standard: standard === null ? null : { ...standard, at: row.standard_at ?? row.written_at },
      retired:
        retired === null
          ? null
          : {
              why: retired.why,
              at: retired.at,
              instead: retired.instead === null ? null : (knownAs.get(retired.instead.id) ?? null),
            },
      joins: row.joins_id === null ? null : (knownAs.get(row.joins_id) ?? null),
      uses: { ...uses(row.id), ...(row.applied_in > 0 ? { applied: row.applied_in } : {}) },
      // Of a lesson that was deleted meanwhile, no words are left.
      history: (steps.get(row.id) ?? [])
        .filter((step) => step.change !== 'words' || step.title !== '')
        // Not all agreed to that wording: where the lesson goes now, it never went.
        .filter((step) => state !== 'kept' || step.was_kept === 1)
        .map((step) => ({
          change: step.change,
          at: step.changed_at,
          by: personOrNull(step.changed_by),
          note: step.note,
          before: step.change === 'words' ? beforeOf(typedWords.read(step)) : null,
        })),
    };
  };
  return async (lesson) => {
    const here = recordOf(lesson);
    const there = brought.get(lesson.row.id);
    if (there === undefined) return withoutHidden(read, here);
    const said = saidFrom(there);
    const known = { id: there.known_as, writtenAt: there.written_at };
    // Its file may name conversations of this workspace, too: to people as in Slack, those that they may know of.
    if (read.viewer.kind !== 'operator') return withKnownPlaces(read, { ...withSaid(here, said), ...known });
    // What nobody changed here leaves as it came, with conversations of another workspace.
    const record = here.editedAt === null ? here : await withoutHidden(read, here);
    return { ...withSaid(record, said), ...known };
  };
}

const topicsOf = (topics: string): readonly string[] => (topics === '' ? [] : topics.split(', '));

const beforeOf = ({ topics, ...words }: Typed) => ({ ...words, topics: topicsOf(topics) });

type Namer<Id> = (id: Id) => NamedThing;

/** What everybody and everything in these lessons is called. */
async function namers(
  read: ReadScope,
  all: readonly Lesson[],
  outcomes: (row: LessonRow) => Outcomes,
  steps: readonly VersionRow[],
): Promise<readonly [person: Namer<UserId>, place: Namer<ChannelId>]> {
  const tried = all.flatMap(({ row }) => outcomes(row).trials);
  const people = [
    ...all.flatMap(({ row, authors }) => [...authors, row.writer_id]),
    ...steps.map(({ changed_by: by }) => by),
    ...tried.map(({ by }) => by),
  ].filter((id) => id !== null);
  const places = [
    ...all.map(({ row }) => row.channel_id),
    ...tried.flatMap(({ channel }) => (channel === null ? [] : [channel])),
  ];
  const called = await read.names([...new Set(people)]);
  const channels = await read.channelNames([...new Set(places)]);
  return [(id) => ({ id, name: called.get(id) ?? null }), (id) => ({ id, name: channels.get(id) ?? null })];
}

/** What these lessons are called in files, of those that the viewer may read. */
async function idsOf(read: ReadScope, ids: readonly RowId[]): Promise<ReadonlyMap<RowId, string>> {
  const there = await findRows(read.from(lessons).where('it.state', '!=', 'gone'), { id: ids });
  const elsewhere = await findRows(read.from(records), { lesson_id: ids });
  const said = new Map(elsewhere.map((row) => [row.lesson_id, row.known_as]));
  return new Map(there.map(({ id }) => [id, said.get(id) ?? id]));
}

/** The same for what was brought in, which also names channels by their ids. An address that leads where the viewer may not go is none. */
async function withKnownPlaces(read: ReadScope, record: LessonRecord): Promise<LessonRecord> {
  const { channel, link, standard, trials } = record;
  const ids = [channel, ...trials.map(({ team }) => team)].flatMap((place) => place?.id ?? []);
  const known = await read.visibleChannels(ids.map(channelId));
  const placed = (place: NamedThing | null) =>
    place?.id != null && known.has(channelId(place.id)) ? place : null;
  const shown = await withoutHidden(read, {
    ...record,
    channel: placed(channel),
    trials: trials.map((trial) => ({ ...trial, team: placed(trial.team) })),
  });
  const leads = shown.standard?.link === standard?.link;
  return {
    ...shown,
    link: shown.link === link ? link : null,
    standard: shown.standard === null || leads ? shown.standard : { ...shown.standard, link: '' },
  };
}

/** The conversations that its words link, as far as the viewer may know them. */
const withoutHidden = (read: ReadScope, record: LessonRecord): Promise<LessonRecord> =>
  concealed(read, record, { locale: 'en', tz: 'UTC' });
