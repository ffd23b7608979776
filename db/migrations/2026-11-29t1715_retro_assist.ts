/** Asks of people who did something like it (src/features/retro/peer-assist/rows.ts). */
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
  await sharedColumns(db.schema.createTable('retro_assist'), engine, 'retro_assist')
    .addColumn('before_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('asked_by', text(engine))
    .addColumn('peer_id', text(engine))
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('asked_at', integer, (c) => c.notNull())
    .addColumn('until', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('is_passed', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('retro_assist_yes'), engine, 'retro_assist_yes')
    .addColumn('before_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('asked_by', text(engine))
    .addColumn('peer_id', text(engine))
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  for (const table of ['retro_assist', 'retro_assist_yes']) {
    await db.schema.createIndex(`ix_${table}_before`).on(table).columns(['team_id', 'before_id']).execute();
    await guardIndexes(db, table);
  }
  await db.schema
    .createIndex('ix_retro_assist_peer')
    .on('retro_assist')
    .columns(['team_id', 'peer_id', 'asked_at'])
    .execute();
  await ownColumns(db.schema.createTable('retro_assist_answer'), engine, 'retro_assist_answer', ['assist_id'])
    .addColumn('before_id', text(engine), (c) => c.notNull())
    .addColumn('assist_id', text(engine), (c) => c.notNull())
    .addColumn('answer', text(engine), (c) => c.notNull())
    .addColumn('passed_to', text(engine))
    .addColumn('answered_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_assist_answer');
}
