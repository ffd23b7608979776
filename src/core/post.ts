/**
 * A feature declares a post as a name and a builder; deciding to post takes only the name, ids and a destination. The builder runs when the
 * message is sent or redrawn, with the destination's own scope, so no text can reach readers it is not for.
 */
import type { KnownBlock } from '@slack/types';
import type { Instant } from './clock.ts';
import type { RowId, TeamId, UserId } from './ids.ts';
import type { JobId, JobRef } from './job-ref.ts';
import type { Locale } from './languages.ts';
import type { Chart } from './picture.ts';
import type { Params, PostId } from './post-ref.ts';
import type { ReadScope } from './scope.ts';
import type { LinkPreview } from './link-preview.ts';
import type { Mrkdwn } from './text.ts';

/** A message for Slack. `text` says everything that the blocks say: notifications and screen readers read only that. */
export interface Message {
  readonly text: Mrkdwn;
  readonly blocks: readonly KnownBlock[];
  /** Shown before the block of this number (0: the first) once Slack has it. A post has at most one; replies to a press have none. */
  readonly picture?: { readonly chart: Chart; readonly before: number };
  /** Rows of other practices that this drawing shows, beside those that its reference names (`PostRef.shows`): when one changes or goes, it is redrawn. */
  readonly shows?: readonly RowId[];
  /**
   * A file to send along: text, or a picture of a chart. Slack takes no blocks beside a file, so only `text` is sent; it is complete, since it goes
   * alone where no picture can be drawn. Only to a person, in answer to their click.
   */
  readonly file?: { readonly name: string; readonly title: string; readonly content: string | Chart };
  /** Of a post that stands below somebody's message (`PostDefinition.below`): what it shows of each link there. It has no blocks of its own. */
  readonly previews?: readonly LinkPreview[];
}

/** What a builder knows besides its scope: the time, and the language and zone of the reader. */
export interface RenderContext {
  readonly now: Instant;
  readonly locale: Locale;
  /** IANA zone for plain text; in mrkdwn Slack shows each reader their own. */
  readonly tz: string;
}

/**
 * Names a post or a job for a person who must decide about it in App Home: a noun with its article, as in a sentence ("the retrospective “Website
 * relaunch”"), in the nominative. Plain text, read with that person's access: if they may not see it, only its kind is named.
 */
export type Title<P extends Params = Params> = (
  read: ReadScope,
  params: P,
  renderContext: RenderContext,
) => Promise<string>;

/**
 * What a sent post says once `build` has nothing left to say: only a sentence, so no button can stay that nobody can use. It is read with
 * the destination's access, so it says nothing about what that may not see.
 */
export type Over<P extends Params = Params> = (
  read: ReadScope,
  params: P,
  renderContext: RenderContext,
) => Promise<Mrkdwn>;

/** Instead of `Over`: what a person was told stays as it was. A channel may have other readers by now, so there the shared sentence replaces it. */
export const stays = 'stays';

export interface PostDefinition {
  readonly name: string;
  readonly title: Title;
  /** Its message carries a file. If nobody knows whether it arrived, the person is asked, since Slack cannot be. */
  readonly hasFile: boolean;
  /** Makes the file of a post of Lore's own to a person, outside the transaction that built it: of what no scope can read. */
  readonly attach?: (
    team: TeamId,
    to: UserId,
    renderContext: RenderContext,
    params: Params,
  ) => Promise<NonNullable<Message['file']>>;
  /** Somebody must act on it, so a mention in it pings in a channel, too. In other posts to a channel it is a name. */
  readonly asks: boolean;
  /** @returns `null` if there is nothing to say (any more): nothing is sent, and that is recorded; what was sent says `over` instead */
  readonly build: (read: ReadScope, params: Params, renderContext: RenderContext) => Promise<Message | null>;
  readonly over: Over | typeof stays;
  /** A job that runs once Slack has the post, with its reader's access: what is said elsewhere only then. */
  readonly sent?: (params: Params) => JobRef;
  /** Of a direct message: the `ts` of what the person wrote to Lore, in whose thread it goes. */
  readonly repliesTo?: (params: Params) => string;
  /**
   * It is no message: it shows what the links in somebody's message lead to, below that message, whose `ts` this is. It may be sent again and again,
   * and `build` always has something to show.
   */
  readonly below?: (params: Params) => string;
}

/** Defines a post, to be listed by its feature. */
export function definePost<P extends Params>(
  { post, ref }: PostId<P>,
  {
    title,
    build,
    over,
    attach,
    hasFile = attach !== undefined,
    asks = false,
    sent,
    repliesTo,
    below,
  }: {
    readonly title: Title<P>;
    readonly build: (read: ReadScope, params: P, renderContext: RenderContext) => Promise<Message | null>;
    readonly over: Over<P> | typeof stays;
    readonly attach?: (
      team: TeamId,
      to: UserId,
      renderContext: RenderContext,
      params: P,
    ) => Promise<NonNullable<Message['file']>>;
    readonly hasFile?: boolean;
    readonly asks?: boolean;
    readonly sent?: JobId<P>;
    readonly repliesTo?: (params: P) => string;
    readonly below?: (params: P) => string;
  },
): PostDefinition & Pick<PostId<P>, 'ref'> {
  return {
    name: post,
    ref,
    hasFile,
    ...(attach === undefined
      ? {}
      : { attach: (team, to, renderContext, params) => attach(team, to, renderContext, params as P) }),
    asks,
    // Only `ref` stores references under this name, so the parameters are this post's.
    title: (read, params, renderContext) => title(read, params as P, renderContext),
    build: (read, params, renderContext) => build(read, params as P, renderContext),
    over: over === stays ? stays : (read, params, renderContext) => over(read, params as P, renderContext),
    ...(sent === undefined ? {} : { sent: (params) => sent.ref(params as P) }),
    ...(repliesTo === undefined ? {} : { repliesTo: (params) => repliesTo(params as P) }),
    ...(below === undefined ? {} : { below: (params) => below(params as P) }),
  };
}
