/**
 * `npm run soak -- kill --runs 100 --json`, `npm run soak -- month --json`, `npm run soak -- large --json`: play for long what a test plays for short, and print one line of
 * JSON. Each ends with 1 when something is wrong.
 */
import { rmSync, mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { startServer, type Server } from '../test/support/postgres-server.ts';
import { makeTemplate } from '../test/support/databases-setup.ts';
import { connectorsSoak, type ConnectorsSoak, isConnectorsRight } from './connectors.ts';
import { fanoutSoak, isFanoutRight, type FanoutSoak } from './fanout.ts';
import { faultsSoak, isFaultsRight, type FaultsSoak } from './faults.ts';
import { timeouts } from '../src/slack/requests/timeouts.ts';
import { floodSoak, isFloodRight, type FloodSoak } from './flood.ts';
import { forgetSoak, type ForgetSoak } from './forget.ts';
import { growSoak, type GrowSoak, isGrowRight } from './grow.ts';
import { hammerSoak, type HammerSoak } from './hammer.ts';
import { fuzzSoak, isRight as isFuzzRight, type FuzzSoak } from './fuzz.ts';
import { killSoak, type KillSoak } from './kill.ts';
import { isRight as isLargeRight, largeSoak, type LargeSoak } from './large.ts';
import { lockSoak, type LockLine } from './lock.ts';
import { monthSoak, type MonthSoak } from './month.ts';
import { isRight, summary } from './month/summary.ts';
import { isUpgradeRight, upgradeSoak, type UpgradeSoak } from './upgrade.ts';
import { vacuumIsRight, vacuumSoak } from './vacuum.ts';
import { isVanishRight, vanishSoak, type VanishSoak } from './vanish.ts';
import { isYearRight, yearSoak, type YearSoak } from './year.ts';

interface Chosen {
  readonly runs: number;
  readonly people: number;
  readonly seed: number;
  readonly history: boolean;
  readonly engine: KillSoak['engine'];
  readonly processes: KillSoak['processes'];
  readonly json: boolean;
}

const whole = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
};

/** Of Lore, on one database. */
const processes = (): Option =>
  new Option('--processes <count>', 'how many processes of Lore, two on PostgreSQL alone')
    .argParser((text) => (text === '2' ? 2 : 1))
    .default(1);

const program = new Command('soak').description('Soaks, each printing one line of JSON.');
program
  .command('kill')
  .description('Runs retrospectives while Lore is killed, and counts in the sandbox what was posted.')
  .option('--runs <count>', 'how many retrospectives', whole, 100)
  .option('--people <count>', 'how many people each of them asks', whole, 50)
  .option('--seed <number>', 'the seed of everything random', whole, 1)
  .option('--history', 'with the optional history scopes', false)
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .addOption(processes())
  .action(async (chosen: Chosen) => {
    const line = await withDatabase(chosen.engine, () =>
      killSoak({
        ...chosen,
        hasHistory: chosen.history,
        ...(chosen.json
          ? {}
          : {
              onRun: (run: number, tally: object) => {
                console.error(run, tally);
              },
            }),
      }),
    );
    console.log(JSON.stringify(line));
    process.exitCode = line.lost + line.duplicated === 0 ? 0 : 1;
  });
program
  .command('month')
  .description(
    'Plays a month of rituals while Lore is killed once a day, and checks it with code of its own.',
  )
  .option('--channels <count>', 'how many channels', whole, 50)
  .option('--people <count>', 'how many people in total', whole, 500)
  .option('--days <count>', 'how many days are counted', whole, 31)
  .option('--seed <number>', 'the seed of everything random', whole, 1)
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .action(async (chosen: MonthSoak & { readonly json: boolean }) => {
    const { json, ...soak } = chosen;
    const onDay = (words: string) => {
      if (!json) console.error(words);
    };
    const { wrong, errors, ...rest } = await withDatabase(soak.engine, () => monthSoak({ ...soak, onDay }));
    for (const one of [...wrong, ...errors]) console.error(one);
    const line = { ...rest, errors: errors.length };
    console.log(json ? JSON.stringify(line) : summary(line));
    process.exitCode = isRight(line) ? 0 : 1;
  });
