/** Mentors, and how a pair goes on once all have said yes (src/features/coaching/mentors/rows.ts, meetings/rows.ts). */
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
  await ownColumns(db.schema.createTable('coaching_offer'), engine, 'coaching_offer', [])
    .addColumn('topics', text(engine), (c) => c.notNull())
    .addColumn('goals', text(engine), (c) => c.notNull())
    .addColumn('styles', text(engine), (c) => c.notNull())
    .addColumn('capacity', integer, (c) => c.notNull())
    .addColumn('full', integer, (c) => c.notNull())
    .addColumn('offered_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('coaching_seek'), engine, 'coaching_seek', [])
    .addColumn('topics', text(engine), (c) => c.notNull())
    .addColumn('goals', text(engine), (c) => c.notNull())
    .addColumn('styles', text(engine), (c) => c.notNull())
    .addColumn('sought_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('coaching_ask'), engine, 'coaching_ask')
    .addColumn('pair_id', text(engine), (c) => c.notNull())
    .addColumn('topics', text(engine), (c) => c.notNull())
    .addColumn('goals', text(engine), (c) => c.notNull())
    .addColumn('styles', text(engine), (c) => c.notNull())
    .addColumn('asked_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('coaching_talk'), engine, 'coaching_talk')
    .addColumn('pair_id', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('rhythm', text(engine))
    .addColumn('next_at', integer)
    .addColumn('wish_rhythm', text(engine))
    .addColumn('wish_at', integer)
    .addColumn('wish_by', text(engine))
    .addColumn('wish_nth', integer, (c) => c.notNull())
    .addColumn('began_at', integer, (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('counts_from', integer, (c) => c.notNull())
    .addColumn('check_seal', text(engine))
    .addColumn('until', integer)
    .addColumn('over_at', integer)
    .execute();
  await sharedColumns(db.schema.createTable('coaching_meeting'), engine, 'coaching_meeting')
    .addColumn('pair_id', text(engine), (c) => c.notNull())
    .addColumn('met_on', text(engine), (c) => c.notNull())
    .addColumn('noted_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('coaching_note'), engine, 'coaching_note', ['meeting_id'])
    .addColumn('pair_id', text(engine), (c) => c.notNull())
    .addColumn('meeting_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('met_on', text(engine), (c) => c.notNull())
    .addColumn('at', integer, (c) => c.notNull())
    .addColumn('people', integer, (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('coaching_check'), engine, 'coaching_check', ['pair_id', 'round'])
    .addColumn('pair_id', text(engine), (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('answer', text(engine), (c) => c.notNull())
    .addColumn('answered_at', integer, (c) => c.notNull())
    .execute();
  for (const table of [
    'coaching_ask',
    'coaching_talk',
    'coaching_meeting',
    'coaching_note',
    'coaching_check',
  ])
    await db.schema.createIndex(`ix_${table}_pair`).on(table).columns(['team_id', 'pair_id']).execute();
  await db.schema
    .createIndex('ix_coaching_note_channel')
    .on('coaching_note')
    .columns(['team_id', 'channel_id', 'at'])
    .execute();
  const all = ['offer', 'seek', 'ask', 'talk', 'meeting', 'note', 'check'];
  for (const table of all) await guardIndexes(db, `coaching_${table}`);
}
