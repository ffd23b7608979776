/** A post, named. A reference carries ids and numbers only, so that text which other eyes read cannot travel in it. */
import type { AnyId, ChannelId, RowId, UserId } from './ids.ts';

export type Params = Readonly<Record<string, AnyId | number>>;

/**
 * How urgent an unasked direct message is when the limit (one a day, three a week) makes it wait, most urgent first.
 * `answer`: asked for by the person's own click; not counted and never held.
 */
export type Urgency = 'answer' | 'closing' | 'accept' | 'due' | 'presenting' | 'rest';

export type Destination =
  | { readonly kind: 'channel'; readonly channel: ChannelId }
  | { readonly kind: 'person'; readonly user: UserId; readonly urgency: Urgency }
  | { readonly kind: 'thread'; readonly under: PostRef };

/** One post, named: the same reference is the same message, whoever makes it. */
export interface PostRef {
  readonly post: string;
  readonly params: Params;
  readonly to: Destination;
  /** Who is told, in App Home, if it is unknown whether a channel's post arrived. Not part of the name. */
  readonly owner?: UserId;
  /** Rows of other practices that it shows, and the channels that they came from: when one changes or goes, it is drawn anew. Not part of the name. */
  readonly shows?: readonly (RowId | ChannelId)[];
}

/** A post by its name, with what a reference to it carries. Whoever publishes it needs no more than this. */
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

/** The text under which a post or a job is stored once: its name, destination and parameters in a fixed order. */
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
