/** What Prometheus reads. Loaded only where METRICS_PORT is set. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { awaited, type Meter } from '#core/meter.ts';
import type { Backlog } from '../jobs/backlog.ts';
import type { Journal } from '../jobs/journal.ts';
import type { Readiness } from './readiness.ts';

export interface Facts {
  readonly version: string;
  readonly engine: string;
  /** The migration that ran last; `null`: not known yet. */
  readonly schema: string | null;
  readonly paused: { readonly isPaused: boolean; readonly ms: number };
  readonly checks: Readiness['checks'];
  /** `null`: the database did not say in time. */
  readonly backlog: Backlog | null;
}

export interface Metrics {
  readonly meter: Meter;
  /** Counts each line, and hands it on. */
  readonly counting: (journal: Journal) => Journal;
  readonly text: (facts: Facts) => Promise<string>;
  readonly type: string;
}

/** Seconds. Slack waits three for an acknowledgement. */
const untilAcknowledged = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3];
/** Seconds. A person's transaction is given up after two. */
const untilLocked = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30];
/** Seconds. A prompt more than two hours late is not sent. */
const untilPrompted = [1, 10, 60, 300, 900, 3_600, 7_200, 14_400];

export function makeMetrics(): Metrics {
  const registers = [new Registry()];
  const [here] = registers;
  if (here === undefined) throw new Error('there is no registry');
  collectDefaultMetrics({ register: here });
  const acknowledge = new Histogram({
    name: 'lore_acknowledge_seconds',
    help: 'From the arrival of a request of Slack to its acknowledgement',
    labelNames: ['kind'],
    buckets: untilAcknowledged,
    registers,
  });
  const unacknowledged = new Counter({
    name: 'lore_unacknowledged_total',
    help: 'Requests of Slack that were not acknowledged; it sends events again, and tells people that it failed',
    labelNames: ['kind'],
    registers,
  });
  const calls = new Counter({
    name: 'lore_slack_calls_total',
    help: 'Calls of the Web API by how they ended; rate_limited: 429',
    labelNames: ['method', 'result'],
    registers,
  });
  const lock = new Histogram({
    name: 'lore_write_lock_wait_seconds',
    help: 'How long transactions waited for the lock that writing on SQLite needs',
    buckets: untilLocked,
    registers,
  });
  const invalidations = new Counter({
    name: 'lore_memory_invalidations_total',
    help: 'What was forgotten because it was changed; all: another process has written',
    labelNames: ['of'],
    registers,
  });
  const prompts = new Histogram({
    name: 'lore_prompt_lateness_seconds',
    help: 'How late prompts ran, or were when they were missed; after two hours they are',
    labelNames: ['of', 'result'],
    buckets: untilPrompted,
    registers,
  });
  const decisions = new Counter({
    name: 'lore_decisions_total',
    help: 'What Lore did or left by itself, as the journal says it',
    labelNames: ['of', 'did'],
    registers,
  });
  // From the beginning, so that the first time counts as an increase.
  for (const kind of awaited) {
    acknowledge.zero({ kind });
    unacknowledged.inc({ kind }, 0);
  }
  for (const kind of ['job', 'ritual'])
    for (const result of ['ran', 'missed']) prompts.zero({ of: kind, result });
  for (const kind of ['post', 'message', 'job', 'ritual'])
    for (const did of ['failed', 'missed', 'unknown']) decisions.inc({ of: kind, did }, 0);
  return {
    meter: {
      acknowledged: (kind, ms) => acknowledge.observe({ kind }, ms / 1000),
      unacknowledged: (kind) => unacknowledged.inc({ kind }),
      called: (method, result) => calls.inc({ method, result }),
      waitedToWrite: (ms) => lock.observe(ms / 1000),
      forgot: (of) => invalidations.inc({ of }),
      // A clock that is set back makes nothing early.
      prompted: (of, ms, isMissed) =>
        prompts.observe({ of, result: isMissed ? 'missed' : 'ran' }, Math.max(0, ms) / 1000),
    },
    counting: (journal) => (line) => {
      decisions.inc({ of: line.of, did: line.did });
      journal(line);
    },
    type: here.contentType,
    text: async (facts) => `${await here.metrics()}${await read(facts).metrics()}`,
  };
}

/** What is read when it is asked for: what is not known is left out, so that nobody takes an old figure for a new one. */
function read({ version, engine, schema, paused, checks, backlog }: Facts): Registry {
  const registry = new Registry();
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge({ name: `lore_${name}`, help, labelNames, registers });
  gauge('build_info', 'Which Lore this is: always 1', ['version', 'schema', 'engine']).set(
    { version, engine, schema: schema ?? 'unknown' },
    1,
  );
  const ready = gauge('ready', 'What /readyz checks: 1 is fine', ['check']);
  for (const [check, said] of Object.entries(checks)) ready.set({ check }, said === 'ok' ? 1 : 0);
  gauge('background_paused', '1 while background work pauses because the event loop lags').set(
    paused.isPaused ? 1 : 0,
  );
  new Counter({
    name: 'lore_background_paused_seconds_total',
    help: 'For how long background work paused',
    registers,
  }).inc(paused.ms / 1000);
  gauge('database_up', '1 where the database could be read in time; 0: what it counts is missing here').set(
    backlog === null ? 0 : 1,
  );
  if (backlog === null) return registry;
  const age = (since: number | null): number =>
    since === null ? 0 : Math.max(0, backlog.now - since) / 1000;
  const count = gauge('due', 'What is due and waits for its turn', ['queue']);
  const oldest = gauge('due_oldest_seconds', 'For how long the oldest of it is due', ['queue']);
  for (const [queue, due] of Object.entries(backlog.due)) {
    count.set({ queue }, due.count);
    oldest.set({ queue }, age(due.oldest));
  }
  const posts = gauge('posts', 'Posts of the outbox that are not settled', ['state']);
  for (const [state, much] of Object.entries(backlog.posts)) posts.set({ state }, much);
  gauge('posts_in_doubt', 'Posts about which a person was asked whether they are there').set(
    backlog.inDoubt.count,
  );
  gauge('posts_in_doubt_oldest_seconds', 'How long ago the oldest of them was decided').set(
    age(backlog.inDoubt.oldest),
  );
  const stopped = gauge('jobs_stopped', 'Jobs that will not run, until their owner has seen it', ['state']);
  for (const [state, much] of Object.entries(backlog.stoppedJobs)) stopped.set({ state }, much);
  const { waiting, held, expiredAt } = backlog.cleaning;
  gauge('erased_in_files', 'Workspaces of which something erased is still in the files of the database').set(
    waiting.count,
  );
  gauge('erased_in_files_oldest_seconds', 'How long ago the first of it was erased').set(age(waiting.oldest));
  const why = gauge('erased_in_files_held', 'What keeps it there', ['why']);
  for (const [reason, much] of held) why.set({ why: reason }, much);
  if (expiredAt !== null)
    gauge(
      'expiry_finished_timestamp_seconds',
      'When the daily erasure of what is too old last ended, in the workspace in which that is longest ago; where it never did, when Lore was installed',
    ).set(expiredAt / 1000);
  return registry;
}
