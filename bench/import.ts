/** How long `lore import` takes for the 1,871 notes of til-notes.jsonl, their words cut and indexed, on each database. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorsIn, placeOf, sinkOf } from '../src/operator/library/import/keep.ts';
import { columnsOf, importAll, mapped } from '../src/operator/library/import/run.ts';
import { openSource } from '../src/operator/library/import/source.ts';
import { randomIds, wallClock } from '../src/process.ts';
import { type FreshDatabase, freshFile } from '../test/support/databases.ts';
import { libraryOn, mara, team, website } from '../test/support/library-here.ts';
import { startServer } from '../test/support/postgres-server.ts';

const file = join(import.meta.dirname, '..', 'sandbox', 'company', 'til-notes.jsonl');

/** In seconds, with how many lessons came in; `again`: when nothing has changed. */
export interface ImportLine {
  readonly lessons: number;
  readonly sqlite: number;
  readonly sqliteAgain: number;
  readonly postgres: number;
  readonly postgresAgain: number;
}

const longest = 10;

export const isQuick = ({ sqlite, postgres }: ImportLine): boolean => Math.max(sqlite, postgres) < longest;

export async function importBench(): Promise<ImportLine> {
  const onSqlite = await measure(await freshFile());
  const folder = mkdtempSync(join(tmpdir(), 'lore-import-'));
  // PostgreSQL may run as another user than this process.
  chmodSync(folder, 0o755);
  const server = await startServer(folder);
  try {
    const onPostgres = await measure({ url: `${server.url}/postgres`, remove: async () => undefined });
    if (onSqlite.count !== onPostgres.count) throw new Error('the databases took different lessons');
    return {
      lessons: onSqlite.count,
      sqlite: onSqlite.first,
      sqliteAgain: onSqlite.again,
      postgres: onPostgres.first,
      postgresAgain: onPostgres.again,
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(database: FreshDatabase) {
  const library = await libraryOn(database);
  const run = async () => {
    const began = performance.now();
    const { store } = library;
    const source = await openSource(file);
    const place = await placeOf(store, team, { channel: website, by: mara });
    const { outcomes } = await importAll(
      source,
      {
        mapping: mapped(await columnsOf(source), {}, source.hasPages),
        now: wallClock.now(),
        authorOf: authorsIn(store, team, new Map()),
        byWords: (name) => name,
      },
      sinkOf(store, place, { clock: wallClock, ids: randomIds }),
      { rejected: async () => undefined, progress: () => undefined },
    );
    return { outcomes, seconds: Math.round((performance.now() - began) / 10) / 100 };
  };
  try {
    const first = await run();
    const again = await run();
    if (again.outcomes.same !== first.outcomes.new) throw new Error('a second import changed something');
    return { count: first.outcomes.new ?? 0, first: first.seconds, again: again.seconds };
  } finally {
    await library.close();
  }
}
