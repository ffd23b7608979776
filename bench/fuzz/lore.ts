/** Lore in a process of its own for the fuzz soak: the real composition. Uncaught errors are reported to the parent process, and do not end it. */
import process from 'node:process';
import { readConfig } from '../../src/config.ts';
import { features } from '../../src/features.ts';
import { createLore, type Lore } from '../../src/lore.ts';
import { makeLog, randomIds } from '../../src/process.ts';
import { unhurried } from '../../test/support/unhurried.ts';

export type Order =
  | { readonly kind: 'start'; readonly environment: Readonly<Record<string, string>>; readonly now: number }
  /** Moves the clock on. */
  | { readonly kind: 'now'; readonly now: number }
  /** The same, and does what is due. */
  | { readonly kind: 'settle'; readonly now: number }
  | { readonly kind: 'stop' };
export type Report = { readonly kind: 'done' } | { readonly kind: 'unhandled'; readonly what: string };

let now = 0;
let lore: Lore | undefined;
const tell = (report: Report) => void process.send?.(report);

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'start': {
      ({ now } = order);
      const config = readConfig(order.environment);
      const log = makeLog(config.logLevel);
      lore = createLore({
        config,
        clock: { now: () => now },
        ids: randomIds,
        features,
        log,
        requestTimeouts: unhurried,
      });
      await lore.start({ runsDueWork: false });
      return;
    }
    case 'now': {
      ({ now } = order);
      return;
    }
    case 'settle': {
      ({ now } = order);
      if (lore === undefined) return;
      // What a run leaves behind for this very moment is done, too.
      for (let rounds = 0; rounds < 20; rounds += 1) {
        await lore.runner.runDue();
        const next = await lore.runner.nextDue();
        if (next === null || next > now) return;
      }
      return;
    }
    case 'stop':
      await lore?.stop();
  }
}

const unhandled = (error: unknown) =>
  tell({ kind: 'unhandled', what: error instanceof Error ? String(error.stack) : String(error) });
process.on('unhandledRejection', unhandled);
process.on('uncaughtException', unhandled);
process.on('message', (order: Order) => {
  void obey(order)
    .catch(unhandled)
    .then(() => {
      tell({ kind: 'done' });
      if (order.kind === 'stop') process.exit(0);
    });
});
// The parent process is gone.
process.on('disconnect', () => process.exit(0));
