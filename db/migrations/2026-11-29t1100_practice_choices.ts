/**
 * What an admin decided about practices that start turned off, and which channels turned one on. A workspace that has used thanks goes on using
 * them. An older Lore reads `practice_off` alone, in which everything stands that is not on for the whole workspace.
 */
import { sql } from 'kysely';
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('practice_choice')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('practice', text(engine), (c) => c.notNull())
    .addColumn('position', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_practice_choice', ['team_id', 'practice'])
    .execute();
  await db.schema
    .createTable('practice_channel')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('practice', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_practice_channel', ['team_id', 'practice', 'channel_id'])
    .execute();
  await sql`insert into practice_choice (team_id, practice, position)
    select distinct team_id, 'thanks', 'on' from thanks`.execute(db);
}
