/** What happened in a project's tools, and what a retrospective opens with of it (src/features/retro/facts/rows.ts). */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('retro_fact'), engine, 'retro_fact')
    .addColumn('project_id', text(engine), (c) => c.notNull())
    .addColumn('fact_key', text(engine), (c) => c.notNull())
    .addColumn('kind', text(engine), (c) => c.notNull())
    .addColumn('at', integer, (c) => c.notNull())
    .addColumn('title', text(engine), (c) => c.notNull())
    .addColumn('link', text(engine))
    .addColumn('day', text(engine))
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('heard_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_fact_project')
    .on('retro_fact')
    .columns(['team_id', 'project_id', 'fact_key'])
    .execute();
  await guardIndexes(db, 'retro_fact');
  await sharedColumns(db.schema.createTable('retro_timeline'), engine, 'retro_timeline')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('project_id', text(engine), (c) => c.notNull())
    .addColumn('since', integer, (c) => c.notNull())
    .addColumn('until', integer, (c) => c.notNull())
    .execute();
  for (const whole of ['retro', 'project'])
    await db.schema
      .createIndex(`ix_retro_timeline_${whole}`)
      .on('retro_timeline')
      .columns(['team_id', `${whole}_id`])
      .execute();
  await guardIndexes(db, 'retro_timeline');
}
