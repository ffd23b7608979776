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

/**
 * @returns keeps what stands in one form of one person; that resolves to `false` when something later came for it meanwhile
 */
export function keepsTyped(
  patience: Pick<Patience, 'stored' | 'perPerson'>,
): (form: string, whose: string, decide: Decide) => Promise<boolean> {
  const comes = latest();
  const { atOnce, perMinute } = patience.perPerson;
  const mayType = allowances({ atOnce, perMinute: perMinute * oftener }, elapsed);
  return async (form, whose, decide) => {
    const isLatest = comes(form);
    const until = elapsed() + longest;
    for (;;) {
      for (let wait = mayType(whose); wait > 0 && isLatest(); wait = mayType(whose)) await pause(wait);
      if (!isLatest()) return false;
      const isFinal = (decided: Decision) => decided.isBusy !== true || !isLatest() || elapsed() > until;
      if (await decide(requestDeadline(elapsed(), patience.stored), isFinal)) return true;
    }
  };
}
