/** The tables of "What I learned" (src/features/learned/tables.ts). */
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
  await sharedColumns(db.schema.createTable('learned_prompt'), engine, 'learned_prompt')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('question', integer, (c) => c.notNull())
    .addColumn('asked_at', integer, (c) => c.notNull())
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('owner_id', text(engine))
    .addColumn('decided_by', text(engine))
    .execute();
  await db.schema
    .createIndex('ix_learned_prompt_channel')
    .on('learned_prompt')
    .columns(['team_id', 'channel_id', 'asked_at'])
    .execute();
  await guardIndexes(db, 'learned_prompt');

  await sharedColumns(db.schema.createTable('learned_share'), engine, 'learned_share')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('prompt_id', text(engine))
    .addColumn('in_thread', integer, (c) => c.notNull())
    .addColumn('what', text(engine), (c) => c.notNull())
    .addColumn('use_when', text(engine), (c) => c.notNull())
    .addColumn('link', text(engine), (c) => c.notNull())
    .addColumn('topics', text(engine), (c) => c.notNull())
    .addColumn('source_author_id', text(engine))
    .addColumn('reach', text(engine), (c) => c.notNull())
    .addColumn('reach_id', text(engine), (c) => c.notNull())
    .addColumn('from_public', integer, (c) => c.notNull())
    .addColumn('shared_at', integer, (c) => c.notNull())
    .addColumn('edited_at', integer)
    .addColumn('taken_back_at', integer)
    .execute();
  await db.schema
    .createIndex('ix_learned_share_channel')
    .on('learned_share')
    .columns(['team_id', 'channel_id', 'shared_at'])
    .execute();
  await db.schema
    .createIndex('ix_learned_share_prompt')
    .on('learned_share')
    .columns(['team_id', 'prompt_id'])
    .execute();
  await guardIndexes(db, 'learned_share');

  await sharedColumns(db.schema.createTable('learned_use'), engine, 'learned_use')
    .addColumn('share_id', text(engine), (c) => c.notNull())
    .addColumn('how', text(engine), (c) => c.notNull())
    .addColumn('used_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_learned_use_share')
    .on('learned_use')
    .columns(['team_id', 'share_id'])
    .execute();
  await guardIndexes(db, 'learned_use');

  await ownColumns(db.schema.createTable('learned_useful'), engine, 'learned_useful', ['share_id'])
    .addColumn('share_id', text(engine), (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'learned_useful');
}
