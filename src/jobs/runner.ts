/**
 * Everything that happens later: jobs, posts, updates, App Home, events. `runDue` does what is due now and never waits, so a clock that jumps can go
 * from one `nextDue` to the next; `start` lets it run on its own.
 */
import { type Clock, hour, type Instant } from '#core/clock.ts';
import type { Ids } from '#core/ids.ts';
import { type Meter, noMeter } from '#core/meter.ts';
import { nextRitual, runDueRitual } from '../schedules/runner.ts';
import type { Store } from '../store/store.ts';
import { type Backlog, readBacklog } from './backlog.ts';
import { clearLeftBehind, nextLeftBehind } from './cleanup-queue.ts';
import { deliverDue } from './delivery.ts';
import { expireSome } from './expire.ts';
import { type Governor, ungoverned } from './governor.ts';
import { drawDueHomes, nextHome } from './homes.ts';
import type { InboxWorker } from './inbox.ts';
import type { Journal } from './journal.ts';
import { lookUpDue, nextLeaseEnd, nextLookup, recover } from './lookup.ts';
import type { Messenger } from './messenger.ts';
import { nextDelivery } from './outbox.ts';
import { createPace } from './pace.ts';
import type { Parts } from './parts.ts';
import { nextPicture, picturesDue } from './pictures.ts';
import { nextJob, runDueJob } from './run-jobs.ts';
import { createSwitchedOff } from './switched-off.ts';
import { createTicker } from './ticker.ts';
import { createTries } from './tries.ts';
import { nextUpdate, updateDue } from './updates.ts';

export interface RunnerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Of all features, by name. */
  readonly posts: Parts['posts'];
  readonly jobs: Parts['jobs'];
  readonly schedules: Parts['schedules'];
  readonly comesFirst: Parts['comesFirst'];
  /** As in `Parts`; without it, nothing is offered. */
  readonly offerMore?: Parts['offerMore'];
  readonly retentionPolicies: Parts['retentionPolicies'];
  readonly messenger: Messenger;
  readonly render: Parts['render'];
  readonly ensureAccess: Parts['ensureAccess'];
  /** As in `Parts`; without it, nothing has to wait for Slack. */
  readonly waitOf?: Parts['waitOf'];
  readonly buildHome: Parts['buildHome'];
  readonly erasedHome: Parts['erasedHome'];
  readonly log: Parts['log'];
  /** Hears what Lore did on its own, and why. */
  readonly journal?: Journal;
  readonly inbox?: InboxWorker;
  /** Called at most once an hour: asks Slack again for what events may have missed. */
  readonly freshen?: () => Promise<void>;
  /** Reads workspaces from Slack step by step; see `slack/directory/walk.ts`. */
  readonly walk?: {
    readonly step: () => Promise<number>;
    readonly next: () => Promise<Instant | null>;
  };
  /** Lets work make way for people; without it, work goes on whatever happens. */
  readonly governor?: Governor;
  readonly meter?: Meter;
  /** For tests: awaited at the points where a process may die. */
  readonly checkpoint?: Parts['checkpoint'];
}

export interface Runner {
  /** Recovers what a process that died left behind, then keeps running on its own. */
  readonly start: () => Promise<void>;
  /** Finishes what it is doing; the rest waits for the next start. */
  readonly stop: () => Promise<void>;
  /** Does everything that is due now, in order, until nothing is. Rejects when the database fails. */
  readonly runDue: () => Promise<void>;
  /** Triggers a run after writes made outside a scope. */
  readonly wake: () => void;
  /** The next instant at which something is due, if nothing is scheduled before; it may be past. */
  readonly nextDue: () => Promise<Instant | null>;
  /** How much waits, for who watches Lore. */
  readonly backlog: () => Promise<Backlog>;
  /** What `start` does first, for callers that use only `runDue`. */
  readonly recover: () => Promise<void>;
}

/** The most rounds in one run. More means, for example, a job that keeps scheduling itself for now. */
const mostRounds = 10_000;

export function createRunner(options: RunnerOptions): Runner {
  const { store, clock, log, governor = ungoverned } = options;
  const parts: Parts = {
    ...options,
    pace: createPace(),
    tries: createTries(),
    offerMore: options.offerMore ?? (async () => undefined),
    waitOf: options.waitOf ?? (() => null),
    journal: options.journal ?? (() => undefined),
    giveWay: governor.giveWay,
    meter: options.meter ?? noMeter,
    checkpoint: options.checkpoint ?? (async () => undefined),
  };
  const noteSwitchedOff = createSwitchedOff(parts);

  const round = async (): Promise<number> => {
    const events = (await options.inbox?.workOff()) ?? 0;
    await parts.giveWay();
    // One job at a time: what it schedules may come before the others.
    const jobs = (await runDueJob(parts)) + (await runDueRitual(parts));
    if (events + jobs > 0) return events + jobs;
    await parts.giveWay();
    const rest =
      (await lookUpDue(parts)) +
      (await deliverDue(parts)) +
      // An erasure takes a person's own posts out of Slack before it redraws what they stood in.
      (await clearLeftBehind(parts)) +
      (await updateDue(parts)) +
      (await picturesDue(parts)) +
      (await drawDueHomes(parts));
    if (rest > 0) return rest;
    await parts.giveWay();
    // Nobody waits for this, so it is done when there is nothing else to do.
    return (await options.walk?.step()) || (await store.cutWaiting()) || expireSome(parts);
  };

  let prunedAt: Instant = 0;
  const prune = async (): Promise<void> => {
    if (Math.abs(clock.now() - prunedAt) < hour) return;
    prunedAt = clock.now();
    await options.inbox?.prune();
    await options.freshen?.();
  };

  const runAll = async (): Promise<void> => {
    await recover(parts, false);
    await prune();
    await noteSwitchedOff();
    for (let rounds = 0; (await round()) > 0; rounds += 1) {
      if (rounds < mostRounds) continue;
      log.error({}, 'the same work keeps falling due');
      return;
    }
  };

  // One run at a time: a second starts when the first has ended, even by an error; a third would add nothing.
  let last: Promise<void> = Promise.resolve();
  let queued: Promise<void> | null = null;
  const runDue = (): Promise<void> => {
    queued ??= last.then(() => {
      queued = null;
      const run = runAll();
      last = run.then(
        () => undefined,
        () => undefined,
      );
      return run;
    });
    return queued;
  };

  const nextDue = async (): Promise<Instant | null> => {
    const times = [
      await nextJob(parts),
      await nextRitual(parts),
      await nextDelivery(store),
      await nextLookup(parts),
      await nextUpdate(parts),
      await nextPicture(parts),
      await nextHome(parts),
      await nextLeftBehind(parts),
      await nextLeaseEnd(parts),
      (await options.inbox?.next()) ?? null,
      (await options.walk?.next()) ?? null,
    ].filter((time) => time !== null);
    return times.length === 0 ? null : Math.min(...times);
  };

  const recoverAll = async (): Promise<void> => {
    await recover(parts, true);
  };

  const ticker = createTicker({ clock, log, onWork: (wake) => store.onWork(wake), runDue, nextDue });

  return {
    start: async () => {
      await recoverAll();
      governor.start();
      ticker.start();
    },
    stop: async () => {
      governor.stop();
      await ticker.stop();
      await last;
    },
    runDue,
    nextDue,
    wake: ticker.wake,
    backlog: () => readBacklog(parts),
    recover: recoverAll,
  };
}
