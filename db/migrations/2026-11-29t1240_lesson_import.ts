/** From where in a folder or a file a lesson was brought in, so that bringing it in again changes it and makes no second one. */
import { guardIndexes, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('lesson_import'), engine, 'lesson_import')
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('source_key', text(engine), (c) => c.notNull())
    .addColumn('words_key', text(engine), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ux_lesson_import_source')
    .on('lesson_import')
    .columns(['team_id', 'source_key'])
    .unique()
    .execute();
  for (const column of ['words_key', 'lesson_id'])
    await db.schema
      .createIndex(`ix_lesson_import_${column}`)
      .on('lesson_import')
      .columns(['team_id', column])
      .execute();
  await guardIndexes(db, 'lesson_import');
}
