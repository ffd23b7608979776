/**
 * `npm test`: types, lint, format and dead code, and beside them every jest project, since tests wait much. Each check counts as one test.
 * Ends with the line `N passed, N failed`, and says in one line if no browser was found.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from './support/chromium.ts';

interface JestResults {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

const bin = (name: string) => join(import.meta.dirname, '..', 'node_modules', '.bin', name);

/** Runs a command to its end. @returns its exit code, and what it said unless that went to our own output at once */
function run(command: string, args: readonly string[], stdio: 'pipe' | 'inherit') {
  return new Promise<{ readonly code: number; readonly said: string }>((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', stdio, stdio] });
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

async function check(name: string, command: string, args: readonly string[]): Promise<Check> {
  const from = performance.now();
  const { code, said } = await run(bin(command), args, 'pipe');
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  return { isFine: code === 0, report: `${said}${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)` };
}

/** One after the other, so that jest has the rest of the machine. */
async function runChecks(): Promise<readonly Check[]> {
  return [
    await check('types', 'tsc', ['--noEmit', '-p', '.']),
    await check('types of the sandbox page', 'tsc', ['--noEmit', '-p', 'sandbox/page']),
    await check('format', 'prettier', ['--check', '.', '--log-level', 'warn']),
    await check('dead code', 'knip', ['--no-progress']),
    await check('who imports whom', 'depcruise', [
      'src',
      'sandbox',
      'db',
      '--config',
      '.dependency-cruiser.cjs',
    ]),
    await check('lint', 'eslint', ['.', '--cache', '--cache-location', 'node_modules/.cache/eslint/']),
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'lore-test-'));
const outputFile = join(folder, 'jest.json');
const jest = join(import.meta.dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js');
const args = [
  '--experimental-vm-modules',
  '--no-warnings',
  jest,
  '--json',
  `--outputFile=${outputFile}`,
  ...process.argv.slice(2),
];
// With --json jest prints its report to stderr and the JSON to the file.
const [checks, { code }] = await Promise.all([runChecks(), run(process.execPath, args, 'inherit')]);
const jestResults = existsSync(outputFile)
  ? (JSON.parse(readFileSync(outputFile, 'utf8')) as JestResults)
  : undefined;
rmSync(folder, { recursive: true });
for (const { report } of checks) console.log(report);

const passed = checks.filter(({ isFine }) => isFine).length + (jestResults?.numPassedTests ?? 0);
const failed =
  checks.filter(({ isFine }) => !isFine).length +
  (jestResults === undefined ? 1 : jestResults.numFailedTests + jestResults.numRuntimeErrorTestSuites);
const isClean = code === 0 && failed === 0;
if (chromiumPath() === undefined)
  console.log('No browser found: the browser tests did not run. Install Chromium, or set CHROMIUM.');
console.log(`${passed} passed, ${isClean ? 0 : Math.max(failed, 1)} failed`);
process.exitCode = isClean ? 0 : 1;
