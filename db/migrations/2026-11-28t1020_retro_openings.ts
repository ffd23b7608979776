/**
 * What is written after a phase was opened again is told from what was before, and what was counted is kept, so that nothing is ever counted
 * anew: `src/features/retro/tables.ts` says what each column is.
 */
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
  await openings(db, engine);
  await standings(db, engine);
  await ballots(db, engine);
  await ratings(db);
}

async function openings(db: Database, engine: Engine): Promise<void> {
  // One after the other: SQLite changes one column at a time.
  for (const table of ['retro', 'retro_card', 'retro_turn'])
    await db.schema
      .alterTable(table)
      .addColumn('opening', integer, (c) => c.notNull().defaultTo(0))
      .execute();
  await db.schema.alterTable('retro').addColumn('added_seal', text(engine)).execute();
  await db.schema
    .alterTable('retro')
    .addColumn('votes_counted', integer, (c) => c.notNull().defaultTo(0))
    .execute();
  // Where a phase is open again just now: what stands belongs to the time before.
  await sql`update retro set opening = 1 where is_reopened = 1`.execute(db);
  await sql`insert into seal (team_id, id, is_open) select team_id, id || '-added', 0 from retro
    where phase = 'collect' and is_reopened = 1`.execute(db);
  await sql`update retro set added_seal = id || '-added' where phase = 'collect' and is_reopened = 1`.execute(
    db,
  );
  await sql`update retro set votes_counted = 1 where vote_seal is not null
    and (is_reopened = 1 or phase not in ('vote', 'choose'))`.execute(db);
}

/** How votes came out, from what could be counted until now; of fewer than five ballots, which topics came first. */
async function standings(db: Database, engine: Engine): Promise<void> {
  await sharedColumns(db.schema.createTable('retro_standing'), engine, 'retro_standing')
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('place', integer)
    .addColumn('votes', integer)
    .addColumn('voters', integer)
    .execute();
  await db.schema
    .createIndex('ix_retro_standing_retro')
    .on('retro_standing')
    .columns(['team_id', 'retro_id'])
    .execute();
  await guardIndexes(db, 'retro_standing');
  await sql`with given as (
      select v.team_id, v.retro_id, v.topic_id, count(*) as votes, count(distinct v.user_id) as voters
      from retro_vote as v join seal as s on s.team_id = v.team_id and s.id = v.seal_id and s.is_open = 1
      group by v.team_id, v.retro_id, v.topic_id
    ), ballots as (
      select team_id, retro_id, count(distinct user_id) as many from retro_vote group by team_id, retro_id
    ), placed as (
      select g.*, b.many, row_number() over (partition by g.team_id, g.retro_id
        order by g.votes desc, g.voters desc, g.topic_id) as place
      from given as g join ballots as b on b.team_id = g.team_id and b.retro_id = g.retro_id
    )
    insert into retro_standing (team_id, id, audience_id, retro_id, place, votes, voters)
    select p.team_id, p.topic_id, r.conversation_id, p.retro_id, p.place,
      case when p.many >= 5 then p.votes end, case when p.many >= 5 then p.voters end
    from placed as p join retro as r on r.team_id = p.team_id and r.id = p.retro_id
    where p.many >= 5 or p.place <= 3
    order by p.team_id, p.topic_id`.execute(db);
  await sql`update seal set is_open = 0 where exists (
    select 1 from retro as r where r.team_id = seal.team_id and r.vote_seal = seal.id)`.execute(db);
  for (const column of ['votes', 'voters'])
    await db.schema.alterTable('retro_discussion').dropColumn(column).execute();
}

async function ballots(db: Database, engine: Engine): Promise<void> {
  await ownColumns(db.schema.createTable('retro_ballot'), engine, 'retro_ballot', ['retro_id'])
    .addColumn('retro_id', text(engine), (c) => c.notNull())
    .addColumn('counted', integer, (c) => c.notNull())
    .addColumn('is_new', integer, (c) => c.notNull())
    .addColumn('earlier', text(engine), (c) => c.notNull())
    .execute();
  await guardIndexes(db, 'retro_ballot');
  await sql`insert into retro_ballot (team_id, user_id, audience_id, seal_id, retro_id, counted, is_new, earlier)
    select distinct team_id, user_id, audience_id, seal_id, retro_id, 0, 1, '[]' from retro_vote`.execute(db);
}

/** Whether it was worth the time, as it is told: once. */
async function ratings(db: Database): Promise<void> {
  for (const column of ['worth_tenths', 'worth_count'])
    await db.schema.alterTable('retro').addColumn(column, integer).execute();
  for (const [column, value] of [
    ['worth_tenths', sql`cast(round(10.0 * sum(worth) / count(*)) as bigint)`],
    ['worth_count', sql`count(*)`],
  ] as const)
    await sql`update retro set ${sql.ref(column)} = (select ${value} from retro_rating as g
      where g.team_id = retro.team_id and g.retro_id = retro.id having count(*) >= 5)
      where phase = 'closed'`.execute(db);
}
