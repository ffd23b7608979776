/** Audiences of the same people are one, so that a search asks the guards about few. */
import type { AudienceId, ChannelId } from '../../src/core/ids.ts';
import { userId } from '../../src/core/ids.ts';
import type { Audience } from '../../src/core/visibility.ts';
import { engines, lastingEngines } from '../support/databases.ts';
import { channel, openWorld, people, personViewer, T1, type World } from './support/world.ts';

const [ann, bob] = [personViewer('ann'), personViewer('bob')];
const C1 = 'C1' as ChannelId;
const conversation: Audience = { kind: 'conversation', channel: C1 };

const fill = async (world: World) => {
  await people(world, { ann: 'member', bob: 'member' });
  await channel(world, 'C1', ['ann', 'bob']);
  await channel(world, 'C2', ['ann', 'bob']);
};
const fixed = (world: World, audience: Audience, who = ann): Promise<AudienceId> =>
  world.store.transact(T1, who, (scope) => scope.audience(audience));

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(engine);
    await fill(world);
  });
  afterEach(() => world.close());

  it('an audience with the same facts is the same, no matter who fixes it; with others it is another', async () => {
    const here = await fixed(world, conversation);
    expect(await fixed(world, conversation, bob)).toBe(here);
    const others = [
      await fixed(world, { kind: 'workspace', from: C1 }),
      await fixed(world, { kind: 'conversation', channel: 'C2' as ChannelId }),
    ];
    await channel(world, 'C1', ['ann', 'bob'], { isShared: true });
    others.push(await fixed(world, conversation));
    await channel(world, 'C1', ['ann', 'bob'], { kind: 'private' });
    others.push(await fixed(world, conversation));
    expect(new Set([here, ...others]).size).toBe(5);
    const rows = await world.store.system.selectFrom('audience').select('id').execute();
    expect(rows).toHaveLength(5);
  });

  it('of people each is its own: people are added to one of them', async () => {
    const some: Audience = { kind: 'people', channel: C1, people: [userId('ann')] };
    expect(await fixed(world, some)).not.toBe(await fixed(world, some));
  });
});

it.each(lastingEngines())('two that write at once on $name share it', async (engine) => {
  const world = await openWorld(engine);
  await fill(world);
  const all = await Promise.all(
    Array.from({ length: 8 }, (_, nth) => fixed(world, conversation, nth % 2 ? ann : bob)),
  );
  expect(new Set(all).size).toBe(1);
  await world.close();
});
