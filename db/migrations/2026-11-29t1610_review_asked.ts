/** When an author was last asked whether a lesson is still true, so that nobody is asked about two within two weeks. */
import { type Database, integer } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await db.schema.alterTable('lesson_part').addColumn('review_asked_at', integer).execute();
}
