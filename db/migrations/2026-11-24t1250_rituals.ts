/** The rhythm of channels: who looks after it, what happens when, and what became of each occurrence (src/store/rituals.ts). */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  // Zone and language stand in `channel` already.
  await db.schema
    .createTable('channel_rhythm')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('owner_id', text(engine))
    .addColumn('deputy_id', text(engine))
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('work_days', text(engine), (c) => c.notNull())
    .addColumn('holidays', text(engine))
    .addColumn('is_locked', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_channel_rhythm', ['team_id', 'channel_id'])
    .execute();
  await db.schema
    .createTable('ritual')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('is_on', integer, (c) => c.notNull())
    .addColumn('rule', text(engine), (c) => c.notNull())
    .addColumn('since', text(engine), (c) => c.notNull())
    .addColumn('paused_until', text(engine))
    .addColumn('moves', text(engine), (c) => c.notNull())
    .addColumn('last_on', text(engine))
    .addColumn('next_on', text(engine))
    .addColumn('next_at', integer)
    .addColumn('attempts', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_ritual', ['team_id', 'channel_id', 'name'])
    .execute();
  await db.schema.createIndex('ix_ritual_next').on('ritual').columns(['next_at']).execute();
  await db.schema
    .createTable('ritual_occurrence')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('on_date', text(engine), (c) => c.notNull())
    .addColumn('due_at', integer, (c) => c.notNull())
    .addColumn('moved', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('reason', text(engine))
    .addColumn('recorded_at', integer, (c) => c.notNull())
    .addColumn('is_seen', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_ritual_occurrence', ['team_id', 'channel_id', 'name', 'on_date'])
    .execute();
}
