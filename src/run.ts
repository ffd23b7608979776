/** Runs Lore until it is told to stop. */
import process from 'node:process';
import { ConfigError, readConfig, type Environment } from './config.ts';
import { features } from './features.ts';
import { createLore, type Lore } from './lore.ts';
import { makeLog, randomIds, wallClock } from './process.ts';
import { NotIntroduced } from './slack/introduce.ts';
import { NotConnected } from './slack/socket-link.ts';
import { NotReached } from './store/reach.ts';

/** Ends the process with exit code 1 and a sentence when it cannot start. @param warnings to be logged at the start */
export async function run(environment: Environment, warnings: readonly string[]): Promise<void> {
  try {
    const config = readConfig(environment);
    const log = makeLog(config.logLevel);
    for (const warning of warnings) log.warn({}, warning);
    const lore = createLore({ config, clock: wallClock, ids: randomIds, features, log });
    stopOnSignals(lore);
    const port = await lore.start();
    log.info(
      {
        connection: config.connection.kind,
        ...(port === null ? {} : { port }),
        team: lore.team(),
        features: features.map((feature) => feature.name),
      },
      'Lore is here',
    );
  } catch (error) {
    console.error(whyNot(error));
    process.exit(1);
  }
}

/** Finishes what is going on at Ctrl-C or when the system says so; a second signal ends it at once. */
export function stopOnSignals(
  lore: Pick<Lore, 'stop'>,
  alsoStop: () => Promise<void> = async () => undefined,
): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    lore
      .stop()
      .then(alsoStop)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(whyNot(error));
          process.exit(1);
        },
      );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** What says itself what to do. */
const inWords = [ConfigError, NotReached, NotIntroduced, NotConnected];

/** Why Lore cannot start, for the operator. */
export function whyNot(error: unknown): string {
  if (error instanceof Error && inWords.some((kind) => error instanceof kind)) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return 'The port is in use. Choose another one with PORT, or stop the program that uses it.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
