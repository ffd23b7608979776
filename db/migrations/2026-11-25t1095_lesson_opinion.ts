/** What readers say of a lesson. */
import { guardIndexes, integer, ownColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await ownColumns(db.schema.createTable('lesson_opinion'), engine, 'lesson_opinion', ['lesson_id', 'said'])
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('said', text(engine), (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_lesson_opinion_lesson')
    .on('lesson_opinion')
    .columns(['team_id', 'lesson_id'])
    .execute();
  await guardIndexes(db, 'lesson_opinion');
}
