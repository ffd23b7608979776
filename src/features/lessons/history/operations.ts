/** Keeps what a lesson said before it was changed, for those who could read it then and still may. */
import { type RowId, rowId, type UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { saidOfEach } from '../record/rows.ts';
import { type LessonRow, lessons, typedWords, type VersionRow, versions } from '../rows.ts';
import { keptMoment } from '../rules.ts';
import { changes, type Step, stepsOf, type Version, type VersionChange } from './rules.ts';

const noWords = { title: '', context: '', happened: '', useWhen: '', topics: '' };

/**
 * Keeps a version of a lesson, before it is changed. Who changed it and at what moment is stored only where names are shown: where they are hidden, a
 * change may tell who wrote a card.
 * @param row the lesson as it was @param it.note of a change of anything but words
 */
export async function keepVersion(
  { scope, now, newId }: Work,
  row: LessonRow,
  it: { readonly change: VersionChange; readonly by: UserId; readonly note?: string },
): Promise<void> {
  const isHidden = row.is_hidden === 1;
  const isKept = row.state === 'kept';
  const version: VersionRow = {
    id: rowId(newId()),
    lesson_id: row.id,
    change: it.change,
    ...(it.change === 'words' ? wordsOf(row) : typedWords.cells(noWords)),
    note: it.note ?? '',
    was_kept: isKept ? 1 : 0,
    number: (await versionRows(scope, row.id)).length,
    changed_by: isHidden ? null : it.by,
    changed_at: keptMoment(isHidden, now),
  };
  const audience = isKept ? row.wide_id : row.seen_id;
  await scope.derive(versions, version, { audience, of: lessons, rows: [row.id] });
}

const wordsOf = (row: LessonRow) => typedWords.cells(typedWords.read(row));

/** Those that the viewer may see, the oldest first. */
export const versionRows = (read: ReadScope, lesson: RowId): Promise<VersionRow[]> =>
  findRows(read.from(versions), { lesson_id: lesson }, 'changed_at', 'number', 'id');

export async function versionsOf(read: ReadScope, lesson: RowId): Promise<readonly Version[]> {
  return (await versionRows(read, lesson)).map((row) => ({
    change: row.change,
    words: typedWords.read(row),
    note: row.note,
    by: row.changed_by,
    at: row.changed_at,
  }));
}

/** What changed, the newest first: here, and before it was brought in, of which nobody here says by whom. */
export async function historyOf(read: ReadScope, row: LessonRow): Promise<readonly Step[]> {
  const said = (await saidOfEach(read, [row])).get(row.id);
  const before = (said?.history ?? []).flatMap(({ change: what, at, note, before: words }): Version[] => {
    const change = changes.find((one) => one === what);
    if (change === undefined || (change === 'words' && words === null)) return [];
    const old = words === null ? noWords : { ...words, topics: words.topics.join(', ') };
    return [{ change, words: old, note, by: null, at }];
  });
  return stepsOf([...before, ...(await versionsOf(read, row.id))], typedWords.read(row));
}

/**
 * Shows a lesson's history to those who may read the lesson: wide, what had reached them before; otherwise nothing beyond those who saw the cards. A
 * wording that not all agreed to is never shown further than it was. Only an author of the lesson can.
 */
export async function showVersions(scope: Scope, row: LessonRow, to: 'wide' | 'seen'): Promise<void> {
  for (const { id, was_kept: wasKept } of await findRows(scope.mine(versions), { lesson_id: row.id }, 'id'))
    if (wasKept === 1) await scope.changeAudience(versions, id, to === 'wide' ? row.wide_id : row.seen_id);
}
