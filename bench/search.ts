/**
 * Searches among many lessons: beside the best queries that we could write by hand (`search/hand.ts`), in turns in one run; with few and with many
 * lessons of other workspaces; and a whole search, of a description of a project with a hundred words.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { startServer } from '../test/support/postgres-server.ts';
import { makePostgres, makeSqlite, type Size } from './search/data.ts';

export interface SearchBench {
  readonly engine: 'sqlite' | 'postgres' | 'both';
  /** In all. */
  readonly lessons: number;
  readonly workspaces: number;
  readonly rounds: number;
  readonly onRun: (words: string) => void;
}

const measure = join(import.meta.dirname, 'search', 'measure.ts');

export async function searchBench(bench: SearchBench): Promise<Readonly<Record<string, unknown>>> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-search-'));
  chmodSync(folder, 0o755);
  const each = Math.round(bench.lessons / bench.workspaces);
  const many: Size = { workspaces: bench.workspaces, lessons: each };
  // Of others a tenth.
  const few: Size = { workspaces: Math.max(2, Math.round(bench.workspaces / 10) + 1), lessons: each };
  const line: Record<string, unknown> = { lessons: bench.lessons, workspaces: bench.workspaces };
  const run = (engine: string, urls: readonly [string, string]) => {
    bench.onRun(`${engine}: measuring`);
    const said = execFileSync(
      process.execPath,
      ['--no-warnings', measure, engine, ...urls, String(bench.rounds)],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    line[engine] = JSON.parse(said) as unknown;
  };
  try {
    if (bench.engine !== 'postgres') {
      const files = [join(folder, 'many.db'), join(folder, 'few.db')] as const;
      for (const [nth, size] of [many, few].entries()) {
        bench.onRun(`sqlite: making ${size.workspaces * size.lessons} lessons`);
        await makeSqlite(files[nth as 0 | 1], size);
      }
      run('sqlite', [`sqlite:${files[0]}`, `sqlite:${files[1]}`]);
    }
    if (bench.engine !== 'sqlite') {
      const place = join(folder, 'postgres');
      mkdirSync(place);
      chmodSync(place, 0o755);
      const server = await startServer(place);
      try {
        const urls = ['many', 'few'].map((name) => `${server.url}/${name}`) as [string, string];
        const shell = new pg.Client({ connectionString: `${server.url}/postgres` });
        await shell.connect();
        for (const name of ['many', 'few']) await shell.query(`create database ${name}`);
        await shell.end();
        for (const [nth, size] of [many, few].entries()) {
          bench.onRun(`postgres: making ${size.workspaces * size.lessons} lessons`);
          await makePostgres(urls[nth] ?? '', size);
        }
        run('postgres', urls);
      } finally {
        await server.stop();
      }
    }
    return line;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
