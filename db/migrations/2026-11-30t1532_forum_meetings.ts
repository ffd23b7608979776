/** What a forum does: meetings, agenda, who presents, notes, artefacts (src/features/forums). */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('forum_meeting'), engine, 'forum_meeting')
    .addColumn('forum_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('on_date', text(engine), (c) => c.notNull())
    .addColumn('meets_at', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('decided_by', text(engine))
    .execute();
  await sharedColumns(db.schema.createTable('forum_item'), engine, 'forum_item')
    .addColumn('forum_id', text(engine), (c) => c.notNull())
    .addColumn('meeting_id', text(engine))
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  for (const table of ['forum_meeting', 'forum_item']) {
    await db.schema.createIndex(`ix_${table}_forum`).on(table).columns(['team_id', 'forum_id']).execute();
    await guardIndexes(db, table);
  }
}
