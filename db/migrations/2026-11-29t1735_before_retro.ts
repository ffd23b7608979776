/** Which retrospective looks back on a review before the work (src/features/retro/before/rows.ts). */
import { text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema.alterTable('retro_before').addColumn('retro_id', text(engine)).execute();
  await db.schema
    .createIndex('ix_retro_before_retro')
    .on('retro_before')
    .columns(['team_id', 'retro_id'])
    .execute();
}
