/**
 * Lore as a process that dies where a test wants it to: the real composition, told over IPC when to start, when to do what is due, and
 * at which instruction to kill itself. It loads everything before it is told to start, so that a spare one stands by.
 */
import { defineCopy } from '../../src/core/copy.ts';
import { flushCompileCache } from 'node:module';
import process from 'node:process';
import { readConfig } from '../../src/config.ts';
import type { Feature } from '../../src/core/feature.ts';
import { onEvent } from '../../src/core/listener.ts';
import { features } from '../../src/features.ts';
import type { Sending } from '../../src/jobs/parts.ts';
import { createLore, type Lore } from '../../src/lore.ts';
import { goOutAs } from '../../src/network.ts';
import { makeLog, randomIds } from '../../src/process.ts';
import type { Answer, DyingPoint, Order } from './lore-process.ts';

let offset = -Infinity;
const clock = { now: () => Math.floor(Date.now() + offset) };
/** The clock only goes forward. */
const follow = (now: number) => (offset = Math.max(offset, now - Date.now()));

let dying: { readonly at: DyingPoint; readonly of: Sending | undefined; left: number } | undefined;

/** As the operating system would: nothing is flushed, closed or told. */
function dieIf(point: DyingPoint, of?: Sending): void {
  if (dying?.at !== point || (dying.of !== undefined && dying.of !== of)) return;
  dying.left -= 1;
  if (dying.left === 0) process.kill(process.pid, 'SIGKILL');
}

/** Dies after every other feature has heard of an event, and before it is written down that they have. */
const lastToHear: Feature = {
  name: 'last',
  title: () => 'Last',
  copy: defineCopy({ en: {} }),
  tables: [],
  events: [onEvent('member_left_channel', async () => dieIf('in an event'))],
};

let lore: Lore | undefined;

async function obey(order: Order): Promise<Answer> {
  if (order.kind === 'start') {
    follow(order.now);
    const config = readConfig(order.environment);
    goOutAs(config);
    lore = createLore({
      config,
      clock,
      ids: randomIds,
      features: [...features, lastToHear],
      log: makeLog(config.logLevel),
      requestTimeouts: order.patience,
      ...(order.timeouts === undefined ? {} : { timeouts: order.timeouts }),
      checkpoint: async (name, of) => dieIf(name, of),
    });
    // Before the workers are told: the transaction is committed, and nobody has been answered yet.
    lore.store.onWork(() => dieIf('stored'));
    await lore.start();
    return { kind: 'done' };
  }
  if (order.kind === 'die') {
    dying = { at: order.at, of: order.of, left: order.visit };
    return { kind: 'done' };
  }
  if (lore === undefined) throw new Error('Lore was not started');
  follow(order.now);
  if (order.kind === 'now') return { kind: 'done' };
  await lore.runner.runDue();
  return { kind: 'done', next: await lore.runner.nextDue() };
}

// A process that is killed writes nothing on its way out.
flushCompileCache();

process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ kind: 'failed', why: String(error) }),
  );
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
