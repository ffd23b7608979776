/** The month's soak, for a week of two channels: `npm run soak -- month` plays all of it. */
import { monthSoak } from '../../bench/month.ts';
import { isRight } from '../../bench/month/summary.ts';

describe('a soak', () => {
  it('of a few days with a death in each loses nothing, says nothing twice and does not nag', async () => {
    const line = await monthSoak({ seed: 1, engine: 'sqlite', channels: 2, people: 8, days: 7 });
    expect(line).toMatchObject({ kills: 7, expected: 8, wrong: [], lost: 0, duplicated: 0, over: 0 });
    expect(line.threeZones).toMatchObject({ posts: 3, saturdays: 0, rushed: 0 });
    expect(isRight(line)).toBe(true);
  });
});
