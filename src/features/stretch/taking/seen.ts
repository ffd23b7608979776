/** An assignment as one of its people sees it, read with their own access. */
import type { RowId, UserId } from '#core/ids.ts';
import type { Over } from '#core/post.ts';
import { findRow } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { copy } from '../copy.ts';
import type { OfAssignment } from '../ids.ts';
import { type AssignmentRow, checks, checksOf, declines, loadAssignment, ratingsOf } from '../rows.ts';
import { movedOnLine, type Part, type Seen } from './screens.ts';

/** Who is named for feedback, from the time they are asked. */
const isPartner = ({ partner_id, state }: AssignmentRow, self: UserId): boolean =>
  partner_id === self && state !== 'asked' && state !== 'looking';

/** @param nth of which ask of a person for feedback this is; 0: of none, so they are one of the other two */
function partIn(row: AssignmentRow, self: UserId, nth: number): Part | null {
  if (nth > 0) return row.nth === nth && isPartner(row, self) ? 'partner' : null;
  if (row.taker_id === self) return 'taker';
  return row.offerer_id === self ? 'offerer' : null;
}

/** What the viewer is in it, where they are more than one: what waits for them. */
export const partsIn = (row: AssignmentRow, self: UserId): number =>
  row.taker_id !== self && isPartner(row, self) ? row.nth : 0;

/** @param nth as above @returns `null`: it is gone, or not for the viewer */
export async function seenOf(read: ReadScope, row: AssignmentRow | null, nth: number): Promise<Seen | null> {
  if (row === null || read.viewer.kind !== 'person') return null;
  const self = read.viewer.userId;
  const part = partIn(row, self, nth);
  if (part === null) return null;
  if (part === 'offerer') return { row, self, part, hasDeclined: false, lines: [], ratings: [] };
  const said = await checksOf(read, row.id);
  const authors = await read.authors(
    checks,
    said.map(({ id }) => id),
  );
  return {
    row,
    self,
    part,
    hasDeclined: (await findRow(read.from(declines), { assignment_id: row.id, nth: row.nth })) !== null,
    lines: said.map(({ id, round, words }) => ({ round, words, by: authors.get(id)?.[0] ?? null })),
    ratings: await ratingsOf(read, row),
  };
}

/** The same, of its id. */
export const loadSeen = async (read: ReadScope, id: RowId, nth: number): Promise<Seen | null> =>
  seenOf(read, await loadAssignment(read, id), nth);

/** As the one who takes it on, or the one who gives feedback; `null`: the viewer is neither. */
export async function loadAsOneOfTwo(read: ReadScope, id: RowId): Promise<Seen | null> {
  const row = await loadAssignment(read, id);
  if (row === null || read.viewer.kind !== 'person') return null;
  const seen = await seenOf(read, row, partsIn(row, read.viewer.userId));
  return seen?.part === 'offerer' ? null : seen;
}

/** What was said has had its time: how it stands is read elsewhere. */
export const hasMovedOn: Over<OfAssignment> = async (read, { assignment }, renderContext) =>
  movedOnLine(copy.for(renderContext), await loadAssignment(read, assignment));
