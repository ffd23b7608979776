/** The rows of a PostgreSQL as `COPY` writes them, all tables in one text: the server that the tests have brings no `pg_dump`. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { derivedAmong } from '../../../src/store/search/searched.ts';

/** Kysely's own are made by whoever runs the migrations. */
const isOurs = (table: string): boolean => !table.startsWith('kysely_');

/** Takes all rows out. */
export async function copyOut(url: string): Promise<string> {
  return withServer(url, async (ask, file) => {
    const columns = await ask(
      `select table_name as name, string_agg('"' || column_name || '"', ', ' order by ordinal_position) as columns
        from information_schema.columns where table_schema = 'public' group by table_name order by table_name`,
    );
    const derived = derivedAmong(columns.map(({ name = '' }) => name));
    const parts: string[] = [];
    for (const { name = '', columns: list = '' } of columns) {
      if (!isOurs(name) || derived.has(name)) continue;
      writeFileSync(file, '');
      chmodSync(file, 0o666);
      await ask(`copy "${name}" (${list}) to '${file}'`);
      parts.push(`${name} (${list})\n${readFileSync(file, 'utf8')}\\.\n`);
    }
    return parts.join('');
  });
}

/** Puts rows that `copyOut` took out into the same tables, which are empty. */
export async function copyIn(url: string, rows: string): Promise<void> {
  await withServer(url, async (ask, file) => {
    // One table may be named by another that comes earlier.
    await ask('set session_replication_role = replica');
    for (const part of rows.split(/^\\\.\n/m)) {
      const [head = '', ...lines] = part.split('\n');
      const [name, list] = head.split(/ (.*)/);
      if (name === undefined || list === undefined) continue;
      writeFileSync(file, lines.join('\n'));
      chmodSync(file, 0o644);
      await ask(`copy "${name}" ${list} from '${file}'`);
    }
  });
}

type Ask = (statement: string) => Promise<readonly Record<string, string>[]>;

/** @param run gets a file that the server may read and write, which runs on the same machine */
async function withServer<T>(url: string, run: (ask: Ask, file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-rows-'));
  chmodSync(folder, 0o755);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await run(
      async (statement) => (await client.query<Record<string, string>>(statement)).rows,
      join(folder, 'rows'),
    );
  } finally {
    await client.end();
    rmSync(folder, { recursive: true });
  }
}
