/** What an operator installs is Lore's own list; the sandbox has its own (docs/guides/install.md). */
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..');

interface Package {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

function listOf(folder: string) {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  ) as Package;
  return { needed: Object.keys(dependencies), optional: Object.keys(optionalDependencies) };
}

/** The packages that a folder's files import, types included: `@slack/types` for `@slack/types/dist/x`. */
function importedBy(folder: string): string[] {
  const packages = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
    .flatMap(
      (file) => ts.preProcessFile(readFileSync(join(root, folder, file), 'utf8'), true, true).importedFiles,
    )
    .map(({ fileName }) => fileName)
    .filter((name) => !/^(\.|#|node:)/.test(name) && !builtinModules.includes(name))
    .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
  return [...new Set(packages)].toSorted();
}

describe('what an operator installs', () => {
  const lore = listOf('.');
  const sandbox = listOf('sandbox');

  it('holds every package that Lore imports, and none that it does not', () => {
    const imported = new Set(['src', 'db'].flatMap(importedBy));
    expect([...imported].filter((name) => !lore.needed.includes(name))).toEqual([]);
    // Bolt asks for undici beside itself.
    expect(lore.needed.filter((name) => !imported.has(name) && name !== 'undici')).toEqual([]);
  });

  it('is, beside that, the Node of each platform', () => {
    expect(lore.optional.every((name) => name.startsWith('node-'))).toBe(true);
  });

  it('holds nothing of the sandbox’s list, nor the sandbox what Lore has', () => {
    const both = [...lore.needed, ...lore.optional];
    expect([...sandbox.needed, ...sandbox.optional].filter((name) => both.includes(name))).toEqual([]);
    expect(importedBy('sandbox').filter((name) => !lore.needed.includes(name))).toEqual(
      sandbox.needed.toSorted(),
    );
  });

  it('leaves the sandbox where it is: nothing imports it through node_modules, where Node takes no types out', async () => {
    const importing = (name: string) => import(name);
    await expect(importing('lore-sandbox')).rejects.toThrow(/No "exports" main defined/);
    await expect(importing('lore-sandbox/server.ts')).rejects.toThrow(/is not defined by "exports"/);
  });
});
