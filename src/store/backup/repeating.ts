/**
 * Which erasures a restored database does not have. Its own record of erasures (`audit`) says it: clocks may have been wrong at the backup or since,
 * and who was erased before it may have come back and written more.
 */
import type { Kysely } from 'kysely';
import { day, type Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { ErasedMark } from '../erasure/erased-mark.ts';
import type { Schema } from '../schema.ts';

export interface Repeating {
  /** By workspace, the marks of what has to be erased again. */
  readonly marks: ReadonlyMap<TeamId, ReadonlySet<string>>;
  /** How many erasures the logs name. */
  readonly named: number;
  /** How many of them the database has on record: they are in it. */
  readonly known: number;
  /** How many are left out, since a record of them may be gone by now. */
  readonly unsure: number;
  /** Whether a workspace has no key to find out by whom they are. */
  readonly isWithoutKey: boolean;
}

/** How long the record of an erasure is kept at least, whatever an admin chose. */
const recorded = day;

/** @param takenAt as of when the database is, by a clock that may have been wrong */
export async function whichToRepeat(
  db: Kysely<Schema>,
  erasures: readonly ErasedMark[],
  takenAt: Instant,
): Promise<Repeating> {
  const workspaces = await db.selectFrom('workspace').select(['team_id', 'erasure_key']).execute();
  const records = await db
    .selectFrom('audit')
    .select(['team_id', 'at'])
    .where('deed', '=', 'erase')
    .execute();
  const restored = await db.selectFrom('restored').select(['team_id', 'restored_at']).execute();
  const isOnRecord = new Set(records.map((row) => `${row.team_id} ${row.at}`));
  const restoredAt = new Map(restored.map((row) => [row.team_id, row.restored_at]));
  const marks = new Map<TeamId, Set<string>>();
  const [known, unsure] = [new Set<ErasedMark>(), new Set<ErasedMark>()];
  for (const { team_id: team, erasure_key: key } of workspaces) {
    if (key === null) continue;
    const wanted = new Set<string>();
    // What an earlier restore repeated is on record with the time of that restore.
    const since = Math.max(takenAt - recorded, restoredAt.get(team) ?? 0);
    for (const erased of erasures)
      if (isOnRecord.has(`${team} ${erased.at}`)) known.add(erased);
      else if (erased.at >= Math.min(since, takenAt)) wanted.add(erased.mark);
      else unsure.add(erased);
    marks.set(team, wanted);
  }
  const isWithoutKey = workspaces.some(({ erasure_key: key }) => key === null);
  return { marks, named: erasures.length, known: known.size, unsure: unsure.size, isWithoutKey };
}
