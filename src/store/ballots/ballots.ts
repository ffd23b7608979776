/** See `core/ballots.ts`: who cast is a keyed hash, and what was cast stands beside nobody. */
import { createHmac } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Ballots, BallotsReader, Cast, Counted } from '#core/ballots.ts';
import { chunks } from '#core/chunks.ts';
import { type RowId, rowId, type TeamId, type UserId, userId } from '#core/ids.ts';
import type { AccessContext } from '../access/access.ts';
import { leaveBehind } from '../erasure/cleanup-queue.ts';
import { erasedWriter } from '../erasure/eraser.ts';
import type { Schema } from '../schema.ts';
import type { BallotChance } from './keys.ts';

/** Two marks of one person that nobody can join without the key. */
const marked = (key: Buffer, what: 'took part' | 'cast', ...of: readonly string[]): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([what, ...of]))
    .digest('base64url');

type BallotAccess = Pick<AccessContext, 'db' | 'teamId' | 'viewer' | 'now' | 'ballotKeys'>;

export function ballotsSeen(access: BallotAccess): BallotsReader {
  const { db, teamId, viewer, ballotKeys: keys } = access;
  return {
    last: async () => {
      const query = db.selectFrom('ballot').selectAll().where('team_id', '=', teamId);
      // The open one first: a clock that was set back may have opened it before the one before.
      const row = await query
        .orderBy(sql`closed_at is not null`)
        .orderBy('opened_at', 'desc')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : { id: row.id, openedAt: row.opened_at, closedAt: row.closed_at };
    },
    placeOf: async (ballot) => {
      if (viewer.kind !== 'person') return null;
      const query = of(db, 'ballot_asked', teamId, ballot).select('place_id');
      return (await query.where('user_id', '=', viewer.userId).executeTakeFirst())?.place_id ?? null;
    },
    hasCast: async (ballot) => {
      const key = keys.read(teamId, ballot);
      if (key === null || viewer.kind !== 'person' || !(await isOpen(access, ballot))) return null;
      const mark = marked(key, 'took part', teamId, viewer.userId, ballot);
      const found = of(db, 'ballot_part', teamId, ballot).select('mark').where('mark', '=', mark);
      return (await found.executeTakeFirst()) !== undefined;
    },
    asked: async (ballot) => {
      mustBeJob(access);
      const rows = await of(db, 'ballot_asked', teamId, ballot).select(['user_id', 'place_id']).execute();
      return new Map(rows.map((row) => [row.user_id, row.place_id]));
    },
    outcomes: async () => {
      mustBeJob(access);
      const query = db.selectFrom('ballot').select(['id', 'outcome']).where('team_id', '=', teamId);
      const rows = await query.orderBy('opened_at', 'desc').orderBy('id').execute();
      return rows.flatMap(({ id, outcome }) => (outcome === null ? [] : [{ id, outcome }]));
    },
  };
}

export function ballotsOf(access: BallotAccess): Ballots {
  const { db, teamId, viewer, now, ballotKeys: keys } = access;
  const seen = ballotsSeen(access);
  return {
    ...seen,
    open: async (ballot, asked) => {
      const open = db.selectFrom('ballot').select('id').where('team_id', '=', teamId);
      if ((await open.where('closed_at', 'is', null).executeTakeFirst()) !== undefined) return 'another';
      if (!keys.make(teamId, ballot)) return 'no place';
      await db
        .insertInto('ballot')
        .values({ team_id: teamId, id: ballot, opened_at: now, closed_at: null, outcome: null })
        .execute();
      // In the order of their ids: that of the roster may be the order in which they joined.
      const inOrder = [...asked].sort(([a], [b]) => (a < b ? -1 : 1));
      const rows = inOrder.map(([user, place]) => ({
        ...{ team_id: teamId, ballot_id: ballot },
        ...{ user_id: user, place_id: place },
      }));
      for (const some of chunks(rows, rowsAtOnce)) await db.insertInto('ballot_asked').values(some).execute();
      return 'opened';
    },
    cast: async (ballot, cast) => {
      if (viewer.kind !== 'person') throw new Error('only a person casts');
      const place = await seen.placeOf(ballot);
      const key = keys.read(teamId, ballot);
      if (key === null || !(await isOpen(access, ballot))) return 'closed';
      if (place === null) return 'not asked';
      const part = await db
        .insertInto('ballot_part')
        .values({
          team_id: teamId,
          ballot_id: ballot,
          mark: marked(key, 'took part', teamId, viewer.userId, ballot),
        })
        .onConflict((on) => on.columns(['team_id', 'ballot_id', 'mark']).doNothing())
        .executeTakeFirst();
      if (part.numInsertedOrUpdatedRows !== 1n) return 'already';
      const mark = marked(key, 'cast', teamId, viewer.userId, ballot);
      await db
        .insertInto('ballot_cast')
        .values(rowOf(teamId, ballot, keys.chance.id(), { place, cast }, mark))
        .execute();
      return 'counted';
    },
    close: async (ballot) => {
      mustBeJob(access);
      if (!(await isOpen(access, ballot))) return 'closed';
      // Without a folder nothing is known to be lost: what was cast waits until somebody names one.
      if (!keys.hasPlace) throw new Error('there is no folder for the keys of ballots');
      const isLost = keys.read(teamId, ballot) === null;
      const rows = await castIn(access, ballot);
      for (const table of ['ballot_cast', 'ballot_part'] as const)
        await db.deleteFrom(table).where('team_id', '=', teamId).where('ballot_id', '=', ballot).execute();
      if (!isLost)
        for (const some of chunks(shuffled(rows, keys.chance), rowsAtOnce))
          await db
            .insertInto('ballot_cast')
            .values(some.map((row) => rowOf(teamId, ballot, keys.chance.id(), counted(row), null)))
            .execute();
      await db
        .updateTable('ballot')
        .set({ closed_at: now })
        .where('team_id', '=', teamId)
        .where('id', '=', ballot)
        .execute();
      await leaveBehind(db, teamId, [], now);
      return isLost ? 'lost' : 'closed';
    },
    counted: async (ballot) => {
      mustBeJob(access);
      await mustBeClosed(access, ballot);
      const rows = await castIn(access, ballot);
      return shuffled(rows, keys.chance).map(counted);
    },
    discard: async (ballot, outcome) => {
      mustBeJob(access);
      await mustBeClosed(access, ballot);
      await db
        .deleteFrom('ballot_cast')
        .where('team_id', '=', teamId)
        .where('ballot_id', '=', ballot)
        .execute();
      if (outcome !== undefined)
        await db
          .updateTable('ballot')
          .set({ outcome })
          .where('team_id', '=', teamId)
          .where('id', '=', ballot)
          .execute();
      await leaveBehind(db, teamId, [], now);
    },
    destroyKey: async (ballot) => {
      await mustBeClosed(access, ballot);
      keys.destroy(teamId, ballot);
    },
  };
}

