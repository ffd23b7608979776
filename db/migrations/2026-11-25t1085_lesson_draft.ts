/** What somebody types into the form for a lesson and has not saved. */
import { guardIndexes, integer, ownColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await ownColumns(db.schema.createTable('lesson_draft'), engine, 'lesson_draft', ['about'])
    .addColumn('about', text(engine), (c) => c.notNull())
    .addColumn('title', text(engine), (c) => c.notNull())
    .addColumn('context', text(engine), (c) => c.notNull())
    .addColumn('happened', text(engine), (c) => c.notNull())
    .addColumn('use_when', text(engine), (c) => c.notNull())
    .addColumn('topics', text(engine), (c) => c.notNull())
    .addColumn('typed_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'lesson_draft');
}
