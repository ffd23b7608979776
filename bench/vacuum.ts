/**
 * Lore while its database's file is rewritten: people type commands, submit forms and press buttons all the time. First Lore does it itself, as in
 * the night, then `lore forget` beside it, in a process of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { teamId, userId } from '../src/core/ids.ts';
import { timeouts } from '../src/slack/requests/timeouts.ts';
import { freshFile } from '../test/support/databases.ts';
import { team } from '../test/support/fake-slack.ts';
import { type SentRequest, type Locked, startLocked, untrue } from '../test/support/locked.ts';

export interface VacuumSoak {
  readonly megabytes: number;
}

/** What happened while the file was rewritten once. */
export interface Rewritten {
  readonly seconds: number;
  readonly requests: number;
  /** Requests of which people were told that nothing was stored. */
  readonly refused: number;
  /** Requests after which nobody was told anything, or not what is so. */
  readonly silent: number;
  /** How long the slowest acknowledgement took, in ms. */
  readonly slowest: number;
  /** The longest time for which the event loop stood still, in ms. */
  readonly stall: number;
  /** Whether nothing was left at the end, neither in the file nor in the log. */
  readonly isClean: boolean;
}

export interface VacuumLine {
  readonly megabytes: number;
  /** While nothing is rewritten, for as long as it usually takes: what this machine does by itself. */
  readonly calm: Rewritten;
  /** While Lore rewrites it. */
  readonly night: Rewritten;
  /** While `lore forget` does, beside it. */
  readonly forget: Rewritten;
}

export const vacuumIsRight = ({ night, forget }: VacuumLine): boolean =>
  [night, forget].every(
    ({ silent, slowest, stall, isClean }) => silent === 0 && slowest < 3_000 && stall < 100 && isClean,
  );

/** The four who act stand for many. */
const many = { atOnce: 1_000_000, perMinute: 1_000_000 };
/** Whoever is forgotten takes no part. */
const nobody = { memberType: 'member', isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null } as const;
/** Between two requests, in ms. */
const apart = 40;
/** Fourteen requests each. */
const calmWaves = 5;

export async function vacuumSoak({ megabytes }: VacuumSoak): Promise<VacuumLine> {
  const database = await freshFile();
  const file = join(database.folder, 'lore.db');
  fill(file, megabytes);
  const waves = 20 + Math.ceil(megabytes / 10);
  const company = await startLocked(database, { ...timeouts, perPerson: many }, 2 * waves + calmWaves);
  const { store } = company.t.lore;
  await store.directory.savePerson(teamId(team), { ...nobody, userId: userId('UGONE') }, Date.now());
  try {
    const calm = await during(company, file, calmWaves, () => wait(calmWaves * 14 * apart, true));
    const night = await during(company, file, waves, async () => {
      await store.erasing(teamId(team), 'operator', { kind: 'person', userId: userId('UNOBODY') });
      return (await store.cleanFiles('now')).did === 'cleaned';
    });
    const forget = await during(company, file, waves, () => forgetBeside(database.url));
    return { megabytes: Math.round(statSync(file).size / 1_000_000), calm, night, forget };
  } finally {
    await company.close();
  }
}

async function during(
  company: Locked,
  file: string,
  most: number,
  rewrite: () => Promise<boolean>,
): Promise<Rewritten> {
  const stalls = watchStalls();
  const began = performance.now();
  const ended = { is: false, isClean: false };
  const rewriting = rewrite().then((isClean) => Object.assign(ended, { is: true, isClean }));
  const waves: Promise<readonly SentRequest[]>[] = [];
  while (!ended.is) {
    if (waves.length < most) waves.push(company.wave(apart));
    await wait(14 * apart);
  }
  await rewriting;
  const seconds = (performance.now() - began) / 1_000;
  const stall = stalls.end();
  const deeds = (await Promise.all(waves)).flat();
  const outcomes = await company.outcomes(deeds);
  return {
    seconds: Math.round(seconds * 10) / 10,
    requests: deeds.length,
    refused: outcomes.filter(({ told }) => told === 'failed').length,
    silent: untrue(outcomes).length,
    slowest: Math.round(Math.max(...deeds.map(({ sent }) => sent.ms))),
    stall: Math.round(stall),
    isClean: ended.isClean && logOf(file) < 64 * 1024 * 1024,
  };
}

const logOf = (file: string): number => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;

/** To the command, the tables of this company are a newer Lore's: that it leaves these to it is all that may be left. */
const isLeftToNewer = /A newer version has updated the database/;

/** @returns whether it says that nothing is left in the files */
async function forgetBeside(url: string): Promise<boolean> {
  const cli = join(import.meta.dirname, '..', 'src', 'cli.ts');
  const child = spawn(process.execPath, ['--no-warnings', cli, 'forget', '--person', 'UGONE', '--yes'], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return isLeftToNewer.test(said);
}

/** In ms, since this thread began; Linux counts it. */
function waitedForProcessor(): number {
  const file = '/proc/thread-self/schedstat';
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[1]) / 1e6 : 0;
}

/** Rows of the length of what people write, and an index over them. */
function fill(file: string, megabytes: number): void {
  const database = new Database(file);
  database.pragma('journal_mode = wal');
  database.exec('create table ballast (id text primary key, words text)');
  const some =
    database.prepare(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
    insert into ballast select hex(randomblob(13)), hex(randomblob(200 + abs(random()) % 600)) from n`);
  while (statSync(file).size < megabytes * 1_000_000) {
    some.run();
    database.pragma('wal_checkpoint(truncate)');
  }
  database.close();
}

/**
 * @returns what ends watching, and says for how many ms nothing else could run at most. Time in which other programs had the processor is left
 * out, where the system tells it.
 */
function watchStalls(): { readonly end: () => number } {
  const every = 5;
  const ours = () => performance.now() - waitedForProcessor();
  let last = ours();
  let longest = 0;
  const timer = setInterval(() => {
    const now = ours();
    longest = Math.max(longest, now - last - every);
    last = now;
  }, every);
  return {
    end: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
