/** The database as the bench sees it past Lore, on either engine: it writes down each change of a row by itself. */
import Database from 'better-sqlite3';
import pg from 'pg';

export type Row = Readonly<Record<string, string | number | null>>;

/** A change of a row, as JSON; `null`: it was not there, or is there no more. */
export interface Noted {
  readonly table: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Seen {
  /** @param sql as both engines take it */
  all(sql: string): Promise<readonly Row[]>;
  run(sql: string): Promise<void>;
  /** Those that hold rows and are not the index of others. */
  tables(): Promise<readonly string[]>;
  /** All rows of these, by their tables. */
  rowsIn(tables: readonly string[]): Promise<ReadonlyMap<string, readonly Row[]>>;
  /** From now on each change in these is noted. */
  note(tables: readonly string[]): Promise<void>;
  /** Takes what was noted since it was last asked, in its order. */
  taken(): Promise<readonly Noted[]>;
  close(): Promise<void>;
}

const taking = 'delete from fuzz_log returning nth, name, old, new';

function noted(rows: readonly Row[]): readonly Noted[] {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return rows
    .toSorted((a, b) => Number(a['nth']) - Number(b['nth']))
    .map((row) => ({ table: String(row['name']), before: text(row['old']), after: text(row['new']) }));
}

/** @param url as Lore has it */
export function lookInto(url: string): Promise<Seen> {
  return url.startsWith('sqlite:') ? Promise.resolve(intoFile(url.slice('sqlite:'.length))) : intoServer(url);
}

function intoFile(file: string): Seen {
  const db = new Database(file);
  const all = (sql: string) => db.prepare<[], Row>(sql).all();
  return {
    all: async (sql) => all(sql),
    run: async (sql) => void db.exec(sql),
    tables: async () =>
      all(
        `select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite%'`,
      ).map(({ name }) => String(name)),
    rowsIn: async (tables) => new Map(tables.map((table) => [table, all(`select * from "${table}"`)])),
    note: async (tables) => {
      db.exec('create table fuzz_log (nth integer primary key autoincrement, name text, old text, new text)');
      for (const table of tables) {
        const names = all(`pragma table_info("${table}")`).map(({ name }) => String(name));
        const json = (of: string) =>
          `json_object(${names.map((name) => `'${name}', ${of}."${name}"`).join(', ')})`;
        for (const [when, old, now] of [
          ['insert', 'null', json('new')],
          ['update', json('old'), json('new')],
          ['delete', json('old'), 'null'],
        ] as const)
          db.exec(
            `create trigger "fuzz_${table}_${when}" after ${when} on "${table}" begin
               insert into fuzz_log (name, old, new) values ('${table}', ${old}, ${now}); end`,
          );
      }
    },
    taken: async () => noted(all(taking)),
    close: async () => void db.close(),
  };
}

async function intoServer(url: string): Promise<Seen> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  /** As JSON, since a big number is a text otherwise. */
  const all = async (sql: string): Promise<readonly Row[]> =>
    (await db.query<{ row: Row }>(`select to_jsonb(it) as row from (${sql}) it`)).rows.map(({ row }) => row);
  return {
    all,
    run: async (sql) => {
      await db.query(sql);
    },
    tables: async () =>
      (await all(`select tablename as name from pg_tables where schemaname = 'public'`)).map(({ name }) =>
        String(name),
      ),
    // One statement: a hundred would take the time of a hundred round trips.
    rowsIn: async (tables) => {
      const each = tables.map((table) => `select '${table}' as name, to_jsonb(it) as row from "${table}" it`);
      const { rows } = await db.query<{ name: string; row: Row }>(each.join(' union all '));
      const found = Map.groupBy(rows, ({ name }) => name);
      return new Map(tables.map((table) => [table, (found.get(table) ?? []).map(({ row }) => row)]));
    },
    note: async (tables) => {
      await db.query(`create table fuzz_log (nth bigserial, name text, old text, new text);
        create function fuzz_note() returns trigger language plpgsql as $$ begin
          insert into fuzz_log (name, old, new) values (tg_table_name,
            case when tg_op <> 'INSERT' then to_jsonb(old)::text end,
            case when tg_op <> 'DELETE' then to_jsonb(new)::text end);
          return null; end $$`);
      for (const table of tables)
        await db.query(
          `create trigger fuzz_note after insert or update or delete on "${table}" for each row execute function fuzz_note()`,
        );
    },
    // What is deleted cannot be read inside of another query.
    taken: async () => noted((await db.query<Record<string, string | null>>(taking)).rows),
    close: () => db.end(),
  };
}
