/** When a workspace is read on, where Slack asked to wait or did not answer: until then no process looks there for it. */
import { type Database, integer } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await db.schema.alterTable('directory_walk').addColumn('due_at', integer).execute();
}
