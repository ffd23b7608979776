/** How far Lore has come in reading a workspace from Slack, page by page: all of it, and each channel's list of members. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('directory_walk')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('stage', text(engine), (c) => c.notNull())
    .addColumn('cursor', text(engine))
    .addColumn('began_at', integer, (c) => c.notNull())
    .addColumn('whole_at', integer)
    .addPrimaryKeyConstraint('pk_directory_walk', ['team_id'])
    .execute();
  await db.schema
    .alterTable('channel')
    .addColumn('is_new', integer, (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('channel').addColumn('list_asked_at', integer).execute();
  await db.schema.alterTable('channel').addColumn('list_cursor', text(engine)).execute();
  await db.schema
    .alterTable('membership')
    .addColumn('list_asked_at', integer, (c) => c.notNull().defaultTo(0))
    .execute();
}
