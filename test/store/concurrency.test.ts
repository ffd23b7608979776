/** Several transactions at once: each sees the others whole or not at all. */
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { alreadyTaken } from '../../src/store/scope/transactions.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { engines, freshFile } from '../support/databases.ts';
import {
  channel,
  counting,
  fixture,
  noon,
  note,
  openWorld,
  people,
  personViewer,
  T1,
  type World,
  write,
} from './support/world.ts';

const ann = personViewer('ann');
const many = Array.from({ length: 12 }, (_, index) => index);

/** Adds one to the row's rank, from what it reads. */
const addOne = (store: Store) =>
  store.transact(T1, ann, async (scope) => {
    const row = await scope.from(note).select('rank').where('id', '=', rowId('n')).executeTakeFirstOrThrow();
    await scope.update(note, rowId('n'), { rank: (row.rank ?? 0) + 1 });
  });
const rankIn = (store: Store) =>
  store.read(T1, ann, (scope) => scope.from(note).select('rank').executeTakeFirst());

async function begin(world: World): Promise<void> {
  await people(world, { ann: 'member', bob: 'member' });
  await channel(world, 'TEAM', ['ann', 'bob']);
  const audience = await world.store.transact(T1, ann, (scope) =>
    scope.audience({ kind: 'conversation', channel: channelId('TEAM') }),
  );
  await write(world, ann, 'n', { audience });
}

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
    await begin(world);
  });
  afterAll(() => world.close());

  it('loses no change when many read and write the same row', async () => {
    await Promise.all(many.map(() => addOne(world.store)));
    expect(await rankIn(world.store)).toEqual({ rank: many.length });
  });

  it('decides a post once, no matter who comes first', async () => {
    const post = definePost(postId('test.news'), {
      title: async () => 'news',
      build: async () => null,
      over: stays,
    }).ref({ n: 1 }, { kind: 'person', user: userId('bob'), urgency: 'rest' });
    await Promise.all(many.map(() => world.store.transact(T1, ann, (scope) => scope.publish(post))));
    expect(await world.store.system.selectFrom('delivery').select('key').execute()).toHaveLength(1);
  });

  it('takes a submission once, whichever press comes first', async () => {
    const press = () => world.store.transact(T1, ann, async () => 'taken', { once: 'view' });
    const results = await Promise.all(many.map(press));
    expect(results.filter((result) => result === 'taken')).toHaveLength(1);
    expect(results.filter((result) => result === alreadyTaken)).toHaveLength(many.length - 1);
  });

  it('takes nobody else’s submission with the same key, and stores who it was of nowhere', async () => {
    const press = (as: typeof ann) => world.store.transact(T1, as, async () => 'taken', { once: 'key' });
    expect([await press(ann), await press(personViewer('bob')), await press(ann)]).toEqual([
      'taken',
      'taken',
      alreadyTaken,
    ]);
    const rows = await world.store.system.selectFrom('submission').select('key').execute();
    for (const row of rows) expect(row.key).not.toMatch(/key|ann|bob/);
  });

  it('lets only one of two who both saw that it was free take it', async () => {
    const take = (rank: number) =>
      world.store.transact(T1, ann, (scope) =>
        scope.update(note, rowId('n'), { owner: userId(`U${rank}`) }, { where: { owner: null } }),
      );
    const results = await Promise.all(many.map(take));
    expect(results.filter(Boolean)).toHaveLength(1);
  });
});

describe('two processes with one SQLite file', () => {
  it('wait for each other instead of failing', async () => {
    const file = await freshFile();
    const world = await openWorld({ fresh: async () => file });
    await begin(world);
    const other = openStore({ ...fixture, url: file.url, ids: counting('y'), clock: { now: () => noon } });
    // The second connection meets the lock of the first one in the middle of its transaction, again and again.
    await Promise.all(many.slice(0, 6).map((index) => addOne(index % 2 === 0 ? world.store : other)));
    expect(await rankIn(other)).toEqual({ rank: 6 });
    await other.close();
    await world.close();
  });
});
