/** Finishes an erasure outside the database's tables: deletes its messages from Slack, empties Home, has the files cleaned. Every step may run twice. */
import type { Instant } from '#core/clock.ts';
import { channelId, type TeamId, userId } from '#core/ids.ts';
import { localeOf } from '#core/languages.ts';
import { again, files, leaveBehind, previewAt } from '../store/erasure/cleanup-queue.ts';
import type { LeftBehindTable } from '../store/schema.ts';
import type { Outcome } from './messenger.ts';
import { isInstalled } from './outbox.ts';
import { type Paced, rates } from './pace.ts';
import { inParallel } from './parallel.ts';
import type { Parts } from './parts.ts';
import { afterFailedCall, lease } from './retry.ts';
import { notThePost } from './settle.ts';
import { readParams } from './stored-params.ts';

type Row = Readonly<LeftBehindTable>;

function left(parts: Parts, team: TeamId) {
  return parts.store.system.selectFrom('left_behind as it').where('it.team_id', '=', team);
}

export async function nextLeftBehind(parts: Parts, team: TeamId): Promise<Instant | null> {
  const query = left(parts, team)
    .where((it) => it.or([isInstalled, it('it.kind', '=', files.kind)]))
    .where('it.kind', '<>', again.kind);
  const row = await query.select('it.due_at').orderBy('it.due_at').limit(1).executeTakeFirst();
  return row?.due_at ?? null;
}

/** @returns how many rows changed */
export async function clearLeftBehind(parts: Parts, team: TeamId): Promise<number> {
  const moved = await clearSlack(parts, team);
  await parts.giveWay();
  if (!(await mayClean(parts, team))) return moved;
  const cleaned = await parts.store.cleanFiles('due');
  if (cleaned.did === 'held' && cleaned.held.why !== 'elsewhere')
    parts.log.warn(
      { ...cleaned.held, again: cleaned.again },
      'erased data is still in the files of the database',
    );
  return moved + (cleaned.did === 'nothing' ? 0 : 1);
}

/** Whether the database's files wait to be cleaned of something of this workspace. Then they are, for all workspaces at once. */
async function mayClean(parts: Parts, team: TeamId): Promise<boolean> {
  const query = left(parts, team).select('it.due_at').where('it.kind', '=', files.kind);
  return (await query.where('it.due_at', '<=', parts.clock.now()).executeTakeFirst()) !== undefined;
}

async function clearSlack(parts: Parts, team: TeamId): Promise<number> {
  const due = await left(parts, team)
    .selectAll('it')
    .where(isInstalled)
    .where('it.kind', 'not in', [files.kind, again.kind])
    .where('it.due_at', '<=', parts.clock.now())
    .orderBy('it.due_at')
    .orderBy('it.kind')
    .orderBy('it.place')
    .orderBy('it.ts')
    .limit(100)
    .execute();
  const moved = await inParallel(4, due, (row) => clear(parts, row), parts);
  return moved.filter(Boolean).length;
}

async function clear(parts: Parts, row: Row): Promise<boolean> {
  const now = parts.clock.now();
  const paced: Paced[] = [[row.kind === 'home' ? rates.home : rates.workspaceUpdate, row.team_id]];
  const free = parts.pace.notBefore(paced, now);
  // Until the lease ends nobody else does it; if this process dies, it becomes due again.
  const claimed = { ...row, due_at: free > now ? free : now + lease };
  if (!(await change(parts, row, { due_at: claimed.due_at }))) return false;
  if (free > now) return true;
  parts.pace.took(paced, now);
  await parts.checkpoint('before the call', 'erasure');
  const outcome = await call(parts, row);
  await parts.checkpoint('after the call', 'erasure');
  if (outcome.kind === 'later') parts.pace.hold(paced, now, outcome.afterMs);
  const wait = waitAfter(parts, row, outcome);
  if (wait === null) await remove(parts, claimed);
  else await change(parts, claimed, { due_at: parts.clock.now() + wait, attempts: row.attempts + 1 });
  return true;
}

async function call(parts: Parts, row: Row): Promise<Outcome> {
  const team = row.team_id;
  switch (row.kind) {
    case 'message':
      return parts.messenger.remove(team, { channel: channelId(row.place), ts: row.ts });
    case 'preview': {
      const { channelId: channel, params } = previewAt(row.place);
      const previews = parts.hiddenPreviews(readParams(params) ?? {}, localeOf(row.locale));
      return parts.messenger.preview(team, { channel: channelId(channel), ts: row.ts }, previews);
    }
    case 'file':
      return parts.messenger.removeFile(team, row.place);
    case 'home':
      // If they have opened Home again since, it shows the current state.
      if (await hasHome(parts, row)) return { kind: 'done', ts: '' };
      return parts.messenger.home(team, userId(row.place), parts.erasedHome(localeOf(row.locale)));
    case 'files':
    case 'again':
      // Nothing to do in Slack.
      return { kind: 'done', ts: '' };
  }
}

async function hasHome(parts: Parts, row: Row): Promise<boolean> {
  const query = parts.store.system.selectFrom('home').select('user_id').where('team_id', '=', row.team_id);
  return (await query.where('user_id', '=', userId(row.place)).executeTakeFirst()) !== undefined;
}

/** What Slack answers for things that no longer exist. */
const isGone = new Set([
  'message_not_found',
  'file_not_found',
  'file_deleted',
  'cannot_find_message',
  'cannot_find_channel',
]);

/** @returns how long to wait before the next try, in ms; `null` if nothing more can be done */
function waitAfter(parts: Parts, row: Row, outcome: Outcome): number | null {
  if (outcome.kind === 'done') return null;
  if (outcome.kind === 'later') return Math.max(outcome.afterMs, 1000);
  if (outcome.kind !== 'refused' || notThePost.has(outcome.error)) return afterFailedCall(row.attempts + 1);
  if (!isGone.has(outcome.error))
    // The operator can still delete it by hand.
    parts.log.warn(
      { team: row.team_id, kind: row.kind, place: row.place, ts: row.ts, error: outcome.error },
      'erased content could not be deleted from Slack',
    );
  return null;
}

function where(row: Row) {
  return { team_id: row.team_id, kind: row.kind, place: row.place, ts: row.ts };
}

/** @returns whether the row was unchanged since it was read */
async function change(parts: Parts, row: Row, to: Partial<LeftBehindTable>): Promise<boolean> {
  const query = parts.store.system.updateTable('left_behind').set(to).where('due_at', '=', row.due_at);
  const { numUpdatedRows } = await query.where((it) => it.and(where(row))).executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Keeps a row that is due again because more was erased since. The row may have named someone, so the files are cleaned of it too; a file's id names nobody. */
async function remove(parts: Parts, claimed: Row): Promise<void> {
  await parts.store.write(async (db) => {
    await db
      .deleteFrom('left_behind')
      .where((it) => it.and({ ...where(claimed), due_at: claimed.due_at }))
      .execute();
    if (claimed.kind !== 'file') await leaveBehind(db, claimed.team_id, [], parts.clock.now());
  });
}
