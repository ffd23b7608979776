/**
 * What an older Lore erases in a database that a newer one has updated: the newer one's tables may hold more, which the older one does not know. It
 * notes whose that is, by a mark that names nobody, and the newer one erases it again when it starts.
 */
import type { Kysely } from 'kysely';
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
  const place = subject.kind === 'workspace' ? whole : subjectMark(await key(), subject);
  await db
    .insertInto('left_behind')
    .values({ team_id: team, ...again, place, attempts: 0, due_at: now, held: null })
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

/** Erases what was left to this Lore. If it is interrupted, it begins again. @returns how many erasures it repeated */
export async function eraseAgain(
  inside: Pick<Inside, 'write'>,
  system: Kysely<Schema>,
  { erasing, erasedLater }: Erasures,
): Promise<number> {
  const query = system.selectFrom('left_behind').select(['team_id', 'place']);
  const rows = await query.where('kind', '=', again.kind).orderBy('team_id').execute();
  let count = 0;
  for (const [team, of] of Map.groupBy(rows, (row) => row.team_id)) {
    const marks = new Set(of.map(({ place }) => place));
    const subjects: readonly Subject[] = marks.has(whole)
      ? [{ kind: 'workspace' }]
      : await erasedLater(team, marks);
    for (const subject of subjects) await erasing(team, 'operator', subject);
    await inside.write((db) =>
      db.deleteFrom('left_behind').where('team_id', '=', team).where('kind', '=', again.kind).execute(),
    );
    count += subjects.length;
  }
  return count;
}
