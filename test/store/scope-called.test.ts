/** Channels and people by what they are called, as somebody types it: only those that the viewer may know about. */
import { userId } from '../../src/core/ids.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  empty,
  noon,
  openWorld,
  people,
  personViewer,
  T1,
  T2,
  type World,
} from './support/world.ts';

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
    await empty(world);
    await people(world, { ann: 'member', bob: 'member', zoe: 'member', gus: 'guest', eva: 'external' });
    const called = { ann: 'Ann Ö. Berg', bob: 'Bob', zoe: 'ZOË', gus: 'Gus', eva: 'Ann' };
    for (const [id, name] of Object.entries(called))
      await world.store.directory.savePerson(
        T1,
        {
          userId: userId(id),
          memberType: id === 'gus' ? 'guest' : id === 'eva' ? 'external' : 'member',
          isAdmin: false,
          tz: 'UTC',
          locale: 'en',
          awayUntil: null,
          name,
        },
        noon,
      );
    await people(world, { ivy: 'member' }, T2);
    await channel(world, 'C1', ['ann', 'gus'], { name: 'ops' });
    await channel(world, 'C2', ['ann'], { name: 'secret', kind: 'private' });
    await channel(world, 'C3', ['ann', 'bob'], { name: 'old', isArchived: true });
    await channel(world, 'C4', ['ann', 'bob'], { name: 'old' });
    await channel(world, 'C9', ['ivy'], { name: 'theirs' }, T2);
  });
  afterAll(() => world.close());

  const channelFor = (viewer: Viewer, name: string) =>
    world.store.read(T1, viewer, (read) => read.channelCalled(name));
  const peopleFor = (viewer: Viewer, name: string) =>
    world.store.read(T1, viewer, (read) => read.peopleCalled(name));

  it('a channel is found in any case, the one that is not archived first, and only by who may know about it', async () => {
    expect(await channelFor(personViewer('bob'), 'OPS')).toBe('C1');
    expect(await channelFor(personViewer('bob'), 'old')).toBe('C4');
    expect(await channelFor(personViewer('ann'), 'secret')).toBe('C2');
    expect(await channelFor(personViewer('bob'), 'secret')).toBeNull();
    expect(await channelFor(personViewer('gus'), 'ops')).toBe('C1');
    expect(await channelFor(personViewer('gus'), 'old')).toBeNull();
    expect(await channelFor(channelViewer('C1'), 'ops')).toBe('C1');
    expect(await channelFor(channelViewer('C1'), 'secret')).toBeNull();
    expect(await channelFor(personViewer('ann'), 'theirs')).toBeNull();
    expect(await channelFor(personViewer('ann'), '')).toBeNull();
  });

  it('people are found by their name or its first word, in any case', async () => {
    expect(await peopleFor(personViewer('bob'), 'zoë')).toEqual(['zoe']);
    expect(await peopleFor(personViewer('bob'), 'ann ö. BERG')).toEqual(['ann']);
    // Who is called exactly so is meant.
    expect(await peopleFor(personViewer('bob'), 'ann')).toEqual(['eva']);
    expect(await peopleFor(personViewer('bob'), 'An')).toEqual([]);
    expect(await peopleFor(personViewer('bob'), ' ')).toEqual([]);
  });

  it('a guest finds by name only people of their channels, and a channel its own', async () => {
    expect(await peopleFor(personViewer('gus'), 'ann ö. berg')).toEqual(['ann']);
    expect(await peopleFor(personViewer('gus'), 'bob')).toEqual([]);
    expect(await peopleFor(channelViewer('C1'), 'gus')).toEqual(['gus']);
    expect(await peopleFor(channelViewer('C1'), 'bob')).toEqual([]);
  });
});
