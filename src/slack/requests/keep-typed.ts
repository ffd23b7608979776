/**
 * What somebody types into an open form is stored while they type. Nobody waits for that, and each time all of the form comes: so only the latest
 * counts, and it is tried again until it is stored.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Deadline } from '../../store/engines/deadline.ts';
import { allowances } from './allowance.ts';
import type { Timeouts } from './answer.ts';
import type { Decision } from './decide.ts';
import { latest } from './latest.ts';
import { elapsed, requestDeadline } from './timeouts.ts';

/** So much oftener than people act, Slack tells of what they type. Whoever is told of more often is not heard less, only later. */
const oftener = 3;

/** ms after which it is given up: the form may be closed long since. */
const longest = 60_000;

/** Decides once, in the turn of whoever typed, unless it is not wanted any more by then. @returns whether that was final */
type Decide = (
  by: Deadline,
  isFinal: (decided: Decision) => boolean,
  isWanted: () => boolean,
) => Promise<boolean>;

/** Something that a person types, until it is stored. */
interface Typing {
  /** Tries now what only waits its time. */
  readonly hurry: () => void;
  /** The try that somebody was in a hurry for. */
  hurried: Promise<boolean> | null;
  isOvertaken: boolean;
}

export interface TypedKeeper {
  /** Keeps what stands in one form of one person. @returns `false` when something later came for it meanwhile */
  keep(form: string, whose: string, decide: Decide): Promise<boolean>;
  /**
   * A person is about to do something else. What they typed before comes before it, where it only waits its time. What still has to wait for the
   * database when that other thing is stored is not stored any more: what they discard, or erase, would be back a moment later.
   * @returns is to be told whether that was stored; what failed overtakes nothing
   */
  goFirst(whose: string): (isStored: boolean) => void;
}

/** @param patience how long each try has, and what one person may do */
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
