/** What keeps erased words in the database's files, where something does (src/store/held.ts). */
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('left_behind').addColumn('held', text(engine)).execute();
}
