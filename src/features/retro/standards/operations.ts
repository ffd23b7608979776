/** The standards that changed in a channel: with its lessons, and with its actions. */
import { day, type Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { type Standard, standardKinds } from '#core/standard.ts';
import { actionItems, actionRecords, type ActionRow } from '../action-items/operations.ts';
import { type Others, shelvesOf } from '../lessons/operations.ts';
import { standardOf } from './rules.ts';

export interface ChangedHere {
  /** The lesson's, or the action's. */
  readonly id: RowId;
  readonly standard: Standard;
  readonly since: Instant;
}

/** As far as the viewer may read, the newest first. What was recorded with a lesson holds as long as the lesson says so. */
export async function changedIn(
  others: Others,
  read: ReadScope,
  channel: ChannelId,
  now: Instant,
): Promise<readonly ChangedHere[]> {
  const libraries = shelvesOf(others);
  const found = await Promise.all(libraries.map(async (library) => library.standards(read, channel)));
  const rows = await findRows(
    read.from(actionItems),
    { channel_id: channel, state: 'done', standard_kind: standardKinds },
    'id',
  );
  const ofActions: ChangedHere[] = [];
  for (const row of rows) {
    const standard = standardOf(actionRecords.read(row));
    if (standard !== null && !(await isToldByLesson(others, read, row.standard_lesson, now)))
      ofActions.push({ id: row.id, standard, since: row.standard_at ?? row.done_at ?? 0 });
  }
  return [...found.flat(), ...ofActions].toSorted((one, other) => other.since - one.since);
}

/** The lesson is there, so it says what became of the standard. */
async function isToldByLesson(
  others: Others,
  read: ReadScope,
  lesson: RowId | null,
  now: Instant,
): Promise<boolean> {
  if (lesson === null) return false;
  for (const library of shelvesOf(others)) if ((await library.read(read, lesson, now)) !== null) return true;
  return false;
}

/** How long App Home shows what a person's actions changed. */
const shownFor = 90 * day;

/** How many it shows. */
const mostShown = 3;

/** What a person's actions changed lately, the newest first. @param owner the viewer */
export function lateChangesOf(read: ReadScope, owner: UserId, now: Instant): Promise<ActionRow[]> {
  const lately = read
    .from(actionItems)
    .where('it.standard_at', '>=', now - shownFor)
    .limit(mostShown);
  return findRows(
    lately,
    { owner_id: owner, state: 'done', standard_kind: standardKinds },
    '-standard_at',
    'id',
  );
}
