/** What the operator can do from the command line beside a running Lore: one action, one opening of the database. */
import { ConfigError, readConfig, readDatabaseUrl, type Environment } from './config.ts';
import { channelId, isId, teamId, userId, type TeamId, type UserId } from './core/ids.ts';
import type { Subject } from './core/scope.ts';
import { features } from './features.ts';
import { makeLog, randomIds, wallClock } from './process.ts';
import { backgroundTimeout, webClient, type ClientSettings } from './slack/clients.ts';
import { whoAmI } from './slack/introduce.ts';
import { slackLogger } from './slack/log.ts';
import { missingScopes } from './slack/manifest.ts';
import { whyNoAddress } from './slack/socket-link.ts';
import { eraseSubject, exportFor, type Exported } from './slack/subject-data.ts';
import { isAdmin } from './slack/workspace/workspace.ts';
import { openStore, type Store } from './store/store.ts';

/** As the command line gives it: exactly one of the three. */
export interface Chosen {
  readonly person?: string;
  readonly channel?: string;
  readonly workspace?: boolean;
  readonly team?: string;
}

/** With a database that is there and of this Lore's schema. @throws NotReached, ConfigError */
const withData = <T>(environment: Environment, run: (store: Store) => Promise<T>): Promise<T> =>
  withStore(environment, async (store) => {
    if ((await store.waiting()).length > 0)
      throw new ConfigError(
        'This database is new, or of an older Lore. Bring it to the newest schema: npx lore migrate',
      );
    return run(store);
  });

async function withStore<T>(environment: Environment, run: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore({
    url: readDatabaseUrl(environment),
    clock: wallClock,
    ids: randomIds,
    tables: features.flatMap((feature) => feature.tables),
  });
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}

/** @returns the names of the migrations that ran */
export function migrate(environment: Environment): Promise<readonly string[]> {
  return withStore(environment, (store) => store.migrate());
}

/**
 * @param chosen `as`: an admin, whose eyes read instead of the operator's
 * @throws ConfigError when it is not said what to export, or of which workspace, or when `as` is no admin's
 */
export function exportData(
  environment: Environment,
  chosen: Chosen & { readonly as?: string },
): Promise<Exported> {
  const subject = subjectOf(chosen);
  return withData(environment, async (store) => {
    const team = await teamOf(store, chosen);
    const reader = chosen.as === undefined ? null : await adminOf(store, team, chosen.as);
    return exportFor(store, features, team, { actor: 'operator', reader }, subject);
  });
}

async function adminOf(store: Store, team: TeamId, as: string): Promise<UserId> {
  const person = isId(as) ? await store.directory.person(team, userId(as)) : null;
  if (person === null || !isAdmin(person))
    throw new ConfigError('--as takes the user id of an admin of the workspace: --as U…');
  return person.userId;
}

/** What shows in Slack goes as soon as Lore runs. @throws ConfigError as `exportData` */
export function forget(environment: Environment, chosen: Chosen): Promise<void> {
  const subject = subjectOf(chosen);
  return withData(environment, async (store) =>
    eraseSubject(store, features, await teamOf(store, chosen), 'operator', subject),
  );
}

function subjectOf(chosen: Chosen): Subject {
  const { person, channel } = chosen;
  if (person !== undefined && isId(person)) return { kind: 'person', userId: userId(person) };
  if (channel !== undefined && isId(channel)) return { kind: 'channel', channelId: channelId(channel) };
  if (chosen.workspace === true) return { kind: 'workspace' };
  throw new ConfigError('Say whose: --person U…, --channel C… or --workspace.');
}

async function teamOf(store: Store, chosen: Chosen): Promise<TeamId> {
  if (chosen.team !== undefined && isId(chosen.team)) return teamId(chosen.team);
  const all = await store.workspaces.installed();
  const [only] = all;
  if (only !== undefined && all.length === 1) return only.teamId;
  throw new ConfigError(
    all.length === 0
      ? 'This database knows no workspace. If Lore was uninstalled, say which with --team T….'
      : 'Lore is installed in several workspaces: say which with --team T….',
  );
}

interface Finding {
  readonly isFine: boolean;
  readonly line: string;
}

/**
 * Asks for an address without connecting to it: a connection would get requests that a Lore beside this should have.
 * @throws NotConnected
 */
async function addressFor(appToken: string, settings: ClientSettings): Promise<string> {
  try {
    await webClient(appToken, settings, backgroundTimeout).apps.connections.open({});
  } catch (error) {
    throw whyNoAddress(error);
  }
  return 'the app-level token is good';
}

/** Looks at settings, database and Slack. Never throws: what is wrong is a finding. */
export async function examine(environment: Environment): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const check = async (what: string, run: () => Promise<string>): Promise<boolean> => {
    try {
      findings.push({ isFine: true, line: `${what}: ${await run()}` });
      return true;
    } catch (error) {
      findings.push({ isFine: false, line: `${what}: ${error instanceof Error ? error.message : 'failed'}` });
      return false;
    }
  };
  await check('Node', async () => `${process.version}, time zones ${process.versions.tz ?? 'unknown'}`);
  await check('database', () =>
    withStore(environment, async (store) => {
      if ((await store.waiting()).length > 0)
        return `${store.engine}, new or of an older Lore. It is brought to the newest schema when Lore starts`;
      const { length } = await store.workspaces.installed();
      return `${store.engine}, ${length} workspace${length === 1 ? '' : 's'}`;
    }),
  );
  if (!(await check('settings', async () => (readConfig(environment), 'complete')))) return findings;
  const config = readConfig(environment);
  const clientSettings = { slackApiUrl: config.slackApiUrl, logger: slackLogger(makeLog('silent')) };
  const client = webClient(config.slackBotToken, clientSettings, backgroundTimeout);
  const { connection } = config;
  if (connection.kind === 'socket')
    await check('Socket Mode', () => addressFor(connection.appToken, clientSettings));
  let scopes: readonly string[] = [];
  const isKnown = await check('Slack', async () => {
    const me = await whoAmI(client);
    scopes = me.response_metadata?.scopes ?? [];
    return `workspace ${me.team_id}, bot ${me.user_id}`;
  });
  if (!isKnown) return findings;
  const { needed, optional } = missingScopes(scopes);
  findings.push({
    isFine: needed.length === 0,
    line:
      needed.length === 0
        ? `scopes: complete${optional.length === 0 ? '' : `; not granted: ${optional.join(', ')}. docs/guides/admins.md says what each is for`}`
        : `scopes: ${needed.join(', ')} missing. Add them under "OAuth & Permissions" and install the app again.`,
  });
  return findings;
}
