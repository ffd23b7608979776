/**
 * What the sandbox's page and the sandbox's server say to each other: JSON over HTTP under `/page-api`, and one WebSocket
 * on which the server tells what happens. The page knows nothing else of the server, and a test may act through the same door.
 *
 * All ids are Slack's (`T…`, `C…`, `D…`, `U…`, `V…`); `ts` is Slack's message timestamp as text; `at` is epoch
 * milliseconds on the sandbox's clock.
 */
import type { KnownBlock, View } from '@slack/types';
import type { Amount, Fault, FaultOrder } from './faults.ts';
import type { PreviewView } from './preview-view.ts';

/** What one can say about a person of the made-up company. */
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly teamId: string;
  readonly teamName: string;
  /** IANA zone. */
  readonly tz: string;
  /** BCP 47, for example `de-DE`. */
  readonly locale: string;
  readonly standing: 'member' | 'guest' | 'external' | 'deactivated';
  readonly isAdmin: boolean;
  readonly statusText: string;
  readonly statusEmoji: string;
  /** Until when they have Slack keep them undisturbed, epoch ms; `null`: not now. */
  readonly quietUntil: number | null;
}

/** One entry of the navigation "Channels". `home` is the App Home of the app (its id is the app's id, `A…`). */
export interface ConversationView {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im' | 'home';
  readonly topic: string;
  readonly isMember: boolean;
  readonly isArchived: boolean;
  /** Whether the app's bot is in it. */
  readonly hasBot: boolean;
  /** A direct message with the app, whose manifest has turned off that people write there. */
  readonly isReadOnly: boolean;
  /** Names of other organisations it is shared with. */
  readonly sharedWith: readonly string[];
  readonly unread: number;
  readonly memberCount: number;
}

export interface MessageView {
  readonly ts: string;
  readonly channelId: string;
  /** `null` for the bot. */
  readonly userId: string | null;
  /** Display name of who wrote it: the person, or the app. */
  readonly author: string;
  readonly isBot: boolean;
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  readonly threadTs: string | null;
  readonly replyCount: number;
  readonly isEdited: boolean;
  /** Only the person it was sent to ever receives it ("Only visible to you"). */
  readonly isEphemeral: boolean;
  readonly isBroadcast: boolean;
  /** Files that came with it; `null` for one that was deleted. */
  readonly files: readonly (FileView | null)[];
  /** What the app shows of links in it. */
  readonly previews: readonly PreviewView[];
}

export interface FileView {
  readonly title: string;
  readonly name: string;
  /** Where its content is read. */
  readonly url: string;
}

/** The modals that are open for a person, topmost last. */
export interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly view: View;
  readonly appName: string;
}

export interface CommandView {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
}

export interface ShortcutView {
  readonly name: string;
  readonly type: 'global' | 'message';
  readonly callbackId: string;
  readonly description: string;
}

export interface ClockView {
  /** The sandbox's time. */
  readonly at: number;
  /** The next instant at which the app has something due, or `null`. */
  readonly nextDue: number | null;
  /** A jump is being played. */
  readonly isMoving: boolean;
  /** What the company did before today is being played; nobody joins in before that is over. */
  readonly isArriving: boolean;
}

/** One line of the log of what was exchanged with the app. */
export interface ExchangeView {
  readonly id: number;
  readonly at: number;
  readonly direction: 'to app' | 'from app';
  /** For example `slash_command /retro`, `block_actions retro.cards`, `chat.postMessage`. */
  readonly what: string;
  /** HTTP status and, for the Web API, `ok` or the error. */
  readonly outcome: string;
  readonly durationMs: number;
  /** Pretty JSON of request and answer, tokens left out, cut at 20,000 characters. */
  readonly detail: string;
}

