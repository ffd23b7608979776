/**
 * `npm test`: types, lint, format and dead code, and beside them jest, since tests wait much. Each check counts as one test. What jest runs is
 * said in selection.ts; with `--everything`, all of it. Ends with the line `N passed, N failed`, and says in one line if no browser was found.
 */
import { spawn, type SpawnOptions } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { sayInBerlin, tuesdayFrom } from '../sandbox/company/first-day.ts';
import { placeOf, testFiles } from './selection.ts';
import { chromiumPath } from './support/chromium.ts';
import { compiled } from './support/compiled.ts';
import { drawDate } from './support/test-date.ts';

interface JestResults {
  readonly testResults: readonly JestFile[];
}

interface JestFile {
  readonly name: string;
  readonly status: 'passed' | 'failed';
  readonly assertionResults: readonly { readonly status: string }[];
}

const root = join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Runs a command to its end. @returns its exit code, and what it said unless that went to our own output at once */
function run(command: string, args: readonly string[], options: SpawnOptions) {
  return new Promise<{ readonly code: number; readonly said: string }>((resolve) => {
    const child = spawn(command, args, options);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('close', (code) => resolve({ code: code ?? 1, said }));
  });
}

interface Check {
  readonly isFine: boolean;
  /** For whoever waits: how it went, and what it found. */
  readonly report: string;
}

/** @param script of package.json; npm has put the programs that it names where they are found */
async function check(script: string): Promise<Check> {
  const from = performance.now();
  const command = scripts[script];
  if (command === undefined) throw new Error(`package.json has no script ${script}`);
  const { code, said } = await run(command, [], { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  return {
    isFine: code === 0,
    report: `${said}${code === 0 ? 'ok    ' : 'FAILED'} ${script} (${seconds} s)`,
  };
}

/** One after the other, so that jest has the rest of the machine. */
async function runChecks(): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const script of ['types', 'types:page', 'unused', 'imports', 'lint']) checks.push(await check(script));
  return checks;
}

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** The files in which something failed, from the root. */
  readonly failedFiles: readonly string[];
}

/** Runs jest with its report on our own output. */
async function runJest(args: readonly string[]): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'lore-test-'));
  const outputFile = join(folder, 'jest.json');
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  // With --json jest prints its report to stderr and the JSON to the file.
  const all = ['--no-warnings', jest, '--json', `--outputFile=${outputFile}`, ...args];
  const { code } = await run(process.execPath, all, { stdio: ['ignore', 'inherit', 'inherit'] });
  const files = existsSync(outputFile)
    ? (JSON.parse(readFileSync(outputFile, 'utf8')) as JestResults).testResults
    : [];
  rmSync(folder, { recursive: true });
  const failedFiles = files.filter(({ status }) => status === 'failed');
  const failed = Math.max(failedFiles.length, count(failedFiles, 'failed'));
  return {
    passed: count(files, 'passed'),
    failed: code === 0 ? failed : Math.max(failed, 1),
    failedFiles: failedFiles.map(({ name }) => relative(root, name)),
  };
}

const count = (files: readonly JestFile[], status: string) =>
  files.flatMap(({ assertionResults }) => assertionResults).filter((test) => test.status === status).length;

async function runTests(): Promise<Outcome> {
  const args = process.argv.slice(2).filter((arg) => arg !== '--everything');
  if (process.argv.includes('--everything')) return runJest(args);
  process.env['LORE_TEST_BY_PLACE'] = 'yes';
  return runJest([
    ...args,
    '--runTestsByPath',
    ...testFiles().filter((file) => placeOf(file) !== 'everything'),
  ]);
}

function beginningOn(day: string): string {
  try {
    return sayInBerlin(tuesdayFrom(day));
  } catch {
    console.error(`LORE_TEST_DATE must be a date such as 2027-03-02, not "${day}".`);
    process.exit(1);
  }
}

// Tests start many processes.
process.env['NODE_COMPILE_CACHE'] ??= compiled;
// The company of the browser tests begins on another day each time: they hold on any.
const date = process.env['LORE_TEST_DATE'] ?? drawDate(Math.random());
const chance = process.env['LORE_TEST_CHANCE'] ?? Math.random().toString(36).slice(2, 8);
const beginning = `The browser tests begin on ${beginningOn(date)}. What chance decides is drawn from ${chance}. To repeat both: LORE_TEST_DATE=${date} LORE_TEST_CHANCE=${chance}`;
process.env['LORE_TEST_DATE'] = date;
process.env['LORE_TEST_CHANCE'] = chance;
console.log(beginning);

const [checks, tests] = await Promise.all([runChecks(), runTests()]);
for (const { report } of checks) console.log(report);
for (const file of tests.failedFiles) console.log(`FAILED ${file}`);

const passed = checks.filter(({ isFine }) => isFine).length + tests.passed;
const failed = checks.filter(({ isFine }) => !isFine).length + tests.failed;
if (chromiumPath() === undefined)
  console.log('No browser found: the browser tests did not run. Install Chromium, or set CHROMIUM.');
console.log(beginning);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
