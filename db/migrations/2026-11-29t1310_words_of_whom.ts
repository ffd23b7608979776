/** For each row with words, whom it reaches, in an index that holds nothing else: what somebody wrote is looked through at every search. */
import { type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  if (engine === 'postgres') return;
  await db.schema
    .createIndex('ix_lesson_words_reach')
    .on('lesson_words')
    .columns(['team_id', 'row_id', 'audience_id', 'seal_id'])
    .execute();
}
