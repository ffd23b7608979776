/**
 * Copies a database from SQLite to PostgreSQL, every row as it is: what waits to be sent waits there, and what may have been sent is looked up there.
 * All of it is one transaction: whatever interrupts it, PostgreSQL is as empty as before.
 */
import { type Kysely, sql } from 'kysely';
import type { Clock } from '#core/clock.ts';
import type { Ids } from '#core/ids.ts';
import { recordChange } from '../access/audit.ts';
import { insertRows, isEmpty, makeFresh } from '../backup/fresh-postgres.ts';
import { judge, type SchemaState } from '../engines/compatible.ts';
import { errorCode, isDiskFull } from '../engines/error-code.ts';
import { landed, migrateIn } from '../engines/migrate.ts';
import { openEngine } from '../engines/open.ts';
import { isLost } from '../engines/postgres-session.ts';
import { mustReach } from '../engines/reachable.ts';
import { notUpdated } from '../engines/room.ts';
import type { Schema } from '../schema.ts';
import { derivedAmong } from '../search/searched.ts';
import { version } from '../../version.ts';
import { type Cell, cellOf, type Column, Tally } from './cells.ts';
import { called } from './called.ts';
import { NotCopied } from './not-copied.ts';
import { openSource, type Source } from './source.ts';

/** How many rows, and characters of them, are held at once. */
const batch = { rows: 500, length: 1_000_000 } as const;

/** What was copied of a table, and is the same in both. */
export interface CopiedTable {
  readonly name: string;
  readonly rows: number;
  readonly digest: string;
}

export interface Copied {
  readonly tables: readonly CopiedTable[];
  /** What none of Lore's migrations made, by name: somebody else's tables and columns. */
  readonly leftOut: readonly string[];
  /** In how many cells a NUL, a half of a surrogate pair or an unseen mark of direction was left out. */
  readonly cleaned: number;
}

export interface Copying {
  /** The path of SQLite's file. This process has claimed it. */
  readonly from: string;
  /** The address of the empty PostgreSQL database, claimed too. */
  readonly to: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Called as rows are stored: how many of a table's. */
  readonly onRows: (table: string, rows: number, of: number) => void;
  /** Called when a table was compared. */
  readonly onTable: (table: CopiedTable) => void;
}

/** @throws NotCopied, NotReached, SchemaTooNew, NotUpdated */
export async function copyDatabase(copying: Copying): Promise<Copied> {
  const source = await called('--from', async () => openSource(copying.from));
  const target = openEngine(copying.to);
  try {
    const migrations = await migrationsOf(source);
    await called('--to', () => mustReach(target));
    await mustTake(target.db);
    return await target.db.transaction().execute(async (db) => {
      if (!(await isEmpty(target.db))) throw notEmpty();
      const copied = await fill(db, source, await makeFresh(db, migrations), copying);
      await migrateIn(db, 'postgres');
      await recordCopies(db, copying);
      return copied;
    });
  } catch (error) {
    throw inWords(error);
  } finally {
    source.close();
    await target.close();
  }
}

const notEmpty = (): NotCopied =>
  new NotCopied(
    'The database that --to names is not empty. Nothing was copied. Make an empty one (create database lore owner lore), and name it with --to: lore copy makes its tables itself. The other one stays as it is.',
  );

/** @returns the migrations that made its tables @throws NotCopied, SchemaTooNew */
async function migrationsOf({ migrations }: Source): Promise<readonly string[]> {
  if (migrations === null)
    throw new NotCopied(
      'The database that --from names holds nothing of Lore’s. Nothing was copied. Check the address.',
    );
  const known = Object.keys(await landed()).toSorted();
  const { ahead, by, at }: SchemaState = judge(migrations, known, version);
  if (ahead.length > 0)
    throw new NotCopied(
      `Lore ${by ?? ''} has updated the database that --from names (${at ?? ''}), and this Lore (${version}) does not know all of its tables. Nothing was copied. Install that newer Lore, and copy with it.`,
    );
  return migrations.map(({ name }) => name);
}

/** @throws NotCopied for a database that cannot hold what people write */
async function mustTake(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ encoding: string }>`select pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()`.execute(db);
  const encoding = rows[0]?.encoding;
  if (encoding !== 'UTF8')
    throw new NotCopied(
      `The database that --to names keeps text as ${encoding ?? 'something unknown'}, which lacks signs that people write. Nothing was copied. Make one with: create database lore owner lore encoding 'UTF8' template template0`,
    );
}

async function fill(
  db: Kysely<Schema>,
  source: Source,
  names: readonly string[],
  copying: Copying,
): Promise<Copied> {
  const derived = derivedAmong(names);
  // Words are made of the rows that are filled in, by the database.
  const made = names.filter((name) => !derived.has(name));
  const leftOut = [...source.tables.keys()].filter((name) => !names.includes(name));
  const tables: CopiedTable[] = [];
  let cleaned = 0;
  for (const table of made) {
    const [columns, others] = await columnsOf(db, source, table);
    leftOut.push(...others.map((name) => `${table}.${name}`));
    const read = new Tally();
    cleaned += await copyTable(db, source, columns, read, copying);
    const stored = await tallied(db, columns);
    if (read.rows !== stored.rows || read.digest !== stored.digest)
      throw new NotCopied(
        `${table} came out of PostgreSQL in another way than it went in (${stored.rows} rows, ${stored.digest}, instead of ${read.rows}, ${read.digest}). Nothing was copied. Please report this.`,
      );
    const { rows, digest } = read;
    tables.push({ name: table, rows, digest });
    copying.onTable({ name: table, rows, digest });
  }
  return { tables, leftOut, cleaned };
}

