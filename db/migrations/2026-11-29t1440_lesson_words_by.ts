/** Whose words say what a lesson changed, and why it was retired: they go with that person. */
import { sql } from 'kysely';
import { type Database, type Engine, text } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  for (const [column, change] of [
    ['standard_by', 'standard'],
    ['retired_by', 'retired'],
  ] as const) {
    await db.schema.alterTable('lesson').addColumn(column, text(engine)).execute();
    const since = sql.ref(change === 'standard' ? 'standard_at' : 'retired_at');
    await sql`update lesson set ${sql.ref(column)} = (
      select v.changed_by from lesson_version as v
      where v.team_id = lesson.team_id and v.lesson_id = lesson.id and v.change = ${change}
      order by v.number desc limit 1) where ${since} is not null`.execute(db);
  }
}
