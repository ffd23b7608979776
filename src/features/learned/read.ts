/** Reads shares and prompts, as far as the viewer may see them. */
import { findRow, findRows } from '#core/rows.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { type Linked, linksNowhere } from '#core/kit/linked-words.ts';
import type { PostRef } from '#core/post-ref.ts';
import type { ReadScope } from '#core/scope.ts';
import { type PromptRow, prompts, type ShareRow, shares, linked, useful, uses } from './rows.ts';
import { promptPost, sharePost } from './ids.ts';
import { joinsPrompt, type PromptState } from './rules.ts';

/** From an instant, up to but excluding another. */
type Stretch = Readonly<Record<'from' | 'to', Instant>>;

export interface Use {
  readonly how: string;
  readonly by: UserId | null;
}

/** A share for display, with what others said about it. */
export interface Share extends Linked {
  readonly row: ShareRow;
  /** `null` if erased. */
  readonly author: UserId | null;
  /** The newest first. */
  readonly uses: readonly Use[];
  /** How many people find it useful. */
  readonly useful: number;
}

/** @returns `null` if it was taken back, or the viewer may not see it */
export const shareRow = (read: ReadScope, id: RowId): Promise<ShareRow | null> =>
  findRow(read.from(shares), { id, taken_back_at: null });

/** The same, if the viewer is its author. */
export const ownShareRow = (read: ReadScope, id: RowId): Promise<ShareRow | null> =>
  findRow(read.mine(shares), { id, taken_back_at: null });

/** The same, with what it links to. */
export async function ownShare(read: ReadScope, id: RowId): Promise<Share | null> {
  const row = await ownShareRow(read, id);
  return row === null ? null : ((await withOthers(read, [row]))[0] ?? null);
}

export async function loadShare(read: ReadScope, id: RowId): Promise<Share | null> {
  const row = await shareRow(read, id);
  return row === null ? null : ((await withOthers(read, [row]))[0] ?? null);
}

/** Adds authors and opinions, in the same number of queries however many shares there are. */
export async function withOthers(read: ReadScope, rows: readonly ShareRow[]): Promise<Share[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const authors = await read.authors(shares, ids);
  const said = await findRows(read.from(uses), { share_id: ids }, '-used_at', 'id');
  const users = await read.authors(
    uses,
    said.map(({ id }) => id),
  );
  const links = await linked.of(read, ids);
  const [only] = ids;
  const isOne = ids.length === 1 && only !== undefined;
  const counts = await read.countBy(useful, 'share_id', isOne ? { share_id: only } : {});
  const byShare = Map.groupBy(said, ({ share_id: share }) => share);
  return rows.map((row) => ({
    row,
    author: authors.get(row.id)?.[0] ?? null,
    ...(links.get(row.id) ?? linksNowhere),
    uses: (byShare.get(row.id) ?? []).map(({ id, how }) => ({ how, by: users.get(id)?.[0] ?? null })),
    useful: counts.get(row.id) ?? 0,
  }));
}

/** A share's link, as far as the viewer may know it; `''`: none. */
export const linkOf = ({ row, source }: Pick<Share, 'row' | 'source'>): string =>
  row.link === '' ? (source?.link ?? '') : row.link;

/** The viewer's own current shares, the newest first. */
export const ownShares = (read: ReadScope): Promise<ShareRow[]> =>
  findRows(read.mine(shares), { taken_back_at: null }, '-shared_at', 'id');

/** Shares that link to a person's message and still await their answer, the newest first. */
export async function askedOf(read: ReadScope, person: UserId, most: number): Promise<Share[]> {
  const asked = { id: await linked.waitingFor(read, person), taken_back_at: null };
  const rows = await findRows(read.from(shares), asked, '-shared_at', 'id');
  return (await withOthers(read, rows)).filter(({ quote }) => quote === '').slice(0, most);
}

/** Those of these shares that were not taken back, the oldest first. */
export const standing = (read: ReadScope, ids: readonly RowId[]): Promise<ShareRow[]> =>
  findRows(read.from(shares), { id: ids, taken_back_at: null }, 'shared_at', 'id');

/** Where it was talked about: the thread of the question that it answers, or its own. `null`: not for the viewer. */
export function placeOf(read: ReadScope, row: ShareRow): Promise<string | null> {
  if (row.prompt_id === null || row.in_thread === 0) return read.linkTo(sharePost(row));
  return read.linkTo(promptPost({ id: row.prompt_id, channel_id: row.channel_id, owner_id: null }));
}

/** Shares of a period. */
const sharedIn = (read: ReadScope, { from, to }: Stretch, most: number) =>
  read.from(shares).where('it.shared_at', '>=', from).where('it.shared_at', '<', to).limit(most);

/** A channel's shares of a period, the oldest first. */
export async function sharedBetween(
  read: ReadScope,
  channel: ChannelId,
  stretch: Stretch,
  most: number,
): Promise<ShareRow[]> {
  const current = { channel_id: channel, taken_back_at: null };
  const rows = await findRows(sharedIn(read, stretch, most), current, '-shared_at', 'id');
  return rows.toReversed();
}

/** Shares of other channels that the workspace may read, the newest first. */
export async function sharedElsewhere(
  read: ReadScope,
  channel: ChannelId,
  stretch: Stretch,
  most: number,
): Promise<ShareRow[]> {
  const elsewhere = sharedIn(read, stretch, most).where('it.channel_id', '!=', channel);
  return findRows(elsewhere, { reach: 'workspace', taken_back_at: null }, '-shared_at', 'id');
}

/** The threads of a channel's first shares, as `Feature.sharedIn`. */
export async function threadsIn(read: ReadScope, channel: ChannelId, most: number): Promise<PostRef[]> {
  const first = read.from(shares).where('it.taken_back_at', 'is', null).limit(most);
  const rows = await findRows(first, { channel_id: channel }, 'shared_at', 'id');
  return rows.map((row) => {
    const post = sharePost(row);
    return post.to.kind === 'thread' ? post.to.under : post;
  });
}

export async function promptRow(read: ReadScope, id: RowId): Promise<PromptRow | null> {
  return findRow(read.from(prompts), { id });
}

/** How many shares answer a prompt. */
export async function answersTo(read: ReadScope, prompt: RowId): Promise<number> {
  return (await idsThatStand(read).where('it.prompt_id', '=', prompt).execute()).length;
}

/** Those not taken back. */
const idsThatStand = (read: ReadScope) =>
  read.from(shares).select('it.id').where('it.taken_back_at', 'is', null);

/** The prompt that a new share belongs to. */
export async function promptToJoin(
  read: ReadScope,
  channel: ChannelId,
  now: Instant,
): Promise<PromptRow | null> {
  const open = { channel_id: channel, state: 'open' } as const;
  const [row] = await findRows(read.from(prompts).limit(1), open, '-asked_at');
  return row !== undefined && joinsPrompt(row.asked_at, now) ? row : null;
}

export interface Asked {
  readonly id: RowId;
  readonly state: PromptState;
  readonly answers: number;
}

/** The outcomes of a channel's last prompts, the newest first; and how many prompts there were in all. */
export async function lastAsked(
  read: ReadScope,
  channel: ChannelId,
  most: number,
): Promise<{ readonly latest: readonly Asked[]; readonly count: number }> {
  const rows = await findRows(read.from(prompts), { channel_id: channel }, '-asked_at', 'id');
  const latest = await Promise.all(
    rows.slice(0, most).map(async ({ id, state }) => ({ id, state, answers: await answersTo(read, id) })),
  );
  return { latest, count: rows.length };
}
