/**
 * Counts, once a retrospective is over, whether a lesson that it, its project's plan or the review before the work was shown was applied or adapted: with the lesson, and as a
 * project of its channel and of the workspace.
 */
import { channel, day, flag, partOf } from '#core/columns.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { sharedTable } from '#core/tables.ts';
import type { LocalDate } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import { isOpenToAll } from '#core/visibility.ts';
import type { Work } from '#core/work.ts';
import { reviewOf } from '../before/rows.ts';
import { enoughToTell } from '../history/rating.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import {
  beforeLessonUses,
  beforeOffers,
  beforeOffersOf,
  type LessonAnswer,
  lessonUses,
  offers,
  offersOf,
  type Others,
  projectLessonUses,
  projectOffers,
  shelvesOf,
} from './operations.ts';

/**
 * A retrospective that was shown lessons and is over, with enough people asked. One from a public channel is counted for the workspace: as with the
 * number that each lesson shows, nobody learns which it was.
 */
export const counted = sharedTable('retro_lessons_counted', {
  retro_id: partOf(retros),
  channel_id: channel,
  /** In the channel's zone. */
  ended_on: day,
  /** Somebody applied or adapted one of them. */
  is_applied: flag,
});

/**
 * Counted once and never again, and only if enough people could have said so: then the numbers tell of nobody what they said, neither alone nor
 * compared with what they were before, nor once somebody who said something is erased.
 */
export async function countApplied(
  { scope }: Pick<Work, 'scope'>,
  others: Others,
  row: RetroRow,
): Promise<void> {
  if (row.phase !== 'closed' || row.invited < enoughToTell) return;
  const shown = (await offersOf(scope, row.id)).filter(({ counted: before }) => before === 0);
  const planned =
    row.project_id === null
      ? []
      : await findRows(scope.from(projectOffers), { project_id: row.project_id, counted: 0 }, 'place', 'id');
  const review = await reviewOf(scope, row);
  const before =
    review === null ? [] : (await beforeOffersOf(scope, review.id)).filter(({ counted: done }) => done === 0);
  if (shown.length + planned.length + before.length === 0) return;
  const applied = new Set<RowId>();
  for (const { lesson_id: lesson, retro_id } of shown)
    if (isApplied(await scope.countBy(lessonUses, 'use', { retro_id, lesson_id: lesson })))
      applied.add(lesson);
  for (const { lesson_id: lesson, project_id } of planned)
    if (isApplied(await scope.countBy(projectLessonUses, 'use', { project_id, lesson_id: lesson })))
      applied.add(lesson);
  for (const { lesson_id: lesson, before_id } of before)
    if (isApplied(await scope.countBy(beforeLessonUses, 'use', { before_id, lesson_id: lesson })))
      applied.add(lesson);
  for (const { id } of shown) await scope.update(offers, id, { counted: 1 });
  for (const { id } of planned) await scope.update(projectOffers, id, { counted: 1 });
  for (const { id } of before) await scope.update(beforeOffers, id, { counted: 1 });
  for (const lesson of applied) await tellLibraries(scope, others, lesson);
  await keep(scope, row, applied.size > 0);
}

const isApplied = (answers: ReadonlyMap<LessonAnswer, number>): boolean =>
  (answers.get('applied') ?? 0) + (answers.get('adapted') ?? 0) > 0;

async function tellLibraries(scope: Scope, others: Others, lesson: RowId): Promise<void> {
  for (const library of shelvesOf(others)) await library.applied(scope, lesson);
}

async function keep(scope: Scope, row: RetroRow, isApplied: boolean): Promise<void> {
  const known = await scope.channel(row.channel_id);
  if (known === null || row.ended_at === null) return;
  const wasOpen = row.was_private === 0 && row.was_shared === 0;
  const isOpenNow = isOpenToAll(known);
  const audience =
    wasOpen && isOpenNow
      ? await scope.audience({ kind: 'workspace', from: row.channel_id })
      : row.conversation_id;
  await scope.insert(
    counted,
    {
      id: row.id,
      retro_id: row.id,
      channel_id: row.channel_id,
      ended_on: localTime(row.ended_at, known.tz).date,
      is_applied: isApplied ? 1 : 0,
    },
    { audience, by: [], names: 'shown' },
  );
}

/** How many projects were shown lessons, and in how many of them one was applied or adapted. */
export interface AppliedIn {
  readonly shown: number;
  readonly applied: number;
}

/** Of a channel, and of all that the viewer may see. Both days count. */
export async function appliedBetween(
  read: ReadScope,
  channelId: ChannelId,
  from: LocalDate,
  to: LocalDate,
): Promise<{ readonly here: AppliedIn; readonly everywhere: AppliedIn }> {
  const within = read.from(counted).where('it.ended_on', '>=', from).where('it.ended_on', '<=', to);
  const rows = await findRows(within, {}, 'id');
  const of = (some: typeof rows): AppliedIn => ({
    shown: some.length,
    applied: some.filter(({ is_applied: isOne }) => isOne === 1).length,
  });
  return { here: of(rows.filter((row) => row.channel_id === channelId)), everywhere: of(rows) };
}
