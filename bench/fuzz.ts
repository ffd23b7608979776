/**
 * Signed requests for everything that listens, changed by chance, over both receivers of a real Lore that has a filled workspace: it neither ends nor is silent, and nobody
 * changes what is not theirs.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Parcel } from '../sandbox/app/parcel.ts';
import { freePort } from '../sandbox/child.ts';
import { eraseData } from '../src/system/my-data/ids.ts';
import { type FakeSlack, secret, sendSigned, startFakeSlack } from '../test/support/fake-slack.ts';
import { type Chance, chanceOf } from './chance.ts';
import { everyListener, type Listener } from './fuzz/listeners.ts';
import type { Order, Report } from './fuzz/lore.ts';
import { type Oracle, watch } from './fuzz/oracle.ts';
import { abroad, home, insider, made, ofEach, outsider, type Who } from './fuzz/people.ts';
import { requestFor } from './fuzz/requests.ts';
import { membersOf, openWorkspace, tellOf, type Workspace } from './fuzz/workspace.ts';

export interface FuzzSoak {
  readonly requests: number;
  /** Decides all that chance decides. */
  readonly seed: number;
  /** Gets a line for each finding, and for the progress. */
  readonly onWords?: (words: string) => void;
}

export interface FuzzLine {
  readonly requests: number;
  /** How often Lore ended. */
  readonly crashes: number;
  /** Errors that nobody caught. */
  readonly unhandled: number;
  /** Requests that were not taken, or not answered. */
  readonly unacknowledged: number;
  readonly errors5xx: number;
  /** Rows that somebody changed who may not. */
  readonly changed: number;
}

export const isRight = (line: FuzzLine): boolean =>
  Object.entries(line).every(([name, count]) => name === 'requests' || count === 0);

/** So many people act in turn before what is due is done: those who may, then those who may not. */
const atATime = { insiders: 40, outsiders: 60 } as const;
const minute = 60_000;

export async function fuzzSoak({ requests, seed, onWords = () => undefined }: FuzzSoak): Promise<FuzzLine> {
  const chance = chanceOf(seed);
  const listeners = await everyListener();
  const workspace = openWorkspace();
  const slack = await startFakeSlack();
  tellOf(workspace, slack);
  const members = membersOf(workspace.db);
  const count = { crashes: 0, unhandled: 0, unacknowledged: 0, errors5xx: 0, changed: 0 };
  let now = workspace.at;
  let nth = 0;
  let done = 0;
  let oracle: Oracle | undefined;
  try {
    for (const receiver of ['http', 'socket'] as const) {
      const until = receiver === 'http' ? Math.ceil(requests / 2) : requests;
      let lore = await startChild(receiver, workspace, slack, now, count, onWords);
      // Its tables are of today now.
      oracle ??= watch(workspace.db);
      while (nth < until) {
        const pool = oracle.pool();
        for (const [sort, most] of Object.entries(atATime)) {
          // What is due because of those who acted before is not the doing of those who act now.
          await lore.tell({ kind: 'settle', now });
          done += oracle.begin();
          for (let times = 0; times < most && nth < until; times += 1, nth += 1) {
            const listener = listenerOf(listeners, chance, sort, nth);
            const who = whoFor(listener, sort, chance, members);
            const responseUrl = chance.is(0.95) ? slack.responseUrl : 'https://elsewhere.example/respond';
            const parcel = requestFor(listener, { chance, pool, team: home, who, nth, responseUrl });
            const outcome = await lore.send(parcel);
            // A change of a form is acknowledged before anything is done; what a person does is done in turn.
            if (listener.kind === 'change') await lore.send(nextBy(who, nth));
            if (outcome.kind === 'answered' && outcome.status >= 500) count.errors5xx += 1;
            else if (outcome.kind !== 'answered' || outcome.status !== 200) count.unacknowledged += 1;
            if (outcome.kind !== 'answered' || outcome.status !== 200)
              onWords(
                `${receiver} ${parcel.what}: ${JSON.stringify(outcome)} ${JSON.stringify(parcel.payload).slice(0, 600)}`,
              );
            if (sort === 'outsiders') {
              const found = oracle.changedBy(who);
              count.changed += found.length;
              for (const one of found) onWords(`${parcel.what}: ${one}`);
              // What follows from it is done before the next of them acts.
              if (oracle.isTouched()) {
                await lore.tell({ kind: 'settle', now });
                oracle.begin();
                oracle.isTouched();
              }
            }
            if (lore.isGone()) lore = await startChild(receiver, workspace, slack, now, count, onWords);
          }
        }
        now += minute;
        slack.calls.length = 0;
        onWords(`${nth} of ${requests}, ${done} rows changed by those who may, and by time`);
      }
      await lore.stop();
    }
    if (done === 0) throw new Error('nothing was changed by anybody: these requests reach nothing');
    return { requests, ...count };
  } finally {
    await slack.close();
    workspace.remove();
  }
}

