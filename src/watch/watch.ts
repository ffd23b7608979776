/** Lets an operator's programs look at Lore. */
import type { Config } from '../config.ts';
import { type Checked, checksOf } from './checks.ts';
import { readiness } from './readiness.ts';
import { openWatchServer, type WatchServer } from './server.ts';

export interface Watching {
  /** Where it listens; `null`: nowhere, or not yet. */
  readonly port: () => number | null;
  /** Does nothing where no METRICS_PORT is set. @throws WatchPortTaken */
  open(): Promise<void>;
  close(): Promise<void>;
}

export function watchesIn({ metrics }: Pick<Config, 'metrics'>, checked: Checked): Watching {
  const checks = checksOf(checked);
  let server: WatchServer | undefined;
  return {
    port: () => server?.port ?? null,
    open: async () => {
      if (metrics === undefined) return;
      server = await openWatchServer(metrics, {
        readiness: () => readiness(checks),
        metrics: async () => ({ type: 'text/plain', text: '' }),
      });
    },
    close: async () => server?.close(),
  };
}
