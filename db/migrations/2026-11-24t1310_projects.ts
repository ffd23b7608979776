/** Projects whose retrospective is planned ahead, and which retrospective is one of which project. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('retro_project'), engine, 'retro_project')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('conversation_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('ends_on', text(engine), (c) => c.notNull())
    .addColumn('ends_at', integer, (c) => c.notNull())
    .addColumn('owner_id', text(engine))
    .addColumn('planner_id', text(engine))
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('ask_at', integer, (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('decided_by', text(engine))
    .addColumn('decided_at', integer)
    .execute();
  await guardIndexes(db, 'retro_project');
  await db.schema
    .createIndex('ix_retro_project_channel')
    .on('retro_project')
    .columns(['team_id', 'channel_id', 'state'])
    .execute();

  await db.schema.alterTable('retro').addColumn('project_id', text(engine)).execute();
}
