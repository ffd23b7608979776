/** What people ask, what others answer, and of which question somebody wants to hear no more. */
import {
  guardIndexes,
  integer,
  ownColumns,
  sharedColumns,
  text,
  type Database,
  type Engine,
} from '../columns.ts';
import { addWords } from '../words.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('question'), engine, 'question')
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('link', text(engine), (c) => c.notNull())
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('names', text(engine), (c) => c.notNull())
    .addColumn('reach_id', text(engine), (c) => c.notNull())
    .addColumn('seal', text(engine))
    .addColumn('from_public', integer, (c) => c.notNull())
    .addColumn('accepted_id', text(engine))
    .addColumn('asked_at', integer, (c) => c.notNull())
    .addColumn('ended_at', integer)
    .execute();
  await guardIndexes(db, 'question');
  await db.schema
    .createIndex('ix_question_channel')
    .on('question')
    .columns(['team_id', 'channel_id', 'state'])
    .execute();
  await addWords(db, engine, {
    table: 'question',
    columns: ['words'],
    at: 'asked_at',
    unless: ['state', 'closed'],
  });
  // As the words of lessons have them (2026-11-29t1310, 2026-11-30t1000).
  await db.schema
    .createIndex('ix_question_words_uncut')
    .on('question_words')
    .columns(['team_id', 'cut'])
    .execute();
  if (engine === 'sqlite')
    await db.schema
      .createIndex('ix_question_words_reach')
      .on('question_words')
      .columns(['team_id', 'row_id', 'audience_id', 'seal_id'])
      .execute();
  await sharedColumns(db.schema.createTable('question_answer'), engine, 'question_answer')
    .addColumn('question_id', text(engine), (c) => c.notNull())
    .addColumn('channel_id', text(engine), (c) => c.notNull())
    .addColumn('words', text(engine), (c) => c.notNull())
    .addColumn('place', text(engine), (c) => c.notNull())
    .addColumn('answered_at', integer, (c) => c.notNull())
    .addColumn('edited_at', integer)
    .addColumn('accepted_at', integer)
    .execute();
  await guardIndexes(db, 'question_answer');
  await db.schema
    .createIndex('ix_question_answer_question')
    .on('question_answer')
    .columns(['team_id', 'question_id'])
    .execute();
  await ownColumns(db.schema.createTable('question_quiet'), engine, 'question_quiet', ['question_id'])
    .addColumn('question_id', text(engine), (c) => c.notNull())
    .addColumn('said_at', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'question_quiet');
}
