/** The files that are made from the feature list and the settings, checked in so that they can be read, and compared by a test. */
import type { Feature } from '#core/feature.ts';
import { exampleEnvironment } from './config.ts';
import { manifest } from './slack/manifest/manifest.ts';
import { withCommandsTable } from './system/help/commands-table.ts';

/** By file name, where Slack reaches Lore; `null` for Socket Mode. */
const addresses = {
  socket: null,
  http: 'https://lore.example.org',
  sandbox: 'http://127.0.0.1:3000',
} as const;

/**
 * @param readme the README as it is
 * @returns text by path from the root
 * @throws when the README lacks the markers of the table of commands
 */
export function generatedFiles(
  features: readonly Feature[],
  readme: string,
): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(
      Object.entries(addresses).map(([name, address]) => [
        `manifests/${name}.json`,
        manifestText(features, address),
      ]),
    ),
    '.env.example': exampleEnvironment(),
    'README.md': withCommandsTable(readme, features),
  };
}

/** A manifest as it is pasted into Slack's settings. @param address as of `manifest` */
export function manifestText(features: readonly Feature[], address: string | null): string {
  return `${JSON.stringify(manifest(features, address), null, 2)}\n`;
}
