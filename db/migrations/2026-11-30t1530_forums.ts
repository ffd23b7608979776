/** Communities of practice: what somebody sets up, who is asked, and what began (src/features/forums). */
import {
  guardIndexes,
  integer,
  ownColumns,
  sharedColumns,
  text,
  type Database,
  type Engine,
} from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('forum_plan'), engine, 'forum_plan')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('subject', text(engine), (c) => c.notNull())
    .addColumn('about', text(engine), (c) => c.notNull())
    .addColumn('every', text(engine), (c) => c.notNull())
    .addColumn('planned_by', text(engine))
    .addColumn('planned_at', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('forum_ask'), engine, 'forum_ask')
    .addColumn('plan_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('subject', text(engine), (c) => c.notNull())
    .addColumn('about', text(engine), (c) => c.notNull())
    .addColumn('asked_by', text(engine))
    .addColumn('person_id', text(engine))
    .addColumn('part', text(engine), (c) => c.notNull())
    .addColumn('asked_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('forum_yes'), engine, 'forum_yes')
    .addColumn('plan_id', text(engine), (c) => c.notNull())
    .addColumn('person_id', text(engine))
    .addColumn('part', text(engine), (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('forum_answer'), engine, 'forum_answer', ['ask_id'])
    .addColumn('plan_id', text(engine), (c) => c.notNull())
    .addColumn('ask_id', text(engine), (c) => c.notNull())
    .addColumn('answer', text(engine), (c) => c.notNull())
    .addColumn('answered_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('forum'), engine, 'forum')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('subject', text(engine), (c) => c.notNull())
    .addColumn('about', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('set_up_by', text(engine))
    .addColumn('began_at', integer, (c) => c.notNull())
    .addColumn('counts_from', integer, (c) => c.notNull())
    .addColumn('asked_at', integer)
    .addColumn('decided_by', text(engine))
    .addColumn('ended_at', integer)
    .execute();
  await sharedColumns(db.schema.createTable('forum_person'), engine, 'forum_person')
    .addColumn('forum_id', text(engine), (c) => c.notNull())
    .addColumn('person_id', text(engine))
    .addColumn('part', text(engine), (c) => c.notNull())
    .addColumn('since_at', integer, (c) => c.notNull())
    .execute();
  for (const table of ['forum_plan', 'forum']) {
    await db.schema.createIndex(`ix_${table}_channel`).on(table).columns(['team_id', 'channel_id']).execute();
  }
  for (const [table, whole] of [
    ['forum_ask', 'plan_id'],
    ['forum_yes', 'plan_id'],
    ['forum_person', 'forum_id'],
  ] as const)
    await db.schema.createIndex(`ix_${table}_whole`).on(table).columns(['team_id', whole]).execute();
  for (const table of ['forum_plan', 'forum_ask', 'forum_yes', 'forum_answer', 'forum', 'forum_person'])
    await guardIndexes(db, table);
}
