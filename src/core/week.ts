/**
 * What practices have to say about a channel's week, to whoever puts it together: the digest and the agenda do not know who gives them
 * something, and who gives does not know what becomes of it. All of it is found and drawn with the eyes of the channel that will read it.
 */
import type { Button, KnownBlock } from '@slack/types';
import { day, type Instant } from './clock.ts';
import type { ChannelId, RowId, UserId } from './ids.ts';
import type { Drawing } from './post.ts';
import type { ReadScope } from './scope.ts';
import type { Mrkdwn } from './text.ts';

/** A stretch of a channel's time: from the last time it was told of, up to now. */
export interface Week {
  readonly channel: ChannelId;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Why something may stand in a digest; of each there is room for a few.
 * - `journey`: somebody tells how they learn
 * - `elsewhere`: learned in another channel, and for this one to read
 * - `here`: learned in this channel, which has seen it: one line
 * - `unowned`: agreed here, and nobody owns it
 * - `recall`: old, and worth recalling now (`recallWindows`): drawn as a question, and gone for good once somebody says that it is no longer
 *   true, which the digest asks
 * - `presenter`: who presents next
 */
export const digestReasons = ['journey', 'elsewhere', 'here', 'unowned', 'recall', 'presenter'] as const;
export type DigestReason = (typeof digestReasons)[number];

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
export interface DigestItem {
  /** What it is about, which `draw` finds again. */
  readonly id: RowId;
  readonly reason: DigestReason;
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

export interface DigestItems {
  /** What may stand in the channel's digest; the digest chooses. At most 50, those that fit best first. */
  readonly find: (view: ReadScope, week: Week) => Promise<readonly DigestItem[]>;
  /** @returns how it reads now; `null` when it is gone, or not for these eyes (any more) */
  readonly draw: (
    view: ReadScope,
    item: Pick<DigestItem, 'id' | 'reason'>,
    drawing: Drawing,
  ) => Promise<DigestDrawing | null>;
}

/** Something to talk about when the team meets: in one line, with its author where that is shown. */
export interface AgendaItem {
  readonly id: RowId;
  readonly block: KnownBlock;
  readonly text: Mrkdwn;
}

/** @returns what the channel can talk about, the oldest first; at most 20 */
export type AgendaItems = (view: ReadScope, week: Week, drawing: Drawing) => Promise<readonly AgendaItem[]>;
