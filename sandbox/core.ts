/** What every part of the sandbox is given: the world, its clock, the app under test and the ways to tell of a change. */
import type { AppUnderTest } from './app/manifest.ts';
import type { Exchanges } from './exchanges.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { SignIns } from './openid/sign-ins.ts';
import type { Pages } from './page-api/pages.ts';
import type { Sockets } from './socket-mode/sockets.ts';
import type { Clock } from './state/clock.ts';
import type { Limiter } from './web-api/tiers.ts';
import type { Token, World } from './state/world.ts';

/** A person has agreed; the code is of use once, for ten minutes. */
export interface Code {
  readonly teamId: string;
  readonly userId: string;
  readonly redirectUri: string;
  /** Wall time. */
  readonly expiresAt: number;
}

export interface Core {
  readonly world: World;
  readonly clock: Clock;
  readonly app: AppUnderTest;
  /** How the app is known in its workspace. */
  readonly install: Token;
  /** What people agreed to, by the code that the app has not exchanged yet. */
  readonly codes: Map<string, Code>;
  /** Who told the app at Slack’s page who they are. */
  readonly signIns: SignIns;
  /** Tokens that were revoked, and what Slack answers them. */
  readonly revoked: Map<string, 'account_inactive' | 'token_revoked'>;
  readonly pages: Pages;
  readonly exchanges: Exchanges;
  /** What the app did by itself, and why. */
  readonly journal: Journal;
  readonly faults: Faults;
  readonly limiter: Limiter;
  /** The app's connections in Socket Mode. */
  readonly sockets: Sockets;
  /** Where the sandbox itself is reached, without a slash at the end. */
  readonly url: () => string;
  /** Milliseconds of wall time that the app has to acknowledge. */
  readonly ackMs: number;
  /** Milliseconds of wall time that a trigger lives. */
  readonly triggerMs: number;
  /** Milliseconds before each retry of an event. */
  readonly retryDelaysMs: readonly number[];
  /** The world has changed and is to be kept. */
  readonly changed: () => void;
  /** Deliveries under way; closing and tests wait for them. */
  readonly underWay: Set<Promise<unknown>>;
  /** What is known of the app's schedule, and whether a jump, or the company's past, is being played. */
  readonly movement: { nextDue: number | null; isMoving: boolean; isArriving: boolean };
  /** Where the app's own clock is moved, when it follows the sandbox's. */
  readonly followerUrl: string | undefined;
  /** Ends waits (for event retries) when the sandbox closes. */
  readonly closing: AbortSignal;
}
