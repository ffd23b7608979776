/** Of each migration: what a Lore must know to run on it still (`needs`), and the version that ran it (src/store/engines/compatible.ts). */
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  for (const column of ['needs', 'lore'])
    await db.schema.alterTable('kysely_migration').addColumn(column, text(engine)).execute();
}
