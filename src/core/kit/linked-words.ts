/**
 * A message in Slack that something a person saved leads to. It is kept as a link, for those who may see that conversation. Its words are somebody
 * else's: they stand beside it only once their author gives them, and only while the author stays where they were said. A practice declares two tables
 * of parts for it, each with the columns here.
 */
import { type Cells, channel, instant, person, text } from '../columns.ts';
import { type ChannelId, type RowId, rowId, type UserId } from '../ids.ts';
import { conversationsIn } from '../message-link.ts';
import type { Channel } from '../people.ts';
import { ok, refuse, type Result } from '../result.ts';
import { findRow, findRows } from '../rows.ts';
import type { ReadScope, Scope } from '../scope.ts';
import { type SharedRow, type SharedTable, wholeOf } from '../tables.ts';
import type { Work } from '../work.ts';

/** The link: for those who may see that conversation, however far the row reaches that it belongs to. At most one for each. */
export const sourceColumns = {
  /** Empty once the message's author removed it. */
  link: text,
  /** The message's author, if that is someone else who can be asked. */
  author_id: person.orNull,
  /** When they declined to have their words kept, if they did. */
  declined_at: instant.orNull,
} as const;

/** The words that its author gave: for members of its channel. At most one for each. */
export const quoteColumns = {
  channel_id: channel.internal,
  /** Empty once deleted, with their author or with the link. */
  words: text,
  given_at: instant,
} as const;

export type SourceRow = SharedRow & Cells<typeof sourceColumns>;
type QuoteRow = SharedRow & Cells<typeof quoteColumns>;

/** In characters. */
export const mostWords = 1_000;

/** What a row leads to, as its reader may know it. */
export interface Linked {
  /** `null`: nothing, or it is hidden from the viewer. */
  readonly source: SourceRow | null;
  /** The words that the message's author gave, if the viewer is in its channel; `''`: none. */
  readonly quote: string;
}

export const linksNowhere: Linked = { source: null, quote: '' };

/** The author of the linked message, while it is linked. */
export const writerOf = ({ source }: Pick<Linked, 'source'>): UserId | null =>
  source === null || source.link === '' ? null : source.author_id;

/** Where a link leads, and whose message is there. */
export interface NewLink {
  readonly link: string;
  /** The conversation, as the person who saves it sees it: it decides who may know the link. */
  readonly leadsTo: Channel;
  /** Who is asked for their words; `null`: nobody can be. */
  readonly author: UserId | null;
}

export interface LinkedWords {
  /** Of each of these rows what it leads to. */
  of(read: ReadScope, ids: readonly RowId[]): Promise<ReadonlyMap<RowId, Linked>>;
  /** The rows that lead to this message, of those whose link the viewer may know. */
  leadingTo(read: ReadScope, link: string): Promise<readonly RowId[]>;
  /** The rows that link to a person's message and on which they have not declined. */
  waitingFor(read: ReadScope, author: UserId): Promise<readonly RowId[]>;
  keep(work: Work, of: RowId, link: NewLink): Promise<void>;
  /** Stores the author's words for the people of the channel where they were said. Fails unless the author is one of them. */
  give(
    work: Work,
    of: RowId,
    words: { readonly channel: ChannelId; readonly by: UserId; readonly words: string },
  ): Promise<void>;
  /** The author declines or withdraws: their words are deleted. @param andLink the link goes, too */
  decline(work: Work, of: RowId, andLink: boolean): Promise<void>;
  /** Deletes the link and the words, with the access of an author of the row, also if their own author has left; for anybody else, empties the link. */
  drop(scope: Scope, of: RowId): Promise<void>;
  /** Deletes the words of people who left a channel, with the channel's access. @param author `null`: everyone's @returns whose rows they stood beside */
  leave(scope: Scope, channel: ChannelId, author: UserId | null): Promise<readonly RowId[]>;
}

interface Tables {
  readonly whole: SharedTable<SharedRow>;
  readonly sources: SharedTable<SourceRow>;
  readonly quotes: SharedTable<QuoteRow>;
}

