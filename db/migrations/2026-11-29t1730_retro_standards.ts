/** What changed because of an action that helped: a checklist, a runbook, a template or a default, and the lesson that it belongs to. */
import { type Database, type Engine, integer, text } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  // One after the other: SQLite changes one column at a time.
  const action = () => db.schema.alterTable('retro_action');
  await action().addColumn('standard_kind', text(engine)).execute();
  for (const column of ['standard_name', 'standard_link'])
    await action()
      .addColumn(column, text(engine), (c) => c.notNull().defaultTo(''))
      .execute();
  await action().addColumn('standard_at', integer).execute();
  await action().addColumn('standard_lesson', text(engine)).execute();
}
