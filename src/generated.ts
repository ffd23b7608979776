/** The files that are made from the feature list and the settings, checked in so that they can be read, and compared by a test. */
import { type Feature, type PageTable, startingOff } from '#core/feature.ts';
import { exampleEnvironment } from './config.ts';
import { manifest, scopesTable } from './slack/manifest/manifest.ts';
import { commandsTable } from './system/help/commands-table.ts';
import { keptTable } from './system/workspace/kept-table.ts';

/** By file name, where Slack reaches Lore; `null` for Socket Mode. */
const addresses = {
  socket: null,
  http: 'https://lore.example.org',
  many: 'https://lore.example.org',
  sandbox: 'http://127.0.0.1:3000',
} as const;

/** Pages with a table that is made. */
export const pageTables = (features: readonly Feature[]): readonly PageTable[] => [
  { path: 'README.md', marker: 'commands', table: () => commandsTable(features) },
  { path: 'docs/guides/admins.md', marker: 'scopes', table: scopesTable },
  ...features.flatMap(({ pageTable }) => pageTable ?? []),
  { path: 'SECURITY.md', marker: 'kept', table: () => keptTable(features, 'en') },
  { path: 'docs/guides/privacy.md', marker: 'kept', table: () => keptTable(features, 'en') },
  { path: 'docs/guides/datenschutz.md', marker: 'kept', table: () => keptTable(features, 'de') },
];

/**
 * @param read a page as it is, by its path from the root
 * @returns text by path from the root
 * @throws when a page lacks the markers of its table
 */
export function generatedFiles(
  features: readonly Feature[],
  read: (path: string) => string,
): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(
      Object.entries(addresses).map(([name, address]) => [
        `manifests/${name}.json`,
        // Who tries Lore sees all of it.
        manifestText(
          features,
          address,
          name === 'sandbox' ? [...startingOff(features)] : [],
          name === 'many' ? 'many' : 'one',
        ),
      ]),
    ),
    '.env.example': exampleEnvironment(),
    ...Object.fromEntries(pageTables(features).map((page) => [page.path, replaced(read(page.path), page)])),
  };
}

/** @param text of the page @returns it with the table between its markers */
function replaced(text: string, { path, marker, table }: PageTable): string {
  const [from, to] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  const start = text.indexOf(from);
  const end = text.indexOf(to);
  if (start < 0 || end < start)
    throw new Error(`${path} lacks the lines ${from} and ${to}, between which its table stands`);
  return `${text.slice(0, start + from.length)}\n\n${table()}\n\n${text.slice(end)}`;
}

/** A manifest as it is pasted into Slack's settings. @param address as of `manifest`, and the others */
export function manifestText(
  features: readonly Feature[],
  address: string | null,
  extra: readonly string[] = [],
  serves: 'one' | 'many' = 'one',
): string {
  return `${JSON.stringify(manifest(features, address, extra, serves), null, 2)}\n`;
}
