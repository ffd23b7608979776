/** What happened in a channel and was offered to be reflected on (src/features/retro/reflect/rows.ts), and whether a channel wants that. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .alterTable('channel_rhythm')
    .addColumn('offers', integer, (c) => c.notNull().defaultTo(1))
    .execute();
  await sharedColumns(db.schema.createTable('retro_reflection'), engine, 'retro_reflection')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('what', text(engine), (c) => c.notNull())
    .addColumn('source', text(engine), (c) => c.notNull())
    .addColumn('under', text(engine))
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('happened_at', integer, (c) => c.notNull())
    .addColumn('offered_at', integer)
    .addColumn('decided_by', text(engine))
    .execute();
  await db.schema
    .createIndex('ix_retro_reflection_channel')
    .on('retro_reflection')
    .columns(['team_id', 'channel_id', 'offered_at'])
    .execute();
  await guardIndexes(db, 'retro_reflection');
}
