/**
 * `npm test`: types, lint, format, dead code, then every jest project. Each check before jest counts as one test. Ends with the
 * line `N passed, N failed`, and says in one line if no browser was found.
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

/** Runs a command to its end. @returns its exit code; what it says goes to our own output, at the end if it is quiet until then */
function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(process.stdout, { end: false });
    child.stderr.pipe(process.stderr, { end: false });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function check(name: string, command: string, args: readonly string[]): Promise<boolean> {
  const from = performance.now();
  const isFine = (await run(bin(command), args)) === 0;
  console.log(
    `${isFine ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - from) / 1000).toFixed(1)} s)`,
  );
  return isFine;
}

const results = await Promise.all([
  check('types', 'tsc', ['--noEmit', '-p', '.']).then(async (isFine) => [
    isFine,
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
  ]),
  check('lint', 'eslint', ['.', '--cache', '--cache-location', 'node_modules/.cache/eslint/']),
]);
const checks = results.flat();

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
const code = await run(process.execPath, args);
const jestResults = existsSync(outputFile)
  ? (JSON.parse(readFileSync(outputFile, 'utf8')) as JestResults)
  : undefined;
rmSync(folder, { recursive: true });

const passed = checks.filter(Boolean).length + (jestResults?.numPassedTests ?? 0);
const failed =
  checks.filter((isFine) => !isFine).length +
  (jestResults === undefined ? 1 : jestResults.numFailedTests + jestResults.numRuntimeErrorTestSuites);
const isClean = code === 0 && failed === 0;
if (chromiumPath() === undefined)
  console.log('No browser found: the browser tests did not run. Install Chromium, or set CHROMIUM.');
console.log(`${passed} passed, ${isClean ? 0 : Math.max(failed, 1)} failed`);
process.exitCode = isClean ? 0 : 1;
