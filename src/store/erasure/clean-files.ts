/**
 * Removes erased data from the database's files: for all erasures of all workspaces together, at most once a night, and whenever the operator erases.
 * The note of that work (`left_behind`) goes only when nothing is left.
 */
import { type Kysely, sql } from 'kysely';
import { hour, type Instant, minute } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { AnyTable } from '#core/tables.ts';
import { addDates } from '#core/time/date.ts';
import { instantOf, isZone, localTime } from '#core/time/zone.ts';
import type { Engine } from '../engines/engine.ts';
import { errorCode } from '../engines/error-code.ts';
import { invalidateHomes } from '../outbox/invalidate-homes.ts';
import type { Schema } from '../schema.ts';
import type { Inside } from '../scope/inside.ts';
import { derivedTables, searchedIn } from '../search/searched.ts';
import { files } from './cleanup-queue.ts';
import { isLeftToNewer } from './erase-again.ts';
import { type Held, readHeld } from './held.ts';
import { systemRetentionTables } from './system-retention.ts';

export type Cleaned =
  | { readonly did: 'nothing' | 'planned' | 'cleaned' }
  /** It is noted, and tried again at this instant. */
  | { readonly did: 'held'; readonly held: Held; readonly again: Instant };

/** @property at when it is due, or retried · held what prevented it; `null`: nothing yet */
export interface Uncleaned {
  readonly at: Instant;
  readonly held: Held | null;
}

export interface FileCleaning {
  /**
   * Removes from the database's files what was erased before. Unfinished work stays noted, and the workers do it later.
   * @param when `due`: plans recent erasures for the next night, and does what is due
   */
  cleanFiles(when: 'due' | 'now'): Promise<Cleaned>;
  /** The cleaning that a workspace's erasures still need; `null`: none */
  uncleaned(team: TeamId): Promise<Uncleaned | null>;
}

/** After this long another process takes over from one that died, in ms. */
const lease = hour;

/** In minutes after midnight, in most people's zone: when it may begin, and when it stops retrying. */
const night = { from: 3 * 60, until: 6 * 60 };

/** @param tables of the features */
export function cleaningIn(
  engine: Engine,
  system: Kysely<Schema>,
  inside: Inside,
  tables: readonly AnyTable[],
): FileCleaning {
  const now = () => inside.clock.now();
  return {
    cleanFiles: async (when) => {
      if (when === 'due' && (await plan(system, inside, now()))) return { did: 'planned' };
      const until = now() + lease;
      const claimed = await claim(system, inside, when, now(), until);
      if (claimed.length === 0) return { did: 'nothing' };
      const after = inCommon(claimed.map((note) => note.held));
      const files = after?.why === 'newer' ? null : await scrub(engine, tables, after);
      const held: Held | null = files ?? ((await isLeftToNewer(system)) ? { why: 'newer' } : null);
      return inside.write((db) => settle(db, claimed, { until, now: now(), held }));
    },
    uncleaned: async (team) => {
      const query = notes(system).select(['due_at', 'held']).where('team_id', '=', team);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : { at: row.due_at, held: readHeld(row.held) };
    },
  };
}

/** Never throws: an error is a reason to retry. */
async function scrub(engine: Engine, tables: readonly AnyTable[], after: Held | null): Promise<Held | null> {
  try {
    const theirs = tables.map(({ name }) => name);
    const words = derivedTables(tables.filter((table) => searchedIn(table) !== null).map(({ name }) => name));
    return await engine.scrub([...systemRetentionTables, ...theirs, ...words], after);
  } catch (error) {
    return { why: 'failed', code: errorCode(error) };
  }
}

function notes(db: Kysely<Schema>) {
  return db.selectFrom('left_behind').where('kind', '=', files.kind);
}

