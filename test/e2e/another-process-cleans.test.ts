/** The forget soak, a short one: on PostgreSQL, what one process erased another one cleans from the files. */
import { forgetSoak } from '../../bench/forget.ts';
import { lastingEngines } from '../support/databases.ts';

describe.each(lastingEngines())('a soak on $name', ({ name: engine }) => {
  const processes = engine === 'postgres' ? 2 : 1;

  it('of a hundred saves and erasures leaves nothing in any file, or says that something is left', async () => {
    const { before, ...line } = await forgetSoak({ seeds: 1, saves: 100, engine, processes });
    expect(line).toMatchObject({ seeds: 1, copies: 0, beside: { held: 1 } });
    expect(before).toBeGreaterThan(0);
  });
});
