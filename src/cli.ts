#!/usr/bin/env node
/** The `lore` command. */
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Chosen } from './operator.ts';
import { checkRuntime, readEnvFile } from './runtime.ts';

readEnvFile();
const { fatal, warnings } = checkRuntime(process.versions);
for (const line of fatal) console.error(line);
if (fatal.length > 0) process.exit(1);

// Only now: an older Node dies in the database's binary without a word.
const { features } = await import('./features.ts');
const { generatedFiles, manifestText } = await import('./generated.ts');
const { examine } = await import('./doctor.ts');
const operator = await import('./operator.ts');
const { readAddress } = await import('./slack/manifest/manifest.ts');
const { run, whyNot } = await import('./run.ts');

const root = join(import.meta.dirname, '..');
const say = (line: string): void => {
  console.log(line);
};

const program = new Command('lore').description('A Slack bot that helps teams learn from their daily work');

program
  .command('start')
  .description('run Lore for one workspace')
  .action(() => run(process.env, warnings));

program
  .command('migrate')
  .description('update the database to the latest schema')
  .action(async () => {
    const ran = await operator.migrate(process.env);
    say(ran.length === 0 ? 'The database is up to date.' : `Ran ${ran.join(', ')}.`);
  });

program
  .command('manifest')
  .description('print the Slack app manifest to paste at api.slack.com/apps')
  .addOption(new Option('--socket', 'for Socket Mode: nothing needs to reach this machine (the default)'))
  .addOption(
    new Option(
      '--http <url>',
      'for HTTP: the address at which Slack reaches Lore, such as https://lore.example.org',
    )
      .argParser(addressOf)
      .conflicts('socket'),
  )
  .option('--write', 'update manifests/, .env.example and the table of commands in the README')
  .action((options: { http?: string; write?: boolean }) => {
    if (options.write === true) {
      writeGenerated();
      return;
    }
    process.stdout.write(manifestText(features, options.http ?? null));
  });

function addressOf(text: string): string {
  const address = readAddress(text);
  if (address === null)
    throw new InvalidArgumentError('It must be an https URL, such as https://lore.example.org.');
  return address;
}

function writeGenerated(): void {
  const files = generatedFiles(features, readFileSync(join(root, 'README.md'), 'utf8'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  say(`Wrote ${Object.keys(files).join(', ')}.`);
}

const subject = (command: Command): Command =>
  command
    .addOption(new Option('--person <user id>', 'a person').conflicts(['channel', 'workspace']))
    .addOption(new Option('--channel <channel id>', 'a channel').conflicts(['person', 'workspace']))
    .addOption(new Option('--workspace', 'the whole workspace').conflicts(['person', 'channel']))
    .option('--team <team id>', 'which workspace, if Lore is installed in several');

subject(program.command('export'))
  .description(
    'write what is stored as JSON. A person’s export is for that person only: hand it to them. Any other export leaves out drafts, votes, answers, hidden authors and whatever nobody else may read yet',
  )
  .option('--as <user id>', 'only what this admin can read')
  .option('--out <file>', 'write to a new file instead of standard output')
  .action(async (options: Chosen & { as?: string; out?: string }) => {
    const take = async () => `${JSON.stringify(await operator.exportData(process.env, options), null, 2)}\n`;
    if (options.out === undefined) process.stdout.write(await take());
    else await operator.toNewFile(options.out, take);
  });

subject(program.command('forget'))
  .description('erase stored data for good')
  .option('--yes', 'don’t ask for confirmation')
  .action(async (options: Chosen & { yes?: boolean }) => {
    if (options.yes !== true && !(await isSure())) {
      say('Nothing was erased.');
      return;
    }
    const { rows, inSlack, uncleaned } = await operator.forget(process.env, options);
    say(
      `Erased${uncleaned === null ? '' : ' from the tables'}: ${rows} ${rows === 1 ? 'row' : 'rows'} and everything else Lore knew.`,
    );
    if (inSlack > 0)
      say(
        `Lore deletes ${inSlack} of its messages and files from Slack as soon as it runs. The log names any that Slack won’t delete.`,
      );
    if (uncleaned === null) return;
    say(`${uncleaned} Lore does that by itself while it runs.`);
    process.exitCode = 3;
  });

async function isSure(): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question('This can’t be undone. Type "erase" to continue: ');
  asking.close();
  return answer.trim() === 'erase';
}

program
  .command('doctor')
  .description('check settings, Node, the database and Slack')
  .action(async () => {
    const findings = [...warnings.map((line) => ({ isFine: false, line })), ...(await examine(process.env))];
    for (const { isFine, line } of findings) say(`${isFine ? 'ok ' : 'fix'} ${line}`);
    if (findings.some((finding) => !finding.isFine)) process.exitCode = 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(whyNot(error));
  process.exit(1);
}
