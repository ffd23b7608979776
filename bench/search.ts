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

const programs = join(import.meta.dirname, 'search');

/** What is to be: ours beside a query by hand, with many lessons of others beside few, ms, MB. */
const goals = { ratio: 1.5, others: 1.1, descriptionMs: 50, rssMb: 300 };

interface Asked {
  readonly ratio: number;
  readonly others: number;
}

/** What a database said. */
interface Measured {
  readonly asked: Readonly<Record<string, Asked>>;
  readonly searchMs: { readonly description: number };
  readonly rssMb: number;
}

/** What is missed, in words. */
const missedIn = (engine: string, { asked, searchMs, rssMb }: Measured): string[] => [
  ...Object.entries(asked).flatMap(([name, { ratio, others }]) => [
    ...(ratio > goals.ratio ? [`${engine}, ${name}: ${ratio} times the query by hand`] : []),
    ...(others > goals.others
      ? [`${engine}, ${name}: ${others} times as long beside many lessons of others`]
      : []),
  ]),
  ...(searchMs.description > goals.descriptionMs
    ? [`${engine}: ${searchMs.description} ms for a description`]
    : []),
  ...(rssMb >= goals.rssMb ? [`${engine}: ${rssMb} MB`] : []),
];

export interface SearchLine {
  readonly lessons: number;
  readonly workspaces: number;
  readonly goals: typeof goals;
  readonly missed: readonly string[];
  readonly sqlite?: Measured;
  readonly postgres?: Measured;
}

export async function searchBench(bench: SearchBench): Promise<SearchLine> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-search-'));
  chmodSync(folder, 0o755);
  const each = Math.round(bench.lessons / bench.workspaces);
  const many: Size = { workspaces: bench.workspaces, lessons: each };
  // Of others a tenth.
  const few: Size = { workspaces: Math.max(2, Math.round(bench.workspaces / 10) + 1), lessons: each };
  const lines: Partial<Record<'sqlite' | 'postgres', Measured>> = {};
  const run = (engine: 'sqlite' | 'postgres', urls: readonly [string, string]) => {
    bench.onRun(`${engine}: measuring`);
    const said = (program: string, ...args: readonly string[]): unknown =>
      JSON.parse(
        execFileSync(process.execPath, ['--no-warnings', join(programs, program), ...args], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'inherit'],
        }),
      );
    const rounds = String(bench.rounds);
    const rssMb = Number(said('memory.ts', urls[0], rounds));
    const measured = said('measure.ts', engine, ...urls, rounds, String(each)) as Omit<Measured, 'rssMb'>;
    lines[engine] = { ...measured, rssMb };
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
    const { lessons, workspaces } = bench;
    const missed = Object.entries(lines).flatMap(([engine, measured]) => missedIn(engine, measured));
    return { lessons, workspaces, goals, missed, ...lines };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
