/**
 * `npm run release`: tags what is checked out as the version of package.json, with its section of CHANGELOG.md as notes and what it can be rolled
 * back to. It refuses what would not be a release: changes that are not committed, no notes, no database kept, a migration that was changed.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { judge } from '../src/store/engines/compatible.ts';

interface Section {
  /** `null`: from before there were versions. */
  readonly version: string | null;
  readonly date: string;
  readonly title: string;
  readonly text: string;
}

const heading = /^## (?:(\d+\.\d+\.\d+), )?(\d{1,2} [A-Z][a-z]+ \d{4}): (.+)$/;

/**
 * The sections of CHANGELOG.md, as they stand there: `## 0.2.0, 29 November 2026: what it is about`.
 * @throws for one that begins otherwise, or that is not newer than the one below
 */
export function sectionsOf(changelog: string): readonly Section[] {
  const sections = changelog
    .split(/^(?=## )/m)
    .filter((part) => part.startsWith('## '))
    .map((part): Section => {
      const [first = '', ...lines] = part.split('\n');
      const [, version = null, date = '', title = ''] = heading.exec(first) ?? [];
      if (title === '' || Number.isNaN(Date.parse(`${date} UTC`)))
        throw new Error(
          `A section begins as “## 0.2.0, 29 November 2026: what it is about”, not “${first}”.`,
        );
      return { version, date, title, text: lines.join('\n').trim() };
    });
  for (const [nth, { version }] of sections.entries()) {
    const below = sections[nth + 1]?.version ?? null;
    if (below !== null && (version === null || compare(version, below) <= 0))
      throw new Error(`${version ?? 'A section without a version'} stands above ${below}, and is not newer.`);
  }
  return sections;
}

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number)) as [number[], number[]];
  const nth = a.findIndex((part, at) => part !== b[at]);
  return (a[nth] ?? 0) - (b[nth] ?? 0);
}

interface MigrationText {
  readonly name: string;
  readonly text: string;
}

const needsOf = ({ text }: MigrationText): string | null =>
  /^export const needs = '([^']+)'/m.exec(text)?.[1] ?? null;

const gitIn =
  (root: string) =>
  (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();

/** @returns the tags of releases, the newest first */
const releasesIn = (git: ReturnType<typeof gitIn>): string[] =>
  git('tag', '--list', 'v*.*.*', '--sort=-version:refname').split('\n').filter(Boolean);

const folder = 'db/migrations';

function migrationsIn(root: string): readonly MigrationText[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts'));
  return files
    .sort()
    .map((file) => ({ name: file.slice(0, -3), text: readFileSync(join(root, folder, file), 'utf8') }));
}

const namesAt = (git: ReturnType<typeof gitIn>, tag: string): string[] =>
  git('ls-tree', '--name-only', tag, `${folder}/`)
    .split('\n')
    .flatMap((path) => /([^/]+)\.ts$/.exec(path)?.[1] ?? [])
    .sort();

/** The migration from which on a Lore knows that it may be older than its database. */
const firstToKnow = '2026-11-29t1130_compatible';

/** @returns the oldest release that runs on a database of this one, and all between do; `null`: none */
function backTo(root: string): string | null {
  const git = gitIn(root);
  const ran = migrationsIn(root).map((file) => ({ name: file.name, needs: needsOf(file), lore: null }));
  const mayRun = (tag: string): boolean => {
    const known = namesAt(git, tag);
    try {
      judge(ran, known, tag);
      return known.includes(firstToKnow);
    } catch {
      return false;
    }
  };
  const releases = releasesIn(git);
  const broken = releases.findIndex((tag) => !mayRun(tag));
  return releases[(broken === -1 ? releases.length : broken) - 1] ?? null;
}

/** What the checks found, and the tag with its notes if that is nothing. */
export interface Release {
  readonly wrong: readonly string[];
  readonly tag: string;
  readonly notes: string;
}

/** @param root a checkout with its history */
export function lookAt(root: string): Release {
  const git = gitIn(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const tag = `v${version}`;
  const [newest] = sectionsOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'));
  const back = backTo(root);
  const wrong = [
    ...(git('status', '--porcelain') === '' ? [] : ['Something is not committed.']),
    ...(releasesIn(git).includes(tag) ? [`${tag} is there already: raise the version in package.json.`] : []),
    ...(newest?.version === version && newest.text !== ''
      ? []
      : [`CHANGELOG.md does not begin with what is new in ${version}.`]),
    ...wrongMigrations(root),
  ];
  const rollBack =
    back === null
      ? 'To roll back, restore the backup from before the upgrade.'
      : `It can be rolled back to ${back.slice(1)} on the same database; to an older one, restore the backup from before the upgrade.`;
  const notes = `Lore ${version}: ${newest?.title ?? ''}\n\n${newest?.text ?? ''}\n\n${rollBack}\n`;
  return { wrong, tag, notes };
}

function wrongMigrations(root: string): readonly string[] {
  const git = gitIn(root);
  const files = migrationsIn(root);
  const data = join(root, 'test', 'data', 'databases');
  const isKept = readdirSync(data).some((kept) => {
    const { migrations } = JSON.parse(readFileSync(join(data, kept, 'sqlite.json'), 'utf8')) as {
      migrations: readonly string[];
    };
    return files.every(({ name }) => migrations.includes(name));
  });
  const [last] = releasesIn(git);
  const changed =
    last === undefined
      ? []
      : git('diff', '--name-only', '--no-renames', '--diff-filter=MD', last, '--', folder)
          .split('\n')
          .filter(Boolean);
  return [
    ...(isKept ? [] : ['No database was kept that has every migration: npm run keep-database -- NAME.']),
    ...changed.map((file) => `${file} was changed or removed since ${last ?? ''}, in which it has landed.`),
  ];
}

/** @returns the tag that was made @throws with a line for each thing that is wrong */
export function release(root: string): string {
  const { wrong, tag, notes } = lookAt(root);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  gitIn(root)('tag', '--annotate', tag, '--cleanup=verbatim', '--message', notes);
  return tag;
}

if (import.meta.main)
  try {
    const tag = release(join(import.meta.dirname, '..'));
    console.log(`Tagged ${tag}. Look at it: git show ${tag}. Then publish it: git push origin ${tag}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
