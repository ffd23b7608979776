/** How many proposals in a row somebody left without an answer: after a few, coaching leaves them alone (src/features/coaching/rows.ts). */
import { type Database, integer } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  // A version before this one writes rows without it.
  await db.schema
    .alterTable('coaching_join')
    .addColumn('unanswered', integer, (c) => c.notNull().defaultTo(0))
    .execute();
}
