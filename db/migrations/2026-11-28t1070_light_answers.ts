/** Who has answered in a retrospective, and whether somebody of another organisation is in a channel, are found without looking through all. */
import type { Database } from '../columns.ts';

export async function up(db: Database): Promise<void> {
  await db.schema
    .createIndex('ix_retro_turn_retro')
    .on('retro_turn')
    // All that counting needs, in the order in which it groups.
    .columns(['team_id', 'retro_id', 'phase', 'opening', 'audience_id', 'seal_id'])
    .execute();
  await db.schema.createIndex('ix_person_standing').on('person').columns(['team_id', 'standing']).execute();
}
