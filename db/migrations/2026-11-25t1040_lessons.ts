/** The tables of lessons (src/features/lessons/tables.ts), and of those that a retrospective begins with (src/features/retro/tables/offer.ts). */
import { guardIndexes, integer, sharedColumns, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('lesson'), engine, 'lesson')
    .addColumn('source', text(engine), (c) => c.notNull())
    .addColumn('gathering_id', text(engine), (c) => c.notNull())
    .addColumn('seed_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('title', text(engine), (c) => c.notNull())
    .addColumn('context', text(engine), (c) => c.notNull())
    .addColumn('happened', text(engine), (c) => c.notNull())
    .addColumn('use_when', text(engine), (c) => c.notNull())
    .addColumn('topics', text(engine), (c) => c.notNull())
    .addColumn('reach', text(engine), (c) => c.notNull())
    .addColumn('seen_id', text(engine), (c) => c.notNull())
    .addColumn('wide_id', text(engine), (c) => c.notNull())
    .addColumn('is_wider', integer, (c) => c.notNull())
    .addColumn('is_hidden', integer, (c) => c.notNull())
    .addColumn('from_public', integer, (c) => c.notNull())
    .addColumn('writer_id', text(engine))
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('cards', integer, (c) => c.notNull())
    .addColumn('agreed', integer, (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .addColumn('ask_until', integer, (c) => c.notNull())
    .addColumn('written_at', integer, (c) => c.notNull())
    .addColumn('edited_at', integer)
    .addColumn('kept_at', integer)
    .addColumn('review_by', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_lesson_gathering')
    .on('lesson')
    .columns(['team_id', 'gathering_id'])
    .execute();
  await db.schema
    .createIndex('ix_lesson_kept')
    .on('lesson')
    .columns(['team_id', 'state', 'kept_at'])
    .execute();
  await guardIndexes(db, 'lesson');

  await sharedColumns(db.schema.createTable('lesson_part'), engine, 'lesson_part')
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('agreed', integer, (c) => c.notNull())
    .addColumn('round', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_lesson_part_lesson')
    .on('lesson_part')
    .columns(['team_id', 'lesson_id'])
    .execute();
  await guardIndexes(db, 'lesson_part');

  await sharedColumns(db.schema.createTable('retro_offer'), engine, 'retro_offer')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_offer_retro')
    .on('retro_offer')
    .columns(['team_id', 'retro_id'])
    .execute();
  await guardIndexes(db, 'retro_offer');
}
