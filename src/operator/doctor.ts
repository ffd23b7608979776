/** `lore doctor`: looks at settings, database and Slack, says what is wrong, and makes and changes nothing. With --live it tries Slack itself. */
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { type Config, type Environment, readConfig, readDatabaseUrl } from '../config.ts';
import { goOutAs, proxyAt } from '../network.ts';
import { makeLog } from '../process.ts';
import { backgroundTimeout, type ClientSettings, webClient } from '../slack/api/clients.ts';
import { clockOff, type Dated, sayClockOff } from '../slack/api/slack-clock.ts';
import { whoAmI } from '../slack/directory/introduce.ts';
import { slackLogger } from '../slack/log.ts';
import { missingScopes } from '../slack/manifest/manifest.ts';
import { whyNoAddress } from '../slack/receivers/not-connected.ts';
import { unpackedAt } from '../store/backup/place-sqlite.ts';
import { cannotOpen } from '../store/engines/reachable.ts';
import { realPlace } from '../store/engines/real-place.ts';
import type { Store } from '../store/store.ts';
import { version } from '../version.ts';
import { lastUpdatedBy } from './migrate.ts';
import { lookAtServer } from './doctor-server.ts';
import { mustBeWritable } from './writable.ts';
import { lookAtPulseKeys } from './doctor-pulse.ts';
import { lookAtKeys, tokenToAskWith } from './doctor-token.ts';
import { live, type LiveOptions } from './live/command.ts';
import { withStore } from './open.ts';
import { say } from './terminal.ts';

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
  return 'the app-level token works';
}

/** The file of an SQLite, behind links; `null`: another database, or one in memory. @throws ConfigError, NotReached */
function fileOf(environment: Environment): string | null {
  const url = readDatabaseUrl(environment);
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : ':memory:';
  try {
    return file === ':memory:' ? null : realPlace(file);
  } catch (error) {
    throw cannotOpen(error);
  }
}

async function lookAtDatabase(environment: Environment): Promise<string> {
  const file = fileOf(environment);
  if (file !== null && !existsSync(file)) {
    mustBeWritable(dirname(file));
    return 'sqlite, new: Lore creates it when it starts';
  }
  const look = async (store: Store) => {
    const state = await store.schema();
    if (state.at === null) return `${store.engine}, new: Lore makes its tables when it starts`;
    if (state.waiting.length > 0) {
      await store.mustHaveRoom();
      return `${store.engine}, last updated by ${lastUpdatedBy(state)}: Lore ${version} updates it when it starts. Back it up before`;
    }
    const { length } = await store.workspaces.installed();
    const newer =
      state.ahead.length === 0
        ? ''
        : `, updated by ${lastUpdatedBy(state)}, on which Lore ${version} may run`;
    return `${store.engine}, ${length} workspace${length === 1 ? '' : 's'}${newer}`;
  };
  return withStore(environment, look, file === null);
}

/** What others on this machine could read: what is in the database is a team's alone. Windows knows no such modes. */
function tooWide(file: string | null): Finding[] {
  if (file === null || process.platform === 'win32') return [];
  const wanted = [
    ['file', file, 0o600],
    ['folder', dirname(file), 0o700],
  ] as const;
  return wanted.flatMap(([what, path, mode]) => {
    const found = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
    if ((found & 0o077) === 0) return [];
    const line = `others on this machine can read the database’s ${what}: chmod ${mode.toString(8)} ${path}`;
    return [{ isFine: false, line }];
  });
}

/** Takes the way that the settings name. @returns it in words @throws ConfigError */
function wayTo({ proxy, certificates }: Config): string {
  goOutAs({ proxy, certificates });
  const way = proxy === null ? 'no proxy' : `through the proxy ${proxyAt(proxy)}, except for ${proxy.except}`;
  return certificates === null ? way : `${way}, also trusting ${certificates}`;
}

/** @param off by how many ms this machine's clock is ahead of Slack's; `null`: Slack did not say */
function lookAtClock(off: number | null): Finding[] {
  if (off === null) return [];
  const wrong = sayClockOff(off);
  return [
    wrong === null
      ? { isFine: true, line: 'clock: as Slack’s' }
      : { isFine: false, line: `clock: ${wrong}.` },
  ];
}

