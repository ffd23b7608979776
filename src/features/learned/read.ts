/** Reads shares and prompts, as far as the viewer may see them. */
import { findRow } from '#core/rows.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import {
  type PromptRow,
  prompts,
  type QuoteRow,
  quotes,
  type ShareRow,
  shares,
  type SourceRow,
  sources,
  useful,
  uses,
} from './rows.ts';
import { promptPost, sharePost } from './ids.ts';
import { joinsPrompt, type PromptState } from './rules.ts';

/** From an instant, up to but excluding another. */
type Stretch = Readonly<Record<'from' | 'to', Instant>>;

export interface Use {
  readonly how: string;
  readonly by: UserId | null;
}

/** A share for display, with what others said about it. */
export interface Share {
  readonly row: ShareRow;
  /** `null` if erased. */
  readonly author: UserId | null;
  /** The linked message and its author; `null`: none, or hidden from the viewer. */
  readonly source: SourceRow | null;
  /** The words the linked message's author gave, if the viewer is in its channel; `''`: none. */
  readonly quote: string;
  /** The newest first. */
  readonly uses: readonly Use[];
  /** How many people find it useful. */
  readonly useful: number;
}

/** @returns `null` if it was taken back, or the viewer may not see it */
export async function shareRow(read: ReadScope, id: RowId): Promise<ShareRow | null> {
  const query = read.from(shares).selectAll().where('it.id', '=', id);
  return (await query.where('it.taken_back_at', 'is', null).executeTakeFirst()) ?? null;
}

/** The same, if the viewer is its author. */
export async function ownShareRow(read: ReadScope, id: RowId): Promise<ShareRow | null> {
  const query = read.mine(shares).selectAll().where('it.id', '=', id);
  return (await query.where('it.taken_back_at', 'is', null).executeTakeFirst()) ?? null;
}

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
  const said = await read
    .from(uses)
    .selectAll()
    .where('it.share_id', 'in', ids)
    .orderBy('it.used_at', 'desc')
    .orderBy('it.id')
    .execute();
  const users = await read.authors(
    uses,
    said.map(({ id }) => id),
  );
  const linked = await read.from(sources).selectAll().where('it.share_id', 'in', ids).execute();
  const bySource = new Map(linked.map((source) => [source.share_id, source]));
  const given = await read
    .from(quotes)
    .select(['it.share_id', 'it.words'])
    .where('it.share_id', 'in', ids)
    .execute();
  const words = new Map(given.map((quote) => [quote.share_id, quote.words]));
  const [only] = ids;
  const isOne = ids.length === 1 && only !== undefined;
  const counts = await read.countBy(useful, 'share_id', isOne ? { share_id: only } : {});
  const byShare = Map.groupBy(said, ({ share_id: share }) => share);
  return rows.map((row) => {
    const source = bySource.get(row.id) ?? null;
    return {
      row,
      author: authors.get(row.id)?.[0] ?? null,
      source,
      quote: writerOf({ source }) === null ? '' : (words.get(row.id) ?? ''),
      uses: (byShare.get(row.id) ?? []).map(({ id, how }) => ({ how, by: users.get(id)?.[0] ?? null })),
      useful: counts.get(row.id) ?? 0,
    };
  });
}

/** A share's link, as far as the viewer may know it; `''`: none. */
export const linkOf = ({ row, source }: Pick<Share, 'row' | 'source'>): string =>
  row.link === '' ? (source?.link ?? '') : row.link;

/** The author of the message that a share links to, if it still does. */
export const writerOf = ({ source }: Pick<Share, 'source'>): UserId | null =>
  source === null || source.link === '' ? null : source.author_id;

/** The viewer's own current shares, the newest first. */
export async function ownShares(read: ReadScope): Promise<ShareRow[]> {
  return read
    .mine(shares)
    .selectAll()
    .where('it.taken_back_at', 'is', null)
    .orderBy('it.shared_at', 'desc')
    .orderBy('it.id')
    .execute();
}

