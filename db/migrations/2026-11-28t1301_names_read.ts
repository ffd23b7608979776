/** What people are called is read from Slack at once, not at the next reading of the workspace hours later. */
import type { Database } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await db.updateTable('directory_walk').set({ began_at: 0 }).where('stage', '=', 'done').execute();
}
