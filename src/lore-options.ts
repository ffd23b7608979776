/** What Lore is composed with. */
import type { Logger } from 'pino';
import type { Clock, Instant } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import type { Ids } from '#core/ids.ts';
import type { Config } from './config.ts';
import type { Governor } from './jobs/governor.ts';
import type { Journal } from './jobs/journal.ts';
import type { Parts } from './jobs/parts.ts';
import type { CallTimeouts } from './slack/api/clients.ts';
import type { Timeouts } from './slack/requests/timeouts.ts';
import type { ExtraMigrations } from './store/engines/migrate.ts';
import type { Metrics } from './watch/metrics.ts';

export interface LoreOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly features: readonly Feature[];
  /** Draws the secret of an address; 256 random bits when left out. */
  readonly newSecret?: () => string;
  readonly log: Logger;
  /** Of features that live in a test. */
  readonly migrations?: ExtraMigrations;
  /** Hears what Lore does by itself, and why; the log when left out. */
  readonly journal?: Journal;
  /** Told why this process must end now: another one has claimed the database. */
  readonly mustEnd?: (why: Error) => void;
  /** For tests: awaited at the instructions where a process may die. */
  readonly checkpoint?: Parts['checkpoint'];
  readonly requestTimeouts?: Timeouts;
  readonly timeouts?: CallTimeouts;
  /** Counts what happens, where metrics are served. */
  readonly metrics?: Metrics;
  /** Lets background work make way for people; without it, that goes on whatever happens. */
  readonly governor?: Governor;
  /** Slack's time, in which installations are dated and tokens expire, whatever clock the rest follows; this machine's when left out. */
  readonly wall?: () => Instant;
  /** ms of a clock that does not jump, for how long what is looked at is believed; this process's when left out. */
  readonly elapsed?: () => number;
}
