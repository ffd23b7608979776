/** What a workspace preselects for whom something is, in its public channels. */
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('workspace').addColumn('usual_reach', text(engine)).execute();
}