/** One thing that the app did by itself, and why. It names no person. */
export interface JournalView {
  readonly id: number;
  readonly at: number;
  /** A message is direct, to one person; a post is for a channel or a thread in it. */
  readonly of: 'post' | 'message' | 'picture' | 'job' | 'ritual';
  /** For example `retro.reminder`. */
  readonly name: string;
  readonly did:
    'sent' | 'withdrawn' | 'held' | 'failed' | 'unknown' | 'missed' | 'skipped' | 'moved' | 'done';
  /** A code, for example `away`. */
  readonly why: string | null;
  readonly channel: string | null;
  /** Of a message that was sent: the local time of whoever it went to, in minutes after midnight. */
  readonly minutes: number | null;
}

/** Everything the page needs at load, for one person. */
export interface Snapshot {
  readonly appId: string;
  readonly appName: string;
  readonly me: PersonView;
  readonly people: readonly PersonView[];
  readonly conversations: readonly ConversationView[];
  readonly commands: readonly CommandView[];
  readonly shortcuts: readonly ShortcutView[];
  /** What the app suggests to ask in its Messages tab. */
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
  readonly clock: ClockView;
  /** The company has done things with the app before today. */
  readonly hasPast: boolean;
  readonly views: readonly OpenView[];
  readonly exchanges: readonly ExchangeView[];
  readonly journal: readonly JournalView[];
  /** The Web API methods that there are. */
  readonly methods: readonly string[];
  readonly faults: readonly FaultOrder[];
}

/** What the server pushes on the WebSocket `/page-api/events?as=U…`, each event one text of JSON. */
export type PushEvent =
  | { readonly type: 'message'; readonly message: MessageView }
  | { readonly type: 'message_deleted'; readonly channelId: string; readonly ts: string }
  | { readonly type: 'conversations'; readonly conversations: readonly ConversationView[] }
  | { readonly type: 'views'; readonly views: readonly OpenView[] }
  | { readonly type: 'home'; readonly view: View | null; readonly hash: string }
  | { readonly type: 'clock'; readonly clock: ClockView }
  | { readonly type: 'exchange'; readonly exchange: ExchangeView }
  | { readonly type: 'journal'; readonly lines: readonly JournalView[] }
  | { readonly type: 'faults'; readonly faults: readonly FaultOrder[] }
  | { readonly type: 'people'; readonly people: readonly PersonView[] };

/** What a block element holds when someone acts on it; the server turns it into Slack's payload. */
export type ElementValue =
  | { readonly kind: 'button' }
  | { readonly kind: 'text'; readonly value: string }
  /** select, radio buttons, overflow: the chosen option's `value` (or the user/channel/conversation id). */
  | { readonly kind: 'one'; readonly value: string | null }
  /** checkboxes and multi-selects. */
  | { readonly kind: 'many'; readonly values: readonly string[] }
  /** datepicker `YYYY-MM-DD`. */
  | { readonly kind: 'date'; readonly value: string | null }
  /** timepicker `HH:mm`. */
  | { readonly kind: 'time'; readonly value: string | null }
  /** datetimepicker, unix seconds. */
  | { readonly kind: 'datetime'; readonly value: number | null };

/** `block_id` → `action_id` → value: what stands in the inputs right now. */
export type Inputs = Readonly<Record<string, Readonly<Record<string, ElementValue>>>>;

