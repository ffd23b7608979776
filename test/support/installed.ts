/** An installation, for tests to which nothing of it matters: nothing can be written into a workspace without one. */
import type { TeamId } from '../../src/core/ids.ts';
import type { Installation } from '../../src/store/settings/workspaces.ts';

export const installed = (teamId: TeamId, installedAt = 0): Omit<Installation, 'removedAt'> => ({
  teamId,
  enterpriseId: null,
  appId: 'A1',
  botUserId: 'B1',
  scopes: [],
  installedAt,
});
