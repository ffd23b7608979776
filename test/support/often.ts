/** How often properties are tried. */
import type { TestEngine } from './databases.ts';

/** Everybody tries the same, so that what is green once is green again. */
const seed = 20_261_124;
/** The long version: `LORE_RUNS=20` tries everything twenty times as often, and something else each time. */
const times = Number(process.env.LORE_RUNS ?? '1');

/** @param runs how often the property is tried in `npm test` @returns parameters for `fc.assert` */
export const often = (
  runs: number,
): { readonly numRuns: number; readonly seed?: number; readonly includeErrorInReport: true } => ({
  // What was wrong is read in the log, where causes of errors are not.
  includeErrorInReport: true,
  ...(times > 1 ? { numRuns: Math.ceil(runs * times) } : { numRuns: runs, seed }),
});

/** On both engines. @param postgres how often there, where each costs several times as much: `npm test` tries half of those */
export const oftenOn = (engine: TestEngine, sqlite: number, postgres: number) =>
  often(
    engine.name === 'sqlite'
      ? sqlite
      : process.env['LORE_TEST_BY_PLACE'] === undefined
        ? postgres
        : Math.ceil(postgres / 2),
  );
