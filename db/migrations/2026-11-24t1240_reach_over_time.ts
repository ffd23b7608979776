/**
 * Who was in a channel before it became public, and with how many organisations it was shared when a row was written:
 * what was said among some never reaches those who were let in later (src/store/guards.ts).
 */
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  const count = (table: string, column: string, start: number) =>
    db.schema
      .alterTable(table)
      .addColumn(column, integer, (c) => c.notNull().defaultTo(start))
      .execute();
  // Nobody knows of the members there are now since when they have been there: nothing is taken from them.
  await count('membership', 'since_private', 1);
  await count('channel', 'sharings', 0);
  await count('audience', 'sharings', 0);
  await db.schema
    .alterTable('channel')
    .addColumn('shared_with', text(engine), (c) => c.notNull().defaultTo(''))
    .execute();
}
