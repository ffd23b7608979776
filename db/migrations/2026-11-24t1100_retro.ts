/** The tables of retrospectives (src/features/retro/tables.ts). */
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
  await sharedColumns(db.schema.createTable('retro'), engine, 'retro')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('about', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('format', text(engine), (c) => c.notNull())
    .addColumn('names', text(engine), (c) => c.notNull())
    .addColumn('cards_for', text(engine), (c) => c.notNull())
    .addColumn('phase', text(engine), (c) => c.notNull())
    .addColumn('facilitator_id', text(engine))
    .addColumn('facilitator_seen_at', integer, (c) => c.notNull())
    .addColumn('ends_at', integer)
    .addColumn('ended_at', integer)
    .addColumn('ended_by', text(engine))
    .addColumn('invited', integer, (c) => c.notNull())
    .addColumn('departed', integer, (c) => c.notNull())
    .addColumn('participants_id', text(engine), (c) => c.notNull())
    .addColumn('conversation_id', text(engine), (c) => c.notNull())
    .addColumn('card_seal', text(engine), (c) => c.notNull())
    .addColumn('channel_seal', text(engine))
    .execute();
  await db.schema
    .createIndex('ix_retro_phase')
    .on('retro')
    .columns(['team_id', 'channel_id', 'phase'])
    .execute();
  await guardIndexes(db, 'retro');

  await sharedColumns(db.schema.createTable('retro_card'), engine, 'retro_card')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('column_id', text(engine), (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .addColumn('text', text(engine), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_card_retro')
    .on('retro_card')
    .columns(['team_id', 'retro_id'])
    .execute();
  await guardIndexes(db, 'retro_card');

  await sharedColumns(db.schema.createTable('retro_action'), engine, 'retro_action')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('what', text(engine), (c) => c.notNull())
    .addColumn('when_then', text(engine), (c) => c.notNull())
    .addColumn('owner_id', text(engine))
    .addColumn('proposer_id', text(engine))
    .addColumn('due_on', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_action_retro')
    .on('retro_action')
    .columns(['team_id', 'retro_id'])
    .execute();
  await db.schema
    .createIndex('ix_retro_action_owner')
    .on('retro_action')
    .columns(['team_id', 'owner_id'])
    .execute();
  await guardIndexes(db, 'retro_action');

  await ownColumns(db.schema.createTable('retro_answer'), engine, 'retro_answer', ['retro_id'])
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('answer', text(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_answer');
}
