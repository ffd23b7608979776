/** Issues that people have made of their actions in a connected tool: one row for each, from the wish to what became of it there; and what owners said. */
import { guardIndexes, integer, ownColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('tracker_issue')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('of_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('connection_id', text(engine), (c) => c.notNull())
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('title', text(engine), (c) => c.notNull())
    .addColumn('body', text(engine), (c) => c.notNull())
    .addColumn('audience', text(engine), (c) => c.notNull())
    .addColumn('assignee', text(engine))
    .addColumn('by_id', text(engine))
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('refused', text(engine))
    .addColumn('issue_id', text(engine))
    .addColumn('link', text(engine))
    .addColumn('is_unmatched', integer, (c) => c.notNull())
    .addColumn('is_over', integer, (c) => c.notNull())
    .addColumn('tell_at', integer)
    .addColumn('looks', integer, (c) => c.notNull())
    .addColumn('attempts', integer, (c) => c.notNull())
    .addColumn('due_at', integer)
    .addPrimaryKeyConstraint('pk_tracker_issue', ['team_id', 'of_id'])
    .execute();
  await db.schema
    .createIndex('ix_tracker_issue_due')
    .on('tracker_issue')
    .columns(['team_id', 'due_at'])
    .execute();

  await ownColumns(db.schema.createTable('retro_tracker_place'), engine, 'retro_tracker_place', [
    'connection_id',
  ])
    .addColumn('connection_id', text(engine), (c) => c.notNull())
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('called', text(engine), (c) => c.notNull())
    .addColumn('used_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_tracker_place');

  await ownColumns(db.schema.createTable('retro_tracker_answer'), engine, 'retro_tracker_answer', [
    'action_id',
  ])
    .addColumn('action_id', text(engine), (c) => c.notNull())
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('answered_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_tracker_answer');
}
