/** What people said of something that a digest recalled: whether it still holds. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('digest_verdict'), engine, 'digest_verdict')
    .addColumn('about_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('holds', integer, (c) => c.notNull())
    .addColumn('said_by', text(engine))
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_digest_verdict_channel')
    .on('digest_verdict')
    .columns(['team_id', 'channel_id'])
    .execute();
  await guardIndexes(db, 'digest_verdict');
}