/** Moves new notes, which have no attempts yet, to the next night. @returns whether there were any */
async function plan(system: Kysely<Schema>, inside: Inside, now: Instant): Promise<boolean> {
  const isNew = notes(system).select('team_id').where('attempts', '=', 0).where('due_at', '<=', now);
  if ((await isNew.executeTakeFirst()) === undefined) return false;
  await inside.write(async (db) => {
    const due_at = nextNight(now, await quietZone(db));
    const rows = await db
      .updateTable('left_behind')
      .set({ due_at, attempts: 1 })
      .where('kind', '=', files.kind)
      .where('attempts', '=', 0)
      .where('due_at', '<=', now)
      .returning('team_id')
      .execute();
    for (const { team_id } of rows) await tellAdmins(db, team_id, now);
  });
  return true;
}

interface Note {
  readonly team_id: TeamId;
  readonly attempts: number;
  readonly held: Held | null;
}

/** Claims all due notes, or none. */
async function claim(
  system: Kysely<Schema>,
  inside: Inside,
  when: 'due' | 'now',
  now: Instant,
  until: Instant,
): Promise<readonly Note[]> {
  const isDue = notes(system).select('team_id').where('due_at', '<=', now);
  if (when === 'due' && (await isDue.executeTakeFirst()) === undefined) return [];
  return inside.write(async (db) => {
    const all = () => db.updateTable('left_behind').set({ due_at: until }).where('kind', '=', files.kind);
    if (when === 'due') {
      const { numUpdatedRows } = await all().where('due_at', '<=', now).executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return [];
    }
    await all().execute();
    const rows = await notes(db)
      .select(['team_id', 'attempts', 'held'])
      .where('due_at', '=', until)
      .execute();
    return rows.map((row) => ({ ...row, held: readHeld(row.held) }));
  });
}

/** What was already done, if nothing was erased in any workspace since. */
function inCommon(all: readonly (Held | null)[]): Held | null {
  const [first = null] = all;
  return all.every((held) => JSON.stringify(held) === JSON.stringify(first)) ? first : null;
}

async function settle(
  db: Kysely<Schema>,
  claimed: readonly Note[],
  { until, now, held }: { readonly until: Instant; readonly now: Instant; readonly held: Held | null },
): Promise<Cleaned> {
  // Later erasures have another time, and need another run.
  const ours = sql<boolean>`kind = ${files.kind} and due_at = ${until}`;
  if (held === null) await db.deleteFrom('left_behind').where(ours).execute();
  const again =
    held === null
      ? now
      : nextTry(held, Math.max(...claimed.map((note) => note.attempts)), now, await quietZone(db));
  if (held !== null)
    await db
      .updateTable('left_behind')
      .set((it) => ({
        due_at: again,
        attempts: it('attempts', '+', 1),
        ...(held.why === 'elsewhere' ? {} : { held: JSON.stringify(held) }),
      }))
      .where(ours)
      .execute();
  for (const { team_id } of claimed) await tellAdmins(db, team_id, now);
  return held === null ? { did: 'cleaned' } : { did: 'held', held, again };
}

/** Admins see the outcome in Home. */
async function tellAdmins(db: Kysely<Schema>, team: TeamId, now: Instant): Promise<void> {
  const query = db.selectFrom('person').select('user_id').where('team_id', '=', team);
  await invalidateHomes(db, team, now)
    .where('user_id', 'in', query.where('is_admin', '=', 1))
    .execute();
}

function nextTry(held: Held, attempts: number, now: Instant, tz: string): Instant {
  if (held.why === 'elsewhere') return now + minute;
  // Only the log is left to checkpoint, which disturbs nobody.
  if (held.why === 'reader') return now + Math.min(2 ** attempts, 15) * minute;
  const soon = now + 10 * minute;
  const { minutes } = localTime(soon, tz);
  return minutes >= night.from && minutes < night.until ? soon : nextNight(now, tz);
}

function nextNight(now: Instant, tz: string): Instant {
  const { date } = localTime(now, tz);
  const today = instantOf(date, night.from, tz);
  return today > now ? today : instantOf(addDates(date, 1), night.from, tz);
}

/** The most common zone. */
async function quietZone(db: Kysely<Schema>): Promise<string> {
  const { rows } = await sql<{ tz: string }>`select tz from person where standing in ('member', 'guest')
    group by tz order by count(*) desc, tz limit 1`.execute(db);
  const tz = rows[0]?.tz;
  return tz !== undefined && isZone(tz) ? tz : 'UTC';
}
