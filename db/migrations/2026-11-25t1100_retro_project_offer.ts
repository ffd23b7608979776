/** The lessons of other teams that were chosen for a project when it was planned (src/features/retro/tables/offer.ts). */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('retro_project_offer'), engine, 'retro_project_offer')
    .addColumn('project_id', text(engine), (c) => c.notNull())
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_project_offer_project')
    .on('retro_project_offer')
    .columns(['team_id', 'project_id'])
    .execute();
  await guardIndexes(db, 'retro_project_offer');
}
