/** SQLite in one file, or in memory for tests. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  SqliteDriver,
  SqliteQueryCompiler,
  sql,
  type DatabaseConnection,
  type Driver,
  type QueryCompiler,
  type QueryResult,
  type SqliteDatabase,
  type SqliteDialectConfig,
  type TransactionSettings,
} from 'kysely';
import type { Engine } from './engine.ts';
import { errorCode } from './error-code.ts';
import type { Schema } from './schema.ts';
import { storable } from './storable.ts';

/** How long a statement waits for another process, in ms. Short, because it stops the event loop. */
const busyTimeout = 25;
/** How often it is tried again after that, with a pause in which others go on: for about five seconds. */
const mostTries = 150;
const pause = 10;

const isBusy = (error: unknown): boolean => errorCode(error).startsWith('SQLITE_BUSY');

/** The command line may write while the server runs: a statement that meets its lock waits without stopping everything. */
class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#connection.executeQuery<Row>(query);
      } catch (error) {
        if (tries === mostTries || !isBusy(error)) throw error;
        await wait(pause);
      }
    }
  }
  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#connection.streamQuery<Row>(query, chunkSize);
  }
}

/** Takes the write lock when a transaction begins: one that reads first and writes later would fail halfway. */
class ImmediateDriver extends SqliteDriver {
  #connection: DatabaseConnection | undefined;
  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new PatientConnection(await super.acquireConnection());
    return this.#connection;
  }
  override async beginTransaction(
    connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    const isReading = settings?.accessMode === 'read only';
    await connection.executeQuery(CompiledQuery.raw(isReading ? 'begin' : 'begin immediate'));
  }
}

class StorableCompiler extends SqliteQueryCompiler {
  override compileQuery(...args: Parameters<SqliteQueryCompiler['compileQuery']>) {
    const query = super.compileQuery(...args);
    return { ...query, parameters: query.parameters.map(storable) };
  }
}

class Dialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): Driver {
    return new ImmediateDriver(this.#config);
  }
  override createQueryCompiler(): QueryCompiler {
    return new StorableCompiler();
  }
}

/** @param file a path, or `:memory:` */
export function openSqlite(file: string): Engine {
  const db = new Kysely<Schema>({ dialect: new Dialect({ database: async () => connect(file) }) });
  return {
    name: 'sqlite',
    db,
    // The write lock is taken at the beginning, and waited for there.
    isConflict: () => false,
    scrub: async () => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
  };
}

function connect(file: string): SqliteDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file, { timeout: busyTimeout });
  database.pragma('journal_mode = wal');
  // Every commit reaches the disk: a post that was decided must survive the power going out.
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma('secure_delete = on');
  return withStatements(database);
}

/** So many compiled statements are kept; the one that was not used for longest goes. */
const mostStatements = 500;

/** Keeps what was compiled, which often takes longer than running it. When tables change, SQLite compiles anew by itself. */
function withStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, Database.Statement>();
  return {
    close: () => void database.close(),
    prepare: (text) => {
      const statement = kept.get(text) ?? database.prepare(text);
      kept.delete(text);
      kept.set(text, statement);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostStatements) break;
        kept.delete(oldest);
      }
      return statement;
    },
  };
}
