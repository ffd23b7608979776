/** What Lore's own screens can do that no scope allows: read and write settings, export and erase, decide about undelivered posts. */
import type { Logger } from 'pino';
import type { Clock } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import type { Ids, TeamId, UserId } from '#core/ids.ts';
import type { Person, UserGroup } from '#core/people.ts';
import type { Viewer } from '#core/visibility.ts';
import type { DeliveryIssues } from '../jobs/delivery-issues.ts';
import type { Store } from '../store/store.ts';
import type { Asides } from './asking/asides.ts';

/** Made in `src/lore.ts` and passed only to `src/system.ts`. */
export interface SystemPort {
  /** The practices, in their order. */
  readonly features: readonly Feature[];
  readonly store: Store;
  /** Asks Slack if the stored facts are too old. */
  readonly directory: {
    readonly person: (team: TeamId, user: UserId) => Promise<Person>;
    readonly ensureAccess: (team: TeamId, viewer: Viewer) => Promise<void>;
    /** `channels`: `null` once Lore knows the workspace */
    readonly unknownYet: (
      team: TeamId,
      user: UserId,
      channel: null,
    ) => Promise<{ readonly channels: object | null }>;
  };
  /** The workspace's user groups, fresh, as this person may see them; `null` if Lore does not know them. */
  readonly groupsFor: (team: TeamId, user: UserId) => Promise<readonly UserGroup[] | null>;
  readonly deliveryIssues: DeliveryIssues;
  /** Where calendars reach this Lore, without a slash at its end; `null`: nowhere. */
  readonly address: string | null;
  /** Whether people who sign in read at that address in a browser (`core/read-path.ts`). */
  readonly hasPages: boolean;
  /** Where tools may be connected besides those that are in public, as an operator allows. */
  readonly toolHosts: readonly string[];
  /** 256 random bits, as text that an address may hold. */
  readonly newSecret: () => string;
  /** What answers say in passing; in memory alone. */
  readonly asides: Asides;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Pick<Logger, 'error' | 'info'>;
  /** Wakes who works in the workspace. */
  readonly wake: (team: TeamId) => void;
}
