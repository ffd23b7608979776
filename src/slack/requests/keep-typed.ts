/**
 * Stores what a person types into an open form while they type. Nobody waits for it, and each change carries the whole form: only the latest counts,
 * and it is retried until stored.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Deadline } from '../../store/engines/deadline.ts';
import { allowances } from './allowance.ts';
import type { Timeouts } from './timeouts.ts';
import type { Decision } from './decide.ts';
import { latest } from './latest.ts';
import { elapsed, requestDeadline } from './timeouts.ts';

/** How much more often Slack reports typing than people act. More frequent reports are delayed, not dropped. */
const oftener = 3;

/** ms after which we give up: the form is probably closed. */
const longest = 60_000;

/** Decides once, in the person's queue, unless it is obsolete by then. @returns whether that was final */
type Decide = (
  by: Deadline,
  isFinal: (decided: Decision) => boolean,
  isWanted: () => boolean,
) => Promise<boolean>;

/** Input of a person until it is stored. */
interface Typing {
  /** Runs a try that is only waiting its time. */
  readonly hurry: () => void;
  /** The try that was hurried. */
  hurried: Promise<boolean> | null;
  isOvertaken: boolean;
}

export interface TypedKeeper {
  /** Stores the input of one form of one person. @returns `false` if newer input replaced it */
  keep(form: string, whose: string, decide: Decide): Promise<boolean>;
  /**
   * A person is about to do something else. Earlier input that only waits its time is stored first; input that is still waiting for the database when
   * the other action is stored is dropped: otherwise what they discard, or erase, would return a moment later.
   * @returns call it with whether that action was stored; a failed one drops nothing
   */
  goFirst(whose: string): (isStored: boolean) => void;
}

/** @param patience the timeout of each try, and what one person may do */
export function keepsTyped(timeouts: Pick<Timeouts, 'stored' | 'perPerson'>): TypedKeeper {
  const comes = latest();
  const { atOnce, perMinute } = timeouts.perPerson;
  const mayType = allowances({ atOnce, perMinute: perMinute * oftener }, elapsed);
  const open = new Map<string, Set<Typing>>();

  const keep: TypedKeeper['keep'] = async (form, whose, decide) => {
    const isLatest = comes(form);
    const until = elapsed() + longest;
    let isWaiting = false;
    const typing: Typing = {
      isOvertaken: false,
      hurried: null,
      hurry: () => {
        if (isWaiting) typing.hurried ??= store();
      },
    };
    const counts = (): boolean => !typing.isOvertaken && isLatest();
    const store = (): Promise<boolean> => {
      const isFinal = (decided: Decision) => decided.isBusy !== true || !counts() || elapsed() > until;
      return decide(requestDeadline(elapsed(), timeouts.stored), isFinal, counts);
    };
    const itsTime = async (): Promise<void> => {
      isWaiting = true;
      for (let wait = mayType(whose); wait > 0 && counts() && typing.hurried === null; wait = mayType(whose))
        await pause(wait);
      isWaiting = false;
    };
    const theirs = open.get(whose) ?? new Set();
    open.set(whose, theirs.add(typing));
    try {
      for (;;) {
        await itsTime();
        const { hurried } = typing;
        typing.hurried = null;
        if (hurried === null && !counts()) return false;
        if (await (hurried ?? store())) return true;
      }
    } finally {
      theirs.delete(typing);
      if (theirs.size === 0) open.delete(whose);
    }
  };

  return {
    keep,
    goFirst: (whose) => {
      const before = [...(open.get(whose) ?? [])];
      for (const { hurry } of before) hurry();
      return (isStored) => {
        if (isStored) for (const typing of before) typing.isOvertaken = true;
      };
    },
  };
}