/** What is beside the database that a restore would have taken away. */
function leftOver(file: string | null): readonly Finding[] {
  if (file === null || !existsSync(unpackedAt(file))) return [];
  const line = `a restore is going on, or was interrupted: ${unpackedAt(file)} holds what the backup does. If none is going on, restore again, or start Lore, which deletes that file`;
  return [{ isFine: false, line }];
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
  if (await check('database', () => lookAtDatabase(environment)))
    findings.push(
      ...tooWide(fileOf(environment)),
      ...leftOver(fileOf(environment)),
      ...(await lookAtServer(readDatabaseUrl(environment))),
      ...(await lookAtPulseKeys(environment)),
    );
  if (!(await check('settings', async () => (readConfig(environment), 'complete')))) return findings;
  const config = readConfig(environment);
  const isUsual = config.proxy === null && config.certificates === null;
  if (!isUsual && !(await check('way to Slack', async () => wayTo(config)))) return findings;
  let off: number | null = null;
  const clientSettings = {
    slackApiUrl: config.slackApiUrl,
    logger: slackLogger(makeLog('silent')),
    onDated: (answer: Dated) => (off = clockOff(answer) ?? off),
  };
  const isOpened = config.keyFile === null || (await check('key', () => lookAtKeys(environment, config)));
  const { connection } = config;
  if (connection.kind === 'socket')
    await check('Socket Mode', () => addressFor(connection.appToken, clientSettings));
  else
    findings.push({
      isFine: true,
      line: 'signing secret: only a request from Slack can show whether it is right. If none matches, the log says so',
    });
  // Each workspace has its own token; whether Slack takes it is in the log.
  if (config.many !== undefined)
    return [...findings, { isFine: true, line: `pages: ${config.many.address}/install` }];
  // Without its key there is no token to ask with, as was just said.
  if (!isOpened && config.slackBotToken === null) return [...findings, ...lookAtClock(off)];
  let scopes: readonly string[] = [];
  const isKnown = await check('Slack', async () => {
    const { token, source } = await tokenToAskWith(environment, config);
    const me = await whoAmI(webClient(token, clientSettings, backgroundTimeout), source);
    scopes = me.response_metadata?.scopes ?? [];
    return `workspace ${me.team_id}, bot ${me.user_id}`;
  });
  findings.push(...lookAtClock(off));
  if (!isKnown) return findings;
  const { needed, optional } = missingScopes(scopes);
  findings.push({
    isFine: needed.length === 0,
    line:
      needed.length === 0
        ? `scopes: complete${optional.length === 0 ? '' : `; optional ones not granted: ${optional.join(', ')}. docs/guides/admins.md explains each`}`
        : `scopes: ${needed.join(', ')} missing. Add them under "OAuth & Permissions" and reinstall the app.`,
  });
  return findings;
}

export const doctorCommand = (environment: Environment, warnings: readonly string[]): Command =>
  new Command('doctor')
    .description('check settings, Node, the database and Slack')
    .option(
      '--live <channel>',
      'try in this channel what Lore expects of Slack, and print a report. Messages come and go there for some minutes',
    )
    .option('--press', 'with --live: try forms too, for which you press buttons. Stop Lore first')
    .option(
      '--me <user id>',
      'with --live: your own user id. Without it you are asked whether the one person in the channel is you',
    )
    .option('--people-agree', 'with --live: the people in the channel were asked and agree')
    .action(async ({ live: channel, ...options }: Omit<LiveOptions, 'live'> & { live?: string }) => {
      if (channel !== undefined) {
        process.exitCode = await live(environment, { ...options, live: channel });
        return;
      }
      const findings = [
        ...warnings.map((line) => ({ isFine: false, line })),
        ...(await examine(environment)),
      ];
      for (const { isFine, line } of findings) say(`${isFine ? 'ok ' : 'fix'} ${line}`);
      if (findings.some((finding) => !finding.isFine)) process.exitCode = 1;
    });
