/** Wake-ups where one process does everything: each workspace in its turn, a few at once. The only place that waits. */
import type { Clock, Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Parts } from './parts.ts';
import { sayOnce } from './say-once.ts';
import type { Wakes, Work } from './wakes.ts';

/** The longest time without a look at what is due, in ms: clocks are changed, and other processes schedule things. */
const atMost = 15_000;
const afterError = 1000;
/** The time between two turns of a workspace, in ms: what many people do in that time is handled together. */
const apart = 100;
/** How many workspaces are worked on at once: the others need not wait while Slack is called for one. */
const atOnce = 4;

export interface WakesHereOptions {
  readonly clock: Clock;
  readonly log: Parts['log'];
  /** Calls `wake` whenever something was decided in a workspace. @returns a function that ends this */
  readonly onWork: (wake: (team: TeamId) => void) => () => void;
  /** Where to look first, since the process before may have died anywhere. */
  readonly everyTeam: () => Promise<readonly TeamId[]>;
  /** Where something is due. */
  readonly dueTeams: () => Promise<readonly TeamId[]>;
}

interface Place {
  /** When its next turn may begin, by a clock that does not jump. */
  notBefore: number;
  /** When something is due there, in Lore's time; `null`: nothing is known to be. */
  dueAt: Instant | null;
  isWoken: boolean;
  isRunning: boolean;
}

export function wakesHere({ clock, log, onWork, everyTeam, dueTeams }: WakesHereOptions): Wakes {
  /** In the order of their turns. */
  const places = new Map<TeamId, Place>();
  const running = new Set<Promise<void>>();
  const failures = sayOnce(log);
  let work: Work | undefined;
  let ignore: () => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isLooking = false;
  let hasLooked = false;

  const placeOf = (team: TeamId): Place => {
    const place = places.get(team) ?? { notBefore: 0, dueAt: null, isWoken: false, isRunning: false };
    places.set(team, place);
    return place;
  };

  /** In ms, from now on; `null`: it waits for nothing. */
  const waitOf = (place: Place): number | null => {
    if (place.isRunning) return null;
    const due = place.isWoken ? 0 : place.dueAt === null ? null : place.dueAt - clock.now();
    return due === null ? null : Math.max(due, place.notBefore - performance.now(), 0);
  };

  const turn = async (team: TeamId, place: Place, doWork: Work): Promise<void> => {
    place.notBefore = performance.now() + apart;
    try {
      const next = await doWork(team, () => true);
      if (next === 'more') Object.assign(place, { isWoken: true, notBefore: 0 });
      else place.dueAt = earlier(place.dueAt, next);
      failures.isOver(team);
    } catch (error) {
      failures.say(error, team);
      Object.assign(place, { isWoken: true, notBefore: performance.now() + afterError });
    }
    place.isRunning = false;
    // Behind the others.
    places.delete(team);
    places.set(team, place);
  };

  const look = async (): Promise<void> => {
    isLooking = true;
    try {
      const teams = hasLooked ? await dueTeams() : await everyTeam();
      hasLooked = true;
      for (const team of teams) placeOf(team).isWoken = true;
      failures.isOver();
    } catch (error) {
      failures.say(error);
    }
    isLooking = false;
    lookedAt = performance.now();
  };

  const track = (ends: Promise<void>): void => {
    const one = ends.then(() => {
      running.delete(one);
      go();
    });
    running.add(one);
  };

  /** Begins what may begin now, and comes back for the rest. */
  const go = (): void => {
    clearTimeout(timer);
    if (work === undefined) return;
    let next = lookedAt + atMost - performance.now();
    if (next <= 0 && !isLooking) track(look());
    let free = atOnce - [...places.values()].filter((place) => place.isRunning).length;
    for (const [team, place] of places) {
      const wait = waitOf(place);
      if (wait === null) {
        if (!place.isRunning && place.notBefore <= performance.now()) places.delete(team);
      } else if (wait > 0) next = Math.min(next, wait);
      else if (free > 0) {
        free -= 1;
        Object.assign(place, { isRunning: true, isWoken: false, dueAt: null });
        track(turn(team, place, work));
      }
    }
    if (!isLooking) timer = setTimeout(go, Math.max(next, 1));
  };

  const wake = (team: TeamId, at?: Instant): void => {
    const place = placeOf(team);
    if (at === undefined) place.isWoken = true;
    else place.dueAt = earlier(place.dueAt, at);
    go();
  };

  return {
    start: async (doWork) => {
      if (work !== undefined) return;
      work = doWork;
      ignore = onWork(wake);
      go();
    },
    wake: async (team, at) => {
      wake(team, at);
    },
    stop: async () => {
      work = undefined;
      ignore();
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
