/** What a request knows without asking the database; see memory.ts. */
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import { type Reader, readerOf } from '#core/people.ts';
import type { Directory } from '../directory/directory.ts';
import type { Asking } from '../settings/practices.ts';
import type { WorkspaceSettings } from '../settings/workspace-settings.ts';
import type { Installation, Workspaces } from '../settings/workspaces.ts';
import type { Memory } from './memory.ts';

export interface Remembered {
  /** The installation, current or past; `null`: there was none. */
  readonly installation: (team: TeamId) => Promise<Installation | null>;
  /** The names of the practices that are off for who asks. Asks the database only for a person outside channels, where channels choose something. */
  readonly offFor: (team: TeamId, asking: Asking) => Promise<ReadonlySet<string>>;
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
  const choices = remember('settings', (team: TeamId) => workspaceSettings.choices(team), most.workspaces);
  return {
    offFor: async (team, asking) => {
      const { off, byChannel, channels } = await choices(team);
      if (byChannel.size === 0) return off;
      const at = asking.kind === 'channel' ? asking.channelId : (asking.at ?? null);
      if (at === null) return workspaceSettings.offFor(team, asking);
      const unchosen = [...byChannel].filter((practice) => channels.get(practice)?.has(at) !== true);
      return new Set([...off, ...unchosen]);
    },
    installation: remember('workspace', (team: TeamId) => workspaces.find(team), most.workspaces),
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
