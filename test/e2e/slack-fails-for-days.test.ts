/** The faults' soak, for some days of two channels: `npm run soak -- faults` plays a month of fifty. */
import { faultsSoak, isFaultsRight } from '../../bench/faults.ts';

describe('a soak in which every fifth call to Slack fails', () => {
  it('loses nothing, says nothing twice, and asks about no more than nobody can know', async () => {
    const line = await faultsSoak({ share: 20, seed: 1, engine: 'sqlite', channels: 2, people: 8, days: 5 });
    expect(line).toMatchObject({ kills: 5, wrong: [], lost: 0, duplicated: 0, over: 0, untimely: 0 });
    expect(line.posted).toBeGreaterThan(0);
    expect(line.failed / line.calls).toBeGreaterThan(0.1);
    expect(isFaultsRight(line)).toBe(true);
  });
});
