/**
 * Runs rituals when they are due. What one does, its outcome and the time of the next occurrence are one transaction, so a crash repeats all of it or
 * nothing. A ritual more than two hours late is recorded as missed, one at a time, never in a burst.
 */
import type { Instant } from '#core/clock.ts';
import { newReference, type TeamId } from '#core/ids.ts';
import type { Schedule } from '#core/schedule.ts';
import type { Scope } from '#core/scope.ts';
import { aboutRitual } from '../jobs/journal.ts';
import type { Parts } from '../jobs/parts.ts';
import { afterThrow, isTooLate, mostRuns } from '../jobs/retry.ts';
import { type Lost, lostIn, whileOnceIsInDoubt } from '../store/outbox/in-doubt.ts';
import type { Become } from './records/record.ts';
import type { DueSchedule, RitualFacts } from './records/schedules.ts';

export function nextRitual({ store }: Parts, team: TeamId): Promise<Instant | null> {
  return store.schedules.nextDue(team);
}

/** Settles the occurrence of the workspace that has been due longest. @returns 1, or 0 if none is due */
export async function runDueRitual(parts: Parts, team: TeamId): Promise<number> {
  const { store, clock, log, ids } = parts;
  const due = await store.schedules.due(team, clock.now());
  if (due === null) return 0;
  if (due.attempts === 0)
    parts.meter.prompted('ritual', clock.now() - due.at, isTooLate(due.at, clock.now()));
  try {
    // The list of members may be stale. A ritual that is too late asks nobody, and Slack may be the reason.
    if (!isTooLate(due.at, clock.now()))
      await parts.ensureAccess(due.team, { kind: 'channel', channelId: due.channel });
    const lost = await lostIn(store.system, due.team);
    const settled = await store.schedules.occur(due, (scope, facts) =>
      become(parts, due, lost, scope, facts),
    );
    const line = settled === null ? null : aboutRitual(due, settled, clock.now());
    if (line !== null) parts.journal(line);
  } catch (error) {
    const wait = parts.waitOf(error);
    // After the first try its time differs from the planned one; waiting again is not a second try.
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

async function become(
  parts: Parts,
  due: DueSchedule,
  lost: Lost | null,
  scope: Scope,
  facts: RitualFacts,
): Promise<Become> {
  const schedule: Schedule | undefined = parts.schedules.get(due.name);
  // Its practice no longer exists.
  if (schedule === undefined) return { kind: 'skipped', reason: 'switched_off' };
  const { occur } = schedule;
  if (occur === undefined) return { kind: 'silent' };
  const now = parts.clock.now();
  if (lost !== null && facts.occurrence.at < lost.until) return { kind: 'missed', reason: 'restored' };
  const isLate = isTooLate(facts.occurrence.at, now);
  if (isLate || due.attempts >= mostRuns)
    return { kind: 'missed', reason: due.attempts === 0 ? 'late' : 'failed' };
  if (facts.hasEnded) return { kind: 'skipped', reason: 'ended' };
  if (schedule.asks === true)
    for (const { practice, comesFirst } of parts.comesFirst)
      // A practice that is switched off posts nothing, so nothing waits for it.
      if (!facts.off.has(practice) && (await comesFirst(scope, due.channel)))
        return { kind: 'skipped', reason: 'not_yet' };
  return whileOnceIsInDoubt(lost, now, async () => {
    const became = await occur({ ...facts, scope, now, newId: () => parts.ids.next() });
    if (became.kind === 'posted') await parts.offerMore(scope, due.channel);
    return became;
  });
}
