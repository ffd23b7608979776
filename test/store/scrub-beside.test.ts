/** People who act while the file of a SQLite database is rewritten: the soak of bench/vacuum.ts, short. How long each waits is for a soak to say. */
import { vacuumSoak } from '../../bench/vacuum.ts';

it('everybody is told what is so while Lore rewrites the file, and while lore forget does beside it', async () => {
  const { night, forget } = await vacuumSoak({ megabytes: 5 });
  for (const { requests, silent, isClean } of [night, forget]) {
    expect(requests).toBeGreaterThan(0);
    expect(silent).toBe(0);
    expect(isClean).toBe(true);
  }
});
