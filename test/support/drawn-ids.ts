/** Chance in a test: another one each run, which can be had again. */
import process from 'node:process';
import { drawnAlike } from '../../sandbox/drawn-alike.ts';
import type { Ids } from '../../src/core/ids.ts';

const begun = new Map<string, number>();

/** New ids for one Lore. A test file that runs alone with the same `LORE_TEST_CHANCE` (see test/run.ts) draws the same ones in the same order. */
export function drawnIds(): Ids {
  // Databases are kept and pictures taken outside of any test.
  const testPath = ('expect' in globalThis ? expect.getState().testPath : undefined) ?? '';
  const nth = (begun.get(testPath) ?? 0) + 1;
  begun.set(testPath, nth);
  return drawnAlike(`${process.env['LORE_TEST_CHANCE'] ?? ''} ${testPath.replace(/.*\/test\//, '')} ${nth} `);
}
