/** Whether a retrospective that was shown lessons applied one: counted when it is over, for its channel and the workspace. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('retro_lessons_counted'), engine, 'retro_lessons_counted')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('ended_on', text(engine), (c) => c.notNull())
    .addColumn('is_applied', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_lessons_counted_retro')
    .on('retro_lessons_counted')
    .columns(['team_id', 'retro_id'])
    .execute();
  await guardIndexes(db, 'retro_lessons_counted');
}
