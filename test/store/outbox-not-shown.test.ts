/** What could not be shown to somebody, until they have read that it could not. */
import { hour } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { empty, noon, openWorld, T1, T2, type World } from './support/world.ts';

const [ann, ben] = [userId('UANN'), userId('UBEN')];

describe.each(engines())('on $name, what could not be shown', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    for (const [team, user] of [
      [T1, ann],
      [T1, ben],
      [T2, ann],
    ] as const)
      await world.store.system
        .insertInto('home')
        .values({ team_id: team, user_id: user, wanted: 1, shown: 1, due_at: noon })
        .execute();
  });

  const notShown = () => world.store.notShown;
  /** Whose App Homes are to be drawn, and when. */
  const homes = async () => {
    const rows = await world.store.system
      .selectFrom('home')
      .select(['team_id', 'user_id', 'due_at'])
      .whereRef('wanted', '>', 'shown')
      .execute();
    return rows.map(({ team_id: team, user_id: user, due_at: dueAt }) => [team, user, dueAt]);
  };

  it('is theirs alone, and stands in their App Home and in no other', async () => {
    world.clock.time = noon + hour;
    await notShown().add(T1, ann, 'R-1');
    expect(await notShown().of(T1, ann)).toEqual({ at: noon + hour, reference: 'R-1' });
    expect(await notShown().of(T1, ben)).toBeNull();
    expect(await notShown().of(T2, ann)).toBeNull();
    expect(await homes()).toEqual([[T1, ann, noon + hour]]);
  });

  it('is the last of it, and each has their own', async () => {
    await notShown().add(T1, ann, 'R-1');
    await notShown().add(T1, ben, 'R-2');
    world.clock.time = noon + hour;
    await notShown().add(T1, ann, 'R-3');
    expect(await notShown().of(T1, ann)).toEqual({ at: noon + hour, reference: 'R-3' });
    expect(await notShown().of(T1, ben)).toEqual({ at: noon, reference: 'R-2' });
  });

  it('is gone once they have read it, unless something came since; App Home is drawn then', async () => {
    for (const [team, user] of [
      [T1, ann],
      [T1, ben],
      [T2, ann],
    ] as const)
      await notShown().add(team, user, 'R-1');
    await notShown().seen(T1, ann, 'R-0');
    expect(await notShown().of(T1, ann)).toMatchObject({ reference: 'R-1' });
    await world.store.write((db) => db.updateTable('home').set({ wanted: 1, shown: 1 }).execute());
    world.clock.time = noon + hour;
    await notShown().seen(T1, ann, 'R-1');
    expect(await notShown().of(T1, ann)).toBeNull();
    expect(await notShown().of(T1, ben)).toMatchObject({ reference: 'R-1' });
    expect(await notShown().of(T2, ann)).toMatchObject({ reference: 'R-1' });
    expect(await homes()).toEqual([[T1, ann, noon + hour]]);
  });
});
