/** What people set for themselves beside their working hours (src/store/settings.ts). Slack's facts never touch these columns. */
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  // A day of the person's own calendar, not an instant: it moves with them to another zone.
  await db.schema.alterTable('person').addColumn('back_on', text(engine)).execute();
  await db.schema.alterTable('person').addColumn('own_locale', text(engine)).execute();
}
