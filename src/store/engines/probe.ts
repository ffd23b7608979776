/** Whether the database takes and gives at this moment. */
import type { TeamId } from '#core/ids.ts';
import type { Inside } from '../scope/inside.ts';

/** No modal has this key: theirs are hashes. */
const key = 'probe';

/**
 * Writes a row, reads it and takes it away, in one transaction: that reaches the disk, as every commit does, and nobody else ever sees the row.
 * @throws what a write throws: the disk is full, the database is read-only or busy
 */
export async function probe({ write, clock }: Pick<Inside, 'write' | 'clock'>, team: TeamId): Promise<void> {
  await write(async (db) => {
    await db
      .insertInto('submission')
      .values({ team_id: team, key, taken_at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const ours = db.deleteFrom('submission').where('team_id', '=', team).where('key', '=', key);
    await ours.returning('key').executeTakeFirstOrThrow();
  });
}
