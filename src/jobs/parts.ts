/** What the workers in this folder share: the store, the clock, Slack, and what features declare. */
import type { View } from '@slack/types';
import type { Logger } from 'pino';
import type { Clock } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import type { HearsConnected } from '#core/heard.ts';
import type { Meter } from '#core/meter.ts';
import type { ChannelId, Ids, TeamId, UserId } from '#core/ids.ts';
import type { JobDefinition } from '#core/job.ts';
import type { Locale } from '#core/languages.ts';
import type { LinkPreview } from '#core/link-preview.ts';
import type { Params } from '#core/post-ref.ts';
import type { Chart } from '#core/picture.ts';
import type { PostDefinition } from '#core/post.ts';
import type { Viewer } from '#core/visibility.ts';
import type { RetentionPolicy } from '#core/retention.ts';
import type { Schedule } from '#core/schedule.ts';
import type { Scope } from '#core/scope.ts';
import type { DeliveryTable } from '../store/outbox/tables.ts';
import type { Store } from '../store/store.ts';
import type { Tools } from './connections/tools.ts';
import type { Trackers } from './issues/trackers.ts';
import type { Journal } from './journal.ts';
import type { Messenger } from './messenger.ts';
import type { Pace } from './pace.ts';
import type { Tries } from './tries.ts';

/**
 * The points at which a test lets the process die. "before the ts is stored" is inside the transaction that stores how the call ended: its rows are
 * written but not committed.
 */
export type Checkpoint =
  'decided' | 'claimed' | 'before the call' | 'after the call' | 'before the ts is stored';

/** What is being sent: a post of its kind, an update of one, an erasure's deletion, a picture, an issue in a connected tool; or what is read there. */
export type Sending = DeliveryTable['kind'] | 'update' | 'erasure' | 'picture' | 'issue' | 'source';

export interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly posts: ReadonlyMap<string, PostDefinition>;
  readonly jobs: ReadonlyMap<string, JobDefinition>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  /** Of all features: see `Feature.comesFirst`. */
  readonly comesFirst: readonly {
    readonly practice: string;
    readonly comesFirst: NonNullable<Feature['comesFirst']>;
  }[];
  /** Once enough was shared in a channel, offers what it could turn on (`schedules/offer.ts`). */
  readonly offerMore: (scope: Scope, channel: ChannelId) => Promise<void>;
  /** Of all features: what grows old. */
  readonly retentionPolicies: readonly RetentionPolicy[];
  readonly messenger: Messenger;
  readonly trackers: Trackers;
  readonly tools: Tools;
  /** Of all features: each hears what came of the issues of its own rows. */
  readonly connected: readonly HearsConnected[];
  /** Draws a chart as a PNG; the same for the same chart. */
  readonly render: (chart: Chart) => Promise<Uint8Array>;
  /** Of the workspace that is worked on. */
  readonly pace: Pace;
  readonly tries: Tries;
  /**
   * Makes sure that the store's facts about a viewer's channels are fresh, since an old list of members shows nothing. Throws if that has to wait
   * (`waitOf`).
   */
  readonly ensureAccess: (team: TeamId, viewer: Viewer) => Promise<void>;
  /** How long Slack asks us to wait, in ms, according to an error; `null`: it does not. Waiting is no failure. */
  readonly waitOf: (error: unknown) => number | null;
  readonly buildHome: (team: TeamId, user: UserId) => Promise<View>;
  /** What a Home shows after an erasure: only that it happened. */
  readonly erasedHome: (locale: Locale) => View;
  /** What stands below a message after an erasure: that there are links to something in Lore. @param params of the post that stood there */
  readonly hiddenPreviews: (params: Params, locale: Locale) => readonly LinkPreview[];
  readonly checkpoint: (name: Checkpoint, of: Sending) => Promise<void>;
  readonly journal: Journal;
  /** Awaited before each step that nobody waits for (`governor.ts`). */
  readonly giveWay: () => Promise<void>;
  /** Whether this turn of the workspace is over: what is left comes with the next. */
  readonly isOver: () => boolean;
  readonly meter: Meter;
  readonly log: Pick<Logger, 'error' | 'warn'>;
}
