/** What became of a lesson: who tried it, what it changed, why it was retired, when it was checked, and how its words were before. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  const add = async (column: string, kind: ReturnType<typeof text> | typeof integer) =>
    db.schema.alterTable('lesson').addColumn(column, kind).execute();
  await db.schema
    .alterTable('lesson')
    .addColumn('effect', text(engine), (c) => c.notNull().defaultTo('advice'))
    .execute();
  for (const column of ['standard_kind', 'standard_name', 'standard_link', 'retired_why', 'replaced_by'])
    await add(column, text(engine));
  for (const column of ['standard_at', 'retired_at', 'reviewed_at']) await add(column, integer);
  await db.schema
    .createIndex('ix_lesson_review')
    .on('lesson')
    .columns(['team_id', 'channel_id', 'review_by'])
    .execute();

  await sharedColumns(db.schema.createTable('lesson_trial'), engine, 'lesson_trial')
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('from_public', integer, (c) => c.notNull())
    .addColumn('went', text(engine), (c) => c.notNull())
    .addColumn('how', text(engine), (c) => c.notNull())
    .addColumn('tried_at', integer, (c) => c.notNull())
    .addColumn('taken_back_at', integer)
    .execute();
  await sharedColumns(db.schema.createTable('lesson_version'), engine, 'lesson_version')
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('change', text(engine), (c) => c.notNull())
    .addColumn('title', text(engine), (c) => c.notNull())
    .addColumn('context', text(engine), (c) => c.notNull())
    .addColumn('happened', text(engine), (c) => c.notNull())
    .addColumn('use_when', text(engine), (c) => c.notNull())
    .addColumn('topics', text(engine), (c) => c.notNull())
    .addColumn('note', text(engine), (c) => c.notNull())
    .addColumn('was_kept', integer, (c) => c.notNull())
    .addColumn('number', integer, (c) => c.notNull())
    .addColumn('changed_by', text(engine))
    .addColumn('changed_at', integer, (c) => c.notNull())
    .execute();
  for (const name of ['lesson_trial', 'lesson_version']) {
    await db.schema.createIndex(`ix_${name}_lesson`).on(name).columns(['team_id', 'lesson_id']).execute();
    await guardIndexes(db, name);
  }
  await db.schema.alterTable('digest_not_for_me').addColumn('recalled', integer).execute();
}
