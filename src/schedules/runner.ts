/**
 * Makes rituals happen when their time has come. What one does, what is recorded of it and when the next occurrence is are one transaction: a
 * crash repeats all of it or nothing. A ritual is a prompt: two hours late it is recorded as missed, one after the other, never in a burst.
 */
import type { Instant } from '#core/clock.ts';
import { newReference } from '#core/ids.ts';
import type { Schedule } from '#core/schedule.ts';
import type { Scope } from '#core/scope.ts';
import { aboutRitual } from '../jobs/journal.ts';
import type { Parts } from '../jobs/parts.ts';
import { afterThrow, isTooLate, mostRuns } from '../jobs/retry.ts';
import type { Become } from './records/record.ts';
import type { DueSchedule, RitualFacts } from './records/schedules.ts';

export function nextRitual({ store }: Parts): Promise<Instant | null> {
  return store.schedules.nextDue();
}

/** Settles the occurrence that has been due for longest. @returns 1, or 0 when none is due */
export async function runDueRitual(parts: Parts): Promise<number> {
  const { store, clock, log, ids } = parts;
  const due = await store.schedules.due(clock.now());
  if (due === null) return 0;
  try {
    // A list of members may be old; a ritual that is too late asks nobody, and Slack may be why.
    if (!isTooLate(due.at, clock.now()))
      await parts.ensureAccess(due.team, { kind: 'channel', channelId: due.channel });
    const settled = await store.schedules.occur(due, (scope, facts) => become(parts, due, scope, facts));
    const line = settled === null ? null : aboutRitual(due, settled, clock.now());
    if (line !== null) parts.journal(line);
  } catch (error) {
    const wait = parts.waitOf(error);
    // From the first try on its time is another than the one it was planned for; to wait again is no second try.
    if (wait !== null) {
      await store.schedules.tryAgain(due, clock.now() + wait, Math.max(due.attempts, 1));
      return 1;
    }
    const reference = newReference(ids);
    log.error({ reference, team: due.team, schedule: due.name, err: error }, 'a ritual failed');
    const attempts = due.attempts + 1;
    await store.schedules.tryAgain(due, clock.now() + afterThrow(attempts), attempts);
  }
  return 1;
}

async function become(parts: Parts, due: DueSchedule, scope: Scope, facts: RitualFacts): Promise<Become> {
  const schedule: Schedule | undefined = parts.schedules.get(due.name);
  // Of a practice that is no longer here.
  if (schedule === undefined) return { kind: 'skipped', reason: 'switched_off' };
  if (schedule.occur === undefined) return { kind: 'silent' };
  const now = parts.clock.now();
  const isLate = isTooLate(facts.occurrence.at, now);
  if (isLate || due.attempts >= mostRuns)
    return { kind: 'missed', reason: due.attempts === 0 ? 'late' : 'failed' };
  if (facts.hasEnded) return { kind: 'skipped', reason: 'ended' };
  if (schedule.asks === true)
    for (const { practice, comesFirst } of parts.comesFirst)
      // Of a practice that is switched off nothing can come, so nobody waits for it.
      if (!facts.off.has(practice) && (await comesFirst(scope, due.channel)))
        return { kind: 'skipped', reason: 'not_yet' };
  return schedule.occur({ ...facts, scope, now, newId: () => parts.ids.next() });
}
