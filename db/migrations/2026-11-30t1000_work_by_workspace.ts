/**
 * A workspace is worked on by one process at a time: what is due in it is found without looking at others, which have what is due without looking at
 * everything, and who comes next knows how often Slack was called. A failed event says when it is tried again.
 */
import { sql } from 'kysely';
import { type Database, type Engine, integer, text } from '../columns.ts';

const indexes = {
  ix_delivery_work: ['delivery', ['team_id', 'state', 'due_at']],
  ix_job_work: ['job', ['team_id', 'state', 'run_at']],
  ix_ritual_work: ['ritual', ['team_id', 'next_at']],
  ix_inbox_work: ['inbox', ['team_id', 'done_at', 'received_at']],
  ix_picture_work: ['picture', ['team_id', 'state', 'due_at']],
  ix_lesson_words_uncut: ['lesson_words', ['team_id', 'cut']],
} as const;

export async function up(db: Database, engine: Engine): Promise<void> {
  await db.schema
    .createTable('work_pace')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('worker', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .addColumn('tended_at', integer)
    .addPrimaryKeyConstraint('pk_work_pace', ['team_id'])
    .execute();
  await db.schema.alterTable('inbox').addColumn('due_at', integer).execute();
  for (const [name, [table, columns]] of Object.entries(indexes))
    await db.schema
      .createIndex(name)
      .on(table)
      .columns([...columns])
      .execute();
  for (const table of ['delivery', 'home'])
    await db.schema
      .createIndex(`ix_${table}_redraw`)
      .on(table)
      .columns(['team_id', 'due_at'])
      .where(sql<boolean>`wanted > shown`)
      .execute();
}
