/** Lessons that are shown where something begins: what people say of them in a project's plan, what a project is about, and how often they were applied. */
import { guardIndexes, integer, ownColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  const number = async (table: string, column: string) =>
    db.schema
      .alterTable(table)
      .addColumn(column, integer, (c) => c.notNull().defaultTo(0))
      .execute();
  await number('lesson', 'went_well');
  await number('lesson', 'applied_in');
  await number('retro_offer', 'counted');
  await number('retro_project_offer', 'counted');
  await db.schema.alterTable('retro_project').addColumn('about', text(engine)).execute();

  await ownColumns(db.schema.createTable('retro_project_lesson_use'), engine, 'retro_project_lesson_use', [
    'project_id',
    'lesson_id',
  ])
    .addColumn('project_id', text(engine), (c) => c.notNull())
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('use', text(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_project_lesson_use');
}
