/** What a retrospective's topics are called. */
import { guardIndexes, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('retro_topic_name'), engine, 'retro_topic_name')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_topic_name_retro')
    .on('retro_topic_name')
    .columns(['team_id', 'retro_id'])
    .execute();
  await guardIndexes(db, 'retro_topic_name');
}
