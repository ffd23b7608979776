/** Redraws App Home for people who have opened it. Any number of requests since the last time is one redraw. */
import type { Instant } from '#core/clock.ts';
import { newReference, type TeamId } from '#core/ids.ts';
import type { HomeTable } from '../store/schema.ts';
import type { Outcome } from './messenger.ts';
import { isInstalled } from './outbox.ts';
import { type Paced, rates } from './pace.ts';
import { inParallel } from './parallel.ts';
import type { Parts } from './parts.ts';
import { afterFailedCall, afterThrow, mostRuns } from './retry.ts';
import { notThePost } from './settle.ts';

function stale(parts: Parts, team: TeamId) {
  return parts.store.system
    .selectFrom('home as it')
    .where('it.team_id', '=', team)
    .whereRef('it.wanted', '>', 'it.shown')
    .where(isInstalled);
}

export async function nextHome(parts: Parts, team: TeamId): Promise<Instant | null> {
  const row = await stale(parts, team).select('it.due_at').orderBy('it.due_at').limit(1).executeTakeFirst();
  return row?.due_at ?? null;
}

/** @returns how many rows changed */
export async function drawDueHomes(parts: Parts, team: TeamId): Promise<number> {
  const now = parts.clock.now();
  const free = parts.pace.notBefore([[rates.home, team]], now);
  if (free > now) return putOffDue(parts, team, now, free);
  const due = await stale(parts, team)
    .selectAll('it')
    .where('it.due_at', '<=', now)
    .orderBy('it.due_at')
    .orderBy('it.user_id')
    .limit(50)
    .execute();
  const moved = await inParallel(4, due, (row) => drawHome(parts, row), parts);
  return moved.filter(Boolean).length;
}

/** All at once: one statement, however much waits. */
async function putOffDue(parts: Parts, team: TeamId, now: Instant, until: Instant): Promise<number> {
  const { numUpdatedRows } = await parts.store.system
    .updateTable('home')
    .set({ due_at: until })
    .where('team_id', '=', team)
    .whereRef('wanted', '>', 'shown')
    .where('due_at', '<=', now)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

async function drawHome(parts: Parts, row: HomeTable): Promise<boolean> {
  const now = parts.clock.now();
  const paced: Paced[] = [[rates.home, row.team_id]];
  const free = parts.pace.notBefore(paced, now);
  if (free > now) return change(parts, row, row.due_at, { due_at: free });
  parts.pace.took(paced, now);
  const what = `home ${row.team_id} ${row.user_id}`;
  const wait = await parts.buildHome(row.team_id, row.user_id).then(
    async (view) => {
      const outcome = await parts.messenger.home(row.team_id, row.user_id, view);
      if (outcome.kind === 'later') parts.pace.hold(paced, now, outcome.afterMs);
      return whenCalled(parts, row, what, outcome);
    },
    (error: unknown) => parts.waitOf(error) ?? whenThrown(parts, row, what, error),
  );
  if (wait !== null) await change(parts, row, row.due_at, { due_at: parts.clock.now() + wait });
  else await change(parts, row, null, { shown: row.wanted });
  return true;
}

/** @returns how long to wait before the next try, in ms; `null` to give up this redraw */
function whenThrown(parts: Parts, row: HomeTable, what: string, error: unknown): number | null {
  const reference = newReference(parts.ids);
  parts.log.error(
    { reference, team: row.team_id, user: row.user_id, err: error },
    'a Home could not be drawn',
  );
  const runs = parts.tries.again(what);
  if (runs < mostRuns) return afterThrow(runs);
  parts.tries.done(what);
  return null;
}

/** @returns how long to wait before the next try, in ms; `null` when it is finished */
function whenCalled(parts: Parts, row: HomeTable, what: string, outcome: Outcome): number | null {
  if (outcome.kind === 'later') return Math.max(outcome.afterMs, 1000);
  if (outcome.kind === 'refused' && !notThePost.has(outcome.error)) {
    parts.log.warn({ team: row.team_id, user: row.user_id, error: outcome.error }, 'Slack refused a Home');
    return null;
  }
  if (outcome.kind !== 'done') return afterFailedCall(parts.tries.again(what));
  parts.tries.done(what);
  return null;
}

/** @param dueAt change it only if it is still due then; `null`: in any case */
async function change(
  parts: Parts,
  row: HomeTable,
  dueAt: Instant | null,
  to: Partial<HomeTable>,
): Promise<boolean> {
  let query = parts.store.system
    .updateTable('home')
    .set(to)
    .where('team_id', '=', row.team_id)
    .where('user_id', '=', row.user_id)
    // Two drawings may overtake each other; the newer one counts.
    .where('shown', '<', row.wanted);
  if (dueAt !== null) query = query.where('due_at', '=', dueAt).where('wanted', '=', row.wanted);
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
}
