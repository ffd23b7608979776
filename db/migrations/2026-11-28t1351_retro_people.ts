/** Who joins a retrospective while it runs: whether it asks everyone in its channel, and who was offered to take part and declined. */
import { guardIndexes, integer, ownColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .alterTable('retro')
    .addColumn('asks_all', integer, (c) => c.notNull().defaultTo(0))
    .execute();
  await ownColumns(db.schema.createTable('retro_declined'), engine, 'retro_declined', ['retro_id'])
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('declined_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_declined');
}
