/** Which bot token Lore works with: that of the environment, or the one that is stored. */
import type { TeamId } from '#core/ids.ts';
import { type Config, ConfigError } from './config.ts';
import type { TokenSource } from './slack/directory/introduce.ts';
import { NotOpened } from './store/settings/encrypt-token.ts';
import { afterLoss, hasKeys, tokenAgain } from './store/settings/key-file.ts';
import type { Workspaces } from './store/settings/workspaces.ts';

/** @throws ConfigError that says what is missing and what to do; KeyFileError */
export async function findBotToken(
  { slackBotToken, keyFile }: Pick<Config, 'slackBotToken' | 'keyFile'>,
  workspaces: Workspaces,
): Promise<{ readonly token: string; readonly source: TokenSource }> {
  if (slackBotToken !== null) return { token: slackBotToken, source: 'environment' };
  const [team, ...others] = await workspaces.withToken();
  if (team === undefined) throw new ConfigError(await sayNone(workspaces));
  if (others.length > 0)
    throw new ConfigError(
      `The bot tokens of several workspaces are stored (${[team, ...others].join(', ')}). Put that of the one for which Lore runs into SLACK_BOT_TOKEN.`,
    );
  try {
    const token = await workspaces.token(team);
    if (token !== null) return { token, source: 'stored' };
  } catch (error) {
    if (error instanceof NotOpened) throw new ConfigError(sayNotOpened(team, error, keyFile ?? ''));
    throw error;
  }
  throw new ConfigError(await sayNone(workspaces));
}

const whereItIs = 'api.slack.com/apps, your app, "OAuth & Permissions"';

async function sayNone(workspaces: Workspaces): Promise<string> {
  for (const team of await workspaces.known()) {
    const removedAt = (await workspaces.find(team))?.removedAt ?? null;
    if (removedAt === null) continue;
    const day = new Date(removedAt).toISOString().slice(0, 10);
    return `Lore was uninstalled from workspace ${team} on ${day}, or its token was revoked, so the stored token is gone. Nothing else is lost: install the app again at api.slack.com/apps, and put its new bot token into SLACK_BOT_TOKEN.`;
  }
  return `SLACK_BOT_TOKEN is missing, and no bot token is stored yet. Start Lore with it once (${whereItIs}); from then on it is stored.`;
}

/** What is lost with a key, and what is not. */
export function sayNotOpened(team: TeamId, { why }: NotOpened, keyFile: string): string {
  if (why === 'no key') {
    const [what, then] = hasKeys(keyFile)
      ? [`None of the keys in ${keyFile} opens the`, '. Lore seals it with the key that is there.']
      : [
          `The key file ${keyFile} is not there, and no new one was made: with its key Lore sealed the`,
          ', and run: npx lore rotate-key',
        ];
    return `${what} stored bot token of workspace ${team}. If another file has its key, name that one in LORE_KEY_FILE. If the key is lost: ${afterLoss}${then}`;
  }
  return `The stored bot token of workspace ${team} was changed since Lore sealed it, or was sealed for another workspace, so Lore does not use it: ${tokenAgain}.`;
}
