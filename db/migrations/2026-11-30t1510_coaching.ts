/** Who would like to talk with whom: who joined, whom not, who met, and whom a round put together (src/features/coaching/rows.ts). */
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
  await sharedColumns(db.schema.createTable('coaching_pair'), engine, 'coaching_pair')
    .addColumn('round_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('one_id', text(engine))
    .addColumn('two_id', text(engine))
    .addColumn('three_id', text(engine))
    .addColumn('size', integer, (c) => c.notNull())
    .addColumn('proposed_at', integer, (c) => c.notNull())
    .addColumn('until', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_coaching_pair_round')
    .on('coaching_pair')
    .columns(['team_id', 'round_id'])
    .execute();
  await sharedColumns(db.schema.createTable('coaching_place'), engine, 'coaching_place')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('known_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('coaching_answer'), engine, 'coaching_answer', ['pair_id'])
    .addColumn('pair_id', text(engine), (c) => c.notNull())
    .addColumn('answer', text(engine), (c) => c.notNull())
    .addColumn('answered_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('coaching_join'), engine, 'coaching_join', ['channel_id'])
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('team_channel_id', text(engine))
    .addColumn('joined_at', integer, (c) => c.notNull())
    .addColumn('paused_until', integer)
    .addColumn('waits', integer, (c) => c.notNull())
    .addColumn('trios', integer, (c) => c.notNull())
    .addColumn('seen_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('coaching_block'), engine, 'coaching_block', [
    'channel_id',
    'other_id',
  ])
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('other_id', text(engine), (c) => c.notNull())
    .addColumn('since', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('coaching_met'), engine, 'coaching_met', ['channel_id', 'other_id'])
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('other_id', text(engine), (c) => c.notNull())
    .addColumn('times', integer, (c) => c.notNull())
    .addColumn('last_at', integer, (c) => c.notNull())
    .execute();
  for (const table of ['pair', 'place', 'answer', 'join', 'block', 'met'])
    await guardIndexes(db, `coaching_${table}`);
}
