/** Who stands in a post, and when one who has another name by now has it drawn again. */
import { userId, type UserId } from '../../src/core/ids.ts';
import { keyOf } from '../../src/core/post-ref.ts';
import { engines } from '../support/databases.ts';
import { ana, ben, type Harness, inChannel, openCompany, other, team } from '../support/later.ts';

describe.each(engines())('on $name, who stands in a post', (engine) => {
  let system: Harness;
  const key = keyOf(inChannel(1));
  beforeEach(async () => {
    system = await openCompany({ engine });
    await system.act(async (scope) => {
      await scope.publish(inChannel(1));
      await scope.publish(inChannel(2, other));
    });
    await system.store.system.updateTable('person').set({ name: 'Ana' }).where('user_id', '=', ana).execute();
  });
  afterEach(() => system.close());

  const note = (people: readonly UserId[], names: ReadonlyMap<UserId, string> | null) =>
    system.store.standing.note(team, key, { people: new Set(people), names });
  const noted = async () => {
    const rows = await system.store.system
      .selectFrom('delivery_person')
      .select(['delivery_key', 'user_id'])
      .orderBy('user_id')
      .execute();
    return rows.map((row) => [row.delivery_key, row.user_id]);
  };
  const wanted = async () => {
    const rows = await system.store.system.selectFrom('delivery').select('wanted').orderBy('id').execute();
    return rows.map((row) => row.wanted);
  };

  it('is noted once, each of them, and nobody whom Lore does not know', async () => {
    await note([], null);
    await note([userId('UNOBODY')], null);
    expect(await noted()).toEqual([]);
    await note([ana], null);
    await note([ana, ben, userId('UNOBODY')], null);
    expect(await noted()).toEqual([
      [key, ana],
      [key, ben],
    ]);
  });

  it('has it drawn again if the name it was drawn with is another by now, and leaves others alone', async () => {
    const before = await wanted();
    await note([ana], new Map([[ana, 'Ana']]));
    expect(await wanted()).toEqual(before);
    await system.store.system.deleteFrom('delivery_person').execute();
    await note([ana, ben], new Map([[ana, 'Anna']]));
    expect(await wanted()).toEqual([(before[0] ?? 0) + 1, before[1]]);
  });

  it('has it drawn again no more once that was noted', async () => {
    await note([ana], new Map([[ana, 'Ana']]));
    const before = await wanted();
    await note([ana], new Map([[ana, 'Anna']]));
    expect(await wanted()).toEqual(before);
  });

  it('has nothing drawn again where nobody was named', async () => {
    const before = await wanted();
    await note([ana], null);
    expect(await wanted()).toEqual(before);
  });
});
