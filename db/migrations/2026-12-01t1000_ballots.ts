/** Answers of nobody: who was asked, who took part as a keyed hash, and what was cast without a person, a time or an order. */
import { sql } from 'kysely';
import { integer, text, type Database, type Engine } from '../columns.ts';

export async function up(db: Database, engine: Engine): Promise<void> {
  // Without row ids SQLite keeps them by their random key, not in the order in which they came.
  const orderless = engine === 'sqlite' ? sql`without rowid` : sql``;
  await db.schema
    .createTable('ballot')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('id', text(engine), (c) => c.notNull())
    .addColumn('opened_at', integer, (c) => c.notNull())
    .addColumn('closed_at', integer)
    .addPrimaryKeyConstraint('pk_ballot', ['team_id', 'id'])
    .execute();
  await db.schema
    .createTable('ballot_asked')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('ballot_id', text(engine), (c) => c.notNull())
    .addColumn('user_id', text(engine), (c) => c.notNull())
    .addColumn('place_id', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_ballot_asked', ['team_id', 'ballot_id', 'user_id'])
    .execute();
  await db.schema
    .createTable('ballot_part')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('ballot_id', text(engine), (c) => c.notNull())
    .addColumn('mark', text(engine), (c) => c.notNull())
    .addPrimaryKeyConstraint('pk_ballot_part', ['team_id', 'ballot_id', 'mark'])
    .modifyEnd(orderless)
    .execute();
  await db.schema
    .createTable('ballot_cast')
    .addColumn('team_id', text(engine), (c) => c.notNull())
    .addColumn('ballot_id', text(engine), (c) => c.notNull())
    .addColumn('id', text(engine), (c) => c.notNull())
    .addColumn('place_id', text(engine), (c) => c.notNull())
    .addColumn('cast', text(engine), (c) => c.notNull())
    .addColumn('mark', text(engine))
    .addPrimaryKeyConstraint('pk_ballot_cast', ['team_id', 'ballot_id', 'id'])
    .addUniqueConstraint('uq_ballot_cast_mark', ['team_id', 'ballot_id', 'mark'])
    .modifyEnd(orderless)
    .execute();
}
