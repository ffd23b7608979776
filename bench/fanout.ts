/**
 * Many channels of several workspaces in which something is due in the same minute, posted by several processes of Lore on one PostgreSQL while
 * these are killed, one stands still and comes back, PostgreSQL is restarted, and every other process is of a newer version. What was posted is
 * counted at Slack's side.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from '../test/support/postgres-server.ts';
import {
  done,
  environmentOf,
  filled,
  type Here as Prepared,
  minute,
  postsOf,
  prepared,
  seconds,
  type Tally,
  tallyOf,
  waitingIn,
} from './fanout/here.ts';
import { makeNewer, thisTree } from './fanout/newer.ts';
import { startWorkers, type Workers } from './fanout/processes.ts';
import { startSlackHere } from './fanout/slack-here.ts';
import { leastMs, type Workspace } from './fanout/workspaces.ts';

export interface FanoutSoak {
  readonly processes: number;
  /** Of all workspaces together; the biggest of several has half of them. */
  readonly channels: number;
  /** At most eight. */
  readonly workspaces: number;
  /** Of the workspace beside which a small one is looked at; 0: none is. */
  readonly beside: number;
  /** A process is killed every so many seconds; 0: none is. */
  readonly every: number;
  /** So many ms before all is due the processes begin to start; below 0: it is due when they come. */
  readonly ahead?: number;
  readonly onWords?: (words: string) => void;
}

export interface FanoutLine extends Tally {
  /** Of every process that there was. */
  readonly pids: readonly number[];
  readonly versions: readonly string[];
  readonly workspaces: readonly number[];
  readonly kills: number;
  /** One stood still for so many seconds, while others did its work, and came back. */
  readonly frozenSeconds: number;
  readonly restarts: number;
  /** Processes that ended by themselves and were started again. */
  readonly ended: number;
  /** From the instant at which all was due until the last message stood in Slack, and what Slack's limits alone take. */
  readonly seconds: number;
  readonly least: number;
  readonly ratio: number;
  /** Calls that Slack refused with 429, by method. */
  readonly refused: Readonly<Record<string, number>>;
  /** The most connections that all processes had together. */
  readonly connections: number;
  /** Seconds until a workspace of three channels had all it was due: alone, and beside a big one. */
  readonly small: { readonly alone: number; readonly beside: number } | null;
  readonly errors: readonly string[];
}

/** Of a hundred channels, how many each of eight workspaces has; of fewer, it is what the first of these have to each other. */
const parts = [50, 20, 12, 8, 5, 3, 1, 1];
const small = 3;
/** In ms, for processes to start. */
const startMs = 40_000;
/** PostgreSQL is restarted so many ms after all is due; one process stands still from here until there. */
const restartAt = 25_000;
const frozen = { from: 35_000, until: 75_000 };