/** @throws if the two tables are not parts of `whole` */
export function linkedWords({ whole, sources, quotes }: Tables): LinkedWords {
  const column = wholeOf(sources, [whole])?.column;
  if (column === undefined || wholeOf(quotes, [whole])?.column !== column)
    throw new Error(`${sources.name} and ${quotes.name} are not parts of ${whole.name}`);
  // The compiler does not know what a practice calls the column.
  const within = (of: RowId | readonly RowId[]) => ({ [column]: of });
  const wholeIn = (row: SharedRow): RowId =>
    (row as SharedRow & Readonly<Record<string, RowId>>)[column] ?? row.id;

  const sourceOf = (read: ReadScope, of: RowId) => findRow(read.from(sources), within(of));
  const ownWords = (read: ReadScope, of: RowId) => findRow(read.mine(quotes), within(of));

  return {
    of: async (read, ids) => {
      const links = await findRows(read.from(sources), within(ids));
      const given = await findRows(read.from(quotes), within(ids));
      const words = new Map(given.map((quote) => [wholeIn(quote), quote.words]));
      return new Map(
        links.map((source) => {
          const id = wholeIn(source);
          return [id, { source, quote: writerOf({ source }) === null ? '' : (words.get(id) ?? '') }];
        }),
      );
    },
    leadingTo: async (read, link) => (await findRows(read.from(sources), { link }, 'id')).map(wholeIn),
    waitingFor: async (read, author) => {
      const linked = read.from(sources).where('it.link', '!=', '');
      return (await findRows(linked, { author_id: author, declined_at: null })).map(wholeIn);
    },
    keep: async ({ scope, newId }, of, { link, leadsTo, author }) => {
      const { channelId: at, kind } = leadsTo;
      const audience = await scope.audience(
        kind === 'public' ? { kind: 'workspace', from: at } : { kind: 'conversation', channel: at },
      );
      const row = { id: rowId(newId()), ...within(of), link, author_id: author, declined_at: null };
      await scope.insert(sources, row, { audience, by: [], names: 'shown' });
    },
    give: async ({ scope, now, newId }, of, { channel: at, by, words }) => {
      const before = await ownWords(scope, of);
      if (before === null) {
        const row = { id: rowId(newId()), ...within(of), channel_id: at, words, given_at: now };
        // Visible where they were said, however far the row reaches: that was not their author's choice.
        const audience = await scope.audience({ kind: 'conversation', channel: at });
        await scope.insert(quotes, row, { audience, by: [by], names: 'shown' });
      } else await scope.update(quotes, before.id, { words, given_at: now }, { mine: true });
      const source = await sourceOf(scope, of);
      if (source !== null) await scope.update(sources, source.id, { declined_at: null });
    },
    decline: async ({ scope, now }, of, andLink) => {
      const before = await ownWords(scope, of);
      if (before !== null) await scope.delete(quotes, before.id);
      const source = await sourceOf(scope, of);
      if (source !== null)
        await scope.update(sources, source.id, { declined_at: now, ...(andLink ? { link: '' } : {}) });
    },
    drop: async (scope, of) => {
      for (const table of [quotes, sources]) await scope.deleteParts(whole, of, table);
      // Somebody deletes the row who is none of its authors.
      const source = await sourceOf(scope, of);
      if (source !== null) await scope.update(sources, source.id, { link: '' });
    },
    leave: async (scope, at, author) => {
      const said = await findRows(scope.from(quotes).where('it.words', '!=', ''), { channel_id: at }, 'id');
      const authors = await scope.authors(
        quotes,
        said.map(({ id }) => id),
      );
      const theirs = said.filter(({ id }) => author === null || authors.get(id)?.includes(author) === true);
      for (const { id } of theirs) await scope.update(quotes, id, { words: '' });
      return theirs.map(wholeIn);
    },
  };
}

/** The author of a message whom Lore can ask; `null`: they belong to another organisation, are deactivated, or an app wrote it. */
export async function askable(read: ReadScope, author: UserId | null): Promise<UserId | null> {
  const found = author === null ? null : await read.person(author);
  const isAskable = found === null || found.memberType === 'member' || found.memberType === 'guest';
  return isAskable ? author : null;
}

/**
 * The conversation that a link leads to, as its author sees it; it decides who may know the link.
 * @param here where it is saved, and assumed if the address names none
 * @returns the last conversation named, as a thread beside a channel; `null` for an address elsewhere; refuses one that they are not in, as far as
 * Lore knows
 */
export async function whereTo(
  read: ReadScope,
  link: string,
  here: Channel | null,
): Promise<Result<Channel | null, 'linkUnseen'>> {
  let found: Channel | null = null;
  for (const leads of conversationsIn(link)) {
    found = leads === 'unknown' ? here : await read.channel(leads);
    if (found === null) return refuse('linkUnseen');
  }
  return ok(found);
}
