/** What people say they know, whom a question was asked, and what those said. */
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
  await ownColumns(db.schema.createTable('question_expertise'), engine, 'question_expertise', ['topic'])
    .addColumn('topic', text(engine), (c) => c.notNull())
    .addColumn('may_ask', integer, (c) => c.notNull())
    .addColumn('rests', integer, (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'question_expertise');
  await sharedColumns(db.schema.createTable('question_ask'), engine, 'question_ask')
    .addColumn('question_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('asked_by', text(engine))
    .addColumn('peer_id', text(engine))
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('asked_at', integer, (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('is_passed', integer, (c) => c.notNull())
    .addColumn('reach_id', text(engine), (c) => c.notNull())
    .addColumn('wanted', text(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'question_ask');
  await db.schema
    .createIndex('ix_question_ask_question')
    .on('question_ask')
    .columns(['team_id', 'question_id'])
    .execute();
  await db.schema
    .createIndex('ix_question_ask_peer')
    .on('question_ask')
    .columns(['team_id', 'peer_id', 'state'])
    .execute();
  await ownColumns(db.schema.createTable('question_ask_reply'), engine, 'question_ask_reply', ['about'])
    .addColumn('about', text(engine), (c) => c.notNull())
    .addColumn('question_id', text(engine), (c) => c.notNull())
    .addColumn('reply', text(engine), (c) => c.notNull())
    .addColumn('passed_to', text(engine))
    .addColumn('replied_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'question_ask_reply');
}
