/** What a database that came from a backup has to know: when it was taken and put back, and what the lost one may have sent since. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('restored')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('taken_at', integer, (c) => c.notNull())
    .addColumn('restored_at', integer, (c) => c.notNull())
    .addColumn('has_marks', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_restored', ['team_id'])
    .execute();
  await db.schema.alterTable('delivery').addColumn('lost_since', integer).execute();
  await db.schema.alterTable('job').addColumn('lost_since', integer).execute();
  await db.schema.alterTable('workspace').addColumn('erasure_key', text(engine)).execute();
}
