/** A newer Lore: this one with a higher version and one more migration, which adds to tables that both write. */
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const thisTree = join(import.meta.dirname, '..', '..');

/** @param folder empty. @returns the version that it says it is */
export function makeNewer(folder: string): string {
  for (const name of ['src', 'db', 'locales', 'manifests', 'package.json', 'tsconfig.json'])
    cpSync(join(thisTree, name), join(folder, name), { recursive: true });
  symlinkSync(join(thisTree, 'node_modules'), join(folder, 'node_modules'));
  const stated = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const [major = '0', minor = '0'] = stated.version.split('.');
  const version = `${major}.${String(Number(minor) + 1)}.0`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...stated, version }, null, 2));
  const migrations = join(folder, 'db', 'migrations');
  const last = readdirSync(migrations).toSorted().at(-1) ?? '';
  // It sorts after all others, and the sources of both are otherwise the same.
  writeFileSync(
    join(migrations, last.replace(/^(\d{4}-\d\d-\d\dt\d{4}).*$/, '$1_zz_later.ts')),
    [
      '/** What a later Lore adds: a column and a table that this one does not know. */',
      "import type { Database } from '../columns.ts';",
      '',
      'export async function up(db: Database): Promise<void> {',
      "  await db.schema.alterTable('delivery').addColumn('later', 'text').execute();",
      "  await db.schema.createTable('later_thing').addColumn('team_id', 'text').addColumn('id', 'text').execute();",
      '}',
      '',
    ].join('\n'),
  );
  return version;
}
