/** PostgreSQL 14 and later, through a pool. */
import {
  type DatabaseIntrospector,
  type DatabaseMetadataOptions,
  type DialectAdapter,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  sql,
  type TableMetadata,
} from 'kysely';
import pg from 'pg';
import { scrubPostgres } from '../erasure/scrub-postgres.ts';
import { hearing } from '../memory/postgres-others.ts';
import type { Schema } from '../schema.ts';
import { aloneOn } from './alone-postgres.ts';
import { bossRows, bossSchema, forgetWakes } from './boss-tables.ts';
import type { Engine } from './engine.ts';
import { errorCode } from './error-code.ts';
import { outdatedPlan, preparing } from './prepared.ts';
import { storable } from './storable.ts';
import { wakingBy } from './waking.ts';

class StorableCompiler extends PostgresQueryCompiler {
  override compileQuery(...args: Parameters<PostgresQueryCompiler['compileQuery']>) {
    const query = super.compileQuery(...args);
    return { ...query, parameters: query.parameters.map(storable) };
  }
}

/** migrate.ts holds the lock: this one would be given back in a transaction that has failed, which hides why. */
class Adapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** Of Lore's tables; those of the queue are pg-boss's own. */
class Introspector extends PostgresIntrospector {
  override async getTables(options?: DatabaseMetadataOptions): Promise<TableMetadata[]> {
    return (await super.getTables(options)).filter(({ schema }) => schema !== bossSchema);
  }
}

class Dialect extends PostgresDialect {
  readonly #pool: pg.Pool;
  constructor(url: string) {
    const pools = {
      background: connect(url, mostConnections.background),
      reader: connect(url, mostConnections.reader),
      writer: connect(url, mostConnections.writer),
    };
    super({ pool: preparing(pools) });
    this.#pool = pools.background;
  }
  override createIntrospector(): DatabaseIntrospector {
    // Introspection binds booleans, which our rows may not hold.
    return new Introspector(new Kysely({ dialect: new PostgresDialect({ pool: this.#pool }) }));
  }
  override createAdapter(): DialectAdapter {
    return new Adapter();
  }
  override createQueryCompiler(): QueryCompiler {
    return new StorableCompiler();
  }
}

/**
 * serialization_failure, deadlock_detected: the other transaction won, and this one may simply run again. So may one with an outdated plan.
 */
const conflicts = new Set(['40001', '40P01', outdatedPlan]);

/** @param url `postgres://user:password@host:port/database` */
export function openPostgres(url: string): Engine {
  const dialect = new Dialect(url);
  const db = new Kysely<Schema>({ dialect });
  const { stop, ...others } = hearing(url);
  const { alone, end } = aloneOn(url);
  const waking = wakingBy(url);
  return {
    name: 'postgres',
    db,
    file: null,
    merging: { dialect, asOne },
    others,
    erasing: {
      held: sql`for key share`,
      // Not a query: one would fix, before it has waited, which rows the erasure sees.
      waitForHeld: async (db) => {
        await sql`lock table workspace in exclusive mode`.execute(db);
      },
    },
    alone,
    wake: waking.wake,
    forgetWakes,
    close: async () => {
      await waking.stop();
      await stop();
      await end();
      await db.destroy();
    },
    isConflict: (error) => conflicts.has(errorCode(error)),
    scrub: (tables, after) =>
      scrubPostgres(
        url,
        (after !== null && 'left' in after ? after.left : undefined) ?? [...tables, ...bossRows],
      ),
  };
}

/** Its parameters are numbered after those before it. */
const asOne: Engine['merging']['asOne'] = ({ sql: text }, before) => ({
  sql: `(select coalesce(json_agg(x), '[]') from (${text.replaceAll(/\$(\d+)/g, (_, nth: string) => `$${Number(nth) + before}`)}) as x)`,
  rows: (value) => value as readonly unknown[],
});

/** Connections open when needed. */
const mostConnections = { background: 8, reader: 4, writer: 4 } as const;

function connect(url: string, max: number): pg.Pool {
  const types = new pg.TypeOverrides();
  // Counts (int8), sums (numeric) and instants arrive as numbers, as they do on SQLite; in our own pool only.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(pg.types.builtins.NUMERIC, Number);
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max,
  });
  // The pool replaces a connection that breaks while idle. One that breaks in use fails its next statement, and between two it would end the process.
  const ignore = (): void => undefined;
  pool.on('error', ignore).on('connect', (connection) => connection.on('error', ignore));
  return pool;
}
