/** Who agreed to be asked (src/features/retro/agreed/operations.ts). */
import { guardIndexes, integer, ownColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await ownColumns(db.schema.createTable('retro_agreed'), engine, 'retro_agreed', ['to'])
    .addColumn('to', text(engine), (c) => c.notNull())
    .addColumn('agreed_at', integer, (c) => c.notNull())
    .addColumn('rests', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_agreed');
}
