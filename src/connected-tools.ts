/** Connected tools put together: what asks them, and what hears them. */
import { connectorOf } from './connectors/connectors.ts';
import type { Clock } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import { hearersOf } from '#core/heard.ts';
import type { Ids, TeamId } from '#core/ids.ts';
import type { Viewer } from '#core/visibility.ts';
import { eventsFor } from './jobs/connections/events.ts';
import { toolsIn } from './jobs/connections/tools.ts';
import type { Store } from './store/store.ts';

export function connectedTools(parts: {
  readonly features: readonly Feature[];
  readonly store: Store;
  readonly directory: { readonly ensureAccess: (team: TeamId, viewer: Viewer) => Promise<void> };
  readonly clock: Clock;
  readonly ids: Ids;
  readonly wake: (team: TeamId) => void;
}) {
  const connected = hearersOf(parts.features);
  const { trackers, ...tools } = toolsIn(parts.store, connectorOf);
  const ensureAccess = (team: TeamId, viewer: Viewer) => parts.directory.ensureAccess(team, viewer);
  return {
    /** For the runner. */
    asking: { connected, trackers, tools },
    takeEvent: eventsFor({ ...parts, connected, ensureAccess, connectorOf }),
  };
}
