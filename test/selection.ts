/**
 * Which test files `npm test` runs, and on which database. `npm run test:everything` runs them all, on both (docs/tests.md). A file has its
 * place by its name and by what it imports, so that one that is added has one too.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';

/** The folders of tests, each a project of jest (jest.config.js). */
export const projects = ['unit', 'store', 'architecture', 'sandbox', 'e2e', 'second-opinions'] as const;

/**
 * - `contract` what both databases must do alike: on both · `practice` what the practices do: on SQLite
 * - `journey` five browser journeys · `other` needs neither a browser nor PostgreSQL, and is quick
 * - `everything` is run by `npm run test:everything` alone
 */
export type Place = 'contract' | 'practice' | 'journey' | 'other' | 'everything';

/** About PostgreSQL alone: not run where that is left out. */
export const needsPostgres = [
  'test/e2e/a-copy-is-killed.test.ts',
  'test/e2e/a-machine-disappears.test.ts',
  'test/e2e/clocks-differ.test.ts',
  'test/e2e/docs-copy.test.ts',
  'test/e2e/many-channels-at-once.test.ts',
  'test/e2e/several-processes.test.ts',
  'test/store/alone-postgres.test.ts',
  'test/store/backup-server-ends.test.ts',
  'test/store/boss-no-room.test.ts',
  'test/store/boss-tables.test.ts',
  'test/store/boss-wakes.test.ts',
  'test/store/claim-postgres.test.ts',
  'test/store/copy-database.test.ts',
  'test/store/copy-goes-on.test.ts',
  'test/store/copy-typed.test.ts',
  'test/store/jobs-server-ends.test.ts',
  'test/store/scrub-postgres.test.ts',
  'test/store/work-session.test.ts',
  'test/store/wakes-in-turn.test.ts',
];

/** How the names of contracts in test/store begin. */
const contracts = [
  'alone',
  'audit',
  'backup',
  'ballots',
  'boss',
  'claim',
  'clean',
  'concurrency',
  'copy',
  'deadline',
  'directory',
  'disk',
  'due-teams',
  'erased',
  'erasure',
  'installations',
  'jobs',
  'kept',
  'leak',
  'many',
  'outbox',
  'retention',
  'retro-model',
  'retro-retention',
  'rotate-key',
  'schedules',
  'schema',
  'scope',
  'scrub',
  'slack-locked',
  'standing',
  'turns',
  'wakes',
  'wide',
  'work',
  'workspaces',
];

const journeys = [
  'a-lesson-reaches-another-team',
  'a-team-presents-in-turn',
  'members-group-and-vote',
  'members-hold-a-retrospective',
  'members-share-what-they-learned',
];

/** Without a browser, but long: they kill processes, or wait for what the clock on the wall says. */
const long = [
  'lore-in-a-container',
  'a-company-has-a-proxy',
  'a-backup-is-killed',
  'a-backup-is-restored',
  'a-company-lives-a-month',
  'a-copy-is-killed',
  'a-database-is-kept',
  'a-machine-disappears',
  'a-process-dies',
  'a-team-pilots-lore',
  'clocks-differ',
  'an-operator-leaves',
  'live-says-no',
  'lore-was-away',
  'many-channels-at-once',
  'nothing-is-left-of-whom-lore-forgot',
  'docs-keys',
  'operator-keeps-the-token',
  'operator-presses',
  'operator-restores',
  'several-processes',
  'operator-starts-lore',
  'slack-fails',
  'slack-fails-for-days',
  'the-clock-is-wrong',
  'the-log-holds-nobodys-words',
];

/** Begun first, so that none is left alone at the end: those that wait, then those that are long. */
export const longest = [
  ...long,
  'scrub-postgres',
  'jobs-unknown',
  ...journeys,
  'slack-payloads',
  'slack-never-silent',
  'slack-program',
  'slack-locked',
  'erased-hidden',
  'standing-messages',
  'scrub-sqlite',
  'leak-guards',
  'leak-retro',
  'retro-model',
  'start',
];

const root = join(import.meta.dirname, '..');
const browser = /support\/(browser|company-in-browser)\.ts'/;
const plays = /support\/played\.ts'/;

/** Every test file, as a path from the root. */
export function testFiles(): string[] {
  return readdirSync(join(root, 'test'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** Whether a test file, by its path from the root, needs a browser. */
export function opensBrowser(file: string): boolean {
  return browser.test(readFileSync(join(root, file), 'utf8'));
}

/** Whether a test file types what a page of the docs says: each command is a process, and most of them load all of Lore. */
function playsDocs(file: string): boolean {
  return plays.test(readFileSync(join(root, file), 'utf8'));
}

export function placeOf(file: string): Place {
  const name = basename(file, '.test.ts');
  if (file.startsWith('test/store/'))
    return contracts.some((start) => `${name}-`.startsWith(`${start}-`)) ? 'contract' : 'practice';
  if (!file.startsWith('test/e2e/')) return 'other';
  if (journeys.includes(name)) return 'journey';
  if (long.includes(name) || opensBrowser(file) || playsDocs(file)) return 'everything';
  return 'other';
}
