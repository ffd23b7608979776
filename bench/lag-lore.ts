/** Lore with work that keeps the processor: each step of it stands still for a while, as a large drawing or import would. Told over IPC. */
import process from 'node:process';
import { readConfig } from '../src/config.ts';
import { defineCopy } from '../src/core/copy.ts';
import type { Feature } from '../src/core/feature.ts';
import { channelId } from '../src/core/ids.ts';
import { defineJob, type JobDefinition } from '../src/core/job.ts';
import { jobId } from '../src/core/job-ref.ts';
import { features } from '../src/features.ts';
import { governorHere } from '../src/jobs/governor.ts';
import { createLore } from '../src/lore.ts';
import { timeouts } from '../src/slack/requests/timeouts.ts';
import { makeLog, randomIds, wallClock } from '../src/process.ts';

export interface LagOrder {
  readonly isGoverned: boolean;
  readonly steps: number;
  readonly stepMs: number;
  readonly channel: string;
}

export type LagWord =
  { readonly kind: 'port'; readonly port: number } | { readonly kind: 'step'; readonly left: number };

const say = (word: LagWord): void => void process.send?.(word);

process.once('message', (order: LagOrder) => {
  let left = order.steps;
  const step = jobId<{ readonly n: number }>('busy.step');
  const job: JobDefinition = defineJob(step, 'transition', {
    title: async () => 'Busy',
    run: async () => {
      const until = performance.now() + order.stepMs;
      while (performance.now() < until);
      left -= 1;
      say({ kind: 'step', left });
    },
  });
  const busy: Feature = {
    name: 'busy',
    title: () => 'Busy',
    copy: defineCopy({ en: {} }),
    tables: [],
    jobs: [job],
  };
  const config = readConfig(process.env);
  const log = makeLog(config.logLevel);
  const lore = createLore({
    config,
    clock: wallClock,
    ids: randomIds,
    features: [...features, busy],
    log,
    // One person stands for many.
    requestTimeouts: { ...timeouts, perPerson: { atOnce: 1e6, perMinute: 1e6 } },
    ...(order.isGoverned ? { governor: governorHere(log) } : {}),
  });
  const begin = async (): Promise<void> => {
    const port = (await lore.start()) ?? 0;
    const viewer = { kind: 'channel', channelId: channelId(order.channel) } as const;
    await lore.store.transact(lore.team(), viewer, async (scope) => {
      for (let n = 0; n < order.steps; n += 1)
        await scope.runAt(step.ref({ n }), wallClock.now() + n, viewer);
    });
    say({ kind: 'port', port });
  };
  begin().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
// The process that started it is gone.
process.on('disconnect', () => process.exit(0));
