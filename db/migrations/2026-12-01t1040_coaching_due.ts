/** Meetings of two that were planned (src/features/coaching/meetings/rows.ts). */
import { guardIndexes, integer, ownColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await ownColumns(db.schema.createTable('coaching_due'), engine, 'coaching_due', ['pair_id', 'at'])
    .addColumn('pair_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_coaching_due_pair')
    .on('coaching_due')
    .columns(['team_id', 'pair_id'])
    .execute();
  await guardIndexes(db, 'coaching_due');
}