program
  .command('year')
  .description(
    'Plays a year of a company that is reorganised in its seventh month, and counts what outlives it.',
  )
  .option('--people <count>', 'how many people in total', whole, 60)
  .option('--seed <number>', 'the seed of everything random', whole, 1)
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .action(async (chosen: YearSoak & { readonly json: boolean }) => {
    const { json, ...soak } = chosen;
    const onMonth = (words: string) => {
      if (!json) console.error(words);
    };
    const line = await withDatabase(soak.engine, () => yearSoak({ ...soak, onMonth }));
    const { wrong, errors, ...rest } = line;
    for (const one of [...wrong, ...errors]) console.error(one);
    console.log(JSON.stringify({ ...rest, errors: errors.length }));
    process.exitCode = isYearRight(line) ? 0 : 1;
  });
program
  .command('faults')
  .description('Plays the month while a share of all calls to Slack fails, in every way that is documented.')
  .option('--channels <count>', 'how many channels', whole, 50)
  .option('--people <count>', 'how many people in total', whole, 500)
  .option('--days <count>', 'how many days are counted', whole, 31)
  .option('--share <count>', 'how many of a hundred calls fail', whole, 20)
  .option('--seed <number>', 'the seed of everything random', whole, 1)
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .action(async (chosen: FaultsSoak & { readonly json: boolean }) => {
    const { json, ...soak } = chosen;
    const onDay = (words: string) => {
      if (!json) console.error(words);
    };
    const { wrong, errors, ...rest } = await withDatabase(soak.engine, () => faultsSoak({ ...soak, onDay }));
    for (const one of [...wrong, ...(json ? [] : errors)]) console.error(one);
    console.log(JSON.stringify({ ...rest, errors: errors.length }));
    process.exitCode = isFaultsRight(rest) ? 0 : 1;
  });
program
  .command('fanout')
  .description('Posts in many channels at once from several processes on PostgreSQL, while these are killed.')
  .option('--processes <count>', 'how many processes of Lore', whole, 4)
  .option('--channels <count>', 'in how many channels something is due at once', whole, 2_000)
  .option('--workspaces <count>', 'how many workspaces these are of, at most eight', whole, 8)
  .option('--beside <count>', 'how many channels has the workspace beside a small one', whole, 5_000)
  .option('--every <seconds>', 'how often one of the processes is killed', whole, 2)
  .option('--json', 'print only the final line', false)
  .action(async ({ json, ...soak }: FanoutSoak & { readonly json: boolean }) => {
    const onWords = (words: string) => {
      console.error(words);
    };
    const { errors, ...line } = await withServer((server) =>
      fanoutSoak({ ...soak, ...(json ? {} : { onWords }) }, server),
    );
    if (!json) for (const one of errors) console.error(one);
    console.log(JSON.stringify({ ...line, errors: errors.length }));
    process.exitCode = isFanoutRight({ ...line, errors }) ? 0 : 1;
  });
program
  .command('connectors')
  .description(
    'Has issues made in connected tools and facts come in from them, while Lore is killed and the tools fail.',
  )
  .option('--runs <count>', 'how often Lore is to die', whole, 60)
  .option('--seed <number>', 'the seed of everything random', whole, 1)
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .action(async ({ json, ...soak }: ConnectorsSoak & { readonly json: boolean }) => {
    const onRun = (run: number, line: object) => {
      console.error(run, JSON.stringify(line));
    };
    const line = await withDatabase(soak.engine, () =>
      connectorsSoak({ ...soak, ...(json ? {} : { onRun }) }),
    );
    console.log(JSON.stringify(line));
    process.exitCode = isConnectorsRight(line) ? 0 : 1;
  });
program
  .command('vanish')
  .description('Has machines disappear in the middle of their work, and come back when others have done it.')
  .option('--seconds <count>', 'how long they are away', whole, 3_600)
  .option('--json', 'print only the final line', false)
  .action(async ({ json, ...soak }: VanishSoak & { readonly json: boolean }) => {
    const onWords = (words: string) => {
      console.error(words);
    };
    const { errors, ...line } = await withServer((server) =>
      vanishSoak({ ...soak, ...(json ? {} : { onWords }) }, `${server.url}/postgres`),
    );
    for (const one of errors) console.error(one);
    console.log(JSON.stringify({ ...line, errors: errors.length }));
    process.exitCode = isVanishRight({ ...line, errors }) ? 0 : 1;
  });
