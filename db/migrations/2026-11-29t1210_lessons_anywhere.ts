/** Lessons from anywhere: the message that one leads to, the words that its author gave, and the lesson whose story one continues. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('lesson_source'), engine, 'lesson_source')
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('link', text(engine), (c) => c.notNull())
    .addColumn('author_id', text(engine))
    .addColumn('declined_at', integer)
    .execute();
  await sharedColumns(db.schema.createTable('lesson_quote'), engine, 'lesson_quote')
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('given_at', integer, (c) => c.notNull())
    .execute();
  for (const [table, column] of [
    ['lesson_source', 'lesson_id'],
    ['lesson_source', 'link'],
    ['lesson_quote', 'lesson_id'],
    ['lesson_quote', 'channel_id'],
  ] as const)
    await db.schema
      .createIndex(`ix_${table}_${column.replace('_id', '')}`)
      .on(table)
      .columns(['team_id', column])
      .execute();
  for (const table of ['lesson_source', 'lesson_quote']) await guardIndexes(db, table);

  await db.schema.alterTable('lesson').addColumn('joins_id', text(engine)).execute();
  await db.schema.createIndex('ix_lesson_joins').on('lesson').columns(['team_id', 'joins_id']).execute();
}
