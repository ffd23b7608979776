/** `lore manifest`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Command, InvalidArgumentError, Option } from 'commander';
import { startingOff } from '#core/feature.ts';
import { features } from '../features.ts';
import { generatedFiles, manifestText, pageTables } from '../generated.ts';
import { readAddress } from '../slack/manifest/manifest.ts';
import { say } from './terminal.ts';

const root = join(import.meta.dirname, '..', '..');

export const manifestCommand = (): Command =>
  new Command('manifest')
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
    .addOption(
      new Option(
        '--many <url>',
        'for many workspaces, which install Lore at its pages: the address at which browsers and Slack reach Lore',
      )
        .argParser(addressOf)
        .conflicts(['socket', 'http']),
    )
    .addOption(
      new Option(
        '--with <practices...>',
        'also with the own commands and shortcuts of practices that start turned off; without them /lore leads there',
      ).choices([...startingOff(features)]),
    )
    .option(
      '--write',
      `update manifests/, .env.example and the tables in ${pageTables(features)
        .map(({ path }) => path)
        .join(', ')}`,
    )
    .action((options: { http?: string; many?: string; with?: readonly string[]; write?: boolean }) => {
      if (options.write === true) writeGenerated();
      else {
        process.stdout.write(
          manifestText(
            features,
            options.many ?? options.http ?? null,
            options.with,
            options.many === undefined ? 'one' : 'many',
          ),
        );
        console.error('What each scope is for: docs/guides/admins.md.');
      }
    });

function addressOf(text: string): string {
  const address = readAddress(text);
  if (address === null)
    throw new InvalidArgumentError('It must be an https URL, such as https://lore.example.org.');
  return address;
}

function writeGenerated(): void {
  const files = generatedFiles(features, (path) => readFileSync(join(root, path), 'utf8'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  say(`Wrote ${Object.keys(files).join(', ')}.`);
}
