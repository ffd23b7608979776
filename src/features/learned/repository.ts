/** What is read of shares and prompts, as far as the viewer may see them. */
import type { Instant } from '../../core/clock.ts';
import type { ChannelId, RowId, UserId } from '../../core/ids.ts';
import type { ReadScope } from '../../core/scope.ts';
import { joinsPrompt, type PromptState } from './domain.ts';
import { prompts, shares, useful, uses, type PromptRow, type ShareRow } from './tables.ts';

export interface Use {
  readonly how: string;
  readonly by: UserId | null;
}

/** A share as it reads: with what others said about it. */
export interface Share {
  readonly row: ShareRow;
  /** `null` where nobody is left to name. */
  readonly author: UserId | null;
  /** The newest first. */
  readonly uses: readonly Use[];
  /** How many find it useful. */
  readonly useful: number;
}

/** @returns `null` for one that was taken back, or that the viewer may not see */
export async function shareRow(view: ReadScope, id: RowId): Promise<ShareRow | null> {
  const query = view.from(shares).selectAll().where('it.id', '=', id);
  return (await query.where('it.taken_back_at', 'is', null).executeTakeFirst()) ?? null;
}

/** The same, if the viewer shared it. */
export async function ownShareRow(view: ReadScope, id: RowId): Promise<ShareRow | null> {
  const query = view.mine(shares).selectAll().where('it.id', '=', id);
  return (await query.where('it.taken_back_at', 'is', null).executeTakeFirst()) ?? null;
}

export async function loadShare(view: ReadScope, id: RowId): Promise<Share | null> {
  const row = await shareRow(view, id);
  return row === null ? null : ((await withOthers(view, [row]))[0] ?? null);
}

/** Adds who shared them and what others said: asked for as often for many as for one. */
export async function withOthers(view: ReadScope, rows: readonly ShareRow[]): Promise<Share[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const authors = await view.authors(shares, ids);
  const said = await view
    .from(uses)
    .selectAll()
    .where('it.share_id', 'in', ids)
    .orderBy('it.used_at', 'desc')
    .orderBy('it.id')
    .execute();
  const users = await view.authors(
    uses,
    said.map(({ id }) => id),
  );
  const [only] = ids;
  const isOne = ids.length === 1 && only !== undefined;
  const counts = await view.tally(useful, 'share_id', isOne ? { share_id: only } : {});
  const byShare = Map.groupBy(said, ({ share_id: share }) => share);
  return rows.map((row) => ({
    row,
    author: authors.get(row.id)?.[0] ?? null,
    uses: (byShare.get(row.id) ?? []).map(({ id, how }) => ({ how, by: users.get(id)?.[0] ?? null })),
    useful: counts.get(row.id) ?? 0,
  }));
}

/** What the viewer shared and did not take back, the newest first. */
export async function ownShares(view: ReadScope): Promise<ShareRow[]> {
  return view
    .mine(shares)
    .selectAll()
    .where('it.taken_back_at', 'is', null)
    .orderBy('it.shared_at', 'desc')
    .orderBy('it.id')
    .execute();
}

/** What was shared in a channel in a stretch of time, the oldest first. */
export async function sharedBetween(
  view: ReadScope,
  channel: ChannelId,
  from: Instant,
  to: Instant,
  most: number,
): Promise<ShareRow[]> {
  const rows = await view
    .from(shares)
    .selectAll()
    .where('it.channel_id', '=', channel)
    .where('it.taken_back_at', 'is', null)
    .where('it.shared_at', '>=', from)
    .where('it.shared_at', '<', to)
    .orderBy('it.shared_at', 'desc')
    .orderBy('it.id')
    .limit(most)
    .execute();
  return rows.toReversed();
}

/** What was shared with the workspace in other channels, the newest first. */
export async function sharedElsewhere(
  view: ReadScope,
  channel: ChannelId,
  from: Instant,
  to: Instant,
  most: number,
): Promise<ShareRow[]> {
  return view
    .from(shares)
    .selectAll()
    .where('it.channel_id', '!=', channel)
    .where('it.reach', '=', 'workspace')
    .where('it.taken_back_at', 'is', null)
    .where('it.shared_at', '>=', from)
    .where('it.shared_at', '<', to)
    .orderBy('it.shared_at', 'desc')
    .orderBy('it.id')
    .limit(most)
    .execute();
}

/** How many things were shared in a channel so far. */
export async function countShared(view: ReadScope, channel: ChannelId): Promise<number> {
  return (await idsThatStand(view).where('it.channel_id', '=', channel).execute()).length;
}

export async function promptRow(view: ReadScope, id: RowId): Promise<PromptRow | null> {
  return (await view.from(prompts).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
}

/** How many things answer a prompt. */
export async function answersTo(view: ReadScope, prompt: RowId): Promise<number> {
  return (await idsThatStand(view).where('it.prompt_id', '=', prompt).execute()).length;
}

/** Of what was not taken back. */
const idsThatStand = (view: ReadScope) =>
  view.from(shares).select('it.id').where('it.taken_back_at', 'is', null);

/** The prompt that something shared now belongs to. */
export async function promptToJoin(
  view: ReadScope,
  channel: ChannelId,
  now: Instant,
): Promise<PromptRow | null> {
  const row = await view
    .from(prompts)
    .selectAll()
    .where('it.channel_id', '=', channel)
    .where('it.state', '=', 'open')
    .orderBy('it.asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined && joinsPrompt(row.asked_at, now) ? row : null;
}

export interface Asked {
  readonly id: RowId;
  readonly state: PromptState;
  readonly answers: number;
}

/** What became of the last times a channel was asked, the newest first; and how often it was asked at all. */
export async function lastAsked(
  view: ReadScope,
  channel: ChannelId,
  most: number,
): Promise<{ readonly latest: readonly Asked[]; readonly count: number }> {
  const rows = await view
    .from(prompts)
    .select(['it.id', 'it.state'])
    .where('it.channel_id', '=', channel)
    .orderBy('it.asked_at', 'desc')
    .orderBy('it.id')
    .execute();
  const latest = await Promise.all(
    rows.slice(0, most).map(async (row) => ({ ...row, answers: await answersTo(view, row.id) })),
  );
  return { latest, count: rows.length };
}
