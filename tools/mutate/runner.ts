/**
 * The part of Stryker that runs tests. Our tests need nothing but Node, so they run in the process itself: a mutant costs as much as the
 * tests that reach it, and no start.
 */
import { basename, relative } from 'node:path';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import type { CoverageData, InstrumenterContext, StrykerOptions } from '@stryker-mutator/api/core';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { forget, load, prepare, run } from './blocks.ts';
import { nearest } from './nearest.ts';

/**
 * A change that nearly every test reaches is tried with so many of them: first those of the files that noticed the last ones, then those of a file
 * that is named like the changed one.
 */
const mostTests = 120;

/** What the mutated code looks at; it takes `undefined` for what is not there. */
type Context = { -readonly [Part in keyof InstrumenterContext]: InstrumenterContext[Part] | undefined };

const context: Context = ((globalThis as { __stryker__?: Context }).__stryker__ ??= {});
// Each module holds on to it from its first line that is counted.
context.mutantCoverage = { static: {}, perTest: {} };

class InProcess implements TestRunner {
  static readonly inject = tokens(commonTokens.options);
  readonly #files: readonly string[];
  readonly #remembering: readonly string[];
  /** By the changed file: the test files that noticed a change in it, the last one first. It is the likeliest to notice the next. */
  readonly #noticed = new Map<string, readonly string[]>();
  /** A mutant may have left something behind in what a module remembers. */
  #isStained = false;
  #stray: unknown;

  constructor(options: StrykerOptions) {
    this.#files = options['loreTests'] as readonly string[];
    this.#remembering = options['loreRemembering'] as readonly string[];
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    // What nobody waited for fails the test that runs; it must not end the process.
    process.on(
      'unhandledRejection',
      (error) => (this.#stray = error ?? new Error('rejected without an error')),
    );
    process.on('uncaughtException', (error) => (this.#stray = error));
    await prepare();
    // What a busy machine needs for loading is no time of a test: Stryker takes a mutant for noticed whose tests do not end in time.
    for (const file of this.#files) await load(file);
  }

  async dryRun(): Promise<DryRunResult> {
    return this.#run({ files: this.#files, wanted: () => true, most: Infinity, goesOn: true });
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const mutated = relative(process.cwd(), options.sandboxFileName);
    const filter = options.testFilter && new Set(options.testFilter);
    const files = filter
      ? this.#files.filter((file) => [...filter].some((id) => id.startsWith(`${file} ›`)))
      : nearest(this.#files, mutated, '');
    const isOnFromTheStart = options.mutantActivation === 'static';
    const isRemembered = this.#remembering.includes(mutated);
    if (isOnFromTheStart || options.reloadEnvironment || isRemembered || this.#isStained) forget();
    this.#isStained = isRemembered;
    context.hitCount = options.hitLimit === undefined ? undefined : 0;
    context.hitLimit = options.hitLimit;
    context.activeMutant = isOnFromTheStart ? options.activeMutant.id : undefined;
    const noticed = this.#noticed.get(mutated) ?? [];
    const likely = [...noticed, ...files.filter((file) => file.includes(basename(mutated, '.ts')))];
    const result = await this.#run({
      files: [...new Set([...likely.filter((file) => files.includes(file)), ...files])],
      wanted: (id) => filter === undefined || filter.has(id),
      most: mostTests,
      goesOn: options.disableBail,
      mutant: options.activeMutant.id,
    });
    context.activeMutant = undefined;
    const failed =
      result.status === DryRunStatus.Complete &&
      result.tests.find(({ status }) => status === TestStatus.Failed)?.fileName;
    if (failed) this.#noticed.set(mutated, [failed, ...noticed.filter((file) => file !== failed)]);
    return toMutantRunResult(determineHitLimitReached(context.hitCount, context.hitLimit) ?? result);
  }

  /** @param most tests @param goesOn after a test failed @param mutant on while tests run; off while files load, unless it was on before */
  async #run(asked: {
    readonly files: readonly string[];
    readonly wanted: (id: string) => boolean;
    readonly most: number;
    readonly goesOn: boolean;
    readonly mutant?: string;
  }): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    const whileLoading = context.activeMutant;
    for (const file of asked.files) {
      context.activeMutant = whileLoading;
      context.currentTestId = undefined;
      const name = relative(process.cwd(), file);
      let current: readonly string[] = [];
      const ended = (id: string, milliseconds: number, error: unknown): boolean => {
        const failure = this.#stray ?? error;
        this.#stray = undefined;
        const base = { id, name: id, fileName: name, timeSpentMs: milliseconds };
        tests.push(
          failure === undefined
            ? { ...base, status: TestStatus.Success }
            : { ...base, status: TestStatus.Failed, failureMessage: said(failure) },
        );
        return asked.goesOn || failure === undefined;
      };
      try {
        const block = await load(file);
        context.activeMutant = asked.mutant;
        const isWanted = await run(block, name, {
          wanted: (id) => tests.length < asked.most && asked.wanted(id),
          runs: (ids) => {
            share(current);
            current = ids;
            context.currentTestId = ids.join('\n');
          },
          ended,
        });
        share(current);
        if (!isWanted || tests.length >= asked.most) break;
      } catch (error) {
        // A mutant that keeps a file from being loaded is seen by every test in it.
        if (asked.mutant === undefined) return { status: DryRunStatus.Error, errorMessage: said(error) };
        ended(name, 0, error);
        break;
      }
    }
    context.currentTestId = undefined;
    context.activeMutant = undefined;
    const coverage = context.mutantCoverage;
    return { status: DryRunStatus.Complete, tests, ...(coverage && { mutantCoverage: coverage }) };
  }
}

/** What was reached before all tests of a block counts for each of them. */
function share(ids: readonly string[]): void {
  if (ids.length < 2) return;
  const coverage = context.mutantCoverage;
  const { [ids.join('\n')]: reached, ...perTest } = coverage?.perTest ?? {};
  if (coverage === undefined || reached === undefined) return;
  for (const id of ids) perTest[id] = added(perTest[id] ?? {}, reached);
  // The mutated code holds on to the object that this is a part of.
  coverage.perTest = perTest;
}

function added(to: CoverageData, more: CoverageData): CoverageData {
  const sum = { ...to };
  for (const [mutant, hits] of Object.entries(more)) sum[mutant] = (sum[mutant] ?? 0) + hits;
  return sum;
}

const said = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];

const paths = { type: 'array', items: { type: 'string' } };

/** `loreTests`: the test files, in the order in which they are run; `loreRemembering`: the modules that are loaded anew for each of their mutants. */
export const strykerValidationSchema = { properties: { loreTests: paths, loreRemembering: paths } };
