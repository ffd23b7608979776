/** SQLite in one file, or in memory for tests. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import {
  type DatabaseIntrospector,
  type DatabaseMetadataOptions,
  type DialectAdapter,
  type Driver,
  Kysely,
  type QueryCompiler,
  SqliteAdapter,
  SqliteDialect,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  type TableMetadata,
  type ValueNode,
} from 'kysely';
import { noMeter } from '#core/meter.ts';
import { scrubSqlite } from '../erasure/scrub-sqlite.ts';
import type { Schema } from '../schema.ts';
import type { Engine } from './engine.ts';
import { errorCode } from './error-code.ts';
import { Lane, type Lanes, type SqliteFile, SqliteLanes } from './sqlite-driver.ts';
import { keepsLogShort } from './sqlite-log.ts';
import { storable } from './storable.ts';
import type { AsOne } from './together.ts';

/** How long to wait for another process when opening the file, in ms. */
const whileOpening = 1_000;

class StorableCompiler extends SqliteQueryCompiler {
  /**
   * SQLite 3.54 recompiles a statement on each run if it sorts, groups or uses `exists` by a bare parameter, in case another value needs another
   * plan. That takes ten times as long as the run and gains nothing here.
   */
  protected override visitValue(node: ValueNode): void {
    const type = typeof node.value === 'string' ? 'text' : typeof node.value === 'number' ? 'integer' : null;
    if (node.immediate === true || type === null) {
      super.visitValue(node);
      return;
    }
    this.append('cast(');
    super.visitValue(node);
    this.append(` as ${type})`);
  }
  override compileQuery(...args: Parameters<SqliteQueryCompiler['compileQuery']>) {
    const query = super.compileQuery(...args);
    return { ...query, parameters: query.parameters.map(storable) };
  }
}

class Dialect extends SqliteDialect {
  readonly #driver: Driver;
  constructor(driver: Driver) {
    super({ database: async () => Promise.reject(new Error('the driver opens the file')) });
    this.#driver = driver;
  }
  override createDriver(): Driver {
    return this.#driver;
  }
  override createAdapter(): DialectAdapter {
    return new Adapter();
  }
  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new Introspector(db);
  }
  override createQueryCompiler(): QueryCompiler {
    return new StorableCompiler();
  }
}

