/** Lore and its sandbox in the test's own process: one clock, and work that is due is done when the test says so. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { isJson, parseJson } from '../../sandbox/json.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { features } from '../../src/features.ts';
import { createLore, type Lore, type LoreOptions } from '../../src/lore.ts';
import { randomIds } from '../../src/process.ts';
import { errorFacts } from '../../src/slack/log.ts';
import { colleague, type Colleague } from './colleague.ts';
import { startLoreSandbox, type LoreSandbox } from './lore-sandbox.ts';
import { repeatedButtons } from './repeated-buttons.ts';
import { lastExchange, playUntil, refusedCalls, settle } from './settling.ts';
import { unhurried } from './unhurried.ts';

export interface LoreHere extends LoreSandbox {
  readonly lore: Lore;
  /** Somebody of the company, by id: `U0MARA`. */
  readonly who: (id: string) => Colleague;
  /** Lets everything that is due now or in the next minutes happen. */
  readonly settle: (within?: number) => Promise<void>;
  readonly playUntil: (instant: number) => Promise<void>;
  /** What went wrong since it was last asked: calls that the sandbox did not take, buttons that sound alike, and errors in Lore's log. */
  readonly wrong: () => string[];
  close(): Promise<void>;
}

/** @param options as of the sandbox; `lore`: what Lore is composed with besides */
export async function startLoreHere(
  options: NonNullable<Parameters<typeof startLoreSandbox>[0]> & {
    readonly lore?: Partial<LoreOptions>;
  } = {},
): Promise<LoreHere> {
  const { lore: over, ...rest } = options;
  const made = await startLoreSandbox(rest);
  const { sandbox } = made;
  const errors: string[] = [];
  const alike = new Set<string>();
  const { exchanges } = sandbox.core;
  const note = exchanges.add.bind(exchanges);
  exchanges.add = (entry) => {
    for (const found of repeatedButtons(entry.direction === 'from app' ? entry.request : entry.answer))
      alike.add(found);
    note(entry);
  };
  const lore = createLore({
    config: made.config,
    clock: sandbox.core.clock,
    ids: randomIds,
    features,
    log: errorLog(errors),
    patience: unhurried,
    ...over,
  });
  await lore.start({ runsDueWork: false });
  let seen = 0;
  const here: LoreHere = {
    ...made,
    lore,
    who: (id) => colleague(sandbox, id),
    settle: (within) => settle(sandbox, lore.runner, within),
    playUntil: (instant) => playUntil(sandbox, lore.runner, instant),
    wrong: () => {
      const found = [
        ...refusedCalls(sandbox, seen),
        ...failedRequests(sandbox, seen),
        ...alike,
        ...errors.splice(0),
      ];
      alike.clear();
      seen = lastExchange(sandbox);
      return found;
    },
    close: async () => {
      // Lore says goodbye over its connections.
      await lore.stop();
      await sandbox.close();
    },
  };
  await here.settle();
  return here;
}

/** Requests that Lore did not answer with success. */
function failedRequests(sandbox: Sandbox, since: number): string[] {
  return sandbox.core.exchanges.all
    .filter(
      ({ id, direction, outcome }) =>
        id > since && direction === 'to app' && !['HTTP 200', 'acknowledged'].includes(outcome),
    )
    .map(({ what, outcome }) => `${what}: ${outcome}`);
}

/** A log that keeps the lines of errors. */
function errorLog(errors: string[]) {
  const lines = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      const line = parseJson(chunk.toString());
      if (isJson(line) && Number(line['level']) >= 50) errors.push(JSON.stringify(line));
      done();
    },
  });
  return pino({ base: null, level: 'warn', serializers: { err: errorFacts }, errorKey: 'err' }, lines);
}
