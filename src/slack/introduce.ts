/** Learns from Slack whose token we hold: at the start, where the environment gives one token for one workspace. */
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Instant } from '../core/clock.ts';
import { teamId, type TeamId } from '../core/ids.ts';
import type { Workspaces } from '../store/workspaces.ts';
import { failureOf } from './call-outcome.ts';
import { missingScopes } from './manifest.ts';

const answer = z.object({
  team_id: z.string(),
  user_id: z.string(),
  enterprise_id: z.string().nullish(),
  app_id: z.string().optional(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});
export type Identity = z.infer<typeof answer>;

/** Slack refused the token, or could not be reached: in words for the operator. */
export class NotIntroduced extends Error {
  override readonly name = 'NotIntroduced';
}

/** `auth.test`. @throws NotIntroduced */
export async function whoAmI(client: WebClient): Promise<Identity> {
  try {
    return answer.parse(await client.auth.test());
  } catch (error) {
    const failure = failureOf(error);
    throw new NotIntroduced(
      failure.kind === 'refused'
        ? `Slack refused SLACK_BOT_TOKEN (${failure.error}). Copy it anew from api.slack.com/apps, your app, "OAuth & Permissions".`
        : 'Slack did not answer. Check the network, and SLACK_API_URL if you set it.',
      { cause: error },
    );
  }
}

/**
 * Stores the workspace that the token is for. One that was uninstalled before is installed again with this.
 * @param now wall time: when the installation is first seen
 * @throws NotIntroduced
 */
export async function introduce(parts: {
  readonly client: WebClient;
  readonly workspaces: Workspaces;
  readonly now: Instant;
  readonly log: Logger;
}): Promise<TeamId> {
  const me = await whoAmI(parts.client);
  const team = teamId(me.team_id);
  const scopes = me.response_metadata?.scopes ?? [];
  const known = await parts.workspaces.find(team);
  const isOn = known !== null && known.removedAt === null;
  await parts.workspaces.save({
    teamId: team,
    enterpriseId: me.enterprise_id ?? null,
    appId: me.app_id ?? known?.appId ?? '',
    botUserId: me.user_id,
    scopes,
    token: null,
    installedAt: isOn ? known.installedAt : parts.now,
  });
  const { needed } = missingScopes(scopes);
  if (scopes.length > 0 && needed.length > 0)
    parts.log.warn({ team, needed }, 'scopes are missing: add them to the app and install it again');
  return team;
}
