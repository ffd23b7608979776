/** What delivery needs from Slack. The Slack adapter implements it, with clients that never retry on their own. */
import type { View } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { LinkPreview } from '#core/link-preview.ts';
import type { Message } from '#core/post.ts';

/** How a call ended. */
export type Outcome =
  /** For a message with a file Slack gives the file's id but no `ts` (`null`). */
  | { readonly kind: 'done'; readonly ts: string | null; readonly file?: string }
  /** Slack said no: `error` is Slack's code (`not_in_channel`, `is_archived`, `message_not_found` …). The effect did not happen. */
  | { readonly kind: 'refused'; readonly error: string }
  /** 429: nothing happened; try again after so many milliseconds. */
  | { readonly kind: 'later'; readonly afterMs: number }
  /** The network was refused before anything was sent: nothing happened. */
  | { readonly kind: 'unreached' }
  /** Time-out, reset, 5xx, broken answer: it may have happened. */
  | { readonly kind: 'unknown' };

/** A message as it is sent: what is to be drawn is drawn. */
export type Outgoing = Omit<Message, 'file'> & {
  readonly file?: { readonly name: string; readonly title: string; readonly content: string | Uint8Array };
};

export interface AnnouncedFile {
  /** Slack's id. */
  readonly file: string;
  readonly url: string;
}

/** Where links stand: in a message, or in one that is being written (`composer`). */
export type LinkPlace =
  | { readonly channel: ChannelId; readonly ts: string }
  | { readonly unfurlId: string; readonly source: 'composer' };

export interface Messenger {
  /**
   * `chat.postMessage`, with the delivery's id in the message's metadata, and the marks of the posts in it (`postMarks`). A message with a file is
   * uploaded instead and has no metadata, so it cannot be looked up if it is `unknown`.
   */
  post(
    team: TeamId,
    to: { readonly channel: ChannelId; readonly threadTs?: string },
    message: Outgoing,
    deliveryId: string,
    marks: readonly string[],
  ): Promise<Outcome>;
  /** `chat.update`; repeatable, so `unknown` may simply be tried again. */
  update(
    team: TeamId,
    at: { readonly channel: ChannelId; readonly ts: string },
    message: Message,
  ): Promise<Outcome>;
  /**
   * `chat.unfurl`: what is shown below somebody's message, or beside what they are still typing; repeatable: a second time it replaces the first.
   * Its `ts` is that of the message.
   */
  preview(team: TeamId, at: LinkPlace, previews: readonly LinkPreview[]): Promise<Outcome>;
  /** `chat.delete`; repeatable: a second time Slack answers `message_not_found`. */
  remove(team: TeamId, at: { readonly channel: ChannelId; readonly ts: string }): Promise<Outcome>;
  /** `files.getUploadURLExternal`: a file's id and where to send it. Nothing is there yet, so it may simply be tried again. */
  announceFile(
    team: TeamId,
    name: string,
    bytes: number,
  ): Promise<({ readonly kind: 'announced' } & AnnouncedFile) | Exclude<Outcome, { kind: 'done' }>>;
  /** Sends an announced file and completes it without a channel, so that nobody sees it until a message shows it. */
  sendFile(team: TeamId, announced: AnnouncedFile, title: string, content: Uint8Array): Promise<Outcome>;
  /** `files.delete`; repeatable: a second time Slack answers `file_not_found`, or `file_deleted`. */
  removeFile(team: TeamId, file: string): Promise<Outcome>;
  /** `conversations.open`: the app's direct message with a person. */
  direct(
    team: TeamId,
    user: UserId,
  ): Promise<{ readonly kind: 'open'; readonly channel: ChannelId } | Exclude<Outcome, { kind: 'done' }>>;
  /**
   * `dnd.info`: until when a person has paused notifications; `null`: they have not, or nobody knows, since the scope is missing or Slack did not
   * answer.
   */
  quietUntil(
    team: TeamId,
    user: UserId,
    now: Instant,
  ): Promise<
    { readonly kind: 'known'; readonly until: Instant | null } | Extract<Outcome, { kind: 'later' }>
  >;
  /** `views.publish`; repeatable. */
  home(team: TeamId, user: UserId, view: View): Promise<Outcome>;
  /**
   * Looks up a delivery in the conversation's history by its id, or by a mark if another database may have posted it. `cannot`: the history scope
   * was not granted.
   * @param since epoch ms before which it cannot have been posted
   */
  find(
    team: TeamId,
    channel: ChannelId,
    by: { readonly id: string; readonly mark: string | null },
    since: number,
    threadTs?: string,
  ): Promise<
    { readonly kind: 'found'; readonly ts: string } | { readonly kind: 'absent' | 'cannot' | 'unknown' }
  >;
}
