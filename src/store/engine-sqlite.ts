/** SQLite in one file, or in memory for tests. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteQueryCompiler,
  sql,
  type DialectAdapter,
  type Driver,
  type QueryCompiler,
} from 'kysely';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';
import { Lane, SqliteLanes, type Lanes, type SqliteFile } from './sqlite-driver.ts';
import { storable } from './storable.ts';

/** How long another process is waited for when the file is opened, in ms. */
const whileOpening = 1_000;

class StorableCompiler extends SqliteQueryCompiler {
  override compileQuery(...args: Parameters<SqliteQueryCompiler['compileQuery']>) {
    const query = super.compileQuery(...args);
    return { ...query, parameters: query.parameters.map(storable) };
  }
}

class Dialect extends SqliteDialect {
  readonly #file: string;
  constructor(file: string) {
    super({ database: async () => Promise.reject(new Error('the driver opens the file')) });
    this.#file = file;
  }
  override createDriver(): Driver {
    return new SqliteLanes(() => openLanes(this.#file));
  }
  override createAdapter(): DialectAdapter {
    return new Adapter();
  }
  override createQueryCompiler(): QueryCompiler {
    return new StorableCompiler();
  }
}

/** Whose turn it is the driver knows, and for how long they wait. */
class Adapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** @param file a path, or `:memory:` */
export function openSqlite(file: string): Engine {
  const db = new Kysely<Schema>({ dialect: new Dialect(file) });
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

function openLanes(file: string): Lanes {
  const writing = new Lane(connect(file));
  return { writing, reading: file === ':memory:' ? writing : new Lane(connect(file, 'query_only = on')) };
}

function connect(file: string, ...more: readonly string[]): SqliteFile {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file, { timeout: whileOpening });
  database.pragma('journal_mode = wal');
  // Every commit reaches the disk: a post that was decided must survive the power going out.
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma('secure_delete = on');
  // From here on the driver waits, which stops nothing else meanwhile.
  database.pragma('busy_timeout = 0');
  for (const pragma of more) database.pragma(pragma);
  return withStatements(database);
}

/** So many compiled statements are kept; the one that was not used for longest goes. */
const mostStatements = 500;

/** Keeps what was compiled, which often takes longer than running it. When tables change, SQLite compiles anew by itself. */
function withStatements(database: Database.Database): SqliteFile {
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
