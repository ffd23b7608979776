/**
 * Machines that disappear in the middle of their work and come back long after: what they were sending in several workspaces, others have sent or looked
 * up by then, and more has fallen due meanwhile. What was posted is counted at Slack's side.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import {
  asking,
  environmentOf,
  filled,
  type Here,
  minute,
  postsOf,
  prepared,
  seconds,
  type Tally,
  tallyOf,
  waitingIn,
} from './fanout/here.ts';
import { thisTree } from './fanout/newer.ts';
import { startWorkers, type Worker, type Workers } from './fanout/processes.ts';
import { type Posted, startSlackHere } from './fanout/slack-here.ts';
import { moveDue, numberIn, type Some } from './fanout/workspaces.ts';

export interface VanishSoak {
  /** For so long they are away, and longer where the others need longer to do what was due. */
  readonly seconds: number;
  readonly onWords?: (words: string) => void;
}

/** What a machine was at when it disappeared. */
interface Caught {
  readonly pid: number;
  /** In so many workspaces it was at work. */
  readonly workspaces: number;
  /** Transactions that it had begun and not ended. */
  readonly transactions: number;
  /** Posts that it was about to send, and those in Slack of which it has not heard. */
  readonly unsent: number;
  readonly unheard: number;
}

export interface VanishLine extends Tally {
  readonly caught: readonly Caught[];
  /** The one that disappeared last was away for so long. */
  readonly away: number;
  /** Questions due before they disappeared, while they were away, and when they were back, alone. */
  readonly due: readonly number[];
  /** Messages that came when they were back, of what was due before. */
  readonly old: number;
  /** Processes that ended by themselves. */
  readonly ended: number;
  readonly errors: readonly string[];
}

const workspaces = Array.from({ length: 8 }, (_, index) => ({ team: `T${String(index + 1)}`, channels: 30 }));
/** Each machine disappears at such a moment. */
const moments: readonly ((caught: Caught) => boolean)[] = [
  ({ transactions }) => transactions > 0,
  ({ unsent, unheard }) => unsent > 0 && unheard > 0,
];
/** The channels in which something is due before they disappear, meanwhile, and when each of them is back. */
const parts = { before: { from: 1, to: 18 }, meanwhile: { from: 19, to: 22 } } as const;
const returns: readonly Some[] = [
  { from: 23, to: 26 },
  { from: 27, to: 30 },
];
/** In ms: until Slack has answered what was on its way, and between two looks at what waits. */
const answered = 150;
const between = 2_000;
/** Looks, before what still waits counts as lost. */
const mostLooks = 300;

/** @param url of an empty PostgreSQL */
export async function vanishSoak(soak: VanishSoak, url: string): Promise<VanishLine> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-vanish-'));
  const slack = await startSlackHere({ history: true });
  const all: Workers[] = [];
  try {
    const here = await prepared(url, slack, folder, thisTree);
    const start = async (): Promise<Worker> => {
      const index = all.length;
      const workers = startWorkers([thisTree], () => environmentOf(here, index));
      all.push(workers);
      const [one] = workers.all;
      if (one === undefined) throw new Error('there is no process');
      await one.here();
      return one;
    };
    await filled(here, workspaces, -minute);
    await falls(here, { from: parts.meanwhile.from, to: 30 }, 7 * 24 * 60 * minute);

    const caught: Caught[] = [];
    const gone: Worker[] = [];
    for (const isMoment of moments) {
      const one = await start();
      gone.push(one);
      caught.push(await disappears(here, one, isMoment));
      soak.onWords?.(`disappeared: ${JSON.stringify(caught.at(-1))}`);
    }
    const from = Date.now();
    const away = () => seconds(Date.now() - from);
    let other = await start();
    await settled(here);
    soak.onWords?.(`${String(away())} s: the other has done what they were at`);
    await wait(Math.max(0, from + soak.seconds * 500 - Date.now()));
    await falls(here, parts.meanwhile);
    await settled(here);
    soak.onWords?.(`${String(away())} s: and what fell due meanwhile`);
    await wait(Math.max(0, from + soak.seconds * 1_000 - Date.now()));

    const [back, wereAway] = [Date.now(), away()];
    for (const [nth, one] of gone.entries()) {
      one.thaw();
      await isAtWork(here, one);
      await other.stop();
      // Only when it has left its old work behind, it has a turn in every workspace.
      await falls(here, returns[nth]);
      await settled(here);
      soak.onWords?.(`${String(away())} s: ${String(one.pid())} is back, and did alone what fell due`);
      other = one;
    }
    const isOld = ({ team, channel, at }: Posted) =>
      at >= back && numberIn(team, channel) <= parts.meanwhile.to;
    return {
      ...(await tallyOf(here, workspaces)),
      caught,
      away: wereAway,
      due: [parts.before, parts.meanwhile, ...returns].map(
        (each) => (each.to - each.from + 1) * workspaces.length,
      ),
      old: postsOf(slack, workspaces).filter(isOld).length,
      ended: all.reduce((sum, each) => sum + each.ended(), 0),
      errors: all.flatMap(({ errors }) => errors),
    };
  } finally {
    await Promise.all(all.map((each) => each.stop()));
    slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export function isVanishRight({ lost, duplicated, surfaced, old, ended }: VanishLine): boolean {
  return lost + duplicated + surfaced + old + ended === 0;
}

/** Has it fall due in so many ms, or since the minute began. */
async function falls(here: Here, which: Some | undefined, ahead = 0): Promise<void> {
  const due = Math.floor((Date.now() + ahead) / minute) * minute;
  if (which !== undefined) await asking(here.url, (db) => moveDue(db, workspaces, which, due));
}

async function settled(here: Here): Promise<void> {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const { rituals, posts } = await waitingIn(here, workspaces, Date.now());
    if (rituals + posts === 0) return;
    await wait(between);
  }
}

