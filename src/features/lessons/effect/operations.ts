/** What people say has come of a lesson: stored, kept in its history, and shown wherever it stands. */
import { type RowId, rowId, type UserId } from '#core/ids.ts';
import type { Channel } from '#core/people.ts';
import { findRows } from '#core/rows.ts';
import type { Standard } from '#core/standard.ts';
import { isOpenToAll } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import { keepVersion, versionRows } from '../history/operations.ts';
import type { VersionChange } from '../history/rules.ts';
import type { Lesson } from '../read.ts';
import { saidOfEach } from '../record/rows.ts';
import { redraw } from '../redraw.ts';
import { askWhenDue } from '../review/operations.ts';
import { type LessonRow, lessons, opinions, trials, versions } from '../rows.ts';
import { keptMoment, reviewOf } from '../rules.ts';
import { effectOf, type Outcome } from './rules.ts';

/** A lesson's cells before anything came of it. */
export const nothingYet = {
  reviewed_at: null,
  effect: 'advice',
  standard_kind: null,
  standard_name: null,
  standard_link: null,
  standard_at: null,
  standard_by: null,
  retired_why: null,
  retired_at: null,
  retired_by: null,
  went_well: 0,
  applied_in: 0,
  replaced_by: null,
} as const;

/** What a person says of how it went. */
export interface Tried {
  readonly channel: Channel;
  readonly went: Outcome;
  /** One line, or empty. */
  readonly how: string;
  /** Only if they add themselves. */
  readonly by: UserId | null;
}

/** Says that a team tried it, for those who may read the lesson; and counts that the person used it. */
export async function tryIt(work: Work, { row }: Lesson, it: Tried, person: UserId): Promise<void> {
  const { scope, now, newId } = work;
  const { channelId: channel } = it.channel;
  await scope.insert(
    trials,
    {
      id: rowId(newId()),
      lesson_id: row.id,
      channel_id: channel,
      from_public: isOpenToAll(it.channel) ? 1 : 0,
      went: it.went,
      how: it.how,
      tried_at: now,
      taken_back_at: null,
    },
    { audience: row.wide_id, by: it.by === null ? [] : [it.by], names: 'shown' },
  );
  await countUse(work, row);
  await settle(work, row, {}, person);
}

/** The person used it; saying so again changes nothing. */
export const countUse = ({ scope, now }: Pick<Work, 'scope' | 'now'>, row: LessonRow): Promise<void> =>
  scope.upsertOwn(opinions, { lesson_id: row.id, said: 'used', said_at: now }, { audience: row.wide_id });

/** Takes back what was said of a trial: the words of a person's own, or of their team's, go. */
export async function takeBackTrial(
  work: Work,
  { row }: Lesson,
  trial: RowId,
  person: UserId,
): Promise<void> {
  const { scope, now } = work;
  if (!(await scope.delete(trials, trial)))
    await scope.update(trials, trial, { how: '', taken_back_at: now });
  await settle(work, row, {}, person);
}

export async function changeStandard(
  work: Work,
  { row }: Lesson,
  { kind, name, link }: Standard,
  by: UserId,
): Promise<void> {
  await note(work, row, 'standard', by, name);
  const at = keptMoment(row.is_hidden === 1, work.now);
  const words = { standard_kind: kind, standard_name: name, standard_link: link };
  await settle(work, row, { ...words, standard_at: at, standard_by: writerIn(row, by) }, by);
}

/** Where names are hidden, nobody is stored: it may tell who wrote a card. */
const writerIn = (row: LessonRow, by: UserId): UserId | null => (row.is_hidden === 1 ? null : by);

export async function takeBackStandard(work: Work, { row }: Lesson, by: UserId): Promise<void> {
  await note(work, row, 'noStandard', by);
  const { standard_kind: kind, standard_name: name, standard_link: link } = nothingYet;
  const words = { standard_kind: kind, standard_name: name, standard_link: link };
  await settle(work, row, { ...words, standard_at: null, standard_by: null }, by);
}

