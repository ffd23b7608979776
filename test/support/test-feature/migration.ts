/** What people keep with /pebble. */
import {
  guardIndexes,
  integer,
  sharedColumns,
  text,
  type Database,
  type Engine,
} from '../../../db/columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('pebble'), engine, 'pebble')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('kept_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'pebble');
}
