/** Tokens with which programs read as a person: one row for each, by the hash of the token. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('access_token')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('id', text(engine), (c) => c.notNull())
    .addColumn('secret_hash', text(engine), (c) => c.notNull())
    .addColumn('user_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('made_at', integer, (c) => c.notNull())
    .addColumn('used_on', text(engine))
    .addPrimaryKeyConstraint('pk_access_token', ['team_id', 'id'])
    .execute();
  // A program brings the token and nothing else, so it is looked up without its workspace.
  await db.schema.createIndex('ix_access_token_secret').on('access_token').columns(['secret_hash']).execute();
}