/** It no longer holds. Saying so again changes the reason. @param instead which lesson replaces it */
export async function retire(
  work: Work,
  { row }: Pick<Lesson, 'row'>,
  { why, instead }: { readonly why: string; readonly instead: RowId | null },
  by: UserId,
): Promise<void> {
  if (row.retired_at === null) await note(work, row, 'retired', by, why);
  else await noteLater(work, row, why, by);
  const at = row.retired_at ?? keptMoment(row.is_hidden === 1, work.now);
  const cells = { retired_why: why, retired_at: at, replaced_by: instead };
  await settle(work, row, { ...cells, retired_by: writerIn(row, by) }, by);
}

/** It holds after all, which also checks it. */
export async function bringBack(work: Work, { row }: Pick<Lesson, 'row'>, by: UserId): Promise<void> {
  await note(work, row, 'back', by);
  const { retired_at: at, retired_why: why, replaced_by: instead } = nothingYet;
  const checked = await check(work, row);
  const cells = { retired_at: at, retired_why: why, replaced_by: instead, retired_by: null };
  await settle(work, row, { ...cells, ...checked }, by);
}

/** It is still true: it is asked about again in a year. */
export async function confirm(work: Work, { row }: Pick<Lesson, 'row'>, by: UserId): Promise<void> {
  await note(work, row, 'confirmed', by);
  await settle(work, row, await check(work, row), by);
}

async function check(work: Work, row: LessonRow): Promise<Pick<LessonRow, 'review_by' | 'reviewed_at'>> {
  const checked = keptMoment(row.is_hidden === 1, work.now);
  const cells = { review_by: reviewOf(checked), reviewed_at: checked };
  await askWhenDue(work, { ...row, ...cells });
  return cells;
}

const note = (work: Work, row: LessonRow, change: VersionChange, by: UserId, text = '') =>
  keepVersion(work, row, { change, by, note: text });

/** Why it was retired, said after that: by whom is who said it last. */
async function noteLater({ scope }: Work, row: LessonRow, why: string, by: UserId): Promise<void> {
  const last = (await versionRows(scope, row.id)).findLast(({ change }) => change === 'retired');
  if (last !== undefined) await scope.update(versions, last.id, { note: why, changed_by: writerIn(row, by) });
}

type Cells = Partial<Omit<LessonRow, 'id'>>;

/** Writes the cells, with the effect that follows from them and from its trials. */
async function settle(work: Work, row: LessonRow, cells: Cells, person: UserId): Promise<void> {
  const after = { ...row, ...cells };
  const tried = await findRows(work.scope.from(trials), { lesson_id: row.id, taken_back_at: null }, 'id');
  const { retired_at: retiredAt, standard_at: standardAt } = after;
  const before = (await saidOfEach(work.scope, [row])).get(row.id)?.trials.length ?? 0;
  const effect = effectOf({ retiredAt, standardAt, trials: tried.length + before });
  await work.scope.update(lessons, row.id, { ...cells, effect });
  await redraw(work, row, person);
}

const noWords = { title: '', context: '', happened: '', use_when: '', topics: '', note: '' } as const;

/** Its history and its trials go: it reaches nobody any more whom they were for. */
export async function forget({ scope, now }: Work, row: LessonRow): Promise<void> {
  for (const table of [versions, trials]) await scope.deleteParts(lessons, row.id, table);
  // Who only wrote it down deletes nothing of its authors'; the words go.
  for (const { id } of await versionRows(scope, row.id)) await scope.update(versions, id, noWords);
  for (const { id } of await findRows(scope.from(trials), { lesson_id: row.id }, 'id'))
    await scope.update(trials, id, { how: '', taken_back_at: now });
  const { retired_at: retiredAt, standard_at: standardAt } = row;
  await scope.update(lessons, row.id, { effect: effectOf({ retiredAt, standardAt, trials: 0 }) });
}
