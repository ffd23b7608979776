/**
 * Runs test files in the same workers whichever project they are of, so that what they import is loaded once. With `LORE_TEST_BY_PLACE`,
 * as `npm test` has it, those that are about SQLite alone (selection.ts) have workers of their own.
 */
import { join, relative } from 'node:path';
import LightRunner, { type Settings, type Test } from 'jest-light-runner';
import { placeOf } from '../selection.ts';

const root = join(import.meta.dirname, '..', '..');
const onSqlite = join(import.meta.dirname, 'on-sqlite.ts');

export default class Runner extends LightRunner {
  readonly #isByPlace: boolean;
  constructor(settings: Settings) {
    super(settings);
    // One worker alone is jest itself, and is there once.
    this.#isByPlace = process.env['LORE_TEST_BY_PLACE'] !== undefined && settings.maxWorkers > 1;
  }

  override async runTests(
    ...[tests, watcher, onStart, onResult, onFailure]: Parameters<LightRunner['runTests']>
  ) {
    const [first] = tests;
    if (first === undefined) return;
    // The runner has workers for each of these objects.
    const { context } = first;
    const { config } = context;
    const apart = { ...context, config: { ...config, setupFiles: [...config.setupFiles, onSqlite] } };
    const isApart = ({ path }: Test) => this.#isByPlace && placeOf(relative(root, path)) !== 'contract';
    const real = new Map<Test, Test>();
    for (const test of tests) real.set({ ...test, context: isApart(test) ? apart : context }, test);
    const as = (test: Test): Test => real.get(test) ?? test;
    await super.runTests(
      [...real.keys()],
      watcher,
      (test) => onStart(as(test)),
      (test, result) => onResult(as(test), result),
      (test, error) => onFailure(as(test), error),
    );
  }
}
