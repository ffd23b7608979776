/** Thousands of saves by many people, then erasures of every kind, and a search of every byte; beside somebody who reads, and without. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import Database from 'better-sqlite3';
import { lastingEngines, type TestEngine } from '../test/support/databases.ts';
import { clean, copiesIn, filesOf, manySaves } from '../test/support/erasures.ts';
import type { Store } from '../src/store/store.ts';
import type { Order, Report } from './forget/other.ts';
import { openWorld } from '../test/store/support/world.ts';

export interface ForgetSoak {
  readonly seeds: number;
  /** How often somebody saves, for each seed. */
  readonly saves: number;
  readonly engine: TestEngine['name'];
  /** 2: another one, with connections of its own, cleans the files. */
  readonly processes: 1 | 2;
  readonly onSeed?: (seed: number, line: ForgetLine) => void;
}

export interface ForgetLine {
  readonly seeds: number;
  /** Of what was erased, found in the files when nothing is said to be left: without a reader, and when one has let go. */
  readonly copies: number;
  /** How often it was said, beside a reader, that something is left, and what was found then. */
  readonly beside: { readonly held: number; readonly copies: number };
  /** Copies that are found before the files are cleaned: what there is to find. */
  readonly before: number;
}

/** Each seed is one database without a reader, and one beside a reader that began before the erasures. */
export async function forgetSoak({
  seeds,
  saves,
  engine,
  processes,
  onSeed,
}: ForgetSoak): Promise<ForgetLine> {
  const fresh = lastingEngines().find(({ name }) => name === engine)?.fresh;
  if (fresh === undefined) throw new Error(`there is no ${engine}`);
  let line: ForgetLine = { seeds: 0, copies: 0, beside: { held: 0, copies: 0 }, before: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const isBeside of [false, true]) {
      const database = await fresh();
      const world = await openWorld({ fresh: async () => database });
      const other = processes === 1 ? null : await openOther(database.url);
      const cleaning = other ?? world.store;
      const files = await filesOf(database.url);
      const erase = await manySaves(world, saves, seed);
      const letGo = isBeside ? await beginReading(database.url) : null;
      const { gone } = await erase();
      const before = copiesIn(await files(), gone);
      let { beside } = line;
      if (letGo !== null) {
        const { did } = await cleaning.cleanFiles('now');
        const found = copiesIn(await files(), gone);
        beside = { held: beside.held + (did === 'held' ? 1 : 0), copies: beside.copies + found };
        await letGo();
      }
      await clean(cleaning);
      const copies = line.copies + copiesIn(await files(), gone);
      line = { seeds: seed, copies, beside, before: line.before + before };
      await other?.close();
      await world.close();
    }
    onSeed?.(seed, line);
  }
  return line;
}

async function openOther(url: string): Promise<Pick<Store, 'cleanFiles' | 'close'>> {
  const child = fork(join(import.meta.dirname, 'forget', 'other.ts'), { execArgv: ['--no-warnings'] });
  const tell = async (order: Order): Promise<Report> => {
    child.send(order);
    const [report] = (await once(child, 'message')) as [Report];
    return report;
  };
  await tell({ kind: 'open', url });
  return {
    cleanFiles: async () => {
      const report = await tell({ kind: 'clean' });
      if (report.did === 'done') throw new Error('the other process did not clean');
      return report;
    },
    close: async () => {
      await tell({ kind: 'close' });
      child.disconnect();
    },
  };
}

/** @returns what lets go of a snapshot of what is there now */
async function beginReading(url: string): Promise<() => Promise<void>> {
  if (url.startsWith('sqlite:')) {
    const reader = new Database(url.slice('sqlite:'.length), { readonly: true });
    reader.exec('begin');
    reader.prepare('select count(*) from note').get();
    return async () => void reader.close();
  }
  const reader = new pg.Client({ connectionString: url });
  await reader.connect();
  await reader.query('begin isolation level repeatable read');
  await reader.query('select 1');
  return () => reader.end();
}
