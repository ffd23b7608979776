/** Until when two are known to talk, so that a round puts neither of them together with the other alone (src/features/coaching/rows.ts). */
import { type Database, integer } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await db.schema.alterTable('coaching_met').addColumn('talks_until', integer).execute();
}
