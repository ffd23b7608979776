/** The test's own picture of the world, kept beside the real one: plain facts, no query and no guard. */
import type { Instant } from '../../../src/core/clock.ts';
import type { TeamId } from '../../../src/core/ids.ts';
import type { MemberType } from '../../../src/core/people.ts';

export interface ModelChannel {
  kind: 'public' | 'private';
  isShared: boolean;
  isArchived: boolean;
  hasLore: boolean;
  readonly members: Set<string>;
  /** Those of them who came while it was private. */
  readonly sincePrivate: Set<string>;
  /** How many times one more organisation was let in. */
  sharings: number;
  /** When the list of members was last whole. */
  knownAt: Instant | null;
}

export interface ModelAudience {
  readonly id: string;
  readonly kind: 'workspace' | 'conversation' | 'people' | 'named';
  readonly channel: string;
  readonly people: readonly string[];
  /** The embargo whose opening lets the channel in too. */
  readonly after: string | null;
  /** What the channel was when the row was written. */
  readonly wasPrivate: boolean;
  readonly wasShared: boolean;
  readonly sharings: number;
}

export interface ModelRow {
  readonly id: string;
  readonly token: string;
  readonly audience: ModelAudience;
  readonly embargo: string | null;
  by: readonly string[];
  readonly names: 'shown' | 'hidden';
}

export interface ModelChoice {
  readonly id: string;
  readonly user: string;
  readonly token: string;
  readonly choice: string;
  readonly audience: ModelAudience | null;
  readonly embargo: string | null;
}

/** In a pool: what somebody says of themselves to be put together with others. */
export interface ModelPooled {
  readonly user: string;
  readonly what: string;
  readonly token: string;
  readonly audience: ModelAudience | null;
  readonly embargo: string | null;
}

export interface ModelTeam {
  readonly id: TeamId;
  readonly people: Map<string, MemberType>;
  readonly channels: Map<string, ModelChannel>;
  readonly embargoes: string[];
  readonly open: Set<string>;
  /** How many rows were tried so far: their ids count up, in each workspace by itself. */
  tried: number;
  rows: ModelRow[];
  choices: ModelChoice[];
  pooled: ModelPooled[];
  readonly audiences: ModelAudience[];
  /** Who says so of themselves, by what they offer. */
  readonly offers: ReadonlyMap<string, Set<string>>;
  /** By channel, who has written there and does nothing else: whoever is told of them is told of what stands there. */
  readonly writers?: ReadonlyMap<string, string>;
}
