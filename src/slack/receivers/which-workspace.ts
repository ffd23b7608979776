/**
 * Which workspace a payload is for. In a channel shared with another organisation several team ids travel along: the person's, the channel's, the
 * app's. Ours is the one the app was installed in; the person's comes last, for payloads that name no other.
 */
import { isId, type TeamId, teamId } from '#core/ids.ts';
import type { Payload, PayloadToWork } from './payloads.ts';

/** The team ids of a payload that may be ours, the most certain first. */
export function candidates(payload: Payload): readonly (string | undefined)[] {
  switch (payload.kind) {
    case 'command':
      return [payload.body.team_id];
    case 'action': {
      const { view, message, context_team_id: context, team, user } = payload.body;
      // A message's team is that of the app that posted it, and only we get presses on our messages.
      return [
        view?.app_installed_team_id,
        message?.bot_profile?.team_id,
        message?.team,
        context,
        view?.team_id,
        team?.id,
        user.team_id,
      ];
    }
    case 'submission': {
      const { view, context_team_id: context, team, user } = payload.body;
      return [view.app_installed_team_id, context, view.team_id, team?.id, user.team_id];
    }
    case 'shortcut':
      return [payload.body.context_team_id, payload.body.team?.id, payload.body.user.team_id];
    case 'event': {
      const {
        authorizations,
        context_team_id: context,
        team_id: team,
        enterprise_id: enterprise,
      } = payload.body;
      // An event of an organisation's own names no workspace.
      const organisations = authorizations.map((entry) => entry.enterprise_id);
      return [...authorizations.map((entry) => entry.team_id), context, team, ...organisations, enterprise];
    }
    case 'broken event':
    case 'other':
    case 'none':
      return [];
  }
}

/** Whether it names any workspace. */
export function isAddressed(payload: Payload): boolean {
  return candidates(payload).some(isId);
}

/**
 * The one place that takes a team id from incoming data.
 * @param find where Lore is, or was, installed; `null` for another workspace
 * @returns what was found; `null` if none of the ids is a workspace of ours
 */
export async function whichWorkspace<Found>(
  payload: Payload,
  find: (team: TeamId) => Promise<Found | null>,
): Promise<Found | null> {
  for (const candidate of candidates(payload)) {
    const found = isId(candidate) ? await find(teamId(candidate)) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Whether a payload is for the app installed there: a connection that serves another app gets no answer in our name. */
export function isForApp({ body }: PayloadToWork, appId: string): boolean {
  return appId === '' || body.api_app_id === undefined || body.api_app_id === appId;
}
