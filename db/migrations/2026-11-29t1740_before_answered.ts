/** How many have answered in the open round of a review before the work (src/features/retro/before/rows.ts): it stays when one of them is erased. */
import { type Database, type Engine, integer } from '../columns.ts';

export async function up(db: Database, _engine: Engine): Promise<void> {
  await db.schema
    .alterTable('retro_before')
    .addColumn('answered', integer, (c) => c.notNull().defaultTo(0))
    .execute();
  await db
    .updateTable('retro_before')
    .set((it) => ({
      answered: it
        .selectFrom('retro_before_turn as turn')
        .select((count) => count.fn.countAll().as('answered'))
        .whereRef('turn.team_id', '=', 'retro_before.team_id')
        .whereRef('turn.before_id', '=', 'retro_before.id'),
    }))
    .execute();
}
