/**
 * Keeps lessons that come from elsewhere. They are old: nothing is posted, nobody is asked, and no digest calls them new. A person is their author
 * only where that is sure; otherwise they have none, and the person who brought them in may change them.
 */
import { day, type Instant } from '#core/clock.ts';
import { type AudienceId, type RowId, rowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { LessonRecord } from '#core/lesson-record.ts';
import { type Insertion, insertion, type ReadScope, type Scope } from '#core/scope.ts';
import { standardKinds, standardLimits } from '#core/standard.ts';
import { audienceFrom, isOpenToAll, type Visibility } from '#core/visibility.ts';
import { readLink } from '#core/web-address.ts';
import type { Work } from '#core/work.ts';
import { nothingYet } from '../effect/operations.ts';
import { effectOf } from '../effect/rules.ts';
import { versionRows } from '../history/operations.ts';
import { recordedOf } from '../record/operations.ts';
import { records, saidFrom } from '../record/rows.ts';
import { type Matched, namingOnly, saidOf } from '../record/said.ts';
import { type LessonRow, lessons, parts, trials, typedWords } from '../rows.ts';
import { reviewOf, type Typed } from '../rules.ts';
import { imports } from './rows.ts';

/** A lesson as its source has it. */
export interface ImportedLesson {
  /** Digests, in hexadecimal; see `imports`. */
  readonly sourceKey: string;
  readonly wordsKey: string;
  readonly words: Typed;
  /** `null`: the source does not say. Never in the future. */
  readonly learnedAt: Instant | null;
  /** Those of whom that is sure. */
  readonly authors: readonly UserId[];
  /** Of a file that Lore itself wrote: all that it says. */
  readonly record: LessonRecord | null;
}

/**
 * What becomes of one that comes:
 * - `new`, or `updated`: the source has other words than before
 * - `same`: it is there with these words
 * - `elsewhere`: another lesson of this channel came with the same words
 * - `changedHere`: somebody changed it in Lore, and the source has other words too: it stays
 * - `takenOut`: somebody deleted it in Lore: it stays deleted
 */
export const outcomes = ['new', 'updated', 'same', 'elsewhere', 'changedHere', 'takenOut'] as const;
export type Outcome = (typeof outcomes)[number];

interface Decided {
  readonly outcome: Outcome;
  /** The rows that are there: where it came from, and the lesson. */
  readonly known: { readonly id: RowId; readonly lesson: RowId } | null;
}

/** What would become of these, in their order. Changes nothing. */
export const decide = async (read: ReadScope, all: readonly ImportedLesson[]): Promise<readonly Outcome[]> =>
  (await decided(read, all)).map(({ outcome }) => outcome);

async function decided(read: ReadScope, all: readonly ImportedLesson[]): Promise<readonly Decided[]> {
  // Its own export that comes back leads to what it was made of.
  const own = all.flatMap(({ record }) => (record === null ? [] : [rowId(record.id)]));
  const [bySource, byWords, made] = await Promise.all([
    findRows(read.from(imports), { source_key: all.map((one) => one.sourceKey) }),
    findRows(read.from(imports), { words_key: all.map((one) => one.wordsKey) }),
    findRows(read.from(lessons), { id: own }),
  ]);
  const here = new Set(made.map(({ id }) => id));
  const standing = await findRows(read.from(lessons), { id: bySource.map((row) => row.lesson_id) });
  const sources = new Map(bySource.map((row) => [row.source_key, row]));
  const rows = new Map(standing.map((row) => [row.id, row]));
  const words = new Map(byWords.map((row) => [row.words_key, row.source_key]));
  return all.map(({ sourceKey, wordsKey, record }) => {
    const source = sources.get(sourceKey);
    if (source === undefined) {
      const isThere = words.has(wordsKey) || (record !== null && here.has(rowId(record.id)));
      words.set(wordsKey, sourceKey);
      return { outcome: isThere ? 'elsewhere' : 'new', known: null };
    }
    const known = { id: source.id, lesson: source.lesson_id };
    return { outcome: outcomeOf(rows.get(source.lesson_id), source.words_key === wordsKey), known };
  });
}

function outcomeOf(row: LessonRow | undefined, isSame: boolean): Outcome {
  if (row === undefined || row.state === 'gone') return 'takenOut';
  if (isSame) return 'same';
  return row.edited_at === null ? 'updated' : 'changedHere';
}

export interface Into {
  readonly channel: Channel;
  readonly reach: Visibility;
  /** Who brings them in. */
  readonly by: UserId;
}

/** Keeps what is new and updates what changed, with the access of who brings it in. @returns what became of each, in their order */
export async function keepImported(
  work: Work,
  into: Into,
  all: readonly ImportedLesson[],
): Promise<readonly Outcome[]> {
  const { scope } = work;
  const found = await decided(scope, all);
  const isNew = all.filter((_, at) => found[at]?.outcome === 'new');
  const audiences = new Map<Reach, AudienceId>();
  for (const reach of new Set(isNew.map((one) => reachOf(into, one))))
    audiences.set(reach, await audienceOf(scope, into, reach));
  const rows = isNew.flatMap((one) => {
    const reach = reachOf(into, one);
    const audience = audiences.get(reach);
    return audience === undefined ? [] : rowsOf(work, into, { reach, audience }, one);
  });
  if (rows.length > 0) await scope.insertAll(rows);
  for (const [at, { outcome, known }] of found.entries()) {
    const one = all[at];
    if (outcome === 'updated' && known !== null && one !== undefined) await change(scope, into, known, one);
  }
  return found.map(({ outcome }) => outcome);
}

type Reach = LessonRecord['reach'];

/** Never further than there: what was for those who saw its cards is for the person who brings it in. */
function reachOf({ reach }: Into, { record }: ImportedLesson): Reach {
  if (record === null || record.reach === 'workspace') return reach;
  return record.reach;
}

async function audienceOf(
  scope: Scope,
  { channel: { channelId: channel }, by }: Into,
  reach: Reach,
): Promise<AudienceId> {
  if (reach === 'people') return scope.audience({ kind: 'people', channel, people: [by] });
  return scope.audience(audienceFrom(channel, reach === 'workspace'));
}

function rowsOf(
  { now, newId }: Work,
  { channel, by }: Into,
  { reach, audience }: { readonly reach: Reach; readonly audience: AudienceId },
  { sourceKey, wordsKey, words, learnedAt, authors, record }: ImportedLesson,
): readonly Insertion[] {
  const id = rowId(newId());
  const row: LessonRow = {
    id,
    source: 'import',
    gathering_id: id,
    seed_id: id,
    channel_id: channel.channelId,
    ...typedWords.cells(words),
    reach: reach === 'workspace' ? 'workspace' : 'conversation',
    seen_id: audience,
    wide_id: audience,
    is_wider: reach === 'people' ? 1 : 0,
    is_hidden: 0,
    from_public: isOpenToAll(channel) ? 1 : 0,
    state: reach === 'people' ? 'here' : 'kept',
    writer_id: by,
    cards: 1,
    agreed: 1,
    round: 1,
    ask_until: now,
    written_at: now,
    edited_at: null,
    kept_at: record === null ? (learnedAt ?? now) : learnedAt,
    review_by: record?.reviewBy ?? reviewOf(now) + spread(sourceKey),
    joins_id: null,
    ...nothingYet,
    ...(record === null ? {} : { ...effectCells(record), applied_in: appliedThere(record) }),
  };
  const written = { audience, names: 'shown' } as const;
  return [
    insertion(lessons, row, { ...written, by: authors }),
    // The person who has it may change the lesson; an erasure of the person who brought it in takes it, and leaves the lesson.
    insertion(
      parts,
      { id: rowId(newId()), lesson_id: id, round: 1, agreed: 1, review_asked_at: null },
      { ...written, by: authors.length === 0 ? [by] : authors },
    ),
    insertion(
      imports,
      { id: rowId(newId()), lesson_id: id, source_key: sourceKey, words_key: wordsKey },
      { ...written, by: [] },
    ),
    ...(record === null
      ? []
      : [recordedOf(id, newId, record, matchedIn(record, { channel, by }, authors), audience)]),
  ];
}

const effectCells = ({ standard, retired, trials }: LessonRecord) => ({
  effect: effectOf({
    retiredAt: retired?.at ?? null,
    standardAt: standard?.at ?? null,
    trials: trials.length,
  }),
  standard_kind: standard === null ? null : (standardKinds.find((kind) => kind === standard.kind) ?? 'other'),
  standard_name: standard?.name ?? null,
  // Only to pages. What else the file said stays in its record.
  standard_link: standard === null ? null : (readLink(standard.link, standardLimits.link) ?? ''),
  standard_at: standard?.at ?? null,
  standard_by: null,
  retired_why: retired?.why ?? null,
  retired_at: retired?.at ?? null,
  retired_by: null,
});

/** How many projects applied it where it came from. */
const appliedThere = ({ uses }: Pick<LessonRecord, 'uses'>): number => uses['applied'] ?? 0;

/** Who and what of its file stands in rows here; the rest stays words. */
const matchedIn = (
  record: LessonRecord,
  { channel, by }: Pick<Into, 'channel' | 'by'>,
  authors: readonly UserId[],
): Matched => ({
  authors: record.authors.filter(({ id }) => authors.some((author) => author === id)),
  isWriter: record.writtenDownBy?.id === by,
  isChannel: record.channel?.id === channel.channelId,
});

/** Hundreds that came at once are not all to be looked at again on one day: over a year, by chance that is always the same. */
const spread = (key: string): number => (Number.parseInt(key.slice(0, 8), 16) % 365) * day;

/** @param into where it lies already */
async function change(
  scope: Scope,
  into: Into,
  known: NonNullable<Decided['known']>,
  { words, wordsKey, learnedAt, authors, record }: ImportedLesson,
): Promise<void> {
  const row = record === null ? null : await findRow(scope.from(records), { lesson_id: known.lesson });
  const lesson = record === null ? null : await findRow(scope.from(lessons), { id: known.lesson });
  const before = row === null ? null : saidFrom(row);
  // What has come of it here stays, as does a word that was changed here.
  const tried = await findRows(scope.from(trials), { lesson_id: known.lesson }, 'id');
  const isSaidHere = tried.length > 0 || (await versionRows(scope, known.lesson)).length > 0;
  await scope.update(lessons, known.lesson, {
    ...typedWords.cells(words),
    ...(learnedAt === null ? {} : { kept_at: learnedAt }),
    ...(record === null || isSaidHere ? {} : { ...effectCells(record), review_by: record.reviewBy }),
    ...(record === null || lesson === null || before === null
      ? {}
      : { applied_in: lesson.applied_in + appliedThere(record) - appliedThere(before) }),
  });
  if (row !== null && record !== null) {
    // Whom it did not name before cannot be added to its authors; and nobody is named whose erasure would not find it.
    const named = (await scope.authors(records, [row.id])).get(row.id) ?? [];
    const said = namingOnly(saidOf(record, matchedIn(record, into, authors)), named);
    await scope.update(records, row.id, { said: JSON.stringify(said) });
  }
  await scope.update(imports, known.id, { words_key: wordsKey });
  await scope.refreshShowing(known.lesson);
}
