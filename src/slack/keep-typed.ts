/**
 * What somebody types into an open form is stored while they type. Nobody waits for that, and each time all of the form comes: so only the latest
 * counts, and it is tried again until it is stored.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Deadline } from '../store/deadline.ts';
import { allowances } from './allowance.ts';
import type { Patience } from './answer.ts';
import type { Decision } from './decide.ts';
import { latest } from './latest.ts';
import { elapsed, requestDeadline } from './request-deadline.ts';

/** So much oftener than people act, Slack tells of what they type. Whoever is told of more often is not heard less, only later. */
const oftener = 3;
/** ms after which it is given up: the form may be closed long since. */
const longest = 60_000;

/** Decides once. @returns whether that was final */
type Decide = (by: Deadline, isFinal: (decided: Decision) => boolean) => Promise<boolean>;

export interface TypedKeeper {
  /** Keeps what stands in one form of one person. @returns `false` when something later came for it meanwhile */
  keep(form: string, whose: string, decide: Decide): Promise<boolean>;
  /**
   * A person is about to do something else. What they typed before comes before it: at once where it only waits its time, and not any more where
   * the database has it wait. Else what they discard, or erase, would be back a moment later.
   */
  goFirst(whose: string): void;
}

/** @param patience how long each try has, and what one person may do */
export function keepsTyped(patience: Pick<Patience, 'stored' | 'perPerson'>): TypedKeeper {
  const comes = latest();
  const { atOnce, perMinute } = patience.perPerson;
  const mayType = allowances({ atOnce, perMinute: perMinute * oftener }, elapsed);
  const open = new Map<string, Set<() => void>>();

  const keep: TypedKeeper['keep'] = async (form, whose, decide) => {
    const isLatest = comes(form);
    const until = elapsed() + longest;
    let isWaiting = true;
    let first: Promise<boolean> | null = null;
    let isOvertaken = false;
    const counts = (): boolean => !isOvertaken && isLatest();
    const store = (): Promise<boolean> => {
      isWaiting = false;
      const isFinal = (decided: Decision) => decided.isBusy !== true || !counts() || elapsed() > until;
      return decide(requestDeadline(elapsed(), patience.stored), isFinal);
    };
    const overtake = (): void => {
      if (isWaiting && counts()) first = store();
      isOvertaken = true;
    };
    const theirs = open.get(whose) ?? new Set();
    open.set(whose, theirs.add(overtake));
    try {
      for (;;) {
        for (let wait = mayType(whose); wait > 0 && counts(); wait = mayType(whose)) await pause(wait);
        if (!counts()) return (await first) ?? false;
        if (await store()) return true;
      }
    } finally {
      theirs.delete(overtake);
      if (theirs.size === 0) open.delete(whose);
    }
  };

  return {
    keep,
    goFirst: (whose) => {
      for (const overtake of open.get(whose) ?? []) overtake();
    },
  };
}
