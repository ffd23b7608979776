/**
 * Signed requests for everything that listens, changed by chance, over both receivers of a real Lore that has a filled workspace: it neither ends nor is silent, and nobody
 * changes what is not theirs.
 */
import type { Parcel } from '../sandbox/app/parcel.ts';
import { eraseData } from '../src/system/my-data/ids.ts';
import type { TestEngine } from '../test/support/databases.ts';
import { startFakeSlack } from '../test/support/fake-slack.ts';
import { type Chance, chanceOf } from './chance.ts';
import { everyListener, type Listener } from './fuzz/listeners.ts';
import { type Oracle, watch } from './fuzz/oracle.ts';
import { abroad, home, insider, made, ofEach, outsider, type Who } from './fuzz/people.ts';
import { startLore } from './fuzz/processes.ts';
import { requestFor } from './fuzz/requests.ts';
import { membersOf, openWorkspace, tellOf } from './fuzz/workspace.ts';

export interface FuzzSoak {
  readonly requests: number;
  readonly engine: TestEngine['name'];
  /** 2: one that listens to Slack, and one that does what is due; on PostgreSQL. */
  readonly processes: 1 | 2;
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

export async function fuzzSoak({
  requests,
  engine,
  processes,
  seed,
  onWords = () => undefined,
}: FuzzSoak): Promise<FuzzLine> {
  const chance = chanceOf(seed);
  const listeners = await everyListener();
  const workspace = await openWorkspace(engine);
  const slack = await startFakeSlack();
  await tellOf(workspace, slack);
  const members = await membersOf(workspace.db);
  const count = { crashes: 0, unhandled: 0, unacknowledged: 0, errors5xx: 0, changed: 0 };
  let now = workspace.at;
  let nth = 0;
  let done = 0;
  let oracle: Oracle | undefined;
  const start = (receiver: 'http' | 'socket') =>
    startLore(processes, { receiver, workspace, slack, now: () => now, count, onWords });
  try {
    for (const receiver of ['http', 'socket'] as const) {
      const until = receiver === 'http' ? Math.ceil(requests / 2) : requests;
      const lore = await start(receiver);
      // Its tables are of today now.
      oracle ??= await watch(workspace.db);
      while (nth < until) {
        const pool = await oracle.pool();
        for (const [sort, most] of Object.entries(atATime)) {
          // What is due because of those who acted before is not the doing of those who act now.
          await lore.settle();
          done += await oracle.begin();
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
              const found = await oracle.changedBy(who);
              count.changed += found.length;
              for (const one of found) onWords(`${parcel.what}: ${one}`);
              // What follows from it is done before the next of them acts.
              if (oracle.isTouched()) {
                await lore.settle();
                await oracle.begin();
                oracle.isTouched();
              }
            }
            await lore.restart();
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
    await workspace.remove();
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
