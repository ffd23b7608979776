/** Where the pulse belongs, the tree of teams, and the windows in which people were asked, each with the tree as it was at its opening. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('pulse'), engine, 'pulse')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('set_by', text(engine))
    .addColumn('set_at', integer, (c) => c.notNull())
    .addColumn('ended_at', integer)
    .execute();
  await guardIndexes(db, 'pulse');

  await sharedColumns(db.schema.createTable('pulse_place'), engine, 'pulse_place')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('under_id', text(engine))
    .addColumn('people_channel_id', text(engine))
    .addColumn('people_group_id', text(engine))
    .addColumn('leader_id', text(engine))
    .addColumn('asked_at', integer)
    .addColumn('agreed_at', integer)
    .addColumn('sort', integer, (c) => c.notNull())
    .addColumn('removed_at', integer)
    .execute();
  await guardIndexes(db, 'pulse_place');

  await sharedColumns(db.schema.createTable('pulse_window'), engine, 'pulse_window')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('opened_by', text(engine))
    .addColumn('opened_at', integer, (c) => c.notNull())
    .addColumn('closes_at', integer, (c) => c.notNull())
    .addColumn('least', integer, (c) => c.notNull())
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('closed_at', integer)
    .addColumn('published_at', integer)
    .execute();
  await guardIndexes(db, 'pulse_window');

  await sharedColumns(db.schema.createTable('pulse_window_place'), engine, 'pulse_window_place')
    .addColumn('window_id', text(engine), (c) => c.notNull())
    .addColumn('place_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('under_id', text(engine))
    .addColumn('is_team', integer, (c) => c.notNull())
    .addColumn('leader_id', text(engine))
    .addColumn('asked', integer, (c) => c.notNull())
    .addColumn('sort', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_pulse_window_place_window')
    .on('pulse_window_place')
    .columns(['team_id', 'window_id'])
    .execute();
  await guardIndexes(db, 'pulse_window_place');
}
