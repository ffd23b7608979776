/** Where a workspace is on the web, so that what was posted can be linked to. */
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('workspace').addColumn('url', text(engine)).execute();
}
