/** When the question to present reached the person. Of those who were asked before, it is taken to have come a week ahead. */
import { sql } from 'kysely';
import { integer, type Database } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await db.schema.alterTable('rotation_slot').addColumn('asked_at', integer).execute();
  await sql`update rotation_slot set asked_at = meets_at - 604800000
    where presenter_id is not null and state = 'coming'`.execute(db);
}