/** An index of words is made of tables too (`db/words.ts`), which hold no rows. */
class Introspector extends SqliteIntrospector {
  readonly #db: Kysely<unknown>;
  constructor(db: Kysely<unknown>) {
    super(db);
    this.#db = db;
  }
  override async getTables(options?: DatabaseMetadataOptions): Promise<TableMetadata[]> {
    const { rows } = await sql<{ name: string }>`select name from pragma_table_list
      where schema = 'main' and type in ('virtual', 'shadow')`.execute(this.#db);
    const hidden = new Set(rows.map(({ name }) => name));
    return (await super.getTables(options)).filter(({ name }) => !hidden.has(name));
  }
}

/** The driver itself manages turns and waiting. */
class Adapter extends SqliteAdapter {
  /** All migrations are one transaction. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

const inMemory = ':memory:';

/**
 * @param place a path; `:memory:`; or, for tests, that followed by the path of a file to copy
 * @param mayMake whether to create the file and its folder if they are missing
 */
export function openSqlite(place: string, mayMake: boolean, meter = noMeter): Engine {
  const [file, copied] = place.startsWith(inMemory) ? [inMemory, place.slice(inMemory.length)] : [place, ''];
  const driver = new SqliteLanes(() => openLanes(file, copied, mayMake), meter);
  const dialect = new Dialect(driver);
  const db = new Kysely<Schema>({ dialect });
  return {
    name: 'sqlite',
    db,
    file: file === inMemory ? null : file,
    // The write lock is taken at the start, so conflicts do not occur.
    isConflict: () => false,
    scrub: (_tables, after) => scrubSqlite(file, after?.why === 'reader'),
    merging: { dialect, asOne: asOneOf((text) => driver.columns(text)) },
    others: {
      longest: Number.POSITIVE_INFINITY,
      tell: async () => undefined,
      look: watching(() => driver.version()),
    },
    // One transaction writes at a time.
    erasing: { held: sql``, waitForHeld: async () => undefined },
    // Only one process works on the file; in it, those who want the same thing wait for each other.
    alone: (_name, work) => work(),
    wake: async () => undefined,
    forgetWakes: async () => undefined,
    close: () => db.destroy(),
  };
}

/** Rows come back as lists of cells, since their names are already known. @param columns the names of a statement's columns, always the same list */
function asOneOf(columns: (text: string) => readonly string[]): Engine['merging']['asOne'] {
  const made = new WeakMap<readonly string[], AsOne>();
  return ({ sql: text }) => {
    const names = columns(text);
    const known = made.get(names) ?? asLists(text, names);
    made.set(names, known);
    return known;
  };
}

const asLists = (text: string, names: readonly string[]): AsOne => ({
  sql: `(select json_group_array(json_array(${names
    .map((name) => `x."${name.replaceAll('"', '""')}"`)
    .join(', ')})) from (${text}) as x)`,
  rows: (value) =>
    // The database has just written this JSON.
    (JSON.parse(String(value)) as unknown[][]).map((cells) => {
      const row: Record<string, unknown> = {};
      for (let nth = 0; nth < names.length; nth += 1) row[names[nth] ?? ''] = cells[nth];
      return row;
    }),
});

/** How often to check whether another process has written, in ms. */
const apart = 200;

/** @param version changes whenever another process commits; `null`: unknown right now */
function watching(version: () => number | null): Engine['others']['look'] {
  let last: number | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return ({ forget }) => {
    if (performance.now() < lookedAt + apart) return;
    lookedAt = performance.now();
    const now = version();
    if (now === null || now === last) return;
    last = now;
    forget(null);
  };
}

function openLanes(file: string, copied: string, mayMake: boolean): Lanes {
  // 16 MB of pages, not 2: what hundreds of people write at once lies on many, and reading them again takes longer than writing.
  const writing = new Lane(connect(file, copied, mayMake, 'cache_size = -16000'));
  const reading = file === inMemory ? writing : new Lane(connect(file, '', false, 'query_only = on'));
  return { writing, reading };
}

function connect(file: string, copied: string, mayMake: boolean, ...more: readonly string[]): SqliteFile {
  if (mayMake && file !== inMemory) make(file);
  const database = new Database(copied === '' ? file : readFileSync(copied), {
    timeout: whileOpening,
    fileMustExist: !mayMake,
  });
  if (mayMake) database.pragma('journal_mode = wal');
  // Every commit reaches the disk: a published post must survive a power cut.
  database.pragma('synchronous = full');
  database.pragma('foreign_keys = on');
  database.pragma('secure_delete = on');
  // From here on the driver does the waiting, without blocking.
  database.pragma('busy_timeout = 0');
  for (const pragma of more) database.pragma(pragma);
  return withStatements(file, database);
}

/** No other user of this machine may read it; SQLite gives the files beside it the same mode. */
function make(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
}

/** How many compiled statements are kept; the least recently used goes first. */
const mostStatements = 500;

/** Keeps compiled statements, since compiling often takes longer than running. When tables change, SQLite recompiles them itself. */
function withStatements(file: string, database: Database.Database): SqliteFile {
  const kept = new Map<string, Database.Statement>();
  const names = new WeakMap<Database.Statement, readonly string[]>();
  const prepare = (text: string): Database.Statement => {
    const statement = kept.get(text) ?? database.prepare(text);
    kept.delete(text);
    kept.set(text, statement);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostStatements) break;
      kept.delete(oldest);
    }
    return statement;
  };
  return {
    get inTransaction() {
      return database.inTransaction;
    },
    willWrite: keepsLogShort(file, database),
    close: () => void database.close(),
    version: () => versionOf(database),
    prepare,
    columns: (text) => {
      const statement = prepare(text);
      const known = names.get(statement) ?? statement.columns().map(({ name }) => name);
      names.set(statement, known);
      return known;
    },
  };
}

/** @returns `null` if the file is locked */
function versionOf(database: Database.Database): number | null {
  try {
    return Number(database.pragma('data_version', { simple: true }));
  } catch (error) {
    if (errorCode(error).startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}
