/** What an admin set for a workspace: how long rows are kept where shorter than usual, and which practices are switched off. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('retention')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('days', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_retention', ['team_id', 'kind'])
    .execute();
  await db.schema
    .createTable('practice_off')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('practice', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_practice_off', ['team_id', 'practice'])
    .execute();
  // When what is too old was last erased; null: never.
  await db.schema.alterTable('workspace').addColumn('expired_at', integer).execute();
}
