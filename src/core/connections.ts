/**
 * What a practice does with the tools that an admin connected: it follows a source, hears facts from it, and has issues made. It calls no tool itself: what is
 * wanted is stored in its transaction, and done once, later. A tool's answer comes back as something that is heard (`Feature.connected`).
 */
import type { Instant } from './clock.ts';
import type { ConnectionId, ConnectorName, IssueAudience, Reads, Refusal, Source } from './connector.ts';
import type { ChannelId, RowId, UserId } from './ids.ts';

/** A connection, as every full member may know of it. */
export interface KnownConnection {
  readonly id: ConnectionId;
  readonly connector: ConnectorName;
  /** What its admin called it, or where it is: "GitHub", "acme.atlassian.net". */
  readonly called: string;
  /** Whether issues can be made there. */
  readonly hasIssues: boolean;
  /** It was refused, and waits for who connected it. */
  readonly isRefused: boolean;
  /** For who connected it alone, as far as it is known. */
  readonly reads: Reads | null;
}

/** A source that a row follows. */
export interface Followed {
  readonly connection: ConnectionId;
  readonly source: Source;
  /** When it was last asked, or heard of; `null`: not yet. */
  readonly readAt: Instant | null;
  /** Why it cannot be read; `null`: it can, as far as is known. */
  readonly refused: Refusal | null;
}

/** Stored, so never rename one that has landed. */
export const issueStates = ['wanted', 'sending', 'unknown', 'made', 'closed', 'gone', 'refused'] as const;
export type IssueState = (typeof issueStates)[number];

/** The issue of a row. */
export interface TrackedIssue {
  readonly connection: ConnectionId;
  readonly place: string;
  readonly state: IssueState;
  /** Its name and place there; `null`: not made (yet). */
  readonly made: { readonly id: string; readonly link: string } | null;
  readonly refused: Refusal | 'wider' | null;
  /** Nobody there is called as its owner said, so it is unassigned. */
  readonly isUnmatched: boolean;
}

/** A place for issues, and who can read them there, as of when that was last looked up. */
export interface KnownPlace {
  readonly place: string;
  readonly audience: IssueAudience;
  /** `null`: not yet, so it counts as unknown, and that as public. */
  readonly at: Instant | null;
}

export interface ConnectionsReader {
  /** Those of the workspace; none for who is no full member, nor for a channel in which others are. */
  list(): Promise<readonly KnownConnection[]>;
  /** What a row that the viewer may see follows. */
  followedBy(of: RowId): Promise<readonly Followed[]>;
  /** The issues of rows that the viewer may see. */
  issuesOf(of: readonly RowId[]): Promise<ReadonlyMap<RowId, TrackedIssue>>;
  /** Who can read issues in a place that was looked up (`lookUp`). */
  place(connection: ConnectionId, place: string): Promise<KnownPlace | null>;
}

export interface WantedIssue {
  readonly connection: ConnectionId;
  readonly place: string;
  /** Exactly what its owner has seen: no cards, and nobody's name. */
  readonly title: string;
  readonly body: string;
  /** Who could read it there, as its owner was told: if more can by then, it is not made (`wider`). */
  readonly audience: IssueAudience;
  /** What the person said that they are called there; `null`: it is unassigned. */
  readonly assignee: string | null;
  readonly by: UserId;
}

export interface Connections extends ConnectionsReader {
  /** From now on the facts of a source come to a row, in the channel whose people may see it. Those since then, too, where the tool can be asked. */
  follow(
    of: RowId,
    channel: ChannelId,
    connection: ConnectionId,
    source: Source,
    since: Instant,
  ): Promise<void>;
  unfollow(of: RowId, connection: ConnectionId, source: Source): Promise<void>;
  /** Looks up who can read issues in a place, soon. */
  lookUp(connection: ConnectionId, place: string): Promise<void>;
  /** Has an issue made of a row in a channel, once: a row that has one keeps it. */
  make(of: RowId, channel: ChannelId, issue: WantedIssue): Promise<void>;
  /** Nothing more is asked about it, and what is not made yet is not made. */
  forget(of: RowId): Promise<void>;
}