/** Resolves when a process that came back shares in the work again; the others have ended the session that it had. */
async function isAtWork(here: Here, one: Worker): Promise<void> {
  for (;;) {
    const found = await asking(here.url, (db) =>
      db.query('select from pg_stat_activity where application_name like $1', [sessionOf(one)]),
    );
    if (found.rowCount === 1) return;
    await wait(100);
  }
}

/** What the session of a process is called with which it keeps the others out of a workspace. */
const sessionOf = (one: Worker): string => `lore work ${String(one.pid())} %`;

const atWork = `select
  (select json_agg(team_id) from workspace where exists (select from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and objsubid = 2 and application_name like $1
      and objid::bigint = hashtext(team_id)::bigint & 4294967295)) as teams,
  (select json_agg(json_build_array(team_id, id)) from delivery where state = 'sending') as sending,
  (select json_agg(pid) from pg_stat_activity
    where state = 'idle in transaction' and datname = current_database()) as transactions`;

interface AtWork {
  readonly teams: readonly string[] | null;
  readonly sending: readonly (readonly [team: string, id: string])[] | null;
  readonly transactions: readonly number[] | null;
}

/** Stops it again and again, until it stands still at such a moment. @throws when it has done everything before */
async function disappears(here: Here, one: Worker, isMoment: (caught: Caught) => boolean): Promise<Caught> {
  const db = new pg.Client({ connectionString: here.url });
  await db.connect();
  const look = async () => {
    const [row] = (await db.query<AtWork>(atWork, [sessionOf(one)])).rows;
    return { teams: row?.teams ?? [], sending: row?.sending ?? [], transactions: row?.transactions ?? [] };
  };
  try {
    // Of those that disappeared before.
    const others = new Set((await look()).transactions);
    for (let tries = 0; ; tries += 1) {
      one.freeze();
      await wait(answered);
      const { teams, sending, transactions } = await look();
      const there = new Set(here.slack.posted.map(({ delivery }) => delivery));
      const mine = sending.filter(([team]) => teams.includes(team));
      const unheard = mine.filter(([, id]) => there.has(id)).length;
      const caught = {
        pid: one.pid(),
        workspaces: teams.length,
        transactions: transactions.filter((pid) => !others.has(pid)).length,
        unsent: mine.length - unheard,
        unheard,
      };
      if (teams.length > 1 && isMoment(caught)) return caught;
      one.thaw();
      if (tries > 20 && (await waitingIn(here, workspaces, Date.now())).rituals === 0)
        throw new Error(`it was never at such a moment: ${JSON.stringify(caught)}`);
      await wait((tries * 7) % 50);
    }
  } finally {
    await db.end();
  }
}