/**
 * What the page can do. Each is `POST /page-api/<name>` with this body, answered `{ ok: true, … }` or
 * `{ ok: false, message }` (a sentence for the person), except where an answer type is named.
 *
 * | name          | body             | what happens                                                              |
 * | ------------- | ---------------- | ------------------------------------------------------------------------- |
 * | `snapshot`    | `{ as }`         | answers `{ ok, snapshot: Snapshot }`                                       |
 * | `history`     | `HistoryBody`    | answers `{ ok, messages: MessageView[] }`, oldest first; a thread with `threadTs` |
 * | `open-home`   | `{ as }`         | tells the app (`app_home_opened`), answers `{ ok, view, hash }`            |
 * | `say`         | `SayBody`        | a message, or a slash command when it starts with `/`                      |
 * | `draft`       | `{ as, text }`   | what one is writing; asks the app for previews of its links               |
 * | `open-link`   | as in `bodies.ts`| opens the preview of a link beside the conversation                        |
 * | `act`         | `ActBody`        | presses or changes an interactive element                                  |
 * | `submit`      | `SubmitBody`     | answers `SubmitAnswer`                                                     |
 * | `close-view`  | `CloseBody`      | closes the topmost modal (or all)                                          |
 * | `shortcut`    | `ShortcutBody`   | runs a global or a message shortcut                                        |
 * | `membership`  | `MembershipBody` | joins, leaves, invites, removes (the bot too)                              |
 * | `person`      | `PersonBody`     | changes one's own status, zone or language; an admin deactivates           |
 * | `channel`     | `ChannelBody`    | creates, archives, renames, makes private                                  |
 * | `fault`       | `FaultBody`      | orders a fault for calls of the app                                        |
 * | `clear-faults`| `{ as }`         | takes all faults back                                                      |
 * | `clock`       | `{ to }`         | moves the clock: epoch ms, or `"next"`; answers `{ ok, clock }` when played |
 */
export interface HistoryBody {
  readonly as: string;
  readonly channelId: string;
  readonly threadTs?: string;
}
export interface SayBody {
  readonly as: string;
  readonly channelId: string;
  /** As typed. */
  readonly text: string;
  /** Ids of the people whose `@Name` in the text was chosen from the suggestions, and is a mention. */
  readonly mentions?: readonly string[];
  readonly threadTs?: string;
}
export interface ActBody {
  readonly as: string;
  readonly where:
    | { readonly kind: 'message'; readonly channelId: string; readonly ts: string }
    | { readonly kind: 'view'; readonly viewId: string }
    | { readonly kind: 'home' };
  readonly blockId: string;
  readonly actionId: string;
  /** For an overflow menu, `{ kind: 'one', value }`; a button's own `value` is taken from the block. */
  readonly value: ElementValue;
  /** All inputs of that surface as they stand, for `state.values`. */
  readonly inputs: Inputs;
}
export interface SubmitBody {
  readonly as: string;
  readonly viewId: string;
  readonly inputs: Inputs;
}
export type SubmitAnswer =
  | { readonly ok: true }
  /** `errors`: `block_id` → sentence, shown at the input. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly message: string };
export interface CloseBody {
  readonly as: string;
  readonly viewId: string;
  readonly all?: boolean;
}
export interface ShortcutBody {
  readonly as: string;
  readonly callbackId: string;
  readonly message?: { readonly channelId: string; readonly ts: string };
}
export interface MembershipBody {
  readonly as: string;
  readonly channelId: string;
  readonly change: 'join' | 'leave' | 'invite' | 'remove' | 'add bot' | 'remove bot';
  readonly userId?: string;
}
export interface PersonBody {
  readonly as: string;
  /** Someone else only when `as` is an admin and the change is `deactivate`. */
  readonly userId?: string;
  readonly change:
    | {
        readonly kind: 'status';
        readonly text: string;
        readonly emoji: string;
        readonly until: number | null;
      }
    /** Do not disturb, until then; a time that is over ends it. */
    | { readonly kind: 'quiet'; readonly until: number }
    | { readonly kind: 'tz'; readonly tz: string }
    | { readonly kind: 'locale'; readonly locale: string }
    | { readonly kind: 'deactivate' };
}
export interface ChannelBody {
  readonly as: string;
  readonly channelId?: string;
  readonly change: 'create' | 'archive' | 'unarchive' | 'rename' | 'make private';
  readonly name?: string;
  readonly isPrivate?: boolean;
}
export interface FaultBody {
  readonly as: string;
  readonly method: string;
  readonly fault: Fault;
  readonly amount: Amount;
}
