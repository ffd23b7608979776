/**
 * Everything the sandbox remembers, as plain JSON, so that it can be written to a file and read back. Times named
 * `…At` are epoch milliseconds; `ts` is Slack's message timestamp.
 */
import type { Json } from '../json.ts';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface Person {
  readonly id: string;
  readonly teamId: string;
  /** Slack's `name`: the handle, in lower case. */
  readonly handle: string;
  readonly realName: string;
  readonly title: string;
  readonly email: string;
  readonly isAdmin: boolean;
  readonly isGuest: boolean;
  readonly isBot: boolean;
  tz: string;
  locale: string;
  isDeleted: boolean;
  statusText: string;
  statusEmoji: string;
  /** Unix seconds; 0 means it does not expire. */
  statusExpiration: number;
  /** Until when they have Slack keep them undisturbed, epoch ms. */
  quietUntil?: number;
  updatedAt: number;
}

export interface Conversation {
  readonly id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  readonly topic: string;
  readonly purpose: string;
  readonly creator: string;
  readonly createdAt: number;
  readonly isGeneral: boolean;
  isArchived: boolean;
  /** The workspaces it is shared between, its host first. */
  teamIds: string[];
  /** People and bots, in the order in which they joined. */
  members: string[];
  previousNames: string[];
}

/** People whom Slack lets one mention at once. */
export interface UserGroup {
  readonly id: string;
  readonly teamId: string;
  /** Without `@`. */
  readonly handle: string;
  readonly name: string;
  readonly description: string;
  readonly creator: string;
  readonly createdAt: number;
  updatedAt: number;
  /** 0 while it is turned on. */
  disabledAt: number;
  members: string[];
}

export interface Message {
  readonly ts: string;
  readonly channelId: string;
  /** The author's user id; the bot has one too. */
  readonly userId: string;
  readonly teamId: string;
  text: string;
  blocks: Json[];
  readonly threadTs: string | null;
  /** A reply that is also shown in the channel. */
  readonly isThreadBroadcast: boolean;
  editedTs: string | null;
  /** Whom alone it is shown to. */
  readonly ephemeralTo: string | null;
  /** Whether it notified everyone of the channel (`@channel`, `@here`, `@everyone`). */
  isBroadcast: boolean;
  metadata: Json | null;
  /** Ids of the files that came with it; those that were deleted are no uploads any more. */
  readonly files?: readonly string[];
  /** What the app shows of the links in it. */
  previews?: readonly LinkUnfurl[];
}

/** What an app shows below a message of a link in it. */
export interface LinkUnfurl {
  readonly url: string;
  readonly blocks: readonly Json[];
  /** A Work Object, which Slack lays out; it has no blocks. */
  readonly entity: Json | null;
}

/** A message that a person is writing, with links in it. */
export interface LinkDraft {
  readonly id: string;
  readonly userId: string;
  readonly urls: readonly string[];
  previews: readonly LinkUnfurl[];
}

/** A file that the app announced. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  /** Bytes, as announced. */
  readonly length: number;
  /** Nobody guesses it: the address that the bytes go to, and where they are read. */
  readonly key: string;
  /** `null` until it was sent; base64 if it is no text. */
  content: string | null;
  isBinary?: boolean;
  title: string;
  /** It was completed, which can be done once. */
  isShared: boolean;
  /** When messages can show it: it is processed until then. */
  readyAt?: number;
  /** The conversation in which it was shown first, and in no other it is. */
  shownIn?: string;
}

export interface ViewRecord {
  readonly id: string;
  readonly userId: string;
  readonly teamId: string;
  readonly rootId: string;
  readonly previousId: string | null;
  hash: string;
  /** As the app sent it, with the ids that Slack fills in. */
  view: Json;
  /** `state.values` as last seen. */
  values: Json;
  /** Where the interaction took place that opened it, for `default_to_current_conversation`. */
  readonly channelId: string | null;
}

export interface Trigger {
  readonly id: string;
  readonly userId: string;
  readonly teamId: string;
  /** Wall time. */
  readonly expiresAt: number;
  isUsed: boolean;
  /** The modal it arose in. */
  readonly viewId: string | null;
  readonly channelId: string | null;
}

export interface ResponseUrl {
  readonly id: string;
  readonly kind: 'commands' | 'actions' | 'app';
  readonly userId: string;
  readonly channelId: string;
  readonly messageTs: string | null;
  /** Wall time. */
  readonly expiresAt: number;
  usesLeft: number;
}

export interface Scheduled {
  readonly id: string;
  readonly channelId: string;
  /** Unix seconds on the sandbox's time. */
  readonly postAt: number;
  readonly text: string;
  readonly blocks: Json[];
  readonly threadTs: string | null;
  readonly hasMetadata: boolean;
}

export interface Token {
  readonly token: string;
  /** What renews it, once; left out: it does not expire. */
  readonly refresh?: string;
  /** Wall time. */
  readonly expiresAt?: number;
  /** The token before, until it expires. */
  readonly before?: { readonly token: string; readonly expiresAt: number };
  readonly teamId: string;
  readonly botUserId: string;
  readonly botId: string;
}

export interface World {
  readonly workspaces: Workspace[];
  readonly people: Person[];
  readonly conversations: Conversation[];
  readonly userGroups: UserGroup[];
  /** By conversation, oldest first. */
  readonly messages: Record<string, Message[]>;
  /** Open modals, in the order in which they were opened. */
  modals: ViewRecord[];
  /** The published Home view, by person. */
  readonly homes: Record<string, ViewRecord>;
  triggers: Trigger[];
  responseUrls: ResponseUrl[];
  /** Messages that the app scheduled and that wait for their time. */
  scheduled: Scheduled[];
  readonly uploads: Upload[];
  drafts?: LinkDraft[];
  /** What a person opened beside a conversation last; `shown`: what the app says of it, `null` until then. */
  details?: Record<string, { readonly trigger: string; readonly url: string; shown: Json | null }>;
  readonly tokens: Token[];
  /** The ts up to which a person has read a conversation, by `person:conversation`. */
  readonly reads: Record<string, string>;
  /** Its people have done things with the app before today. */
  hasPast?: boolean;
  /** Sandbox time minus wall time, in milliseconds. */
  clockOffset: number;
  /** The last microsecond given out in a message ts, by conversation. */
  readonly lastMicros: Record<string, number>;
  /** Grows with every id made. */
  sequence: number;
}
