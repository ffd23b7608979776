/**
 * Wake-ups on PostgreSQL, where several processes work: pg-boss says in which workspace there is work, and who hears it first has its turn there,
 * with a lock that keeps the others out. Every two seconds each process also looks where something is due: so a wake-up that was lost with a process,
 * with a restored database or by a clock that was set costs two seconds, and no work.
 */
import { PgBoss, type Job } from 'pg-boss';
import type { Clock, Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import { workQueue } from '../../store/engines/boss-tables.ts';
import { bossOptions } from '../../store/engines/waking.ts';
import { beats, type WorkSession } from '../../store/engines/work-session.ts';
import type { Parts } from '../parts.ts';
import { sayOnce } from '../say-once.ts';
import type { Wakes, Work } from '../wakes.ts';
import { turnsIn } from './turns.ts';

/** ms between two looks at what is due, on the average: each process looks at another time. */
const lookEvery = 2_000;
/** How many workspaces a look finds: more than all processes work on at once. After one that found so many, the next looks for twice as many. */
const mostFound = 100;
/** What is due sooner than this, in ms, waits here; what is due later, in the queue. */
const soon = 2_000;
/** ms before a queue that could not be reached is tried again. */
const queueAgain = 2_000;
/** Seconds between two questions to the queue, beside its announcements. */
const pollSeconds = 0.5;
/** How many wake-ups are taken at once: many may be of one workspace. */
const batch = 100;
/** Connections for the queue, besides the one on which it is announced. */
const mostConnections = 2;

export interface BossWakesOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Parts['log'];
  readonly session: WorkSession;
  /** Between 0 and 1, below 1. */
  readonly chance: () => number;
  /** Where something is due, at most so many. */
  readonly dueTeams: (limit: number) => Promise<readonly TeamId[]>;
  /** Sends a wake-up, from a process that does not work itself. */
  readonly send: (team: TeamId) => Promise<void>;
}

interface WakeUp {
  readonly team: TeamId;
}

export function bossWakes(options: BossWakesOptions): Wakes {
  const { url, clock, log, session, chance } = options;
  let isRunning = false;
  let boss: PgBoss | undefined;
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let queueTimer: NodeJS.Timeout | undefined;
  /** What this process last planned in the queue for a workspace. */
  const planned = new Map<TeamId, Instant>();
  const failures = sayOnce(log);

  const turns = turnsIn({
    take: (team) => session.take(team),
    chance,
    failed: (error, team) => failures.say(error, team),
    next: (team, at) => plan(team, at),
  });

  const plan = async (team: TeamId, at: Instant): Promise<void> => {
    const wait = at - clock.now();
    if (wait <= soon) {
      turns.want(team, wait);
      return;
    }
    if (boss === undefined || planned.get(team) === at) return;
    try {
      // One for each workspace: the last one that was planned counts.
      await boss.upsert(workQueue, { team }, { singletonKey: team, startAfter: wait / 1000 });
      planned.set(team, at);
    } catch (error) {
      // The turn is done all the same, and what is due later is found when it is.
      failures.say(error);
    }
  };

  let find = mostFound;
  const look = async (): Promise<void> => {
    try {
      const ended = await session.endFrozen(beats.frozen);
      if (ended > 0) log.warn({ ended }, 'a process stood still, and another one takes over its work');
      const found = [...(await options.dueTeams(find))];
      // Where a turn always fails, something stays due: others stand behind those.
      find = found.length < find ? mostFound : find * 2;
      // Not all processes in the same order.
      for (const team of found.toSorted(() => chance() - 0.5)) turns.want(team);
      failures.isOver();
    } catch (error) {
      failures.say(error);
    }
    if (isRunning) timer = setTimeout(lookAgain, lookEvery * (0.75 + chance() / 2));
  };
  const lookAgain = (): void => {
    looking = look();
  };

  const openQueue = async (): Promise<void> => {
    const opened = new PgBoss({
      ...bossOptions,
      connectionString: url,
      application_name: 'lore queue',
      max: mostConnections,
      useListenNotify: true,
    });
    opened.on('error', (error) => failures.say(error));
    try {
      await opened.start();
      const how = {
        batchSize: batch,
        pollingIntervalSeconds: pollSeconds,
        notifyPollingIntervalSeconds: pollSeconds,
      };
      await opened.work<WakeUp>(workQueue, how, async (jobs: Job<WakeUp>[]) => {
        for (const { data } of jobs) {
          planned.delete(data.team);
          turns.want(data.team);
        }
        // Gone at once: what a turn leaves undone is in our tables.
        const ids = jobs.map(({ id }) => id);
        await opened.deleteJob(workQueue, ids);
        await turns.room();
      });
      boss = opened;
    } catch (error) {
      failures.say(error);
      await opened.stop({ graceful: false }).catch(() => undefined);
      if (isRunning) queueTimer = setTimeout(() => void (opening = openQueue()), queueAgain);
    }
  };
  let opening: Promise<void> = Promise.resolve();

  return {
    start: async (work: Work) => {
      if (isRunning) return;
      isRunning = true;
      turns.start(async (team, isHeld) => {
        const due = await work(team, isHeld);
        failures.isOver(team);
        return due;
      });
      lookAgain();
      opening = openQueue();
      await opening;
    },
    wake: async (team, at) => {
      if (!isRunning) await options.send(team);
      else if (at === undefined) turns.want(team);
      else await plan(team, at);
    },
    stop: async () => {
      isRunning = false;
      clearTimeout(timer);
      clearTimeout(queueTimer);
      // A turn that ends now still says when it goes on.
      await turns.stop();
      await opening;
      await boss?.stop();
      await looking;
      clearTimeout(timer);
      await session.close();
    },
  };
}
