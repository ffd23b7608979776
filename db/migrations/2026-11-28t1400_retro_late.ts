/** Cards written after collecting: told in the thread, held until the phase ends, or kept for the next retrospective of the channel. */
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
  await db.schema.alterTable('retro').addColumn('late_seal', text(engine)).execute();
  await sharedColumns(db.schema.createTable('retro_late_card'), engine, 'retro_late_card')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('column_id', text(engine), (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .addColumn('text', text(engine), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_late_card_retro')
    .on('retro_late_card')
    .columns(['team_id', 'retro_id'])
    .execute();
  await guardIndexes(db, 'retro_late_card');
  await ownColumns(db.schema.createTable('retro_kept_card'), engine, 'retro_kept_card', ['channel_id'])
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('lines', text(engine), (c) => c.notNull())
    .addColumn('kept_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_kept_card');
}
