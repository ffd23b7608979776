/** Whoever wrote a lesson before lessons were asked about is asked on its day of review, too: a year after it was written, so not all at once. */
import { sql } from 'kysely';
import type { Database } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await sql`insert into job (team_id, key, name, params, viewer_kind, viewer_id, owner_id, run_at, state, attempts, note, lost_since)
    select l.team_id, 'lessons.review-due|lesson=' || l.id || ',person=' || w.user_id, 'lessons.review-due',
      '{"lesson":"' || l.id || '","person":"' || w.user_id || '"}', 'person', w.user_id, null, l.review_by, 'waiting', 0, null, null
    from lesson as l
    inner join authorship as w on w.team_id = l.team_id and w.table_name = 'lesson' and w.row_id = l.id
    where l.state = 'kept' and l.is_hidden = 0 and l.source <> 'import' and l.retired_at is null and w.names = 'shown'
    on conflict (team_id, key) do nothing`.execute(db);
}
