import { growSoak } from '../../bench/grow.ts';
import { engines } from '../support/databases.ts';

describe.each(engines())('a database of $name with several workspaces', ({ name: engine }) => {
  it('has what is due in one of them done as if it were alone, whatever is due in the others', async () => {
    const line = await growSoak({ engine, sizes: [1, 3], rounds: 1 });
    const [alone, beside] = line.sizes;
    expect(beside).toMatchObject({ workspaces: 3, posts: alone?.posts });
    expect(beside?.rows).toBeGreaterThan(2 * (alone?.rows ?? 0));
    expect(alone?.posts).toBeGreaterThan(4);
  });
});
