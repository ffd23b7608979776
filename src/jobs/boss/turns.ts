/** The turns of workspaces in a process of several: a few at once, one after the other in each, and only where no other process is at work. */
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Alone } from '../../store/engines/work-session.ts';
import type { Work } from '../wakes.ts';

/** How many workspaces are worked on at once: the others need not wait while Slack is called for one. */
const atOnce = 4;
/** All in ms. Between two turns of a workspace: what many people do in that time is handled together. */
const apart = 100;
/** Before it is tried again where another process is at work: that one may have looked before this was written. */
const elsewhere = 200;
const afterError = 1_000;

export interface TurnsOptions {
  /** @returns `null`: another process is at work there */
  readonly take: (team: TeamId) => Promise<Alone | null>;
  /** Between 0 and 1. */
  readonly chance: () => number;
  readonly failed: (error: unknown, team: TeamId) => void;
  /** When something is due after a turn; still alone in the workspace. */
  readonly next: (team: TeamId, at: Instant) => Promise<void>;
}

/** A workspace during its turn, and in the pause after it. */
interface Place {
  isWanted: boolean;
}

export interface Turns {
  start(work: Work): void;
  /** Gives it a turn, after so many ms. */
  want(team: TeamId, after?: number): void;
  /** Resolves when not many wait: then there is room for more. */
  room(): Promise<void>;
  /** Begins no more. Resolves when those have ended that have begun. */
  stop(): Promise<void>;
}

export function turnsIn({ take, chance, failed, next }: TurnsOptions): Turns {
  let work: Work | undefined;
  const waiting = new Set<TeamId>();
  const busy = new Map<TeamId, Place>();
  const running = new Set<Promise<void>>();
  const timers = new Map<TeamId, { readonly at: number; readonly timer: NodeJS.Timeout }>();
  let wantsRoom = Promise.withResolvers<null>();

  const want = (team: TeamId, after = 0): void => {
    if (after > 0) {
      const at = performance.now() + after;
      const known = timers.get(team);
      if (known !== undefined && known.at <= at) return;
      clearTimeout(known?.timer);
      const timer = setTimeout(() => {
        timers.delete(team);
        want(team);
      }, after);
      timers.set(team, { at, timer });
      return;
    }
    const place = busy.get(team);
    if (place === undefined) waiting.add(team);
    else place.isWanted = true;
    fill();
  };

  const fill = (): void => {
    for (const team of waiting) {
      if (work === undefined || running.size >= atOnce) break;
      waiting.delete(team);
      begin(team, work);
    }
    if (work !== undefined && waiting.size > atOnce) return;
    wantsRoom.resolve(null);
    wantsRoom = Promise.withResolvers();
  };

  const begin = (team: TeamId, doWork: Work): void => {
    const place: Place = { isWanted: false };
    busy.set(team, place);
    const one = turn(team, place, doWork).then((pause) => {
      running.delete(one);
      const go = (): void => {
        busy.delete(team);
        if (place.isWanted) want(team);
        else fill();
      };
      if (pause <= 0 || work === undefined) go();
      else {
        setTimeout(go, pause);
        fill();
      }
    });
    running.add(one);
  };

  /** @returns how many ms to wait before the next */
  const turn = async (team: TeamId, place: Place, doWork: Work): Promise<number> => {
    const began = performance.now();
    let alone: Alone | null = null;
    try {
      alone = await take(team);
      if (alone === null) {
        place.isWanted = true;
        return elsewhere * (1 + chance());
      }
      const due = await doWork(team, alone.isHeld);
      if (due === 'more') {
        place.isWanted = true;
        return 0;
      }
      if (due !== null) await next(team, due);
      return began + apart - performance.now();
    } catch (error) {
      failed(error, team);
      place.isWanted = true;
      return afterError;
    } finally {
      await alone?.release();
    }
  };

  return {
    start: (doWork) => {
      work = doWork;
      fill();
    },
    want,
    room: async () => {
      if (work !== undefined && waiting.size > atOnce) await wantsRoom.promise;
    },
    stop: async () => {
      work = undefined;
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
      fill();
      await Promise.all(running);
    },
  };
}
