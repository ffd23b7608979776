/** Whose Lore this is: one workspace's, whose token its operator gives it, or that of every workspace that installs it. */
import type { TeamId } from '#core/ids.ts';
import type { AccessOf, ClientSettings } from '../slack/api/clients.ts';
import type { Pages } from '../slack/install/pages.ts';
import type { EventPayload, Payload } from '../slack/receivers/payloads.ts';

export interface Serving {
  readonly accessOf: AccessOf;
  readonly onRefused: NonNullable<ClientSettings['onRefused']>;
  /** The one workspace; `null`: not known before `begin`, or there may be many. */
  readonly team: () => TeamId | null;
  /**
   * Learns whose Lore this is, once the database is there. @returns the workspaces of which everything is read before anyone is let in, and the app, if
   * Slack says it @throws for the operator if Lore cannot work so
   */
  begin(): Promise<{ readonly first: readonly TeamId[]; readonly appId: string | null }>;
  /** The workspaces to whose inbox an event goes. @param to the one that it names, if Lore is there */
  receivers(to: TeamId | null, payload: EventPayload): Promise<readonly TeamId[]>;
  /** @returns whether the workspace of a payload, in which Lore was not, is known now */
  readonly adopt: (payload: Payload) => Promise<boolean>;
  /** Whether an uninstallation is over already: Slack takes the token of a workspace. Asked about one that was installed shortly before. */
  readonly isStillIn: (team: TeamId) => Promise<boolean>;
  /** Lore was removed from a workspace: the log says so, and how to go on, unless it is there by its organisation, too. */
  readonly ended: (team: TeamId) => Promise<void>;
  /** What browsers see at Lore's address; `null`: nothing. Not loaded before. */
  readonly pages: () => Promise<Pages | null>;
}