program
  .command('grow')
  .description(
    'What is due, a press and a digest cost beside 1, 10, 100 and 1,000 workspaces, in turns in one run.',
  )
  .option('--sizes <list>', 'how many workspaces', (text) => text.split(',').map(whole), [1, 10, 100, 1_000])
  .option('--rounds <count>', 'how many weeks the medians are of', whole, 25)
  .option('--json', 'print only the final line', false)
  .addOption(
    new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('postgres'),
  )
  .action(async ({ json, ...soak }: GrowSoak & { readonly json: boolean }) => {
    const onWords = (words: string) => {
      console.error(words);
    };
    const line = await withDatabase(soak.engine, () => growSoak({ ...soak, ...(json ? {} : { onWords }) }));
    console.log(JSON.stringify(line));
    process.exitCode = isGrowRight(line) ? 0 : 1;
  });
program
  .command('large')
  .description('Reads a large workspace at Slack’s pace while Lore is restarted and people use it.')
  .option('--accounts <count>', 'how many accounts', whole, 60_000)
  .option('--channels <count>', 'how many channels Lore is in; everyone is in the first', whole, 4_000)
  .option('--people <count>', 'how many people are in each of the others', whole, 60)
  .option('--acts <count>', 'how many things people do, one every fifteen seconds', whole, 240)
  .option('--json', 'print only the final line', false)
  .action(async (chosen: LargeSoak & { readonly json: boolean }) => {
    const { json, ...soak } = chosen;
    const onMinute = (words: string) => {
      console.error(words);
    };
    const line = await largeSoak({ ...soak, ...(json ? {} : { onMinute }) });
    console.log(JSON.stringify(line));
    process.exitCode = isLargeRight(line) ? 0 : 1;
  });
program
  .command('lock')
  .description(
    'Holds locks on the database while people act, and checks that Lore’s answers are in time and true.',
  )
  .option(
    '--seconds <list>',
    'how long each lock is held',
    (text) => text.split(',').map(whole),
    [2, 5, 10, 30],
  )
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .action(
    async (chosen: {
      readonly seconds: readonly number[];
      readonly engine: KillSoak['engine'];
      readonly json: boolean;
    }) => {
      const onLock = (line: LockLine) => {
        if (!chosen.json) console.error(JSON.stringify(line));
      };
      const all = await withDatabase(chosen.engine, () => lockSoak({ ...chosen, onLock }));
      const sum = (of: (line: LockLine) => number) => all.map(of).reduce((a, b) => a + b, 0);
      const line = {
        engine: chosen.engine,
        seconds: chosen.seconds,
        requests: sum(({ requests }) => requests),
        unacknowledged: sum(({ unacknowledged }) => unacknowledged),
        slowestMs: Math.max(...all.map(({ slowestMs }) => slowestMs)),
        stalledMs: Math.max(...all.map(({ stalledMs }) => stalledMs)),
        untrue: sum(({ untrue }) => untrue),
        repeated: sum(({ repeated }) => repeated),
      };
      console.log(JSON.stringify(line));
      process.exitCode = line.unacknowledged + line.untrue + line.repeated === 0 ? 0 : 1;
    },
  );
program
  .command('vacuum')
  .description('Rewrites an SQLite file while people act, and checks whether anyone has to wait.')
  .option('--megabytes <count>', 'how large the database is', whole, 1_000)
  .option('--json', 'print only the final line', false)
  .action(async ({ megabytes }: { readonly megabytes: number }) => {
    const line = await vacuumSoak({ megabytes });
    console.log(JSON.stringify(line));
    process.exitCode = vacuumIsRight(line) ? 0 : 1;
  });
