/** What collecting came to, stored when it ends (src/features/retro/session/rows.ts): counted later, it would change with each erasure. */
import { sql } from 'kysely';
import { integer, type Database } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  for (const column of ['answer_count', 'author_count', 'card_count'])
    await db.schema.alterTable('retro').addColumn(column, integer).execute();
  await sql`update retro set
      answer_count = (select count(*) from retro_turn as t
        where t.team_id = retro.team_id and t.retro_id = retro.id and t.phase = 'collect'),
      author_count = (select count(*) from retro_turn as t
        where t.team_id = retro.team_id and t.retro_id = retro.id and t.phase = 'collect' and t.answer = 'cards'),
      card_count = (select count(*) from retro_mark as m
        where m.team_id = retro.team_id and m.retro_id = retro.id)
    where phase <> 'collect'`.execute(db);
}
