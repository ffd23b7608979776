/** What the doctor says about the bot token and its key. */
import { findBotToken, sayNotOpened } from '../bot-token.ts';
import { type Config, ConfigError, type Environment } from '../config.ts';
import { NotOpened } from '../store/settings/encrypt-token.ts';
import { readKeys } from '../store/settings/key-file.ts';
import type { Store } from '../store/store.ts';
import { isDatabaseThere, withStore } from './open.ts';

const noneStored = 'no bot token is stored yet';

/** @returns what the keys are good for @throws KeyFileError, ConfigError */
export async function lookAtKeys(environment: Environment, config: Config): Promise<string> {
  const file = config.keyFile ?? '';
  const { current } = readKeys(file);
  const look = async (store: Store): Promise<string> => {
    if ((await store.schema()).waiting.length > 0) return noneStored;
    if (config.many !== undefined) return lookAtInstallations(store, file);
    const [team] = await store.workspaces.withToken();
    if (team === undefined) return noneStored;
    try {
      await store.workspaces.token(team);
      return 'the stored bot token is sealed';
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error;
      if (config.slackBotToken === null) throw new ConfigError(sayNotOpened(team, error, file));
      return 'it does not open the stored bot token, which SLACK_BOT_TOKEN replaces at the next start';
    }
  };
  const found = isDatabaseThere(environment) ? await withStore(environment, look, false) : noneStored;
  return `${file}, current ${current}; ${found}`;
}

/** Whether the keys open what many workspaces installed with. @throws ConfigError */
async function lookAtInstallations(store: Store, file: string): Promise<string> {
  const all = await store.workspaces.installed();
  for (const { teamId: team } of all)
    try {
      await store.installations.heldFor(team);
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error;
      throw new ConfigError(
        `None of the keys in ${file} opens the tokens of workspace ${team}. If another file has its key, name that one in LORE_KEY_FILE. If the key is lost, that workspace has to add Lore again: what people keep sealed there is lost, too, and nothing else that they wrote.`,
      );
    }
  return `the tokens of ${all.length} workspace${all.length === 1 ? '' : 's'} are sealed`;
}

/** The token that Lore would start with. @throws ConfigError, KeyFileError, NotReached */
export async function tokenToAskWith(
  environment: Environment,
  config: Config,
): Promise<Awaited<ReturnType<typeof findBotToken>>> {
  if (config.slackBotToken !== null) return { token: config.slackBotToken, source: 'environment' };
  if (!isDatabaseThere(environment)) throw new ConfigError(`SLACK_BOT_TOKEN is missing, and ${noneStored}.`);
  return withStore(environment, ({ workspaces }) => findBotToken(config, workspaces), false);
}
