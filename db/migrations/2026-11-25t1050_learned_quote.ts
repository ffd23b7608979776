/** The words of somebody else's message that a share links to, which they gave; and whether they declined to. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('learned_quote'), engine, 'learned_quote')
    .addColumn('share_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('given_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_learned_quote_share')
    .on('learned_quote')
    .columns(['team_id', 'share_id'])
    .execute();
  await db.schema
    .createIndex('ix_learned_quote_channel')
    .on('learned_quote')
    .columns(['team_id', 'channel_id'])
    .execute();
  await guardIndexes(db, 'learned_quote');

  await db.schema.alterTable('learned_share').addColumn('source_declined_at', integer).execute();
}
