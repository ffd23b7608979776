/** A bot token that Slack will never take again: the app was uninstalled, its token revoked, or the workspace closed. */
import type { Logger } from 'pino';
import type { Clock } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Workspaces } from '../../store/settings/workspaces.ts';
import { refusal } from './call-outcome.ts';

/** Others, such as `invalid_auth`, may come from a wrong address or a proxy. */
const codes = new Set(['account_inactive', 'token_revoked']);

/** @param code Slack's; `null`: it did not refuse */
export const isRevoked = (code: string | null): boolean => code !== null && codes.has(code);

/** What the log says when Lore stops in a workspace, however it learned of it. */
export const sayRemoved =
  'Lore was uninstalled here, or its token was revoked: it sends nothing more, and keeps everything. To go on, install the app again at api.slack.com/apps, put its new bot token into SLACK_BOT_TOKEN, and start Lore again';

/**
 * Follows a token that Slack has refused as revoked: asks once more, and if that is so ends the work for its workspace, as the event does that may never
 * come.
 * @param parts.session what Lore runs with; another token's end is nobody's concern
 * @param parts.ask `auth.test`, by a client that does not follow in turn
 */
export function followRevoked(parts: {
  readonly session: () => { readonly team: TeamId; readonly token: string } | undefined;
  readonly ask: (token: string) => Promise<unknown>;
  readonly workspaces: Workspaces;
  readonly clock: Clock;
  readonly log: Logger;
}): (token: string) => void {
  const { workspaces, clock, log } = parts;
  let isAsking = false;
  const follow = async (team: TeamId, token: string): Promise<void> => {
    const code = await parts.ask(token).then(() => null, refusal);
    if (!isRevoked(code) || (await workspaces.find(team))?.removedAt !== null) return;
    await workspaces.removed(team, clock.now());
    log.error({ team, error: code }, sayRemoved);
  };
  return (token) => {
    const session = parts.session();
    if (isAsking || session?.token !== token) return;
    isAsking = true;
    follow(session.team, token)
      .catch((error: unknown) => {
        log.error({ err: error }, 'could not note that the token was revoked');
      })
      .finally(() => (isAsking = false));
  };
}
