/** Addresses at which calendars read dates: one row for each, by the hash of the secret in it. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('calendar_feed')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('secret_hash', text(engine), (c) => c.notNull())
    .addColumn('user_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine))
    .addColumn('made_at', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_calendar_feed', ['team_id', 'secret_hash'])
    .execute();
  // A reader brings the secret and nothing else, so it is looked up without its workspace.
  await db.schema
    .createIndex('ix_calendar_feed_secret')
    .on('calendar_feed')
    .columns(['secret_hash'])
    .execute();
}
