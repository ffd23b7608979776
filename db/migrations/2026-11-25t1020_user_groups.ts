/** Slack's user groups with their members, when they were last asked for, and which group is named for which practice. */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('user_group')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('group_id', text(engine), (c) => c.notNull())
    .addColumn('handle', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_user_group', ['team_id', 'group_id'])
    .execute();
  await db.schema
    .createTable('user_group_member')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('group_id', text(engine), (c) => c.notNull())
    .addColumn('user_id', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_user_group_member', ['team_id', 'group_id', 'user_id'])
    .execute();
  await db.schema
    .createIndex('ix_user_group_member_user')
    .on('user_group_member')
    .columns(['team_id', 'user_id'])
    .execute();
  await db.schema
    .createTable('practice_group')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('practice', text(engine), (c) => c.notNull())
    .addColumn('group_id', text(engine), (c) => c.notNull())
    .addColumn('named_by', text(engine))
    .addPrimaryKeyConstraint('pk_practice_group', ['team_id', 'practice'])
    .execute();
  await db.schema.alterTable('workspace').addColumn('groups_at', integer).execute();
}
