/**
 * What practices contribute to a channel's week. The digest and the agenda do not know who gives them something, and the giver does not know
 * what becomes of it. Everything is found and rendered with the access of the channel that will read it.
 */
import type { KnownBlock } from '@slack/types';
import { day, type Instant } from './clock.ts';
import type { ChannelId, RowId, UserId } from './ids.ts';
import type { MenuEntry } from './kit/action.ts';
import type { Locale } from './languages.ts';
import type { Interaction, Reply } from './listener.ts';
import type { RenderContext } from './post.ts';
import type { ReadScope } from './scope.ts';
import { sharedCopy } from './shared-copy.ts';
import type { Mrkdwn } from './text.ts';

/** A stretch of a channel's time, from the last digest or agenda until now. */
export interface Week {
  readonly channel: ChannelId;
  readonly from: Instant;
  readonly to: Instant;
}

/** What a digest needs to know about one kind of item; it knows none by name. The name is stored, so never rename one that has landed. */
export interface DigestKind {
  /** What an export calls it. */
  readonly title: (locale: Locale) => string;
  /** The lowest comes first, and has the first claim to a place. */
  readonly order: number;
  /** The most items of this kind in one digest, over all practices. */
  readonly most: number;
  /**
   * Something a person wrote, which readers can mark as not for them. It makes a digest if it comes from another channel: what was posted in this
   * one, its people have seen. Anything else is for everyone, and makes no digest.
   */
  readonly isNews: boolean;
  /**
   * Something old that is worth recalling now (`recallWindows`). It is a question, makes no digest, and is gone for good once someone says that it is
   * no longer true.
   */
  readonly isRecalled?: true;
  /** All of it stands as one line with a link (`drawTogether`), since the channel has seen it. It takes one place, and `most` does not count. */
  readonly isTogether?: true;
}

/** Kinds that several practices share: what was learned in another channel, and what returns. */
export const sharedKinds = {
  elsewhere: { title: sharedCopy.named('data.kind.elsewhere'), order: 20, most: 2, isNews: true },
  recall: { title: sharedCopy.named('data.kind.recall'), order: 50, most: 1, isNews: true, isRecalled: true },
} as const satisfies Readonly<Record<string, DigestKind>>;

/** The days after which something learned returns. */
const returnsAfter = [30, 90, 270];

/** Something is recalled no more once this many of its channel said that it is not for them (learning-science.md 5.3). */
export const recallsUntilAgainst = 2;

/** When the things that return in a week were written. As long as the weeks follow one another, each thing returns in one week for each window. */
export function recallWindows({ from, to }: Pick<Week, 'from' | 'to'>): readonly Pick<Week, 'from' | 'to'>[] {
  return returnsAfter.map((days) => ({ from: from - days * day, to: to - days * day }));
}

/** Whether something returns in a week. @param at when it was written */
export function returnsIn(at: Instant, week: Pick<Week, 'from' | 'to'>): boolean {
  return recallWindows(week).some(({ from, to }) => at >= from && at < to);
}

/** Facts by which the digest chooses; no words. */
export interface DigestItem<Kind extends string = string> {
  /** The row that it is about, by which `draw` finds it. */
  readonly id: RowId;
  readonly kind: Kind;
  /** Its authors; empty if it is the team's, or names are hidden. */
  readonly authors: readonly UserId[];
  /** Where it was written. */
  readonly channel: ChannelId;
  readonly at: Instant;
  /** How many people used it or found it useful, counted over what the whole workspace may see; otherwise 0. */
  readonly liked: number;
  /** How many of them used it. */
  readonly used: number;
  /** Of something recalled: it is asked about in this week, whenever it was written. */
  readonly isDue?: true;
}

/** One item as the channel reads it: what it says and what can be done. The digest draws it. */
export interface RenderedItem {
  /** Its heading, one line of plain text. */
  readonly title: string;
  /** Where it comes from, beside the title. */
  readonly from?: Mrkdwn;
  /** What it says beyond its title: at most two blocks with nothing to press. */
  readonly blocks: readonly KnownBlock[];
  /** Whose it is, how often it was used, or why it is here. At least one, for one line. */
  readonly facts: readonly Mrkdwn[];
  /** What a reader can do with it, the most useful first: at most two, and one for something recalled. */
  readonly can: readonly MenuEntry[];
  /** Shows all of it. */
  readonly open?: MenuEntry;
}

/** A digest shows this much of what a person wrote; `open` shows all of it. In characters. */
export const digestExcerpt = 300;

/** What a practice contributes to digests. */
export interface DigestItems<Kind extends string = string> {
  /** Its kinds of items, by name. Only shared kinds may belong to more than one practice. */
  readonly kinds: Readonly<Record<Kind, DigestKind>>;
  /** Candidates for the channel's digest, which chooses among them. At most 50, the best first. */
  find(read: ReadScope, week: Week): Promise<readonly DigestItem<Kind>[]>;
  /** @returns how it reads now; `null` if it is gone, or the viewer may not see it (any more) */
  draw(
    read: ReadScope,
    item: Pick<DigestItem<Kind>, 'id' | 'kind'>,
    renderContext: RenderContext,
  ): Promise<RenderedItem | null>;
  /** A reader says whether something recalled still holds: the digest has noted it. @returns what they are asked or told; `null`: nothing */
  judged?(interaction: Interaction, id: RowId, holds: boolean): Promise<Reply | null>;
  /** The line for all items of kinds that stand together. @returns `null` if none is left */
  drawTogether?(
    read: ReadScope,
    ids: readonly RowId[],
    renderContext: RenderContext,
  ): Promise<KnownBlock | null>;
}

/** Something to talk about when the team meets: one line, with its author if shown. */
export interface AgendaItem {
  readonly id: RowId;
  readonly block: KnownBlock;
}

/** @returns what the channel can talk about, the oldest first; at most 20 */
export type AgendaItems = (
  read: ReadScope,
  week: Week,
  renderContext: RenderContext,
) => Promise<readonly AgendaItem[]>;
