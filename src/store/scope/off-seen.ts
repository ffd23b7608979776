import type { AccessContext } from '../access/access.ts';
import { offFor } from '../settings/practices.ts';

/** The practices that are off for this viewer; for an export, none. */
export async function offSeen({
  db,
  startsOff,
  teamId,
  viewer,
}: AccessContext): Promise<ReadonlySet<string>> {
  if (viewer.kind !== 'person' && viewer.kind !== 'channel') return new Set();
  return offFor(db, startsOff, teamId, viewer);
}
