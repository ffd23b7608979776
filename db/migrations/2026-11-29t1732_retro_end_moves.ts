/** How a project's end moved: the one it was planned with, and how often it moved since. Of older projects only the end they have now is known. */
import { type Database, type Engine, integer, text } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('retro_project').addColumn('first_end', text(engine)).execute();
  await db.schema
    .alterTable('retro_project')
    .addColumn('end_moves', integer, (c) => c.notNull().defaultTo(0))
    .execute();
}
