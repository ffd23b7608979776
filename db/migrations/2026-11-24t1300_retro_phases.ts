/** All phases of a retrospective: topics that are grouped, voted on and discussed, who has answered in which, and actions that live on. */
import { sql } from 'kysely';
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
  await topics(db, engine);
  await turns(db, engine);
  await discussion(db, engine);

  await ownColumns(db.schema.createTable('retro_rating'), engine, 'retro_rating', ['retro_id'])
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('worth', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_rating');

  await ownColumns(db.schema.createTable('retro_lesson_use'), engine, 'retro_lesson_use', [
    'retro_id',
    'lesson_id',
  ])
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('lesson_id', text(engine), (c) => c.notNull())
    .addColumn('use', text(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_lesson_use');

  // One after the other: SQLite changes one column at a time.
  const retro = () => db.schema.alterTable('retro');
  await retro()
    .addColumn('pace', text(engine), (c) => c.notNull().defaultTo('async'))
    .execute();
  await retro()
    .addColumn('is_reopened', integer, (c) => c.notNull().defaultTo(0))
    .execute();
  await retro().addColumn('vote_seal', text(engine)).execute();
  // What was agreed before had no owner to be asked: it stays open.
  const action = () => db.schema.alterTable('retro_action');
  await action().addColumn('done_at', integer).execute();
  await action()
    .addColumn('reason', text(engine), (c) => c.notNull().defaultTo(''))
    .execute();
  await action().addColumn('helped', text(engine)).execute();
  await action()
    .addColumn('helped_how', text(engine), (c) => c.notNull().defaultTo(''))
    .execute();
}

async function topics(db: Database, engine: Engine): Promise<void> {
  const ofRetro = (table: string) =>
    db.schema.createIndex(`ix_${table}_retro`).on(table).columns(['team_id', 'retro_id']).execute();

  await sharedColumns(db.schema.createTable('retro_mark'), engine, 'retro_mark')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .execute();
  await ofRetro('retro_mark');
  await guardIndexes(db, 'retro_mark');
  // In the order of their random ids, which leads back to nobody.
  await sql`insert into retro_mark (team_id, id, audience_id, seal_id, retro_id)
    select c.team_id, c.id, r.conversation_id, c.seal_id, c.retro_id from retro_card as c
    join retro as r on r.team_id = c.team_id and r.id = c.retro_id order by c.team_id, c.id`.execute(db);
  await sql`insert into authorship (team_id, table_name, row_id, user_id, names)
    select team_id, 'retro_mark', row_id, user_id, names from authorship
    where table_name = 'retro_card' order by team_id, row_id`.execute(db);

  await sharedColumns(db.schema.createTable('retro_grouping'), engine, 'retro_grouping')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('state', text(engine), (c) => c.notNull())
    .execute();
  await ofRetro('retro_grouping');
  await guardIndexes(db, 'retro_grouping');

  await sharedColumns(db.schema.createTable('retro_grouped'), engine, 'retro_grouped')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('grouping_id', text(engine), (c) => c.notNull())
    .addColumn('card_id', text(engine), (c) => c.notNull())
    .execute();
  await ofRetro('retro_grouped');
  await guardIndexes(db, 'retro_grouped');

  await ownColumns(db.schema.createTable('retro_vote'), engine, 'retro_vote', ['retro_id', 'topic_id', 'nth'])
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('topic_id', text(engine), (c) => c.notNull())
    .addColumn('nth', integer, (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_vote');
}

/** Who has answered is known of each phase. */
async function turns(db: Database, engine: Engine): Promise<void> {
  await ownColumns(db.schema.createTable('retro_turn'), engine, 'retro_turn', ['retro_id', 'phase'])
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('phase', text(engine), (c) => c.notNull())
    .addColumn('answer', text(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_turn');
  await sql`insert into retro_turn (team_id, user_id, audience_id, seal_id, retro_id, phase, answer)
    select team_id, user_id, audience_id, seal_id, retro_id, 'collect', answer from retro_answer
    order by team_id, retro_id, user_id`.execute(db);
  await db.schema.dropTable('retro_answer').execute();
}

async function discussion(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('retro_discussion'), engine, 'retro_discussion')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('topic_id', text(engine), (c) => c.notNull())
    .addColumn('place', integer, (c) => c.notNull())
    .addColumn('votes', integer, (c) => c.notNull())
    .addColumn('voters', integer, (c) => c.notNull())
    .addColumn('ends_at', integer)
    .addColumn('outcome', text(engine), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('ix_retro_discussion_retro')
    .on('retro_discussion')
    .columns(['team_id', 'retro_id'])
    .execute();
  await guardIndexes(db, 'retro_discussion');
}
