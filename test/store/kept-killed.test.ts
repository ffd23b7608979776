/** `npm run soak -- upgrade`, for short: an update that is killed leaves a database that the next one finishes. */
import { isUpgradeRight, upgradeSoak } from '../../bench/upgrade.ts';
import { engines } from '../support/databases.ts';
import { keptNames } from '../support/kept/kept.ts';

it.each(engines())(
  'on $name an update that dies at any moment is done by the next one: no row is lost, none is there twice',
  async ({ name: engine }) => {
    const line = await upgradeSoak({ engine, runs: 1, seed: 1, kept: keptNames().slice(0, 1) });
    expect(line).toMatchObject({ expected: 1, opened: 1, lost: 0, duplicated: 0, halfway: 0 });
    expect(isUpgradeRight(line)).toBe(true);
  },
  120_000,
);
