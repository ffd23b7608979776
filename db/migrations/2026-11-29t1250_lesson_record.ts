/** What the file of a lesson that was brought in said and this installation cannot match, so that it says the same when it leaves. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('lesson_record'), engine, 'lesson_record')
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('known_as', text(engine), (c) => c.notNull())
    .addColumn('written_at', integer, (c) => c.notNull())
    .addColumn('said', text(engine), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_lesson_record_lesson')
    .on('lesson_record')
    .columns(['team_id', 'lesson_id'])
    .execute();
  await guardIndexes(db, 'lesson_record');
}
