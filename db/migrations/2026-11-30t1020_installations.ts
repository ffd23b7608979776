/** The tokens that Slack gave to an app that serves many workspaces: one row for each workspace or organisation that installed it. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('installation')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('is_organisation', integer, (c) => c.notNull())
    .addColumn('app_id', text(engine), (c) => c.notNull())
    .addColumn('bot_user_id', text(engine), (c) => c.notNull())
    .addColumn('scopes', text(engine), (c) => c.notNull())
    .addColumn('tokens', text(engine), (c) => c.notNull())
    .addColumn('expires_at', integer)
    .addColumn('installed_at', integer, (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_installation', ['team_id'])
    .execute();
  // A channel that two organisations share is looked up without its workspace.
  await db.schema.createIndex('ix_channel_id').on('channel').columns(['channel_id']).execute();
  await db.schema
    .createIndex('ix_workspace_organisation')
    .on('workspace')
    .columns(['enterprise_id'])
    .execute();
}
