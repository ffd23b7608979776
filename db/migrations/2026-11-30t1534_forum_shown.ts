/** Who presents at a forum's meetings, notes after them, and what it made (src/features/forums/{presenting,notes,quarter}/rows.ts). */
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
  await sharedColumns(db.schema.createTable('forum_invite'), engine, 'forum_invite')
    .addColumn('forum_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('subject', text(engine), (c) => c.notNull())
    .addColumn('called', text(engine), (c) => c.notNull())
    .addColumn('work_id', text(engine), (c) => c.notNull())
    .addColumn('asked_by', text(engine))
    .addColumn('person_id', text(engine))
    .addColumn('asked_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('forum_invite_answer'), engine, 'forum_invite_answer', ['invite_id'])
    .addColumn('forum_id', text(engine), (c) => c.notNull())
    .addColumn('invite_id', text(engine), (c) => c.notNull())
    .addColumn('answer', text(engine), (c) => c.notNull())
    .addColumn('answered_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('forum_talk'), engine, 'forum_talk')
    .addColumn('forum_id', text(engine), (c) => c.notNull())
    .addColumn('meeting_id', text(engine))
    .addColumn('invite_id', text(engine), (c) => c.notNull())
    .addColumn('title', text(engine), (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('forum_note'), engine, 'forum_note')
    .addColumn('meeting_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('set_id', text(engine), (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('noted_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('forum_artefact'), engine, 'forum_artefact')
    .addColumn('forum_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('what', text(engine), (c) => c.notNull())
    .addColumn('link', text(engine), (c) => c.notNull())
    .addColumn('made_at', integer, (c) => c.notNull())
    .execute();
  for (const [table, column] of [
    ['forum_invite', 'forum_id'],
    ['forum_talk', 'forum_id'],
    ['forum_note', 'meeting_id'],
    ['forum_artefact', 'forum_id'],
  ] as const)
    await db.schema.createIndex(`ix_${table}_of`).on(table).columns(['team_id', column]).execute();
  for (const table of ['forum_invite', 'forum_invite_answer', 'forum_talk', 'forum_note', 'forum_artefact'])
    await guardIndexes(db, table);
}
