/**
 * `npm run mutate`: changes the code in many small ways, one at a time, and counts the changes that a test notices (Stryker,
 * docs/mutation.md). `npm run mutate -- time` does so for one area (mutate/areas.ts), `npm run mutate -- time src/core/time/date.ts` for
 * some of its files. Says of each change that no test noticed where it is, and ends with the share of each area: with 1 if one is below 85 %.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import setup from '../test/support/databases-setup.ts';
import teardown from '../test/support/databases-teardown.ts';
import { compiled } from '../test/support/compiled.ts';
import { areas, type Area } from './mutate/areas.ts';
import { isMissed } from './mutate/survivors.ts';

/** Of 100. */
const wanted = 85;

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'mutate');

type Mutants = Awaited<ReturnType<Stryker['runMutationTest']>>;

interface Report {
  readonly files: Readonly<
    Record<string, { mutants: readonly Pick<Mutants[number], 'static' | 'status'>[] }>
  >;
}

/**
 * Takes from what was measured before the changes at load that no test noticed: which tests reach those nobody knows, so that Stryker would not
 * ask again when there is a new test.
 */
function forgetStatic(file: string): void {
  if (!existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  for (const one of Object.values(report.files))
    one.mutants = one.mutants.filter((mutant) => mutant.static !== true || !isMissed(mutant));
  writeFileSync(file, JSON.stringify(report));
}

async function mutate(name: string, { code, tests, remembering = [] }: Area): Promise<Mutants> {
  const files = [...new Set(tests.flatMap((glob) => globSync(glob, { cwd: root }).sort()))];
  const incrementalFile = join(cache, `${name}.json`);
  forgetStatic(incrementalFile);
  const stryker = new Stryker({
    mutate: [...code],
    testRunner: 'in-process',
    plugins: ['runner.ts', 'survivors.ts'].map((file) => join(import.meta.dirname, 'mutate', file)),
    loreTests: files,
    loreRemembering: [...remembering],
    // One process: who asks for this works beside it.
    concurrency: 1,
    coverageAnalysis: 'perTest',
    // What the tests have loaded is never given back.
    maxTestRunnerReuse: 150,
    timeoutMS: 10_000,
    // Of all tests that reach the change; no more than some of them are run (mutate/runner.ts).
    timeoutFactor: 1,
    dryRunTimeoutMinutes: 30,
    incremental: true,
    incrementalFile,
    disableTypeChecks: false,
    // Node takes no types out of what is under node_modules.
    tempDirName: join(tmpdir(), `lore-mutate-${process.pid}`),
    ignorePatterns: ['/docs', '/test-results', '/data', '/deploy'],
    reporters: ['progress-append-only', 'survivors'],
    allowConsoleColors: false,
    allowEmpty: false,
  });
  return stryker.runMutationTest();
}

const isNoticed = ({ status }: Mutants[number]) => status === 'Killed' || status === 'Timeout';

const [only, ...some] = process.argv.slice(2);
const chosen = Object.entries(areas).filter(([name]) => name === (only ?? name));
if (chosen.length === 0) {
  console.error(`There is no area ${only}. There are: ${Object.keys(areas).join(', ')}.`);
  process.exit(1);
}
process.env['LORE_TEST_DATABASE'] = 'sqlite';
process.env['LORE_TEST_CHANCE'] ??= 'mutate';
process.env['NODE_NO_WARNINGS'] = '1';
// Each time a mutant does not end, a process begins again.
process.env['NODE_COMPILE_CACHE'] ??= compiled;
mkdirSync(cache, { recursive: true });
await setup();
try {
  for (const [name, area] of chosen) {
    const mutants = await mutate(name, some.length === 0 ? area : { ...area, code: some });
    const noticed = mutants.filter(isNoticed).length;
    const counted = noticed + mutants.filter(isMissed).length;
    const share = (100 * noticed) / counted;
    console.log(`${name}: ${noticed} of ${counted} noticed, ${share.toFixed(1)} % (wanted: ${wanted} %)`);
    if (share < wanted) process.exitCode = 1;
  }
} finally {
  await teardown();
}
