/** Whom the title of what is presented is for: who is asked to present writes it for the channel, who asked may have left (src/features/forums/presenting). */
import { sql } from 'kysely';
import { type Database, type Engine, text } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  // A version before this one writes rows without it.
  await db.schema.alterTable('forum_invite').addColumn('reach_id', text(engine)).execute();
  // Its people's rows are for the channel, too.
  await sql`update forum_invite set reach_id = (select min(p.audience_id) from forum_person as p
    where p.team_id = forum_invite.team_id and p.forum_id = forum_invite.forum_id)`.execute(db);
}
