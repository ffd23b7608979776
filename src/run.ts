/** Runs Lore until it is told to stop. */
import process from 'node:process';
import type { Clock } from '#core/clock.ts';
import { type Config, ConfigError, type Environment, readConfig } from './config.ts';
import { features } from './features.ts';
import { governorHere } from './jobs/governor.ts';
import { createLore, type Lore } from './lore.ts';
import { logWhatEnds, makeLog, randomIds, wallClock } from './process.ts';
import { goOutAs } from './network.ts';
import { NotIntroduced } from './slack/directory/introduce.ts';
import { errorFacts } from './slack/log.ts';
import { NotConnected } from './slack/receivers/not-connected.ts';
import { BackupError } from './store/backup/backup-error.ts';
import { clockOf } from './store/engines/database-clock.ts';
import { NotCopied } from './store/copy/not-copied.ts';
import { isDiskFull } from './store/engines/error-code.ts';
import { SchemaTooNew } from './store/engines/compatible.ts';
import { InUse } from './store/engines/holder.ts';
import { isLost } from './store/engines/postgres-session.ts';
import { NotReached } from './store/engines/reachable.ts';
import { NotUpdated } from './store/engines/room.ts';
import { KeyFileError } from './store/settings/key-file.ts';
import { version } from './version.ts';
import type { Metrics } from './watch/metrics.ts';
import { WatchPortTaken } from './watch/server.ts';

/** Ends the process with exit code 1 and a sentence when it cannot start. @param warnings to be logged at the start */
export async function run(environment: Environment, warnings: readonly string[]): Promise<void> {
  try {
    const config = readConfig(environment);
    goOutAs(config);
    const log = makeLog(config.logLevel);
    logWhatEnds(log);
    for (const warning of warnings) log.warn({}, warning);
    const mustEnd = (why: Error): void => {
      log.fatal({}, why.message);
      process.exit(1);
    };
    const clock = await clockFor(config);
    const lore = createLore({
      config,
      clock,
      ids: randomIds,
      features,
      log,
      mustEnd,
      governor: governorHere(log),
      ...(config.metrics === undefined ? {} : { metrics: await metricsHere() }),
    });
    stopOnSignals(lore);
    const port = await lore.start();
    log.info(
      {
        version,
        schema: (await lore.store.schema()).at,
        connection: config.connection.kind,
        ...(config.role === null ? {} : { role: config.role }),
        ...(port === null ? {} : { port }),
        ...(lore.metricsPort() === null ? {} : { metricsPort: lore.metricsPort() }),
        ...(config.many === undefined
          ? { team: lore.team() }
          : { address: config.many.address, workspaces: (await lore.store.workspaces.installed()).length }),
        features: features.map((feature) => feature.name),
      },
      'Lore is here',
    );
  } catch (error) {
    console.error(whyNot(error));
    process.exit(1);
  }
}

/** Processes on one database share its clock; a database in a file has this machine's. @throws NotReached */
async function clockFor({ databaseUrl }: Pick<Config, 'databaseUrl'>): Promise<Clock> {
  if (databaseUrl.startsWith('sqlite:')) return wallClock;
  const clock = clockOf(databaseUrl, { wall: () => wallClock.now(), elapsed: () => performance.now() });
  await clock.compare();
  clock.start();
  return clock;
}

/** Only where they are served: a small installation need not load what makes them. */
async function metricsHere(): Promise<Metrics> {
  const { makeMetrics } = await import('./watch/metrics.ts');
  return makeMetrics();
}

/** ms for what is going on to end: less than the ten seconds after which containers are killed. */
const longestStop = 8_000;

/** The process that signals reach. */
type Stopped = Pick<NodeJS.Process, 'on' | 'exit'>;

/**
 * Finishes what is going on at Ctrl-C or when the system says so; a second signal, or `within` ms, ends it at once. What is cut short
 * then is what a crash would cut short, and the next start finds it.
 */
export function stopOnSignals(
  lore: Pick<Lore, 'stop'>,
  alsoStop: () => Promise<void> = async () => undefined,
  on: { readonly process: Stopped; readonly within: number } = { process, within: longestStop },
): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) on.process.exit(1);
    isStopping = true;
    const deadline = setTimeout(() => {
      console.error(
        'Something didn’t finish in time and was cut short. Lore continues it at the next start.',
      );
      on.process.exit(1);
    }, on.within).unref();
    lore
      .stop()
      .then(alsoStop)
      .finally(() => clearTimeout(deadline))
      .then(
        () => on.process.exit(0),
        (error: unknown) => {
          console.error(whyNot(error));
          on.process.exit(1);
        },
      );
  };
  on.process.on('SIGINT', stop);
  on.process.on('SIGTERM', stop);
}

/** What says itself what to do. */
const inWords = [
  BackupError,
  ConfigError,
  InUse,
  KeyFileError,
  NotReached,
  NotIntroduced,
  NotConnected,
  NotCopied,
  NotUpdated,
  SchemaTooNew,
  WatchPortTaken,
];

/** Why Lore cannot start, for the operator. */
export function whyNot(error: unknown): string {
  if (error instanceof Error && inWords.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'The port is in use. Choose another one with PORT, or stop the program that uses it.';
  if (isDiskFull(error))
    return 'The disk is full. Free some space where the database is, and start Lore again.';
  // Of the operating system: what it would not do, and with which file.
  if (error instanceof Error && 'syscall' in error) return error.message;
  if (isLost(error))
    return 'The database ended the connection: it stops or restarts. Nothing is lost. Start Lore again once the database is there.';
  const { name, code, at } = errorFacts(error);
  return [
    `Something unexpected went wrong: ${name}${code === undefined ? '' : ` (${code})`}. Its message is left out, since it may repeat what someone wrote.`,
    ...at.map((line) => `    ${line}`),
  ].join('\n');
}
