/**
 * `npm run test:dates`: Lore, its sandbox and the tests on other dates and in other zones than here, which `faketime` (a Debian package) makes
 * them believe: the start and three journeys on each of twelve, and all browser tests on two. `npm test` needs none of it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { opensBrowser, testFiles } from './selection.ts';
import { chromiumPath } from './support/chromium.ts';

const root = join(import.meta.dirname, '..');
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');

const start = [
  'test/sandbox/start.test.ts',
  'test/sandbox/story.test.ts',
  'test/unit/sandbox/first-day.test.ts',
];
const journeys = ['a-channel-reads-its-digest', 'a-team-presents-in-turn', 'a-team-starts-its-rituals'].map(
  (name) => `test/e2e/${name}.test.ts`,
);
const browserTests = testFiles().filter(opensBrowser);

interface When {
  readonly what: string;
  /** As people there read their clocks: `2026-11-28 09:00:00`. */
  readonly at: string;
  readonly zone: string;
  readonly isWhole?: boolean;
}

const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
/** Where clocks change or the day ends, the tests begin shortly before. */
const dates: readonly When[] = [
  { what: 'a Saturday', at: '2026-11-28 09:00:00', zone: 'Europe/Berlin' },
  { what: 'the end of a Monday', at: '2026-11-30 23:59:30', zone: 'Europe/Berlin' },
  { what: '31 December', at: '2026-12-31 23:59:30', zone: 'Asia/Kolkata', isWhole: true },
  { what: 'New Year, where it comes first', at: '2027-01-01 00:01:00', zone: 'Pacific/Kiritimati' },
  { what: 'clocks go forward in New York', at: '2027-03-14 01:59:30', zone: 'America/New_York' },
  { what: 'clocks go forward in Berlin', at: '2027-03-28 01:59:30', zone: 'Europe/Berlin', isWhole: true },
  { what: 'clocks go back by half an hour', at: '2027-04-04 01:59:30', zone: 'Australia/Lord_Howe' },
  { what: 'clocks go back in Berlin', at: '2027-10-31 01:59:30', zone: 'Europe/Berlin' },
  { what: 'clocks go back in New York', at: '2027-11-07 00:59:30', zone: 'America/New_York' },
  { what: 'the day before a 29 February', at: '2028-02-28 23:59:30', zone: 'UTC' },
  { what: 'a 29 February', at: '2028-02-29 12:00:00', zone: 'America/St_Johns' },
  { what: 'a year ahead', at: `${inAYear} 17:00:00`, zone: 'Asia/Singapore' },
];

const settings = ({ zone }: Pick<When, 'zone'>) => ({
  ...process.env,
  TZ: zone,
  // What waits for a while is not to wait for years.
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
  LORE_TEST_DATABASE: 'sqlite',
  // The company begins on the Tuesday after the date that everything believes in.
  LORE_TEST_DATE: undefined,
});

/** Why this cannot be run here; `undefined` when it can. */
function whyNot(): string | undefined {
  if (chromiumPath() === undefined) return 'No browser found: install Chromium, or set CHROMIUM.';
  const { error, stdout } = spawnSync(
    'faketime',
    ['2001-02-03 12:00:00', process.execPath, '-p', 'new Date().toISOString()'],
    { env: settings({ zone: 'UTC' }), encoding: 'utf8' },
  );
  if (error !== undefined)
    return 'faketime is not installed (Debian, Ubuntu: apt-get install faketime). test:dates needs it; npm test does not.';
  return stdout.startsWith('2001-02-03T12:00')
    ? undefined
    : `faketime does not work with ${process.execPath}.`;
}

/** @returns whether all of it passed */
function passes(when: When): Promise<boolean> {
  const files = when.isWhole === true ? [...start, ...browserTests] : [...start, ...journeys];
  const child = spawn(
    'faketime',
    [when.at, process.execPath, '--no-warnings', jest, '--runTestsByPath', ...files],
    { cwd: root, env: settings(when), stdio: 'inherit' },
  );
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}

const refusal = whyNot();
if (refusal !== undefined) {
  console.error(refusal);
  process.exit(1);
}
const reports: string[] = [];
for (const when of dates) {
  const said = `${when.at}, ${when.zone} (${when.what}${when.isWhole === true ? '; all browser tests' : ''})`;
  console.log(`\n${said}`);
  reports.push(`${(await passes(when)) ? 'passed' : 'FAILED'} ${said}`);
}
console.log(`\n${reports.join('\n')}`);
process.exitCode = reports.some((report) => report.startsWith('FAILED')) ? 1 : 0;