/**
 * An erasure while a ballot is open takes what the person cast; later nobody can find it, and somebody without a name stays among those who were asked,
 * the same in each: else who came instead of them would seem to be one more, and what is published next could give their answer away.
 */
export async function forgetBallots(
  { db, teamId, ballotKeys: keys }: Pick<AccessContext, 'db' | 'teamId' | 'ballotKeys'>,
  user: UserId,
): Promise<void> {
  for (const ballot of keys.of(teamId)) {
    const key = keys.read(teamId, ballot);
    if (key === null) continue;
    for (const [table, what] of [
      ['ballot_cast', 'cast'],
      ['ballot_part', 'took part'],
    ] as const)
      await db
        .deleteFrom(table)
        .where('team_id', '=', teamId)
        .where('ballot_id', '=', ballot)
        .where('mark', '=', marked(key, what, teamId, user, ballot))
        .execute();
  }
  const open = db
    .selectFrom('ballot')
    .select('id')
    .where('team_id', '=', teamId)
    .where('closed_at', 'is', null);
  await db
    .deleteFrom('ballot_asked')
    .where('team_id', '=', teamId)
    .where('user_id', '=', user)
    .where('ballot_id', 'in', open)
    .execute();
  await db
    .updateTable('ballot_asked')
    .set({ user_id: userId(`${erasedWriter}.${keys.chance.id()}`) })
    .where('team_id', '=', teamId)
    .where('user_id', '=', user)
    .execute();
}

/** What both engines can bind in one statement. */
const rowsAtOnce = 100;

/** By their random ids, so that chance alone decides about any other order. */
const castIn = ({ db, teamId }: BallotAccess, ballot: RowId) =>
  of(db, 'ballot_cast', teamId, ballot).select(['place_id', 'cast']).orderBy('id').execute();

type Of = 'ballot_asked' | 'ballot_part' | 'ballot_cast';

const of = <Name extends Of>(db: Kysely<Schema>, table: Name, team: TeamId, ballot: RowId) =>
  db.selectFrom<Of>(table).where('team_id', '=', team).where('ballot_id', '=', ballot);

export async function isOpen(
  { db, teamId }: Pick<AccessContext, 'db' | 'teamId'>,
  ballot: RowId,
): Promise<boolean> {
  const query = db.selectFrom('ballot').select('id').where('team_id', '=', teamId).where('id', '=', ballot);
  return (await query.where('closed_at', 'is', null).executeTakeFirst()) !== undefined;
}

async function mustBeClosed(access: BallotAccess, ballot: RowId): Promise<void> {
  if (await isOpen(access, ballot)) throw new Error('the ballot is open');
}

/** A person would read what is of others. */
function mustBeJob({ viewer }: BallotAccess): void {
  if (viewer.kind === 'person') throw new Error('only a job of a channel counts a ballot');
}

const rowOf = (team: TeamId, ballot: RowId, id: string, { place, cast }: Counted, mark: string | null) => ({
  ...{ team_id: team, ballot_id: ballot, id: rowId(id), place_id: place },
  // By key, so that the order in which they were shown is not kept.
  ...{ cast: JSON.stringify(Object.fromEntries(Object.entries(cast).sort(([a], [b]) => (a < b ? -1 : 1)))) },
  mark,
});

const counted = ({
  place_id: place,
  cast,
}: {
  readonly place_id: RowId;
  readonly cast: string;
}): Counted => ({
  place,
  cast: JSON.parse(cast) as Cast,
});

function shuffled<One>(all: readonly One[], { below }: BallotChance): readonly One[] {
  const mixed = [...all];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const at = below(last + 1);
    [mixed[last], mixed[at]] = [mixed[at] as One, mixed[last] as One];
  }
  return mixed;
}
