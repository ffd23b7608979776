/** The lessons that a review before the work begins with, and what people say of them (src/features/retro/lessons/operations.ts). */
import {
  guardIndexes,
  integer,
  ownColumns,
  sharedColumns,
  text,
  type Database,
  type Engine,
} from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('retro_before_offer'), engine, 'retro_before_offer')
    .addColumn('before_id', text(engine), (c) => c.notNull())
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .addColumn('counted', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_before_offer_before')
    .on('retro_before_offer')
    .columns(['team_id', 'before_id'])
    .execute();
  await guardIndexes(db, 'retro_before_offer');

  await ownColumns(db.schema.createTable('retro_before_lesson_use'), engine, 'retro_before_lesson_use', [
    'before_id',
    'lesson_id',
  ])
    .addColumn('before_id', text(engine), (c) => c.notNull())
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('use', text(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_before_lesson_use');
}
