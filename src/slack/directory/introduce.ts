/** Asks Slack whose token we hold, at start, when the environment gives one token for one workspace. */
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import { type TeamId, teamId } from '#core/ids.ts';
import type { Workspaces } from '../../store/settings/workspaces.ts';
import { failureOf, refusal } from '../api/call-outcome.ts';
import { whyNoAnswer } from '../api/no-answer.ts';
import { isRevoked } from '../api/revoked.ts';
import { missingScopes } from '../manifest/manifest.ts';

const answer = z.object({
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string().optional(),
  url: z.string().optional(),
  enterprise_id: z.string().nullish(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

export type Identity = z.infer<typeof answer>;

const botAnswer = z.object({ bot: z.object({ app_id: z.string() }) });

/** Slack refused the token or could not be reached; the message is for the operator. */
export class NotIntroduced extends Error {
  override readonly name = 'NotIntroduced';
}

export interface Introduced {
  readonly team: TeamId;
  /** The bot token's app; `null` if Slack does not say. */
  readonly appId: string | null;
}

/** Where the bot token came from. */
export type TokenSource = 'environment' | 'stored';

const refused = (source: TokenSource, error: string): string =>
  source === 'environment'
    ? `Slack refused SLACK_BOT_TOKEN (${error}). Copy it again from api.slack.com/apps, your app, "OAuth & Permissions". If the app was removed, reinstall it there.`
    : `Slack refused the stored bot token (${error}). Nothing that people wrote is lost. Copy the token from api.slack.com/apps, your app, "OAuth & Permissions", into SLACK_BOT_TOKEN. If the app was removed, reinstall it there first.`;

/** `auth.test`. @throws NotIntroduced */
export async function whoAmI(client: WebClient, source: TokenSource): Promise<Identity> {
  try {
    return answer.parse(await client.auth.test());
  } catch (error) {
    const failure = failureOf(error);
    throw new NotIntroduced(
      failure.kind === 'refused' ? refused(source, failure.error) : whyNoAnswer(error),
      { cause: error },
    );
  }
}

/** A bot's app; `null` if Slack does not say. */
export async function appOf(client: WebClient, botId: string | undefined): Promise<string | null> {
  if (botId === undefined) return null;
  const said = await client.bots.info({ bot: botId }).catch(() => null);
  return botAnswer.safeParse(said).data?.bot.app_id ?? null;
}

/**
 * Stores the token's workspace; one that was uninstalled is installed again. A stored token that Slack has revoked goes.
 * @param keeps whether the token is kept sealed
 * @param now wall time: when the installation is first seen
 * @throws NotIntroduced, KeyFileError
 */
export async function introduce(parts: {
  readonly client: WebClient;
  readonly token: string;
  readonly source: TokenSource;
  readonly keeps: boolean;
  readonly workspaces: Workspaces;
  readonly now: Instant;
  readonly log: Logger;
}): Promise<Introduced> {
  const me = await whoAmI(parts.client, parts.source).catch(async (error: unknown) => {
    if (error instanceof NotIntroduced && isRevoked(refusal(error.cause))) await goes(parts);
    throw error;
  });
  const team = teamId(me.team_id);
  const scopes = me.response_metadata?.scopes ?? [];
  const known = await parts.workspaces.find(team);
  const isOn = known !== null && known.removedAt === null;
  const appId = await appOf(parts.client, me.bot_id);
  const installation = {
    teamId: team,
    enterpriseId: me.enterprise_id ?? null,
    appId: appId ?? '',
    botUserId: me.user_id,
    scopes,
    installedAt: isOn ? known.installedAt : parts.now,
  };
  await parts.workspaces.save(installation, parts.keeps ? parts.token : null);
  if (me.url !== undefined) await parts.workspaces.isAt(team, me.url);
  const { needed } = missingScopes(scopes);
  if (scopes.length > 0 && needed.length > 0)
    parts.log.warn({ team, needed }, 'scopes are missing: add them to the app and reinstall it');
  return { team, appId };
}

/** Wherever that token is stored. */
async function goes({
  workspaces,
  token,
  now,
}: {
  readonly workspaces: Workspaces;
  readonly token: string;
  readonly now: Instant;
}): Promise<void> {
  for (const team of await workspaces.withToken())
    if ((await workspaces.token(team).catch(() => null)) === token) await workspaces.removed(team, now);
}

/** Requests must come for the same app as the token we answer with. @param appId the token's @param heard the app that the receiver was opened for @throws NotIntroduced */
export function mustBeOfOneApp(appId: string | null, heard: string | null): void {
  if (appId !== null && heard !== null && appId !== heard)
    throw new NotIntroduced(
      'SLACK_APP_TOKEN and SLACK_BOT_TOKEN belong to different apps. Copy both from the same app at api.slack.com/apps.',
    );
}
