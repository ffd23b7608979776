/** The page about upgrading is played: releases as tags, from a database that an earlier landing kept, forth, back, and where only the backup helps. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keptNames, restore } from '../support/kept/kept.ts';
import { freshInstallation, type Installation } from '../support/played.ts';
import { runScript } from '../support/run-script.ts';

/** A migration of a release that is not there yet. */
const adds = `export async function up(db, engine) {
  await db.schema.createTable('pennant').addColumn('team_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull()).addPrimaryKeyConstraint('pk_pennant', ['team_id', 'id']).execute();
  await db.schema.alterTable('retro').addColumn('colour', 'text').execute();
}
`;
const takesAway = `export const needs = '2999-01-01t1000_next';
export async function up(db) {
  await db.schema.alterTable('retro').dropColumn('card_count').execute();
}
`;

/** Makes the installation a clone with the releases that the page names; it stands at the first. */
function release(folder: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Lore', '-c', 'user.email=lore@example.org', ...args], {
      cwd: folder,
    });
  const publish = (version: string, migration?: readonly [name: string, text: string]) => {
    const file = join(folder, 'package.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version": "[^"]*"/, `"version": "${version}"`));
    if (migration !== undefined)
      writeFileSync(join(folder, 'db', 'migrations', `${migration[0]}.ts`), migration[1]);
    git('add', '--all');
    git('commit', '--quiet', '--message', `Lore ${version}`);
    git('tag', '--annotate', `v${version}`, '--message', `Lore ${version}`);
  };
  git('init', '--quiet');
  git('remote', 'add', 'origin', '.');
  publish('0.2.0');
  publish('0.3.0', ['2999-01-01t1000_next', adds]);
  publish('0.4.0', ['2999-01-02t1000_after', takesAway]);
  git('checkout', '--quiet', 'v0.2.0');
}

describe('upgrading and rolling back', () => {
  let lore: Installation;
  beforeAll(async () => {
    lore = await freshInstallation();
    release(lore.folder);
    const kept = await restore(keptNames()[0] ?? '', 'sqlite');
    mkdirSync(join(lore.folder, 'data'), { mode: 0o700 });
    const file = join(lore.folder, 'data', 'lore.db');
    await copyFile(kept.url.slice('sqlite:'.length), file);
    await kept.remove();
    await chmod(file, 0o600);
    const { code } = await runScript([join(lore.folder, 'src', 'cli.ts'), 'migrate'], {
      DATABASE_URL: `sqlite:${file}`,
    }).ended;
    expect(code).toBe(0);
  }, 120_000);
  afterAll(() => lore.close());

  it('is as docs/operations/upgrade.md says, from a database of an earlier landing', async () => {
    await lore.play('docs/operations/upgrade.md');
  }, 300_000);
});
