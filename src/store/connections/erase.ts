/** What goes of connections with what they were for. */
import type { Kysely } from 'kysely';
import { chunks } from '#core/chunks.ts';
import type { TeamId } from '#core/ids.ts';
import type { Schema } from '../schema.ts';

/** What rows followed that are gone. */
export async function forgetSourcesOf(
  db: Kysely<Schema>,
  team: TeamId,
  gone: readonly string[],
): Promise<void> {
  for (const some of chunks(gone)) {
    const query = db.deleteFrom('connection_source').where('team_id', '=', team);
    await query.where('row_id', 'in', some as readonly string[] as never).execute();
  }
}

/** Lore was removed from the workspace: what let it into its tools goes. If it comes back, an admin connects them again. */
export async function closeConnections(db: Kysely<Schema>, team: TeamId): Promise<void> {
  const open = db.updateTable('connection').where('team_id', '=', team).where('access', 'is not', null);
  await open.set({ access: null, refused: 'revoked', due_at: null }).execute();
}
