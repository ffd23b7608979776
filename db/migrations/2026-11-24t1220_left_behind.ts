/** What an erasure still has to do in Slack and in the files (src/store/left-behind.ts). */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('left_behind')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('ts', text(engine), (c) => c.notNull())
    .addColumn('locale', text(engine), (c) => c.notNull())
    .addColumn('attempts', integer, (c) => c.notNull())
    .addColumn('due_at', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_left_behind', ['team_id', 'kind', 'place', 'ts'])
    .execute();
  await db.schema.createIndex('ix_left_behind_due').on('left_behind').columns(['due_at']).execute();
}
