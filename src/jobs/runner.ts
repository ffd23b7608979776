/**
 * Everything that happens later: jobs, posts, updates, App Home, events, one workspace at a time. `runWorkspace` does one turn of what is due in a
 * workspace; `runDue` does everything that is due anywhere and never waits, so a clock that jumps can go from one `nextDue` to the next; `start` lets
 * it run on its own.
 */
import type { Clock, Instant } from '#core/clock.ts';
import type { Ids, TeamId } from '#core/ids.ts';
import { type Meter, noMeter } from '#core/meter.ts';
import { runDueRitual } from '../schedules/runner.ts';
import { inTurnOf } from '../store/engines/turn-of.ts';
import type { Store } from '../store/store.ts';
import { type Backlog, readBacklog } from './backlog.ts';
import { clearLeftBehind } from './cleanup-queue.ts';
import { noTools } from './connections/tools.ts';
import { askTools } from './connections/worker.ts';
import { deliverDue } from './delivery.ts';
import { dueTeams, everyTeam } from './due-teams.ts';
import { expireSome } from './expire.ts';
import { type Governor, ungoverned } from './governor.ts';
import { heldMessenger } from './held-messenger.ts';
import { drawDueHomes } from './homes.ts';
import type { InboxWorker } from './inbox.ts';
import { heldTrackers, noTrackers } from './issues/trackers.ts';
import { issuesDue } from './issues/worker.ts';
import type { Journal } from './journal.ts';
import { lookUpDue, recover } from './lookup.ts';
import type { Messenger } from './messenger.ts';
import { earliest, nextDueIn } from './next-due.ts';
import { createPace, type Pace } from './pace.ts';
import type { Parts } from './parts.ts';
import { picturesDue } from './pictures.ts';
import { runDueJob } from './run-jobs.ts';
import { createSwitchedOff } from './switched-off.ts';
import { createTries } from './tries.ts';
import { createTurns } from './turns.ts';
import { updateDue } from './updates.ts';
import type { Wakes, Work } from './wakes.ts';
import { wakesHere } from './wakes-here.ts';

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
  /** Without it, nothing can be connected. */
  readonly trackers?: Parts['trackers'];
  readonly tools?: Parts['tools'];
  readonly connected?: Parts['connected'];
  readonly buildHome: Parts['buildHome'];
  readonly erasedHome: Parts['erasedHome'];
  readonly hiddenPreviews: Parts['hiddenPreviews'];
  readonly log: Parts['log'];
  /** Hears what Lore did on its own, and why. */
  readonly journal?: Journal;
  readonly inbox?: InboxWorker;
  /** Called about once an hour for each workspace: asks Slack again for what events may have missed. */
  readonly freshen?: (team: TeamId) => Promise<void>;
  /** Reads a workspace from Slack step by step; see `slack/directory/walk.ts`. */
  readonly walk?: {
    readonly step: (team: TeamId, pace: Pace) => Promise<number>;
    readonly next: (team: TeamId) => Promise<Instant | null>;
  };
  /** ms of a clock that does not jump, for how long a turn may be; this process's when left out. */
  readonly elapsed?: () => number;
  /** What tells when a workspace has work; without it, this process alone works on the database. */
  readonly wakes?: Wakes;
  /** Lets work make way for people; without it, work goes on whatever happens. */
  readonly governor?: Governor;
  readonly meter?: Meter;
  /** For tests: awaited at the points where a process may die. */
  readonly checkpoint?: Parts['checkpoint'];
}

export interface Runner {
  /** Keeps running on its own. */
  readonly start: () => Promise<void>;
  /** Finishes what it is doing; the rest waits for the next start. */
  readonly stop: () => Promise<void>;
  /**
   * One turn: does some of what is due now in a workspace, in order, after it has taken up what a process left that died there. Rejects when the
   * database fails.
   */
  readonly runWorkspace: Work;
  /** The workspaces in which something is due now, at most so many, the oldest first. */
  readonly dueTeams: (limit: number) => Promise<readonly TeamId[]>;
  /** Does everything that is due now in every workspace, in order, until nothing is. Rejects when the database fails. */
  readonly runDue: () => Promise<void>;
  /** Triggers a turn after writes made outside a scope. */
  readonly wake: (team: TeamId) => void;
  /** The next instant at which something is due, if nothing is scheduled before; it may be past. */
  readonly nextDue: () => Promise<Instant | null>;
  /** How much waits, for who watches Lore. */
  readonly backlog: () => Promise<Backlog>;
}

/** The most rounds in one run. More means, for example, a job that keeps scheduling itself for now. */
const mostRounds = 10_000;

/** How long a turn of a workspace is while others may wait, in ms and in rounds: a big one does not keep a small one waiting. */
const longestTurn = 1000;
const turnRounds = 200;
/** While one thing after another falls due, messages leave in every so many rounds, from the first. */
const meanwhileEvery = 10;
/** What was due and could not be done is not looked at again sooner than this, in ms; and how many workspaces are woken at once. */
const atLeast = 100;
const mostWoken = 1000;

