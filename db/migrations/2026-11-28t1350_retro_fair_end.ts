/** When a phase began, and when it would have ended if it were not longer so that everybody has a working day in it. */
import { integer, type Database } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await db.schema.alterTable('retro').addColumn('began_at', integer).execute();
  await db.schema.alterTable('retro').addColumn('usual_end', integer).execute();
}
