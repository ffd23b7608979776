/**
 * Who a row may ever reach. It is decided when the row is written, stored with what the channel was at that moment, and compared with what
 * the channel is now: it never grows because a channel became public, and shrinks at once when a channel becomes private or shared.
 */
import type { ChannelId, EmbargoId, UserId } from './ids.ts';
import type { Channel, Person } from './people.ts';

export type Audience =
  /** Every full member of the workspace; guests and people from other organisations only if they are in `from`. */
  | { readonly kind: 'workspace'; readonly from: ChannelId }
  /** Those who are in the conversation when they look. */
  | { readonly kind: 'conversation'; readonly channel: ChannelId }
  /**
   * These people, as long as they are in the channel; the whole channel too once the embargo `channelAfter` is opened,
   * if that was chosen when the rows were written.
   */
  | {
      readonly kind: 'people';
      readonly channel: ChannelId;
      readonly people: readonly UserId[];
      readonly channelAfter?: EmbargoId;
    }
  /**
   * What one person writes to another: these full members of the workspace, in the channel `from` or not. The channel only says what it is kept,
   * exported and erased with, and never sees it.
   */
  | { readonly kind: 'named'; readonly from: ChannelId; readonly people: readonly UserId[] };

/** Whose access something is read with: a person's, or that of everyone in a channel. */
export type Viewer =
  | { readonly kind: 'person'; readonly userId: UserId }
  | { readonly kind: 'channel'; readonly channelId: ChannelId };

/** Who a person chooses to reach: the people in the conversation, or the workspace. */
export const visibilities = ['conversation', 'workspace'] as const;
export type Visibility = (typeof visibilities)[number];

/** Whether every full member of the workspace can read a channel anyway: a public one, shared with no other organisation. */
export const isOpenToAll = ({ kind, isShared }: Pick<Channel, 'kind' | 'isShared'>): boolean =>
  kind === 'public' && !isShared;

/** Who reads what is written from a channel. @param isWide the workspace, not only the people of the channel */
export const audienceFrom = (channel: ChannelId, isWide: boolean): Audience =>
  isWide ? { kind: 'workspace', from: channel } : { kind: 'conversation', channel };

/**
 * The choices a person has.
 * - `both`: a public channel, which the workspace can read anyway
 * - `ifAsked`: private, or shared with another organisation: the workspace only once they ask for it
 * - `conversation`: guests, and people from other organisations
 */
export type VisibilityOffer = 'both' | 'ifAsked' | 'conversation';

export function visibilityOffer(
  person: Pick<Person, 'memberType'>,
  channel: Pick<Channel, 'kind' | 'isShared'>,
): VisibilityOffer {
  if (person.memberType !== 'member') return 'conversation';
  return isOpenToAll(channel) ? 'both' : 'ifAsked';
}

/** The preselected choice, which its author sees and saves. @param inWorkspace what the workspace preselects where there is a choice */
export function usualVisibility(offer: VisibilityOffer, inWorkspace: Visibility): Visibility {
  return offer === 'both' ? inWorkspace : 'conversation';
}

/**
 * Who it reaches, by what holds when it is saved.
 * @param chosen `null`: nothing was offered
 * @param hasAsked whether the person asked for more than the conversation
 */
export function visibilityOf(
  offer: VisibilityOffer,
  chosen: Visibility | null,
  hasAsked: boolean,
): Visibility {
  const isOffered = offer === 'both' || (offer === 'ifAsked' && hasAsked);
  return isOffered && chosen === 'workspace' ? 'workspace' : 'conversation';
}
