/** Files that went with a post: Slack tells no timestamp of their message, and takes them out by their own id. */
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('posted_file')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('delivery_id', text(engine), (c) => c.notNull())
    .addColumn('file_id', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_posted_file', ['team_id', 'delivery_id'])
    .execute();
}
