/**
 * What has to be erased again, noted by a mark that names nobody, and done when Lore starts. An older Lore notes what it erases in a database that a
 * newer one has updated: the newer one's tables may hold more. A restore notes what was erased after the backup was taken.
 */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Subject } from '#core/scope.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { again } from './cleanup-queue.ts';
import { subjectMark } from './erased-mark.ts';

/** Stands for the workspace itself, whose key for marks is erased with it. */
const whole = 'workspace';

/** As part of the erasure. @param key gives the workspace's key for marks; not asked for when the workspace itself is erased */
export async function leaveToNewer(
  db: Kysely<Schema>,
  team: TeamId,
  subject: Subject,
  key: () => Promise<string>,
  now: Instant,
): Promise<void> {
  await toEraseAgain(
    db,
    [team],
    [subject.kind === 'workspace' ? whole : subjectMark(await key(), subject)],
    now,
  );
}

/** @param marks of subjects, in each of these workspaces */
export async function toEraseAgain(
  db: Kysely<Schema>,
  teams: readonly TeamId[],
  marks: Iterable<string>,
  now: Instant,
): Promise<void> {
  const places = [...marks];
  const rows = teams.flatMap((team) =>
    places.map((place) => ({ team_id: team, ...again, place, attempts: 0, due_at: now, held: null })),
  );
  for (const some of chunks(rows))
    await db
      .insertInto('left_behind')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Whether something is still left to a newer Lore. */
export async function isLeftToNewer(db: Kysely<Schema>): Promise<boolean> {
  const query = db.selectFrom('left_behind').select('team_id').where('kind', '=', again.kind);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

interface Erasures {
  readonly erasing: (team: TeamId, actor: 'operator', subject: Subject) => Promise<unknown>;
  readonly erasedLater: (team: TeamId, marks: ReadonlySet<string>) => Promise<readonly Subject[]>;
}

/**
 * Erases what was left to this Lore. If it is interrupted, it begins again.
 * @param isAhead whether a newer Lore has updated the database, and has to do it once more
 * @returns how many erasures it repeated
 */
export async function eraseAgain(
  inside: Pick<Inside, 'write'>,
  system: Kysely<Schema>,
  { erasing, erasedLater }: Erasures,
  isAhead: (db: Kysely<Schema>) => Promise<boolean>,
): Promise<number> {
  const query = system.selectFrom('left_behind').select(['team_id', 'place']);
  const rows = await query.where('kind', '=', again.kind).orderBy('team_id').execute();
  let count = 0;
  for (const [team, of] of Map.groupBy(rows, (row) => row.team_id)) {
    const marks = new Set(of.map(({ place }) => place));
    const found: readonly Subject[] = marks.has(whole)
      ? [{ kind: 'workspace' }]
      : await erasedLater(team, marks);
    const all = found.filter(({ kind }) => kind === 'workspace');
    const subjects = all.length > 0 ? all : found;
    for (const subject of subjects) await erasing(team, 'operator', subject);
    await inside.write(async (db) => {
      if (await isAhead(db)) return;
      await db.deleteFrom('left_behind').where('team_id', '=', team).where('kind', '=', again.kind).execute();
    });
    count += subjects.length;
  }
  return count;
}
