/** The tables of the house (src/store/schema.ts). Every key begins with the workspace. */
import { type CreateTableBuilder } from 'kysely';
import { integer, text, type Database, type Engine } from '../columns.ts';

interface Columns {
  readonly text?: readonly string[];
  readonly textOrNull?: readonly string[];
  readonly integer?: readonly string[];
  readonly integerOrNull?: readonly string[];
}

/** A table whose key is `team_id` and then `key`. */
function tableOf(db: Database, engine: Engine, name: string, key: readonly string[], columns: Columns) {
  let table: CreateTableBuilder<string> = db.schema
    .createTable(name)
    .addColumn('team_id', text(engine), (c) => c.notNull());
  for (const column of key) table = table.addColumn(column, text(engine), (c) => c.notNull());
  for (const column of columns.text ?? []) table = table.addColumn(column, text(engine), (c) => c.notNull());
  for (const column of columns.textOrNull ?? []) table = table.addColumn(column, text(engine));
  for (const column of columns.integer ?? []) table = table.addColumn(column, integer, (c) => c.notNull());
  for (const column of columns.integerOrNull ?? []) table = table.addColumn(column, integer);
  return table.addPrimaryKeyConstraint(`pk_${name}`, ['team_id', ...key] as never);
}

async function index(db: Database, table: string, name: string, columns: string[]): Promise<void> {
  await db.schema.createIndex(`ix_${table}_${name}`).on(table).columns(columns).execute();
}

export async function up(db: Database, engine: Engine): Promise<void> {
  await facts(db, engine);
  await reach(db, engine);
  await work(db, engine);
}

/** What Slack told us. A member may be a stranger (another organisation's), so a membership knows its channel only. */
async function facts(db: Database, engine: Engine): Promise<void> {
  await tableOf(db, engine, 'workspace', [], {
    text: ['app_id', 'bot_user_id', 'scopes'],
    textOrNull: ['enterprise_id', 'token'],
    integer: ['installed_at'],
    integerOrNull: ['removed_at'],
  }).execute();
  await tableOf(db, engine, 'person', ['user_id'], {
    text: ['standing', 'tz', 'locale', 'work_days'],
    textOrNull: ['holidays'],
    integer: ['is_admin', 'work_start', 'work_end', 'fetched_at'],
    integerOrNull: ['away_until'],
  }).execute();
  await tableOf(db, engine, 'channel', ['channel_id'], {
    text: ['kind', 'name', 'tz', 'locale'],
    integer: ['is_shared', 'is_archived', 'has_lore', 'fetched_at'],
    integerOrNull: ['members_at', 'members_changed_at'],
  }).execute();
  await tableOf(db, engine, 'membership', ['channel_id', 'user_id'], {})
    .addForeignKeyConstraint('fk_membership_channel', ['team_id', 'channel_id'] as never, 'channel', [
      'team_id',
      'channel_id',
    ])
    .execute();
  await index(db, 'membership', 'user', ['team_id', 'user_id', 'channel_id']);
}

/** Who may see what, and who wrote it. */
async function reach(db: Database, engine: Engine): Promise<void> {
  await tableOf(db, engine, 'seal', ['id'], { integer: ['is_open'] }).execute();
  await tableOf(db, engine, 'audience', ['id'], {
    text: ['kind', 'channel_id'],
    textOrNull: ['channel_after'],
    integer: ['was_private', 'was_shared'],
  })
    .addForeignKeyConstraint('fk_audience_channel', ['team_id', 'channel_id'] as never, 'channel', [
      'team_id',
      'channel_id',
    ])
    .addForeignKeyConstraint('fk_audience_after', ['team_id', 'channel_after'] as never, 'seal', [
      'team_id',
      'id',
    ])
    .execute();
  await index(db, 'audience', 'channel', ['team_id', 'channel_id']);
  await tableOf(db, engine, 'audience_person', ['audience_id', 'user_id'], {})
    .addForeignKeyConstraint('fk_audience_person_audience', ['team_id', 'audience_id'] as never, 'audience', [
      'team_id',
      'id',
    ])
    .execute();
  await tableOf(db, engine, 'authorship', ['table_name', 'row_id', 'user_id'], { text: ['names'] }).execute();
  await index(db, 'authorship', 'user', ['team_id', 'user_id', 'table_name', 'row_id']);
}

/** What is to be done, and what was. */
async function work(db: Database, engine: Engine): Promise<void> {
  await tableOf(db, engine, 'delivery', ['id'], {
    text: ['key', 'post', 'params', 'kind', 'state'],
    textOrNull: ['channel_id', 'user_id', 'urgency', 'under', 'owner_id', 'ts', 'note'],
    integer: ['wanted', 'shown', 'attempts', 'due_at', 'created_at'],
    integerOrNull: ['claimed_at', 'sent_at'],
  })
    .addUniqueConstraint('uq_delivery_key', ['team_id', 'key'] as never)
    .execute();
  await index(db, 'delivery', 'due', ['state', 'due_at']);
  await index(db, 'delivery', 'decided', ['team_id', 'created_at']);
  await index(db, 'delivery', 'channel', ['team_id', 'channel_id']);
  await index(db, 'delivery', 'user', ['team_id', 'user_id', 'sent_at']);
  await tableOf(db, engine, 'job', ['key'], {
    text: ['name', 'params', 'viewer_kind', 'viewer_id', 'state'],
    textOrNull: ['owner_id', 'note'],
    integer: ['run_at', 'attempts'],
  }).execute();
  await index(db, 'job', 'due', ['state', 'run_at']);
  await tableOf(db, engine, 'home', ['user_id'], { integer: ['wanted', 'shown', 'due_at'] }).execute();
  await index(db, 'home', 'due', ['due_at']);
  await tableOf(db, engine, 'inbox', ['event_id'], {
    text: ['type', 'body'],
    integer: ['received_at', 'attempts'],
    integerOrNull: ['done_at'],
  }).execute();
  await index(db, 'inbox', 'undone', ['done_at', 'received_at']);
  await tableOf(db, engine, 'submission', ['key'], { integer: ['taken_at'] }).execute();
  await tableOf(db, engine, 'audit', ['id'], {
    text: ['actor', 'deed', 'subject'],
    integer: ['at'],
  }).execute();
}
