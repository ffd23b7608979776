/**
 * Prepared statements, which PostgreSQL plans once per connection. Guards take longer to plan than to run, and Lore asks in the same few shapes.
 */
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import {
  DatabaseBusy,
  inTime,
  isWriting,
  mustBeInTime,
  noteStored,
  patient,
  timeLeft,
  whoAsks,
} from './deadline.ts';
import { errorCode, hasNoConnection } from './error-code.ts';

/** "cached plan must not change result type": a migration changed a table under a statement that was prepared before. */
export const outdatedPlan = '0A000';

/** More than the shapes Lore uses, except for lists of any length; later ones are planned each time. */
const mostNames = 500;

/** What holds for a whole connection. It is said in words, since a pooler between us takes nothing of it while one is opened. */
const forSession = [
  `lock_timeout = ${patient}`,
  // A machine that stands still in a transaction would keep its rows from everybody.
  `idle_in_transaction_session_timeout = ${patient}`,
  // A guard takes ten times longer to plan than to run, so each statement is planned once, whatever it is asked about.
  'plan_cache_mode = force_generic_plan',
]
  .map((setting) => `set ${setting}`)
  .join('; ');

/**
 * @param pools whose connections belong to Kysely. Each kind of asker has its own, so that waiting for a lock delays no reader, and background work
 * delays no person
 * @returns a pool for Kysely: statements with parameters are prepared, and nothing waits beyond the asker's deadline
 */
export function preparing(pools: Readonly<Record<ReturnType<typeof whoAsks>, pg.Pool>>): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const names = statementNames();
  const connected = async (pool: pg.Pool): Promise<pg.PoolClient> => {
    const client = await pool.connect();
    if (clients.has(client)) return client;
    try {
      await client.query(forSession);
    } catch (error) {
      client.release(true);
      throw error;
    }
    return client;
  };
  return {
    options: pools.background.options,
    end: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
    connect: async () => {
      const who = whoAsks();
      const asked = connected(pools[who]).catch((error: unknown) => {
        throw who !== 'background' && hasNoConnection(error) ? new DatabaseBusy(error) : error;
      });
      const client = await (who === 'background' ? asked : inTime(asked, (late) => late.release()));
      const known = clients.get(client) ?? preparingClient(client, names);
      clients.set(client, known);
      return known;
    },
  };
}

interface StatementNames {
  /** @returns `undefined` for statements not to prepare */
  readonly of: (text: string) => string | undefined;
  /** Prepares everything under new names from now on. */
  readonly restart: () => void;
}

function statementNames(): StatementNames {
  const names = new Map<string, string>();
  let given = 0;
  return {
    of: (text) => {
      const known = names.get(text);
      if (known !== undefined || names.size >= mostNames) return known;
      const name = `lore_${(given += 1)}`;
      names.set(text, name);
      return name;
    },
    restart: () => names.clear(),
  };
}

/** Setting a limit costs a round trip, so it is set in steps of this many ms. */
const step = 250;

/** Lock not available, or the statement timed out. */
const outOfTime = new Set(['55P03', '57014']);

/** Whether a statement stores something; beginning and ending a transaction does not. */
const changes = (text: string): boolean => !/^(select|with|begin|start|commit|rollback)\b/.test(text);

const begins = (text: string): boolean => /^(begin|start)\b/.test(text);

/**
 * PostgreSQL takes a table that was read as a whole for read in all its rows, others' too: who writes one meanwhile has to begin again. So where there is
 * an index, it is used, however small the table. Compiling a plan costs more than any of ours.
 */
const isSerializable = (text: string): boolean =>
  text.startsWith('start transaction isolation level serializable');
const byIndex = 'set local enable_seqscan = off; set local jit = off';

function preparingClient(client: pg.PoolClient, names: StatementNames): PostgresPoolClient {
  /** The session's current statement timeout, in ms; 0: none; `undefined`: unknown. */
  let limit: number | undefined = 0;
  /** The same before the transaction began, to which a rollback returns. */
  let outside: number | undefined = 0;
  /** In such a transaction another plan is right for the same statement. */
  let isSerial = false;
  const limited = async (text: string): Promise<void> => {
    if (text === 'rollback') return;
    if (changes(text)) mustBeInTime();
    const wanted = whoAsks() === 'background' ? 0 : Math.max(1, Math.ceil(timeLeft() / step)) * step;
    if (wanted === limit) return;
    limit = undefined;
    await client.query(`set statement_timeout = ${wanted}`);
    limit = wanted;
  };
  const ask = async <R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
    const name = values.length === 0 ? undefined : names.of(isSerial ? `${text} -- by index` : text);
    try {
      await limited(text);
      if (begins(text)) outside = limit;
      if (isSerializable(text)) {
        await client.query(`${text}; ${byIndex}`);
        isSerial = true;
        return { rows: [], rowCount: 0, command: 'SELECT' };
      }
      const { rows, rowCount, command } = await client.query<R & pg.QueryResultRow>({
        text,
        values: [...values],
        ...(name === undefined ? {} : { name }),
      });
      if (isWriting() ? text === 'commit' : changes(text)) noteStored();
      return { rows, rowCount: rowCount ?? 0, command: command as PostgresQueryResult<R>['command'] };
    } catch (error) {
      if (errorCode(error) === outdatedPlan) names.restart();
      throw outOfTime.has(errorCode(error)) ? new DatabaseBusy(error) : error;
    } finally {
      if (text === 'rollback') limit = outside;
      if (text === 'rollback' || text === 'commit') isSerial = false;
    }
  };
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(what: string | PostgresCursor<R>, values: readonly unknown[] = []) {
    // Kysely asks by cursor only when it was given one.
    return typeof what === 'string' ? ask<R>(what, values) : what;
  }
  return { query, release: (destroy) => client.release(destroy) };
}
