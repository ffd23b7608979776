/**
 * What practices have to say about a channel's week, to whoever puts it together: the digest and the agenda do not know who gives them
 * something, and who gives does not know what becomes of it. All of it is found and drawn with the eyes of the channel that will read it.
 */
import type { Button, KnownBlock } from '@slack/types';
import { day, type Instant } from './clock.ts';
import type { ChannelId, RowId, UserId } from './ids.ts';
import type { Locale } from './languages.ts';
import type { Drawing } from './post.ts';
import type { ReadScope } from './scope.ts';
import { sharedCopy } from './shared-copy.ts';
import type { Mrkdwn } from './text.ts';

/** A stretch of a channel's time: from the last time it was told of, up to now. */
export interface Week {
  readonly channel: ChannelId;
  readonly from: Instant;
  readonly to: Instant;
}

/** What one kind of item is to a digest, which knows none by name. Stored by its name: once landed, that is never renamed. */
export interface DigestKind {
  /** What an export calls it. */
  readonly title: (locale: Locale) => string;
  /** Kinds stand in this order, the lowest first, and in it they have a claim to a place. */
  readonly order: number;
  /** How many of it may stand in one digest, from whichever practices. */
  readonly most: number;
  /** Something new, to some readers: they can say that it is not for them. What is true anyway is for all of them, and makes no digest alone. */
  readonly isNews: boolean;
  /** Old, and worth recalling now (`recallWindows`): a question, and gone for good once somebody says that it is no longer true. */
  readonly isRecalled?: true;
}

const called = (key: 'data.kind.elsewhere' | 'data.kind.recall') => (locale: Locale) =>
  sharedCopy.in(locale, 'UTC').plain(key);

/** Kinds that several practices give, each under its name here: what was learned in another channel, and what returns. */
export const sharedKinds = {
  elsewhere: { title: called('data.kind.elsewhere'), order: 20, most: 2, isNews: true },
  recall: { title: called('data.kind.recall'), order: 50, most: 1, isNews: true, isRecalled: true },
} as const satisfies Readonly<Record<string, DigestKind>>;

/** What was learned returns so many days after it was written. */
const returnsAfter = [7, 30, 90, 270];

/** When what returns in a week was written: each thing is in one week of each window, as long as one week follows the other. */
export function recallWindows({ from, to }: Pick<Week, 'from' | 'to'>): readonly Pick<Week, 'from' | 'to'>[] {
  return returnsAfter.map((days) => ({ from: from - days * day, to: to - days * day }));
}

/** Whether something returns in a week. @param at when it was written */
export function returnsIn(at: Instant, week: Pick<Week, 'from' | 'to'>): boolean {
  return recallWindows(week).some(({ from, to }) => at >= from && at < to);
}

/** Facts by which the digest chooses; no words. */
export interface DigestItem<Kind extends string = string> {
  /** What it is about, which `draw` finds again. */
  readonly id: RowId;
  readonly kind: Kind;
  /** Whose it is; empty where it is the team's, or names are hidden. */
  readonly authors: readonly UserId[];
  /** Where it was written. */
  readonly channel: ChannelId;
  readonly at: Instant;
  /** How many people said that they used it, or that it is useful: counted over what the whole workspace may see, or 0. */
  readonly liked: number;
}

/** One item as the channel reads it. */
export interface DigestDrawing {
  /** In at most two blocks, without buttons and without the reason. */
  readonly blocks: readonly KnownBlock[];
  /** The same for notifications and screen readers, in a line. */
  readonly text: Mrkdwn;
  /** A sentence: why it stands here. */
  readonly reason: Mrkdwn;
  /** What a reader can do with it, at most three; none is primary. */
  readonly buttons: readonly Button[];
}

/** What a practice gives to digests. */
export interface DigestItems<Kind extends string = string> {
  /** The kinds of item that it gives, each by its name. No two practices claim one, but for those that are shared. */
  readonly kinds: Readonly<Record<Kind, DigestKind>>;
  /** What may stand in the channel's digest; the digest chooses. At most 50, those that fit best first. */
  find(view: ReadScope, week: Week): Promise<readonly DigestItem<Kind>[]>;
  /** @returns how it reads now; `null` when it is gone, or not for these eyes (any more) */
  draw(
    view: ReadScope,
    item: Pick<DigestItem<Kind>, 'id' | 'kind'>,
    drawing: Drawing,
  ): Promise<DigestDrawing | null>;
}

/** Something to talk about when the team meets: in one line, with its author where that is shown. */
export interface AgendaItem {
  readonly id: RowId;
  readonly block: KnownBlock;
  readonly text: Mrkdwn;
}

/** @returns what the channel can talk about, the oldest first; at most 20 */
export type AgendaItems = (view: ReadScope, week: Week, drawing: Drawing) => Promise<readonly AgendaItem[]>;
