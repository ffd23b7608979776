/** What quarters came to, what is said about indicators, what was decided, and from when a gate holds (src/features/indicators/rows.ts). */
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
  await sharedColumns(db.schema.createTable('indicator_quarter'), engine, 'indicator_quarter')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('quarter', integer, (c) => c.notNull())
    .addColumn('people', integer, (c) => c.notNull())
    .addColumn('is_open', integer, (c) => c.notNull())
    .addColumn('taken_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('indicator_number'), engine, 'indicator_number')
    .addColumn('quarter_id', text(engine), (c) => c.notNull())
    .addColumn('figure', text(engine), (c) => c.notNull())
    .addColumn('value', text(engine), (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('indicator_leader'), engine, 'indicator_leader', ['quarter'])
    .addColumn('quarter', integer, (c) => c.notNull())
    .addColumn('has_entry', integer, (c) => c.notNull())
    .addColumn('has_kind', integer, (c) => c.notNull())
    .addColumn('noted_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('indicator_remark'), engine, 'indicator_remark')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('indicator', text(engine), (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('is_open', integer, (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('indicator_decision'), engine, 'indicator_decision')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('of_whole', integer, (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('decided_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('indicator_gate'), engine, 'indicator_gate')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('gate', text(engine), (c) => c.notNull())
    .addColumn('least', integer, (c) => c.notNull())
    .addColumn('set_at', integer, (c) => c.notNull())
    .execute();
  for (const table of ['indicator_quarter', 'indicator_remark', 'indicator_decision'])
    await db.schema.createIndex(`ix_${table}_channel`).on(table).columns(['team_id', 'channel_id']).execute();
  await db.schema
    .createIndex('ix_indicator_number_whole')
    .on('indicator_number')
    .columns(['team_id', 'quarter_id'])
    .execute();
  for (const table of [
    'indicator_quarter',
    'indicator_number',
    'indicator_leader',
    'indicator_remark',
    'indicator_decision',
    'indicator_gate',
  ])
    await guardIndexes(db, table);
}
