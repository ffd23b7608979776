/** The date that a direct message is about, and since when the limit holds it. */
import { type Database, integer } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await db.schema.alterTable('delivery').addColumn('date', integer).execute();
  await db.schema.alterTable('delivery').addColumn('held_at', integer).execute();
}
