/** The files that are made from the feature list and the settings, checked in so that they can be read, and compared by a test. */
import { exampleEnvironment } from './config.ts';
import type { Feature } from './core/feature.ts';
import { withCommandsTable } from './slack/commands-table.ts';
import { manifest, type Reached } from './slack/manifest.ts';

const reached: Readonly<Record<string, Reached>> = {
  http: { by: 'http', url: 'https://lore.example.org' },
  socket: { by: 'socket' },
  sandbox: { by: 'http', url: 'http://127.0.0.1:3000' },
};

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
      Object.entries(reached).map(([name, how]) => [`manifests/${name}.json`, manifestText(features, how)]),
    ),
    '.env.example': exampleEnvironment(),
    'README.md': withCommandsTable(readme, features),
  };
}

/** A manifest as it is pasted into Slack's settings. */
export function manifestText(features: readonly Feature[], how: Reached): string {
  return `${JSON.stringify(manifest(features, how), null, 2)}\n`;
}
