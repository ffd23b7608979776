/** Runs test files in the same workers whichever project they are of, so that what they import is loaded once; the longest first. */
import { basename } from 'node:path';
import LightRunner, { type Test } from 'jest-light-runner';
import { longest } from '../selection.ts';

/** Where a file stands among the longest; behind them those that are none. */
function rank({ path }: Test): number {
  const at = longest.indexOf(basename(path, '.test.ts'));
  return at === -1 ? longest.length : at;
}

export default class Runner extends LightRunner {
  override async runTests(
    ...[tests, watcher, onStart, onResult, onFailure]: Parameters<LightRunner['runTests']>
  ) {
    const [first] = tests;
    if (first === undefined) return;
    // The runner has workers for each of these objects.
    const { context } = first;
    const real = new Map<Test, Test>();
    for (const test of tests.toSorted((one, other) => rank(one) - rank(other)))
      real.set({ ...test, context }, test);
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
