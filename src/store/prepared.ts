/**
 * Statements that PostgreSQL plans once a connection. Who may see a row takes it longer to plan than to answer, and Lore asks in the same
 * few shapes.
 */
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { errorCode } from './error-code.ts';

/** "cached plan must not change result type": a migration changed a table under a statement that was prepared before. */
export const outdatedPlan = '0A000';

/** More than Lore has shapes of, were it not for lists of any length: what comes later is planned each time. */
const mostNames = 500;

/** @param pool whose connections belong to Kysely @returns the same as Kysely uses it, with what has parameters prepared */
export function preparing(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const names = statementNames();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client) ?? preparingClient(client, names);
      clients.set(client, known);
      return known;
    },
  };
}

interface StatementNames {
  /** @returns undefined for what is not to be prepared */
  readonly of: (text: string) => string | undefined;
  /** From now on everything is prepared under another name. */
  readonly startAnew: () => void;
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
    startAnew: () => names.clear(),
  };
}

function preparingClient(client: pg.PoolClient, names: StatementNames): PostgresPoolClient {
  const ask = async <R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>> => {
    const name = values.length === 0 ? undefined : names.of(text);
    try {
      const { rows, rowCount, command } = await client.query<R & pg.QueryResultRow>({
        text,
        values: [...values],
        ...(name === undefined ? {} : { name }),
      });
      return { rows, rowCount: rowCount ?? 0, command: command as PostgresQueryResult<R>['command'] };
    } catch (error) {
      if (errorCode(error) === outdatedPlan) names.startAnew();
      throw error;
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
