/**
 * Who a row may ever reach. Decided when the row is written, stored with what the channel was at that moment, and read
 * against what the channel is now: it never grows because a channel became public, and shrinks at once when a channel
 * becomes private or shared.
 */
import type { ChannelId, SealId, UserId } from './ids.ts';

export type Reach =
  /** Every full member of the workspace; guests and people of other organisations only if they are in `from`. */
  | { readonly kind: 'workspace'; readonly from: ChannelId }
  /** Whoever is in the conversation when they look. */
  | { readonly kind: 'conversation'; readonly channel: ChannelId }
  /**
   * These people, as long as they are in the channel; the whole channel too once the seal `channelAfter` is opened,
   * if that was chosen when the rows were written.
   */
  | {
      readonly kind: 'people';
      readonly channel: ChannelId;
      readonly people: readonly UserId[];
      readonly channelAfter?: SealId;
    };

/** With whose eyes something is read: a person's, or those of everybody in a channel at once. */
export type Viewer =
  | { readonly kind: 'person'; readonly userId: UserId }
  | { readonly kind: 'channel'; readonly channelId: ChannelId };
