/** What a request knows without asking the database; see memory.ts. */
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import { type Reader, readerOf } from '#core/people.ts';
import type { Directory } from '../directory/directory.ts';
import type { WorkspaceSettings } from '../settings/workspace-settings.ts';
import type { Installation, Workspaces } from '../settings/workspaces.ts';
import type { Memory } from './memory.ts';

export interface Remembered {
  /** The installation, current or past; `null`: there was none. */
  readonly installation: (team: TeamId) => Promise<Installation | null>;
  /** The names of the practices that are turned off. */
  readonly off: (team: TeamId) => Promise<ReadonlySet<string>>;
  /** How to speak to someone; `null`: they are unknown. `isOurs`: whether they can be told about commands without a lookup. */
  readonly reader: (team: TeamId, user: UserId) => Promise<(Reader & { readonly isOurs: boolean }) | null>;
  /** See `Directory.knownSince`. */
  readonly knownSince: (team: TeamId, user: UserId) => Promise<Instant | null>;
}

const most = { workspaces: 1_000, people: 10_000 };

/** That of a store. */
export function rememberedIn(
  { remember }: Memory,
  {
    directory,
    workspaces,
    workspaceSettings,
  }: {
    readonly directory: Directory;
    readonly workspaces: Workspaces;
    readonly workspaceSettings: WorkspaceSettings;
  },
): Remembered {
  return {
    installation: remember('workspace', (team: TeamId) => workspaces.find(team), most.workspaces),
    off: remember(
      'settings',
      async (team: TeamId) => (await workspaceSettings.of(team)).off,
      most.workspaces,
    ),
    reader: remember(
      'person',
      async (team: TeamId, user: UserId) => {
        const known = await directory.person(team, user);
        if (known === null) return null;
        return { ...readerOf(known), isOurs: known.memberType === 'member' || known.memberType === 'guest' };
      },
      most.people,
    ),
    knownSince: remember(
      'sight',
      (team: TeamId, user: UserId) => directory.knownSince(team, user),
      most.people,
    ),
  };
}