export function createRunner(options: RunnerOptions): Runner {
  const { store, clock, log, governor = ungoverned } = options;
  const elapsed = options.elapsed ?? (() => performance.now());
  const base: Parts = {
    ...options,
    pace: createPace(),
    tries: createTries(),
    offerMore: options.offerMore ?? (async () => undefined),
    waitOf: options.waitOf ?? (() => null),
    ...{ trackers: options.trackers ?? noTrackers, tools: options.tools ?? noTools },
    connected: options.connected ?? [],
    journal: options.journal ?? (() => undefined),
    giveWay: governor.giveWay,
    isOver: () => false,
    meter: options.meter ?? noMeter,
    checkpoint: options.checkpoint ?? (async () => undefined),
  };
  const turns = createTurns(store, options.ids.next());
  const noteSwitchedOff = createSwitchedOff(base);
  let isStopping = false;

  /** @param nth of its turn, from 0 */
  const round = async (parts: Parts, team: TeamId, nth: number): Promise<number> => {
    const events = (await options.inbox?.workOff(team, parts)) ?? 0;
    await parts.giveWay();
    // One job at a time: what it schedules may come before the others.
    const jobs = (await runDueJob(parts, team)) + (await runDueRitual(parts, team));
    const isToSend = events + jobs > 0 && nth % meanwhileEvery === 0;
    if (events + jobs > 0) return events + jobs + (isToSend ? await deliverDue(parts, team, 'asked') : 0);
    await parts.giveWay();
    const rest =
      (await lookUpDue(parts, team)) +
      (await deliverDue(parts, team)) +
      // An erasure takes a person's own posts out of Slack before it redraws what they stood in.
      (await clearLeftBehind(parts, team)) +
      (await updateDue(parts, team)) +
      (await picturesDue(parts, team)) +
      (await drawDueHomes(parts, team)) +
      (await issuesDue(parts, team));
    if (rest > 0) return rest;
    await parts.giveWay();
    // Nobody waits for this, so it is done when there is nothing else to do.
    const read = await options.walk?.step(team, parts.pace);
    return read || (await askTools(parts, team)) || (await store.cutWaiting(team)) || expireSome(parts, team);
  };

  const tend = async (team: TeamId): Promise<void> => {
    await options.inbox?.prune(team);
    await options.freshen?.(team);
  };

  /** @param isOver whether the turn ends after `rounds` @returns whether everything due was done, and when there is something to ask of Slack */
  const turnIn = async (
    team: TeamId,
    isHeld: () => boolean,
    isOver: (rounds: number) => boolean,
  ): Promise<{ readonly isDone: boolean; readonly tendAt: Instant | null }> => {
    let rounds = 0;
    try {
      const { pace, isTakenOver, isToTend } = await turns.begin(team, clock.now());
      const parts: Parts = {
        ...base,
        pace,
        messenger: heldMessenger(options.messenger, isHeld),
        trackers: heldTrackers(base.trackers, isHeld),
        isOver: () => isOver(rounds) || !isHeld(),
      };
      if (isTakenOver) await recover(parts, team);
      if (isToTend) await tend(team);
      await noteSwitchedOff(team);
      let isDone = false;
      while (!isDone && !(rounds > 0 && parts.isOver())) {
        isDone = (await round(parts, team, rounds)) === 0;
        rounds += 1;
      }
      // Another process knows better.
      if (!isHeld()) turns.forget(team);
      const tendAt = await turns.keep(team, clock.now(), isToTend);
      return { isDone, tendAt };
    } catch (error) {
      turns.forget(team);
      throw error;
    }
  };

  /** One turn at a time in each workspace. */
  const busy = new Map<TeamId, Promise<unknown>>();
  const alone = async <T>(team: TeamId, run: () => Promise<T>): Promise<T> => {
    const mine = (busy.get(team) ?? Promise.resolve()).then(run, run);
    busy.set(team, mine);
    try {
      return await mine;
    } finally {
      if (busy.get(team) === mine) busy.delete(team);
    }
  };

  const nextIn = (team: TeamId) => nextDueIn(base, options, team);

  const runWorkspace: Work = (team, isHeld) =>
    alone(team, async () => {
      const ends = elapsed() + longestTurn;
      const isOver = (rounds: number) => isStopping || rounds >= turnRounds || elapsed() >= ends;
      const { isDone, tendAt } = await inTurnOf(team, () => turnIn(team, isHeld, isOver));
      if (!isDone) return 'more';
      const next = earliest([await nextIn(team), tendAt]);
      return next === null ? null : Math.max(next, clock.now() + atLeast);
    });

  const runAll = async (): Promise<void> => {
    for (const team of await everyTeam(base)) {
      const { isDone } = await alone(team, () =>
        turnIn(
          team,
          () => true,
          (rounds) => rounds > mostRounds,
        ),
      );
      if (!isDone) log.error({ team }, 'the same work keeps falling due');
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

  const due = (limit: number) => dueTeams(base, clock.now(), limit);
  const wakes =
    options.wakes ??
    wakesHere({
      clock,
      log,
      onWork: (wake) => store.onWork(wake),
      everyTeam: () => everyTeam(base),
      dueTeams: () => due(mostWoken),
    });

  return {
    start: async () => {
      isStopping = false;
      governor.start();
      await wakes.start(runWorkspace);
    },
    stop: async () => {
      isStopping = true;
      governor.stop();
      await wakes.stop();
      await last;
    },
    runWorkspace,
    dueTeams: due,
    runDue,
    nextDue: async () => {
      const each = [];
      for (const team of await everyTeam(base)) each.push(await nextIn(team));
      return earliest(each);
    },
    wake: (team) => {
      wakes.wake(team).catch((error: unknown) => {
        log.error({ team, err: error }, 'due work failed and will be retried');
      });
    },
    backlog: () => readBacklog(base),
  };
}
