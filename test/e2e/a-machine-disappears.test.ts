/** The vanish soak, as short as it can be: `npm run soak -- vanish` has machines away for an hour. */
import { vanishSoak } from '../../bench/vanish.ts';
import { lastingEngines } from '../support/databases.ts';

const servers = lastingEngines().filter(({ name }) => name === 'postgres');

describe.each(servers)('on $name, machines that disappear while they are sending', ({ fresh }) => {
  it('come back when others have done their work, send nothing of it, and work again', async () => {
    const database = await fresh();
    try {
      const { caught, ...line } = await vanishSoak({ seconds: 0 }, database.url);
      const { expected } = line;
      expect(line).toMatchObject({ posted: expected, surfaced: 0, lost: 0, duplicated: 0, old: 0, ended: 0 });
      expect(caught).toHaveLength(2);
      expect(caught[0]?.transactions).toBeGreaterThan(0);
      expect(caught[1]?.unsent).toBeGreaterThan(0);
    } finally {
      await database.remove();
    }
  });
});
