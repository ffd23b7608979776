/**
 * Each kept database is updated by the real `lore migrate`, which is killed with SIGKILL while it does so, then updated again and opened: every row, and
 * each that a migration adds, is there once, seen by the same people, in the tables of an update that nobody killed.
 */
import { existsSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Store } from '../src/store/store.ts';
import type { TestEngine } from '../test/support/databases.ts';
import {
  countRows,
  factsOf,
  keptNames,
  restore,
  rowsAfter,
  storeAt,
  whatIsSeen,
} from '../test/support/kept/kept.ts';
import { runScript } from '../test/support/run-script.ts';
import { type Chance, chanceOf } from './chance.ts';

export interface UpgradeSoak {
  /** How often each kept database is updated. */
  readonly runs: number;
  readonly engine: TestEngine['name'];
  /** Decides when it is killed, but not how far it is then. */
  readonly seed: number;
  /** Which are updated; all when left out. */
  readonly kept?: readonly string[];
  /** Called for each kept database, to show progress. */
  readonly onKept?: (kept: string, soFar: UpgradeLine) => void;
}

export interface UpgradeLine {
  /** Databases that were to be updated, and those that could be opened and read afterwards, with the tables that they should have. */
  readonly expected: number;
  readonly opened: number;
  /** Rows, or people who see a row, too few and too many. */
  readonly lost: number;
  readonly duplicated: number;
  /** How often it was killed, and how the database was after that: as before, or updated. Anything else is `halfway`. */
  readonly kills: number;
  readonly asBefore: number;
  readonly updated: number;
  readonly halfway: number;
}

export const isUpgradeRight = ({ expected, opened, lost, duplicated, halfway }: UpgradeLine): boolean =>
  opened === expected && lost + duplicated + halfway === 0;

/** A run is killed so often at most, before it may come to its end. */
const mostKills = 3;

type Sum = { -readonly [Name in keyof UpgradeLine]: number };

export async function upgradeSoak(soak: UpgradeSoak): Promise<UpgradeLine> {
  const chance = chanceOf(soak.seed);
  const sum: Sum = {
    expected: 0,
    opened: 0,
    lost: 0,
    duplicated: 0,
    kills: 0,
    asBefore: 0,
    updated: 0,
    halfway: 0,
  };
  for (const kept of soak.kept ?? keptNames()) {
    const whole = await undisturbed(kept, soak.engine);
    for (let run = 0; run < soak.runs; run += 1) await killed(kept, soak.engine, whole, chance, sum);
    soak.onKept?.(kept, sum);
  }
  return sum;
}

/** What an update comes to that nobody kills. */
interface Whole {
  readonly before: string;
  readonly after: string;
  /** How long it takes from the moment that it begins to the end of the process, in ms. */
  readonly took: number;
}

async function undisturbed(kept: string, engine: TestEngine['name']): Promise<Whole> {
  const database = await restore(kept, engine);
  try {
    const before = await looking(kept, database.url, madeOf);
    const update = runScript(['src/cli.ts', 'migrate'], { DATABASE_URL: database.url });
    await begins(database.url, update.ended);
    const from = performance.now();
    mustHaveEnded(await update.ended);
    const took = performance.now() - from;
    return { before, after: await looking(kept, database.url, madeOf), took };
  } finally {
    await database.remove();
  }
}

async function killed(
  kept: string,
  engine: TestEngine['name'],
  whole: Whole,
  chance: Chance,
  sum: Sum,
): Promise<void> {
  const database = await restore(kept, engine);
  try {
    for (let kill = 0; kill <= chance.below(mostKills); kill += 1) {
      const update = runScript(['src/cli.ts', 'migrate'], { DATABASE_URL: database.url });
      await begins(database.url, update.ended);
      await Promise.race([wait(chance.below(Math.ceil(whole.took))), update.ended]);
      update.child.kill('SIGKILL');
      if ((await update.ended).code === null) sum.kills += 1;
      const now = await looking(kept, database.url, madeOf);
      sum[now === whole.before ? 'asBefore' : now === whole.after ? 'updated' : 'halfway'] += 1;
      if (now === whole.after) break;
    }
    sum.expected += 1;
    const last = await runScript(['src/cli.ts', 'migrate'], { DATABASE_URL: database.url }).ended;
    if (last.code !== 0) return;
    const facts = factsOf(kept, engine);
    const [made, wanted, rows, seen] = await looking(kept, database.url, async (store) =>
      Promise.all([madeOf(store), rowsAfter(facts, store), countRows(store), whatIsSeen(store)]),
    );
    if (made === whole.after) sum.opened += 1;
    for (const [table, count] of Object.entries(wanted)) note(sum, count, rows[table] ?? 0);
    for (const [table, before] of Object.entries(facts.seen))
      for (const row of new Set([...Object.keys(before), ...Object.keys(seen[table] ?? {})])) {
        const [those, these] = [before[row], seen[table]?.[row]].map((ids) => ids?.split(' ') ?? []);
        note(sum, those?.filter((id) => these?.includes(id) !== true).length ?? 0, 0);
        note(sum, 0, these?.filter((id) => those?.includes(id) !== true).length ?? 0);
      }
  } finally {
    await database.remove();
  }
}

function note(sum: Sum, expected: number, found: number): void {
  sum.lost += Math.max(0, expected - found);
  sum.duplicated += Math.max(0, found - expected);
}

async function looking<T>(kept: string, url: string, look: (store: Store) => Promise<T>): Promise<T> {
  const store = storeAt(url, factsOf(kept, url.startsWith('sqlite') ? 'sqlite' : 'postgres').at);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

/** The tables, their columns and indexes, and which migrations are said to have run, as one text. */
async function madeOf(store: Store): Promise<string> {
  const { rows } = await (
    store.engine === 'sqlite'
      ? sql`select name, sql from sqlite_master where sql is not null order by name`
      : sql`select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
          where table_schema = 'public' union all
        select tablename, indexname, indexdef, '', '' from pg_indexes where schemaname = 'public' order by 1, 2`
  ).execute(store.system);
  const { at, waiting } = await store.schema();
  return JSON.stringify([rows, at, waiting]);
}

/** Waits until the update has claimed the database, which is the last that it does before; or until it ended, when there was nothing to do. */
async function begins(url: string, ended: Promise<{ readonly said: string }>): Promise<void> {
  const over = { is: false };
  void ended.then(() => (over.is = true));
  const look = await looker(url);
  while (!over.is && !(await look.hasBegun())) await wait(1);
  await look.end();
}

async function looker(
  url: string,
): Promise<{ readonly hasBegun: () => Promise<boolean>; readonly end: () => Promise<void> }> {
  if (url.startsWith('sqlite:')) {
    const file = `${url.slice('sqlite:'.length)}-running`;
    // That of the process that was killed before.
    rmSync(file, { force: true });
    return { hasBegun: async () => existsSync(file), end: async () => undefined };
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    hasBegun: async () => {
      const { rowCount } = await client.query(
        `select 1 from pg_stat_activity where datname = current_database() and application_name like 'lore migrate %'`,
      );
      return (rowCount ?? 0) > 0;
    },
    end: () => client.end(),
  };
}

function mustHaveEnded({ code, said }: { readonly code: number | null; readonly said: string }): void {
  if (code !== 0) throw new Error(`lore migrate failed: ${said}`);
}
