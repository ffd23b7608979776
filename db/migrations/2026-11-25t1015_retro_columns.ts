/** Columns that somebody wrote themselves for a retrospective: JSON, where its format is `own`. */
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('retro').addColumn('own_columns', text(engine)).execute();
}
