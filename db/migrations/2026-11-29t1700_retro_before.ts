/** Reviews before the work (src/features/retro/before/rows.ts), and when a project was planned and last offered one. */
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
  await sharedColumns(db.schema.createTable('retro_before'), engine, 'retro_before')
    .addColumn('name', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('conversation_id', text(engine), (c) => c.notNull())
    .addColumn('project_id', text(engine))
    .addColumn('began_by', text(engine))
    .addColumn('began_at', integer, (c) => c.notNull())
    .addColumn('intent', text(engine), (c) => c.notNull())
    .addColumn('measure', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('until', integer, (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('asked', integer, (c) => c.notNull())
    .addColumn('seal', text(engine), (c) => c.notNull())
    .addColumn('joined_at', integer)
    .addColumn('decided_by', text(engine))
    .addColumn('over_at', integer)
    .addColumn('over_how', text(engine))
    .execute();
  await db.schema
    .createIndex('ix_retro_before_channel')
    .on('retro_before')
    .columns(['team_id', 'channel_id', 'began_at'])
    .execute();
  await guardIndexes(db, 'retro_before');
  await sharedColumns(db.schema.createTable('retro_prediction'), engine, 'retro_prediction')
    .addColumn('before_id', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('text', text(engine), (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_prediction_before')
    .on('retro_prediction')
    .columns(['team_id', 'before_id'])
    .execute();
  await guardIndexes(db, 'retro_prediction');
  await sharedColumns(db.schema.createTable('retro_before_answer'), engine, 'retro_before_answer')
    .addColumn('before_id', text(engine), (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_before_answer_before')
    .on('retro_before_answer')
    .columns(['team_id', 'before_id'])
    .execute();
  await guardIndexes(db, 'retro_before_answer');
  await ownColumns(db.schema.createTable('retro_before_turn'), engine, 'retro_before_turn', ['before_id'])
    .addColumn('before_id', text(engine), (c) => c.notNull())
    .addColumn('answer_id', text(engine), (c) => c.notNull())
    .addColumn('counts', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_before_turn');
  const plan = db.schema.alterTable('retro_project');
  await plan.addColumn('planned_on', text(engine)).execute();
  await plan.addColumn('before_end', text(engine)).execute();
  await plan.addColumn('before_offers', integer, (c) => c.notNull().defaultTo(0)).execute();
  // Older plans count from today, and one that has ended from its end. None of them was offered a review yet.
  const today = '2026-11-29';
  await db
    .updateTable('retro_project')
    .set((it) => ({
      planned_on: it.case().when('ends_on', '<', today).then(it.ref('ends_on')).else(today).end(),
      before_end: it.ref('ends_on'),
    }))
    .execute();
}
