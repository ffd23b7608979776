/** What processing an event needs. */
import type { Logger } from 'pino';
import type { Clock } from '#core/clock.ts';
import type { Ids, TeamId } from '#core/ids.ts';
import type { Store } from '../../store/store.ts';
import type { Directory } from '../directory/directory.ts';
import type { DoorParts } from './door-events.ts';
import type { Registry } from './registry.ts';

export interface EventParts {
  readonly store: Pick<
    Store,
    'transact' | 'writeIn' | 'directory' | 'workspaces' | 'system' | 'schedules' | 'workspaceSettings'
  >;
  readonly directory: Directory;
  readonly registry: Registry;
  /** Whether Slack still takes the token of a workspace. */
  readonly isStillIn: (team: TeamId) => Promise<boolean>;
  /** Called when Lore was removed from a workspace. */
  readonly ended: (team: TeamId) => Promise<void>;
  readonly doors: DoorParts;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}
