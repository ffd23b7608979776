/** Retrospectives that come round by themselves, and who likes to facilitate them (src/features/retro/recur/rows.ts). */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('retro').addColumn('round_id', text(engine)).execute();

  await sharedColumns(db.schema.createTable('retro_round'), engine, 'retro_round')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('on_date', text(engine), (c) => c.notNull())
    .addColumn('starts_at', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('facilitator_id', text(engine))
    .addColumn('answer', text(engine), (c) => c.notNull())
    .addColumn('owner_id', text(engine))
    .addColumn('decided_by', text(engine))
    .execute();
  await db.schema
    .createIndex('ix_retro_round_channel')
    .on('retro_round')
    .columns(['team_id', 'channel_id', 'on_date'])
    .execute();
  await guardIndexes(db, 'retro_round');

  await sharedColumns(db.schema.createTable('retro_facilitator'), engine, 'retro_facilitator')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('person_id', text(engine), (c) => c.notNull())
    .addColumn('facilitated', integer, (c) => c.notNull())
    .addColumn('available', integer, (c) => c.notNull())
    .addColumn('last_at', integer)
    .addColumn('takes_part', integer, (c) => c.notNull())
    .addColumn('passed_on', text(engine))
    .addColumn('counted_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_facilitator_channel')
    .on('retro_facilitator')
    .columns(['team_id', 'channel_id', 'person_id'])
    .execute();
  await guardIndexes(db, 'retro_facilitator');
}
