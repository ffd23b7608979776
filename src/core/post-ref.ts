/** The reference to a post. It carries only ids and numbers, so no text can reach readers it is not for. */
import type { Instant } from './clock.ts';
import type { AnyId, ChannelId, RowId, UserId } from './ids.ts';

export type Params = Readonly<Record<string, AnyId | number>>;

/**
 * What a direct message is, which decides what goes first when the limit (one a day, three a week) makes it wait; in this order:
 * - `answer` the reply to a person's own click: not counted and never held
 * - `accept` somebody waits for what this person says, such as whether they would like to talk
 * - `closing`, `due`, `presenting` a date: something ends soon, was to be done by then, or is theirs to present then. With a `date` that is
 *   further away than two working days it goes after the checks until it comes near
 * - `check` Lore asks whether something helped, still holds, or should go on
 * - `rest` it only arrives, such as thanks: nothing is asked, and it is somebody's word, not Lore's idea
 * - `suggestion` an invitation, an idea, a question to think about: nobody waits for it. It has something to press, and is over when it has
 *   not. Held by the limit for a week, it is not sent any more and stays in App Home
 */
export type Urgency =
  'answer' | 'accept' | 'closing' | 'due' | 'presenting' | 'check' | 'rest' | 'suggestion';

export type Destination =
  | { readonly kind: 'channel'; readonly channel: ChannelId }
  | {
      readonly kind: 'person';
      readonly user: UserId;
      readonly urgency: Urgency;
      /** What it is about takes place, ends or is due then. Not part of the key. */
      readonly date?: Instant;
    }
  | { readonly kind: 'thread'; readonly under: PostRef };

/** One post: the same reference is the same message. */
export interface PostRef {
  readonly post: string;
  readonly params: Params;
  readonly to: Destination;
  /** Who is asked in App Home if nobody knows whether a channel's post arrived. Not part of the key. */
  readonly owner?: UserId;
  /** Rows of other practices that it shows, and the channels they came from: when one changes or goes, it is redrawn. Not part of the key. */
  readonly shows?: readonly (RowId | ChannelId)[];
}

/** A post's name and the parameters of its references: all that code needs to publish it. */
export interface PostId<P extends Params> {
  readonly post: string;
  readonly ref: (params: P, to: Destination, owner?: UserId) => PostRef;
}

/** @param post unique over all features, `<feature>.<what>` */
export function postId<P extends Params>(post: string): PostId<P> {
  return {
    post,
    ref: (params, to, owner) => ({ post, params, to, ...(owner === undefined ? {} : { owner }) }),
  };
}

/** The key of a post or a job: its name, destination and parameters in a fixed order. */
export function keyOf(ref: {
  readonly post: string;
  readonly params: Params;
  readonly to: Destination;
}): string {
  return [ref.post, destinationKey(ref.to), paramsKey(ref.params)].join('|');
}

export function paramsKey(params: Params): string {
  return Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name] ?? ''}`)
    .join(',');
}

function destinationKey(to: Destination): string {
  switch (to.kind) {
    case 'channel':
      return to.channel;
    case 'person':
      return to.user;
    case 'thread':
      return `(${keyOf(to.under)})`;
  }
}