program
  .command('upgrade')
  .description(
    'Kills `lore migrate` while it updates each kept database, and counts what is there afterwards.',
  )
  .option('--runs <count>', 'how often each kept database is updated', whole, 20)
  .option('--seed <number>', 'the seed of everything random', whole, 1)
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .action(async (chosen: UpgradeSoak & { readonly json: boolean }) => {
    const onKept = (kept: string, soFar: object) => {
      if (!chosen.json) console.error(kept, soFar);
    };
    const line = await withDatabase(chosen.engine, () => upgradeSoak({ ...chosen, onKept }));
    console.log(JSON.stringify(line));
    process.exitCode = isUpgradeRight(line) ? 0 : 1;
  });
program
  .command('forget')
  .description(
    'Erases after thousands of saves, with a reader and without, and searches every byte for what is left.',
  )
  .option('--seeds <count>', 'how many databases, of each kind', whole, 20)
  .option('--saves <count>', 'how many saves in each', whole, 2_500)
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .addOption(processes())
  .action(async (chosen: Omit<ForgetSoak, 'onSeed'> & { readonly json: boolean }) => {
    const onSeed = (seed: number, soFar: object) => {
      if (!chosen.json) console.error(seed, soFar);
    };
    const line = await withDatabase(chosen.engine, () => forgetSoak({ ...chosen, onSeed }));
    console.log(JSON.stringify(line));
    process.exitCode = line.copies === 0 && line.beside.held === line.seeds && line.before > 0 ? 0 : 1;
  });
program
  .command('hammer')
  .description('One person never stops: compares how long the others wait with and without that person.')
  .option('--per-second <count>', 'how often that person acts', whole, 20)
  .option('--acts <count>', 'how many things the others do', whole, 200)
  .option('--unbounded', 'without what is each person’s, as it was', false)
  .option('--json', 'as always')
  .action(async (chosen: HammerSoak & { readonly json: boolean }) => {
    const line = await hammerSoak(chosen);
    console.log(JSON.stringify(line));
    process.exitCode = line.ratio <= 2 ? 0 : 1;
  });
program
  .command('flood')
  .description(
    'One person, one channel, one workspace asks for everything: what becomes of it, and of the others.',
  )
  .option('--count <count>', 'how many things each of the three asks for', whole, 10_000)
  .option('--per-second <count>', 'how many of them in a second', whole, 100)
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .action(
    async ({
      json,
      ...soak
    }: Pick<FloodSoak, 'count' | 'perSecond' | 'engine'> & { readonly json: boolean }) => {
      const onWords = (words: string) => {
        if (!json) console.error(words);
      };
      const lines = await withDatabase(soak.engine, () =>
        floodSoak({ ...soak, apart: 40, patience: timeouts, onWords }),
      );
      console.log(JSON.stringify({ ...soak, floods: lines }));
      process.exitCode = isFloodRight(lines) ? 0 : 1;
    },
  );
program
  .command('fuzz')
  .description('Sends signed, randomly changed requests to every listener, through both receivers.')
  .option('--requests <count>', 'how many requests', whole, 20_000)
  .option('--seed <number>', 'the seed of everything random', whole, 1)
  .option('--json', 'print only the final line', false)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'postgres']).default('sqlite'))
  .addOption(processes())
  .action(async ({ json, ...soak }: FuzzSoak & { readonly json: boolean }) => {
    const onWords = (words: string) => {
      console.error(words);
    };
    const line = await withDatabase(soak.engine, () => fuzzSoak({ ...soak, ...(json ? {} : { onWords }) }));
    console.log(JSON.stringify(line));
    process.exitCode = isFuzzRight(line) ? 0 : 1;
  });
// What was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
await program.parseAsync();

/** PostgreSQL is started for the time of the soak, where it is asked for. */
async function withDatabase<Result>(engine: KillSoak['engine'], run: () => Promise<Result>): Promise<Result> {
  if (engine === 'sqlite') return run();
  return withServer(async ({ url }) => {
    process.env['LORE_TEST_POSTGRES'] = url;
    await makeTemplate(url);
    return run();
  });
}

async function withServer<Result>(run: (server: Server) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-soak-'));
  // As root, the server runs as a user of its own, who must be able to walk in.
  chmodSync(folder, 0o755);
  const server = await startServer(folder);
  try {
    return await run(server);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
