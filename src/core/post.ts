/**
 * Posts. A feature declares a post as a name and a builder; a decision to post is only the name, ids and a destination.
 * The builder runs when the message is sent or drawn anew, and is handed the destination's own scope: text that other
 * eyes read cannot travel into it, since a reference carries ids and numbers only.
 */
import type { KnownBlock } from '@slack/types';
import type { Instant } from './clock.ts';
import type { Locale } from './languages.ts';
import type { Params, PostId } from './post-ref.ts';
import type { ReadScope } from './scope.ts';
import type { Mrkdwn } from './text.ts';

/** A message as Slack takes it. `text` says all that the blocks say: notifications and screen readers read only that. */
export interface Message {
  readonly text: Mrkdwn;
  readonly blocks: readonly KnownBlock[];
  /** Goes with it; then `text` alone is said, since Slack takes no blocks beside a file. Only to a person, as the answer to their click. */
  readonly file?: { readonly name: string; readonly title: string; readonly content: string };
}

/** What a builder may know besides what the scope shows: the time, and the language and zone of whoever will read. */
export interface Drawing {
  readonly now: Instant;
  readonly locale: Locale;
  /** IANA zone, for plain text; in mrkdwn Slack shows each reader their own. */
  readonly tz: string;
}

/**
 * Says what a post or a job is, to a person who must decide about it in App Home: a noun with its article, as it stands within a sentence ("the
 * retrospective “Website relaunch”"), in the nominative. Plain text; read with that person's eyes, so of what they may not see it names the kind only.
 */
export type Title<P extends Params = Params> = (
  view: ReadScope,
  params: P,
  drawing: Drawing,
) => Promise<string>;

/**
 * What a post says, where it was sent, once `build` has nothing to say any more. A sentence alone: a button that nobody can use any longer
 * cannot stand in it. Read with the destination's eyes as well, so of what these may not see it says nothing.
 */
export type Over<P extends Params = Params> = (
  view: ReadScope,
  params: P,
  drawing: Drawing,
) => Promise<Mrkdwn>;

/** In place of `Over`: what a person was told stays as it was. A channel has other readers now than then: there the shared sentence is said. */
export const stays = 'stays';

export interface PostDefinition {
  readonly name: string;
  readonly title: Title;
  /** Its message comes with a file: where nobody knows whether it arrived, the person is asked, since Slack cannot be. */
  readonly hasFile: boolean;
  /** @returns `null` when there is nothing to say (any more): then nothing is sent, and that is recorded; what was sent says `over` instead */
  readonly build: (view: ReadScope, params: Params, drawing: Drawing) => Promise<Message | null>;
  readonly over: Over | typeof stays;
}

/** Says what a post is. @returns the definition, to be listed by the feature */
export function definePost<P extends Params>(
  { post, ref }: PostId<P>,
  {
    title,
    build,
    over,
    hasFile = false,
  }: {
    readonly title: Title<P>;
    readonly build: (view: ReadScope, params: P, drawing: Drawing) => Promise<Message | null>;
    readonly over: Over<P> | typeof stays;
    readonly hasFile?: boolean;
  },
): PostDefinition & Pick<PostId<P>, 'ref'> {
  return {
    name: post,
    ref,
    hasFile,
    // A reference is stored under this name by `ref` alone, so its parameters are this post's.
    title: (view, params, drawing) => title(view, params as P, drawing),
    build: (view, params, drawing) => build(view, params as P, drawing),
    over: over === stays ? stays : (view, params, drawing) => over(view, params as P, drawing),
  };
}
