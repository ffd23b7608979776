/**
 * Lore with a practice that asks without a name, as a process that kills itself as the operating system would: it is told over IPC after which answer,
 * and how long after that.
 */
import { flushCompileCache } from 'node:module';
import process from 'node:process';
import { readConfig } from '../../src/config.ts';
import { createLore } from '../../src/lore.ts';
import { makeLog, randomIds, wallClock } from '../../src/process.ts';
import { ballotFeature } from './ballot-feature.ts';
import { unhurried } from './unhurried.ts';

/** @property after how many answers were cast, from now on, whose transactions may not have ended · in ms from then */
export interface DyingOrder {
  readonly after: number;
  readonly in: number;
}

export type Started = { readonly port: number } | { readonly why: string };

const die = (): void => void process.kill(process.pid, 'SIGKILL');

let left = Infinity;
let pause = 0;
const onCast = async (): Promise<void> => {
  left -= 1;
  if (left !== 0) return;
  if (pause === 0) die();
  else setTimeout(die, pause);
};

async function start(environment: Readonly<Record<string, string>>): Promise<Started> {
  const config = readConfig(environment);
  if (config.connection.kind !== 'http') throw new Error('only HTTP is killed');
  const lore = createLore({
    // Any port: the one of the process before may not be free yet.
    config: { ...config, connection: { ...config.connection, port: 0 } },
    clock: wallClock,
    ids: randomIds,
    features: [ballotFeature({ onCast })],
    log: makeLog(config.logLevel),
    requestTimeouts: unhurried,
  });
  return { port: (await lore.start()) ?? 0 };
}

// A process that is killed writes nothing on its way out.
flushCompileCache();

process.on('message', (order: Readonly<Record<string, string>> | DyingOrder) => {
  if ('in' in order && typeof order.in === 'number') {
    left = Number(order.after);
    pause = order.in;
    if (left === 0) setTimeout(die, pause);
    return;
  }
  start(order as Readonly<Record<string, string>>).then(
    (started) => process.send?.(started),
    (error: unknown) => process.send?.({ why: String(error) }),
  );
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
