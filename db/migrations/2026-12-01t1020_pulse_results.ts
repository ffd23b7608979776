/** What comes of a window of the pulse: its figures, which never change, and what each leader owes and says. */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('ballot').addColumn('outcome', text(engine)).execute();

  await sharedColumns(db.schema.createTable('pulse_figure'), engine, 'pulse_figure')
    .addColumn('window_id', text(engine), (c) => c.notNull())
    .addColumn('theme', text(engine), (c) => c.notNull())
    .addColumn('item', text(engine))
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('place_id', text(engine), (c) => c.notNull())
    .addColumn('teams', text(engine), (c) => c.notNull())
    .addColumn('asked', integer, (c) => c.notNull())
    .addColumn('answered', integer, (c) => c.notNull())
    .addColumn('all_answered', integer)
    .addColumn('how', text(engine), (c) => c.notNull())
    .addColumn('half_steps', integer)
    .addColumn('spread', text(engine))
    .addColumn('is_comparable', integer, (c) => c.notNull())
    .addColumn('sort', integer, (c) => c.notNull())
    .execute();
  await byWindow(db, 'pulse_figure');

  await sharedColumns(db.schema.createTable('pulse_duty'), engine, 'pulse_duty')
    .addColumn('window_id', text(engine), (c) => c.notNull())
    .addColumn('place_id', text(engine), (c) => c.notNull())
    .addColumn('leader_id', text(engine))
    .addColumn('asked_at', integer, (c) => c.notNull())
    .addColumn('due_at', integer, (c) => c.notNull())
    .addColumn('ends_at', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('done_at', integer)
    .execute();
  await byWindow(db, 'pulse_duty');

  await sharedColumns(db.schema.createTable('pulse_answer'), engine, 'pulse_answer')
    .addColumn('window_id', text(engine), (c) => c.notNull())
    .addColumn('place_id', text(engine), (c) => c.notNull())
    .addColumn('said_by', text(engine))
    .addColumn('said_at', integer)
    .addColumn('heard', text(engine), (c) => c.notNull())
    .addColumn('change', text(engine))
    .addColumn('reason', text(engine))
    .addColumn('follow_on', text(engine))
    .addColumn('helped', text(engine))
    .addColumn('asked_at', integer)
    .execute();
  await byWindow(db, 'pulse_answer');
}

async function byWindow(db: Database, name: string): Promise<void> {
  await db.schema.createIndex(`ix_${name}_window`).on(name).columns(['team_id', 'window_id']).execute();
  await guardIndexes(db, name);
}