/** Shares that link to a person's message and still await their answer, the newest first. */
export async function askedOf(read: ReadScope, person: UserId, most: number): Promise<Share[]> {
  const waiting = await read
    .from(sources)
    .select('it.share_id')
    .where('it.author_id', '=', person)
    .where('it.declined_at', 'is', null)
    .where('it.link', '!=', '')
    .execute();
  if (waiting.length === 0) return [];
  const ids = waiting.map((source) => source.share_id);
  const rows = await read
    .from(shares)
    .selectAll()
    .where('it.id', 'in', ids)
    .where('it.taken_back_at', 'is', null)
    .orderBy('it.shared_at', 'desc')
    .orderBy('it.id')
    .execute();
  return (await withOthers(read, rows)).filter(({ quote }) => quote === '').slice(0, most);
}

/** Words given in a channel. @param person `null`: by anyone */
export async function quotesIn(
  read: ReadScope,
  channel: ChannelId,
  person: UserId | null,
): Promise<QuoteRow[]> {
  const query = read.from(quotes).selectAll().where('it.channel_id', '=', channel);
  const rows = await query.where('it.words', '!=', '').orderBy('it.id').execute();
  if (person === null) return rows;
  const authors = await read.authors(
    quotes,
    rows.map(({ id }) => id),
  );
  return rows.filter(({ id }) => authors.get(id)?.includes(person) === true);
}

/** Those of these shares that were not taken back, the oldest first. */
export async function standing(read: ReadScope, ids: readonly RowId[]): Promise<ShareRow[]> {
  return read
    .from(shares)
    .selectAll()
    .where('it.id', 'in', ids)
    .where('it.taken_back_at', 'is', null)
    .orderBy('it.shared_at')
    .orderBy('it.id')
    .execute();
}

/** Where it was talked about: the thread of the question that it answers, or its own. `null`: not for the viewer. */
export function placeOf(read: ReadScope, row: ShareRow): Promise<string | null> {
  if (row.prompt_id === null || row.in_thread === 0) return read.linkTo(sharePost(row));
  return read.linkTo(promptPost({ id: row.prompt_id, channel_id: row.channel_id, owner_id: null }));
}

/** Current shares of a period, the newest first. */
const sharedIn = (read: ReadScope, { from, to }: Stretch, most: number) =>
  read
    .from(shares)
    .selectAll()
    .where('it.taken_back_at', 'is', null)
    .where('it.shared_at', '>=', from)
    .where('it.shared_at', '<', to)
    .orderBy('it.shared_at', 'desc')
    .orderBy('it.id')
    .limit(most);

/** A channel's shares of a period, the oldest first. */
export async function sharedBetween(
  read: ReadScope,
  channel: ChannelId,
  stretch: Stretch,
  most: number,
): Promise<ShareRow[]> {
  const rows = await sharedIn(read, stretch, most).where('it.channel_id', '=', channel).execute();
  return rows.toReversed();
}

/** Shares of other channels that the workspace may read, the newest first. */
export async function sharedElsewhere(
  read: ReadScope,
  channel: ChannelId,
  stretch: Stretch,
  most: number,
): Promise<ShareRow[]> {
  const query = sharedIn(read, stretch, most).where('it.channel_id', '!=', channel);
  return query.where('it.reach', '=', 'workspace').execute();
}

/** How many shares a channel has had so far. */
export async function countShared(read: ReadScope, channel: ChannelId): Promise<number> {
  return (await idsThatStand(read).where('it.channel_id', '=', channel).execute()).length;
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
  const row = await read
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

/** The outcomes of a channel's last prompts, the newest first; and how many prompts there were in all. */
export async function lastAsked(
  read: ReadScope,
  channel: ChannelId,
  most: number,
): Promise<{ readonly latest: readonly Asked[]; readonly count: number }> {
  const rows = await read
    .from(prompts)
    .select(['it.id', 'it.state'])
    .where('it.channel_id', '=', channel)
    .orderBy('it.asked_at', 'desc')
    .orderBy('it.id')
    .execute();
  const latest = await Promise.all(
    rows.slice(0, most).map(async (row) => ({ ...row, answers: await answersTo(read, row.id) })),
  );
  return { latest, count: rows.length };
}