/** @returns those of Lore's, and the names of others @throws NotCopied where one is missing */
async function columnsOf(
  db: Kysely<Schema>,
  { tables }: Source,
  table: string,
): Promise<readonly [readonly [Column, ...Column[]], readonly string[]]> {
  const { rows } = await sql<{
    name: string;
    type: string;
  }>`select attname as name, atttypid::regtype::text as type
    from pg_attribute where attrelid = to_regclass(quote_ident(${table})) and attnum > 0 and not attisdropped
    order by attnum`.execute(db);
  const there = tables.get(table) ?? [];
  const [first, ...rest] = rows.map(({ name, type }) => ({
    table,
    name,
    isNumber: ['bigint', 'integer'].includes(type),
  }));
  const missing = rows.find(({ name }) => !there.includes(name));
  if (first === undefined || missing !== undefined)
    throw new NotCopied(
      `The database that --from names has no ${table}.${missing?.name ?? ''}, although its migrations made it. Nothing was copied. Check it with lore doctor, or restore its last backup.`,
    );
  return [[first, ...rest], there.filter((name) => !rows.some((row) => row.name === name))];
}

/** @param read takes every row in @returns in how many cells something was left out */
async function copyTable(
  db: Kysely<Schema>,
  source: Source,
  columns: readonly [Column, ...Column[]],
  read: Tally,
  { onRows }: Copying,
): Promise<number> {
  const [{ table }] = columns;
  const names = columns.map(({ name }) => name);
  const of = source.count(table);
  let cleaned = 0;
  let [waiting, length]: [string[], number] = [[], 0];
  const store = async (): Promise<void> => {
    await insertRows(db, table, waiting).catch((error: unknown) => {
      throw refused(error, table);
    });
    [waiting, length] = [[], 0];
    onRows(table, read.rows, of);
  };
  for (const row of source.rows(table, names)) {
    const cells = columns.map((column, nth): Cell => cellOf(row[nth], column));
    cleaned += cells.filter((cell, nth) => cell !== row[nth]).length;
    read.add(cells);
    const line = JSON.stringify(Object.fromEntries(names.map((name, nth) => [name, cells[nth]])));
    waiting.push(line);
    length += line.length;
    if (waiting.length === batch.rows || length >= batch.length) await store();
  }
  await store();
  return cleaned;
}

/** What PostgreSQL says of data itself (22…), of what belongs together (23…) and of its own limits (54…). It may repeat what people wrote. */
function refused(error: unknown, table: string): unknown {
  const code = errorCode(error);
  return /^(22|23|54)/.test(code)
    ? new NotCopied(
        `PostgreSQL refuses a row of ${table} (${code}). Nothing was copied. Please report this, with the code.`,
        { cause: error },
      )
    : error;
}

/** What PostgreSQL has now, read back. */
async function tallied(db: Kysely<Schema>, columns: readonly [Column, ...Column[]]): Promise<Tally> {
  const [{ table }] = columns;
  const found = new Tally();
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  await sql`declare copied no scroll cursor for select ${names} from ${sql.table(table)}`.execute(db);
  for (;;) {
    const { rows } = await sql
      .raw<Readonly<Record<string, Cell>>>(`fetch ${batch.rows} from copied`)
      .execute(db);
    for (const row of rows) found.add(columns.map(({ name }) => row[name] ?? null));
    if (rows.length < batch.rows) break;
  }
  await sql`close copied`.execute(db);
  return found;
}

/** What was read is wider than any person's access; the source is not written. */
async function recordCopies(db: Kysely<Schema>, { clock, ids }: Copying): Promise<void> {
  const teams = await db.selectFrom('workspace').select('team_id').execute();
  for (const { team_id: team } of teams)
    await recordChange(db, ids, {
      team,
      at: clock.now(),
      actor: 'operator',
      deed: 'copy',
      subject: 'database',
    });
}

function inWords(error: unknown): unknown {
  if (isLost(error))
    return new NotCopied(
      'The connection to PostgreSQL was lost. The database that --to names is as empty as before, unless all was copied. Try again when PostgreSQL is back; if the database is not empty then, make another empty one and copy there.',
      { cause: error },
    );
  if (isDiskFull(error))
    return new NotCopied(
      'The disk on which PostgreSQL keeps its data is full. Nothing was copied. Free some space there, and copy again.',
      { cause: error },
    );
  if (errorCode(error) === '42501')
    return new NotCopied(
      'PostgreSQL does not let this user make tables in the database that --to names. Nothing was copied. Make the user its owner (alter database lore owner to lore), and copy again.',
      { cause: error },
    );
  return notUpdated(error, 'postgres');
}
