/** Every how many weeks a pair talks, where a version before this one has no word for it (src/features/coaching/meetings/rows.ts). */
import { type Database, integer } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  for (const column of ['rhythm_weeks', 'wish_weeks'])
    await db.schema.alterTable('coaching_talk').addColumn(column, integer).execute();
}
