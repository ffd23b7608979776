/** Pathways: what a role takes, who edits it, and what people who follow one keep for themselves (src/features/pathways/rows.ts, walking/rows.ts). */
import {
  guardIndexes,
  integer,
  ownColumns,
  sharedColumns,
  text,
  type Database,
  type Engine,
} from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('pathway'), engine, 'pathway')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('reach_id', text(engine), (c) => c.notNull())
    .addColumn('role', text(engine), (c) => c.notNull())
    .addColumn('about', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('revision', integer, (c) => c.notNull())
    .addColumn('named_by', text(engine))
    .addColumn('begun_at', integer, (c) => c.notNull())
    .addColumn('published_at', integer)
    .addColumn('published_by', text(engine))
    .addColumn('right_at', integer)
    .addColumn('rests_since', integer)
    .execute();
  await guardIndexes(db, 'pathway');
  await sharedColumns(db.schema.createTable('pathway_skill'), engine, 'pathway_skill')
    .addColumn('pathway_id', text(engine), (c) => c.notNull())
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('level', integer, (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .addColumn('named_by', text(engine))
    .addColumn('out_at', integer)
    .execute();
  await sharedColumns(db.schema.createTable('pathway_activity'), engine, 'pathway_activity')
    .addColumn('pathway_id', text(engine), (c) => c.notNull())
    .addColumn('skill_id', text(engine), (c) => c.notNull())
    .addColumn('title', text(engine), (c) => c.notNull())
    .addColumn('link', text(engine), (c) => c.notNull())
    .addColumn('effort', text(engine), (c) => c.notNull())
    .addColumn('format', text(engine), (c) => c.notNull())
    .addColumn('is_required', integer, (c) => c.notNull())
    .addColumn('moment', text(engine), (c) => c.notNull())
    .addColumn('after_id', text(engine))
    .addColumn('place', integer, (c) => c.notNull())
    .addColumn('named_by', text(engine))
    .addColumn('out_at', integer)
    .execute();
  await sharedColumns(db.schema.createTable('pathway_editor'), engine, 'pathway_editor')
    .addColumn('pathway_id', text(engine), (c) => c.notNull())
    .addColumn('person_id', text(engine))
    .addColumn('joined_at', integer, (c) => c.notNull())
    .addColumn('left_at', integer)
    .execute();
  await sharedColumns(db.schema.createTable('pathway_change'), engine, 'pathway_change')
    .addColumn('pathway_id', text(engine), (c) => c.notNull())
    .addColumn('version', integer, (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('part_id', text(engine))
    .addColumn('count', integer, (c) => c.notNull())
    .addColumn('changed_by', text(engine))
    .addColumn('changed_at', integer, (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('pathway_shown'), engine, 'pathway_shown')
    .addColumn('pathway_id', text(engine), (c) => c.notNull())
    .addColumn('person_id', text(engine))
    .addColumn('shown_to', text(engine))
    .addColumn('done', integer, (c) => c.notNull())
    .addColumn('of', integer, (c) => c.notNull())
    .addColumn('shown_at', integer, (c) => c.notNull())
    .addColumn('hidden_at', integer)
    .execute();
  await ownColumns(db.schema.createTable('pathway_follow'), engine, 'pathway_follow', ['pathway_id'])
    .addColumn('pathway_id', text(engine), (c) => c.notNull())
    .addColumn('followed_at', integer, (c) => c.notNull())
    .addColumn('planned_told_at', integer)
    .addColumn('facilitated_told_at', integer)
    .execute();
  await ownColumns(db.schema.createTable('pathway_done'), engine, 'pathway_done', ['done_id'])
    .addColumn('done_id', text(engine), (c) => c.notNull())
    .addColumn('pathway_id', text(engine))
    .addColumn('activity_id', text(engine))
    .addColumn('what', text(engine), (c) => c.notNull())
    .addColumn('is_required', integer, (c) => c.notNull())
    .addColumn('finished_at', integer, (c) => c.notNull())
    .addColumn('will_use', text(engine), (c) => c.notNull())
    .addColumn('use_on', text(engine))
    .addColumn('asked_at', integer)
    .addColumn('did', text(engine))
    .execute();
  await ownColumns(db.schema.createTable('pathway_setting'), engine, 'pathway_setting', [])
    .addColumn('channel_id', text(engine))
    .addColumn('counts_since', integer)
    .addColumn('is_quiet', integer, (c) => c.notNull())
    .addColumn('set_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('pathway_counted'), engine, 'pathway_counted', [
    'channel_id',
    'quarter',
  ])
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('quarter', integer, (c) => c.notNull())
    .addColumn('counted_at', integer, (c) => c.notNull())
    .execute();
  for (const table of ['skill', 'activity', 'editor', 'change', 'shown'])
    await db.schema
      .createIndex(`ix_pathway_${table}_whole`)
      .on(`pathway_${table}`)
      .columns(['team_id', 'pathway_id'])
      .execute();
  for (const table of [
    'skill',
    'activity',
    'editor',
    'change',
    'shown',
    'follow',
    'done',
    'setting',
    'counted',
  ])
    await guardIndexes(db, `pathway_${table}`);
}