export async function fanoutSoak(soak: FanoutSoak, server: Server): Promise<FanoutLine> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-fanout-'));
  const slack = await startSlackHere();
  let workers: Workers | undefined;
  try {
    const newer = join(folder, 'newer');
    mkdirSync(newer);
    const versions = [(await done(thisTree, ['--version'], {})).trim(), makeNewer(newer)];
    const here: Here = {
      ...(await prepared(`${server.url}/postgres`, slack, folder, newer)),
      soak,
      server,
      connections: 0,
    };
    const some = parts.slice(0, soak.workspaces);
    const whole = some.reduce((sum, part) => sum + part, 0);
    const sizes = some.map((part) => Math.max(1, Math.round((soak.channels * part) / whole)));
    const workspaces = sizes.map((channels, index) => ({ team: `T${String(index + 1)}`, channels }));
    // Processes of the older version run beside the newer ones on the newer database.
    const trees = Array.from({ length: soak.processes }, (_, index) => (index % 2 === 0 ? thisTree : newer));
    workers = startWorkers(trees, (index) => environmentOf(here, index));
    const due = await filled(here, workspaces, soak.ahead ?? startMs);
    await Promise.all(workers.all.map((each) => each.here()));
    soak.onWords?.(`${String(trees.length)} processes are here, due in ${seconds(due - Date.now())} s`);
    await wait(Math.max(0, due - Date.now()));
    const upset = upsetting(here, workers, due);
    await settled(here, workspaces, due);
    const { restarts, frozenMs } = await upset();
    const tally = await tallyOf(here, workspaces);
    const last = Math.max(due, ...postsOf(slack, workspaces).map(({ at }) => at));
    const least = Math.max(...workspaces.map(({ channels }) => leastMs(channels)));
    const beside = soak.beside === 0 ? null : await besideBig(here);
    return {
      pids: workers.pids,
      versions,
      workspaces: sizes,
      ...tally,
      kills: workers.kills(),
      frozenSeconds: seconds(frozenMs),
      restarts,
      ended: workers.ended(),
      seconds: seconds(last - due),
      least: seconds(least),
      ratio: Number(((last - due) / Math.max(least, 1)).toFixed(3)),
      refused: slack.refused,
      connections: here.connections,
      small: beside,
      errors: workers.errors,
    };
  } finally {
    await workers?.stop();
    slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing is lost or there twice, and it takes as long as Slack's limits do. */
export function isFanoutRight(line: FanoutLine): boolean {
  const { lost, duplicated, surfaced, kills, restarts, ratio, small: beside } = line;
  // A death, a restart and a pause leave in doubt what was just being sent: four at once in each workspace.
  const unsure = (kills + restarts * 4 + 1) * 4;
  return (
    lost + duplicated === 0 &&
    surfaced <= unsure &&
    ratio <= 1.1 &&
    (beside === null || beside.beside <= 2 * beside.alone)
  );
}

interface Here extends Prepared {
  readonly soak: FanoutSoak;
  readonly server: Server;
  connections: number;
}

/** What happens to the processes and the database from now on, until it is told to end. */
function upsetting(here: Here, { all }: Workers, due: number) {
  const { every, onWords } = here.soak;
  let ended = every === 0;
  const isOver = () => ended;
  const sum = { restarts: 0, frozenMs: 0 };
  const killing = async () => {
    const order = [...all];
    while (!isOver()) {
      await wait(every * 1000);
      // Each in turn; one that is still starting has begun nothing that could be lost.
      const next = order.findIndex((each) => each.isUp());
      const [one] = next < 0 || isOver() ? [] : order.splice(next, 1);
      if (one === undefined) continue;
      order.push(one);
      await one.kill();
    }
  };
  const restarting = async () => {
    await wait(Math.max(0, due + restartAt - Date.now()));
    if (isOver()) return;
    onWords?.('PostgreSQL is restarted');
    await here.server.restart();
    sum.restarts += 1;
  };
  const freezing = async () => {
    await wait(Math.max(0, due + frozen.from - Date.now()));
    const one = all.at(-1);
    if (isOver() || one === undefined) return;
    await one.here();
    one.freeze();
    const from = Date.now();
    onWords?.(`${String(one.pid())} stands still`);
    while (!isOver() && Date.now() < due + frozen.until) await wait(200);
    one.thaw();
    sum.frozenMs = Date.now() - from;
    onWords?.(`${String(one.pid())} is back`);
  };
  const going = isOver() ? Promise.resolve([]) : Promise.all([killing(), restarting(), freezing()]);
  return async () => {
    ended = true;
    await going;
    return sum;
  };
}

/** Resolves when nothing waits any more, or three times as long as Slack's limits take is over. */
async function settled(here: Here, workspaces: readonly Workspace[], due: number): Promise<void> {
  const until = due + 3 * Math.max(minute, ...workspaces.map(({ channels }) => leastMs(channels)));
  for (let looks = 0; Date.now() < until; looks += 1) {
    await wait(500);
    const { rituals, posts, connections } = await waitingIn(here, workspaces, due);
    here.connections = Math.max(here.connections, connections);
    if (looks % 10 === 0)
      here.soak.onWords?.(
        `${seconds(Date.now() - due)} s: ${String(rituals)} rituals and ${String(posts)} posts wait, ${String(here.slack.posted.length)} posted, ${String(postsOf(here.slack, workspaces.slice(0, 1)).length)} of them in the biggest workspace`,
      );
    if (rituals + posts === 0) return;
  }
}

/** How long a small workspace waits, alone and then beside one in which far more is due at the same instant. */
async function besideBig(here: Here): Promise<{ readonly alone: number; readonly beside: number }> {
  const took = async (one: Workspace, others: readonly Workspace[]): Promise<number> => {
    const due = await filled(here, [one, ...others], 15_000);
    await wait(due - Date.now());
    while (postsOf(here.slack, [one]).length < one.channels && Date.now() < due + 3 * minute) await wait(100);
    return seconds(Math.max(...postsOf(here.slack, [one]).map(({ at }) => at)) - due);
  };
  const alone = await took({ team: 'TALONE', channels: small }, []);
  const big = { team: 'TBIG', channels: here.soak.beside };
  const beside = await took({ team: 'TBESIDE', channels: small }, [big]);
  here.soak.onWords?.(`small: alone ${String(alone)} s, beside ${String(beside)} s`);
  return { alone, beside };
}