const nextBy = (who: Who, nth: number): Parcel => ({
  what: 'command /lore',
  encoding: 'form',
  payload: {
    command: '/lore',
    text: 'help',
    team_id: home,
    user_id: who.id,
    channel_id: 'C0NONE',
    trigger_id: `n${nth}`,
  },
});

/** Each in its turn. Events are nobody's doing. */
function listenerOf(listeners: readonly Listener[], chance: Chance, sort: string, nth: number): Listener {
  const all = sort === 'insiders' ? listeners : listeners.filter(({ kind }) => kind !== 'event');
  return chance.is(0.5) ? chance.pick(all) : (all[nth % all.length] ?? chance.pick(all));
}

/** Who erases themselves is nobody who has rows: these are to be there to the end. */
function whoFor(listener: Listener, sort: string, chance: Chance, members: readonly string[]): Who {
  if (listener.name === eraseData.actionId)
    return { id: made('stranger', chance.below(ofEach)), sort: 'stranger', ownTeam: abroad };
  return sort === 'insiders' ? insider(chance, members) : outsider(chance);
}

type Outcome =
  { readonly kind: 'answered'; readonly status: number } | { readonly kind: 'timeout' | 'unreachable' };

interface Child {
  readonly tell: (order: Order) => Promise<void>;
  readonly send: (parcel: Parcel) => Promise<Outcome>;
  readonly isGone: () => boolean;
  readonly stop: () => Promise<void>;
}

async function startChild(
  receiver: 'http' | 'socket',
  { url }: Workspace,
  slack: FakeSlack,
  now: number,
  count: { crashes: number; unhandled: number },
  onWords: (words: string) => void,
): Promise<Child> {
  const port = await freePort();
  const child = fork(join(import.meta.dirname, 'fuzz', 'lore.ts'), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--no-warnings'],
  });
  hear(child, onWords);
  let isGone = false;
  let isStopping = false;
  const gone = once(child, 'exit').then(() => {
    isGone = true;
    if (!isStopping) count.crashes += 1;
  });
  child.on('message', (report: Report) => {
    if (report.kind !== 'unhandled') return;
    count.unhandled += 1;
    onWords(`unhandled: ${report.what}`);
  });
  const tell = async (order: Order): Promise<void> => {
    if (isGone) return;
    const done = new Promise<void>((resolve) => {
      const listen = (report: Report) => {
        if (report.kind !== 'done') return;
        child.off('message', listen);
        resolve();
      };
      child.on('message', listen);
    });
    child.send(order);
    await Promise.race([done, gone]);
  };
  const environment = {
    SLACK_BOT_TOKEN: 'xoxb-fuzz',
    ...(receiver === 'http'
      ? { SLACK_SIGNING_SECRET: secret, PORT: String(port) }
      : { SLACK_APP_TOKEN: 'xapp-fuzz' }),
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: url,
    LOG_LEVEL: 'error',
  };
  await tell({ kind: 'start', environment, now });
  return {
    tell,
    isGone: () => isGone,
    send: (parcel) => (receiver === 'http' ? overHttp(port, parcel) : inSocket(slack, parcel)),
    stop: async () => {
      isStopping = true;
      await tell({ kind: 'stop' });
      await gone;
    },
  };
}

/** What Lore logs as an error is told on. */
function hear({ stdout, stderr }: ChildProcess, onWords: (words: string) => void): void {
  for (const stream of [stdout, stderr])
    stream?.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n')) if (line !== '') onWords(`log: ${line}`);
    });
}

async function overHttp(port: number, { payload, encoding }: Parcel): Promise<Outcome> {
  const text = JSON.stringify(payload);
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const body =
    encoding === 'json'
      ? text
      : new URLSearchParams(encoding === 'payload' ? { payload: text } : fields).toString();
  try {
    const { status } = await sendSigned(port, body, encoding === 'json' ? { json: true } : {});
    return { kind: 'answered', status };
  } catch {
    return { kind: 'unreachable' };
  }
}

async function inSocket(slack: FakeSlack, parcel: Parcel): Promise<Outcome> {
  const delivered = await slack.deliver(parcel);
  return delivered.kind === 'answer' ? { kind: 'answered', status: delivered.status } : delivered;
}
