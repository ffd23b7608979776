/** When the next thing is due in a workspace, of all that is done there later. */
import type { Instant } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import { nextRitual } from '../schedules/runner.ts';
import { nextLeftBehind } from './cleanup-queue.ts';
import { nextToAsk } from './connections/queue.ts';
import { nextHome } from './homes.ts';
import type { InboxWorker } from './inbox.ts';
import { nextIssue } from './issues/queue.ts';
import { nextLookup } from './lookup.ts';
import { nextDelivery } from './outbox.ts';
import type { Parts } from './parts.ts';
import { nextPicture } from './pictures.ts';
import { nextJob } from './run-jobs.ts';
import { nextUpdate } from './updates.ts';

interface Others {
  readonly inbox?: InboxWorker;
  readonly walk?: { readonly next: (team: TeamId) => Promise<Instant | null> };
}

/** @returns `null`: nothing, if nothing is scheduled before */
export async function nextDueIn(
  parts: Parts,
  { inbox, walk }: Others,
  team: TeamId,
): Promise<Instant | null> {
  return earliest([
    await nextJob(parts, team),
    await nextRitual(parts, team),
    await nextDelivery(parts.store, team),
    await nextLookup(parts, team),
    await nextUpdate(parts, team),
    await nextPicture(parts, team),
    await nextHome(parts, team),
    await nextLeftBehind(parts, team),
    await nextToAsk(parts.store.system, team),
    await nextIssue(parts.store.system, team),
    (await inbox?.next(team)) ?? null,
    (await walk?.next(team)) ?? null,
  ]);
}

export function earliest(times: readonly (Instant | null)[]): Instant | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
