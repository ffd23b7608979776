/** Lets an operator's programs look at Lore. */
import type { Config } from '../config.ts';
import type { Backlog } from '../jobs/backlog.ts';
import { late, within } from '../store/engines/within.ts';
import type { Store } from '../store/store.ts';
import { version } from '../version.ts';
import { type Checked, checksOf } from './checks.ts';
import type { Facts, Metrics } from './metrics.ts';
import { readiness, remembering } from './readiness.ts';
import { openWatchServer, type WatchServer } from './server.ts';

export interface Watching {
  /** Where it listens; `null`: nowhere, or not yet. */
  readonly port: () => number | null;
  /** Does nothing where no METRICS_PORT is set. @throws WatchPortTaken */
  open(): Promise<void>;
  close(): Promise<void>;
}

export interface Watched extends Omit<Checked, 'store'> {
  readonly store: Pick<Store, 'probe' | 'before' | 'engine' | 'schema'>;
  readonly backlog: () => Promise<Backlog>;
  readonly paused: () => Facts['paused'];
  readonly metrics: Metrics | undefined;
}

/** ms that reading the backlog may take, and for which it is believed: several may scrape. */
const longestRead = 2_000;
const backlogFor = 5_000;

export function watchesIn({ metrics: at }: Pick<Config, 'metrics'>, watched: Watched): Watching {
  const checks = checksOf(watched);
  const { store, metrics, now } = watched;
  let schema: string | null = null;
  const ask = async (): Promise<Pick<Facts, 'schema' | 'backlog'>> => {
    if (!watched.isMigrated()) return { schema, backlog: null };
    schema ??= (await store.schema()).at;
    return { schema, backlog: await watched.backlog() };
  };
  const inTime = async (): Promise<Pick<Facts, 'schema' | 'backlog'>> => {
    const until = performance.now() + longestRead;
    const asked = store.before({ left: () => until - performance.now() }, ask);
    const found = await within(asked, longestRead).catch((): typeof late => late);
    return found === late ? { schema, backlog: null } : found;
  };
  const read = remembering(inTime, backlogFor, now);
  let server: WatchServer | undefined;
  return {
    port: () => server?.port ?? null,
    open: async () => {
      if (at === undefined) return;
      server = await openWatchServer(at, {
        readiness: () => readiness(checks),
        ...(metrics === undefined
          ? {}
          : {
              metrics: async () => {
                const [ready, counted] = await Promise.all([readiness(checks), read()]);
                const paused = watched.paused();
                const facts = { version, engine: store.engine, paused, checks: ready.checks, ...counted };
                return { type: metrics.type, text: await metrics.text(facts) };
              },
            }),
      });
    },
    close: async () => server?.close(),
  };
}
