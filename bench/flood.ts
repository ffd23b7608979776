/**
 * One person, one channel or one workspace asks Lore for ten thousand things of every kind: they are told kindly, and how long everybody else waits is
 * compared with how long they wait without, in turns.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { pino } from 'pino';
import { teamId } from '../src/core/ids.ts';
import { features } from '../src/features.ts';
import { governorHere } from '../src/jobs/governor.ts';
import type { Timeouts } from '../src/slack/requests/timeouts.ts';
import { newKey, writeKeys } from '../src/store/settings/key-file.ts';
import { freshFile, lastingEngines, type TestEngine } from '../test/support/databases.ts';
import { sendSigned } from '../test/support/fake-slack.ts';
import { installed } from '../test/support/installed.ts';
import { type LoreUnderTest, startLore } from '../test/support/lore-under-test.ts';
import { bodiesOf, settle, shareOnce, type Subject, subjects } from './flood/crowd.ts';
import { type Flooded, isKind } from './flood/thread.ts';

export interface FloodSoak {
  /** How many things each of the three asks for. */
  readonly count: number;
  /** How many of them in a second. */
  readonly perSecond: number;
  /** Between two things that the others do, in ms. */
  readonly apart: number;
  readonly engine: TestEngine['name'];
  /** What people may do, and how long they wait. */
  readonly patience: Timeouts;
  readonly onWords?: (words: string) => void;
}

export interface FloodLine {
  readonly subject: Subject;
  readonly sent: number;
  /** Not taken with 200. */
  readonly failed: number;
  /** Told that it was a lot, in a sentence, in the answer or beside it. */
  readonly told: number;
  /** How many things the others did, and how many of these were refused. */
  readonly acts: number;
  readonly refused: number;
  /** How long the others waited, in ms, for 95 of 100 things. */
  readonly aloneP95: number;
  readonly besideP95: number;
  /** Of the two. */
  readonly ratio: number;
}

export const isFloodRight = (lines: readonly FloodLine[]): boolean =>
  lines.every(({ failed, told, refused, ratio }) => failed + refused === 0 && told > 0 && ratio <= 2);

/** Of a flood; before each is a part without. */
const parts = 4;

export async function floodSoak(soak: FloodSoak): Promise<readonly FloodLine[]> {
  const { engine, patience, onWords } = soak;
  settle();
  const keys = await freshFile();
  const keyFile = join(keys.folder, 'lore.key');
  const [id, key] = newKey(0);
  writeKeys(keyFile, { current: id, keys: new Map([[id, key]]) });
  const database = await (
    lastingEngines().find(({ name }) => name === engine) ?? lastingEngines()[0]
  )?.fresh();
  if (database === undefined) throw new Error(`there is no ${engine}`);
  const lore = await startLore(features, {
    databaseUrl: database.url,
    keyFile,
    requestTimeouts: patience,
    governor: governorHere(pino({ level: 'silent' })),
    runsDueWork: true,
  });
  await lore.lore.store.workspaces.save(installed(teamId('T2')), 'xoxb-two');
  try {
    const lines: FloodLine[] = [];
    for (const subject of ['person', 'channel', 'workspace'] as const) {
      lines.push(await play(lore, subject, soak));
      onWords?.(JSON.stringify(lines.at(-1)));
    }
    return lines;
  } finally {
    await lore.stop();
    await database.remove();
    await keys.remove();
  }
}

async function play(
  lore: LoreUnderTest,
  subject: Subject,
  { count, perSecond, apart }: FloodSoak,
): Promise<FloodLine> {
  const { flood, others } = subjects[subject];
  const { responseUrl } = lore.slack;
  const [theirs, ours] = [await shareOnce(lore, flood), await shareOnce(lore, others)];
  const act = bodiesOf(others, ours, responseUrl, `${subject} other`);
  const bodies = bodiesOf(flood, theirs, responseUrl, `${subject} flood`);
  const thread = new Worker(new URL('./flood/thread.ts', import.meta.url), {
    workerData: { port: lore.port, perSecond },
  });
  lore.slack.calls.length = 0;
  const waits = { alone: new Array<number>(), beside: new Array<number>() };
  let [acted, refused] = [0, 0];
  /** The others go on until it is over. */
  const actUntil = async (isOver: () => boolean, into: number[]): Promise<void> => {
    while (!isOver()) {
      const { text, isJson } = act(acted);
      acted += 1;
      const { ms, body, status } = await sendSigned(lore.port, text, { json: isJson });
      if (status !== 200 || isKind(body)) refused += 1;
      into.push(ms);
      await wait(apart);
    }
  };
  const flooded = { sent: 0, failed: 0, told: 0 };
  const perPart = Math.ceil(count / parts);
  for (let part = 0; part < parts; part += 1) {
    const until = performance.now() + (perPart / perSecond) * 1000;
    await actUntil(() => performance.now() >= until, waits.alone);
    let done: Flooded | undefined;
    const ending = once(thread, 'message').then(([it]) => (done = it as Flooded));
    thread.postMessage(Array.from({ length: perPart }, (_, nth) => bodies(part * perPart + nth)));
    await actUntil(() => done !== undefined, waits.beside);
    const { sent, failed, told } = await ending;
    flooded.sent += sent;
    flooded.failed += failed;
    flooded.told += told;
  }
  await thread.terminate();
  // A press is answered beside its message.
  const beside = lore.slack.callsOf('respond').filter(({ args }) => isKind(String(args['text']))).length;
  const [aloneP95, besideP95] = [p95(waits.alone), p95(waits.beside)];
  return {
    subject,
    ...flooded,
    told: flooded.told + beside,
    acts: acted,
    refused,
    aloneP95: rounded(aloneP95),
    besideP95: rounded(besideP95),
    ratio: rounded(besideP95 / aloneP95),
  };
}

const p95 = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? Number.NaN;

const rounded = (value: number): number => Math.round(value * 100) / 100;
