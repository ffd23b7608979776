/** The tables of the presenter rotation (src/features/rotation/tables.ts). */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('rotation_slot'), engine, 'rotation_slot')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('on_date', text(engine), (c) => c.notNull())
    .addColumn('meets_at', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('presenter_id', text(engine))
    .addColumn('answer', text(engine), (c) => c.notNull())
    .addColumn('second_id', text(engine))
    .addColumn('swap_id', text(engine))
    .addColumn('swap', text(engine), (c) => c.notNull())
    .addColumn('owner_id', text(engine))
    .execute();
  await db.schema
    .createIndex('ix_rotation_slot_channel')
    .on('rotation_slot')
    .columns(['team_id', 'channel_id', 'meets_at'])
    .execute();
  await guardIndexes(db, 'rotation_slot');

  await sharedColumns(db.schema.createTable('rotation_turn'), engine, 'rotation_turn')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('person_id', text(engine), (c) => c.notNull())
    .addColumn('presented', integer, (c) => c.notNull())
    .addColumn('available', integer, (c) => c.notNull())
    .addColumn('last_at', integer)
    .addColumn('takes_part', integer, (c) => c.notNull())
    .addColumn('passed_on', text(engine))
    .addColumn('counted_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_rotation_turn_channel')
    .on('rotation_turn')
    .columns(['team_id', 'channel_id', 'person_id'])
    .execute();
  await guardIndexes(db, 'rotation_turn');
}
