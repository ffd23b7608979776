/** Who waits for the database has a deadline: it is stored in time, or not at all. */
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { DatabaseBusy, type Deadline } from '../../src/store/engines/deadline.ts';
import type { Store } from '../../src/store/store.ts';
import { lastingEngines, type TestEngine } from '../support/databases.ts';
import { type HeldLock, holdLock } from '../support/held-lock.ts';
import { channel, note, openWorld, people, personViewer, T1, type World, write } from './support/world.ts';

const ann = personViewer('ann');
/** Counts from now. */
const inMs = (ms: number): Deadline => {
  const until = performance.now() + ms;
  return { left: () => until - performance.now() };
};
const setRank = (store: Store, rank: number) =>
  store.transact(T1, ann, (scope) => scope.update(note, rowId('n'), { rank }));
const rankIn = async (store: Store) =>
  (await store.read(T1, ann, (scope) => scope.from(note).select('rank').executeTakeFirstOrThrow())).rank;
const busy = { name: 'DatabaseBusy' };

async function begin(engine: TestEngine): Promise<{ readonly world: World; readonly url: string }> {
  const database = await engine.fresh();
  const world = await openWorld({ fresh: async () => database });
  await people(world, { ann: 'member' });
  await channel(world, 'TEAM', ['ann']);
  const audience = await world.store.transact(T1, ann, (scope) =>
    scope.audience({ kind: 'conversation', channel: channelId('TEAM') }),
  );
  await write(world, ann, 'n', { audience });
  return { world, url: database.url };
}

describe.each(lastingEngines())('on $name', (engine) => {
  let world: World;
  let url: string;
  let locks: HeldLock[];
  beforeAll(async () => {
    ({ world, url } = await begin(engine));
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    locks = [];
    await setRank(world.store, 0);
  });
  afterEach(async () => {
    for (const lock of locks) await lock.release();
  });
  const lock = async () => {
    locks.push(await holdLock(url));
  };
  const release = async () => {
    for (const held of locks.splice(0)) await held.release();
  };

  it('what was not stored by its deadline is not stored when the lock is gone either', async () => {
    const { store } = world;
    await lock();
    const late = [1, 2, 3].map((rank) => store.before(inMs(150), () => setRank(store, rank)));
    const plain = store.before(inMs(150), () =>
      store.system.updateTable('person').set({ tz: 'Europe/Berlin' }).execute(),
    );
    const system = store.before(inMs(150), () =>
      store.write((db) => db.updateTable('person').set({ tz: 'Europe/Berlin' }).execute()),
    );
    for (const one of await Promise.allSettled([...late, plain, system]))
      expect(one).toMatchObject({ status: 'rejected', reason: busy });
    await release();
    // Writes come one after the other: what waited would be stored before this one.
    await setRank(store, 9);
    expect(await rankIn(store)).toBe(9);
    expect((await store.directory.person(T1, userId('ann')))?.tz).toBe('UTC');
  });

  it('what a lock that goes in time held up is stored once', async () => {
    const { store } = world;
    await lock();
    const waiting = [1, 2, 3].map(() =>
      store.before(inMs(60_000), () =>
        store.transact(T1, ann, async (scope) => {
          const { rank } = await scope.from(note).select('rank').executeTakeFirstOrThrow();
          await scope.update(note, rowId('n'), { rank: (rank ?? 0) + 1 });
        }),
      ),
    );
    await release();
    await Promise.all(waiting);
    expect(await rankIn(store)).toBe(3);
  });

  it('work that nobody waits for is patient, and holds up nobody who has a deadline', async () => {
    const { store } = world;
    await lock();
    const patient = Array.from({ length: 20 }, (_, rank) => setRank(store, rank + 100));
    await expect(store.before(inMs(150), () => setRank(store, 1))).rejects.toMatchObject(busy);
    expect(await store.before(inMs(60_000), () => rankIn(store))).toBe(0);
    await release();
    expect(await Promise.all(patient)).toEqual(patient.map(() => true));
  });

  it('reading goes on while many wait to write', async () => {
    const { store } = world;
    await lock();
    const waiting = Array.from({ length: 30 }, () =>
      store.before(inMs(400), () => setRank(store, 1)).catch((error: unknown) => error),
    );
    expect(await store.before(inMs(60_000), () => rankIn(store))).toBe(0);
    expect(await store.before(inMs(60_000), () => store.workspaces.find(T1))).toMatchObject({ teamId: T1 });
    for (const one of await Promise.all(waiting)) expect(one).toBeInstanceOf(DatabaseBusy);
  });

  it('what a transaction did is undone when its deadline has passed by its end', async () => {
    const { store } = world;
    let left = 60_000;
    const deadline = { left: () => left };
    const slow = store.before(deadline, () =>
      store.transact(T1, ann, async (scope) => {
        await scope.update(note, rowId('n'), { rank: 7 });
        left = 0;
      }),
    );
    await expect(slow).rejects.toMatchObject(busy);
    expect(await rankIn(store)).toBe(0);
  });

  it('nothing is written after the deadline, in a transaction or outside', async () => {
    const { store } = world;
    const over: Deadline = { left: () => -1 };
    await expect(store.before(over, () => setRank(store, 1))).rejects.toMatchObject(busy);
    await expect(
      store.before(over, () => store.system.updateTable('person').set({ tz: 'Europe/Berlin' }).execute()),
    ).rejects.toMatchObject(busy);
    expect(await rankIn(store)).toBe(0);
  });

  it('what is done because of it later has no deadline', async () => {
    const { store } = world;
    let left = 60_000;
    const woken = Promise.withResolvers<boolean>();
    const end = store.onWork(() => {
      left = 0;
      woken.resolve(setRank(store, 5));
    });
    const hours = { days: [1, 2, 3, 4, 5], start: 540, end: 1020, holidays: null };
    const all = { hours, backOn: null, locale: null };
    await store.before({ left: () => left }, () => store.settings.save(T1, userId('ann'), all));
    end();
    expect(await woken.promise).toBe(true);
    expect(await rankIn(store)).toBe(5);
  });
});

// There may be none: `describe.each` takes no empty list.
for (const engine of lastingEngines().filter(({ name }) => name === 'postgres'))
  it(`on ${engine.name} where nobody can even read, the person who waits is told so by their deadline`, async () => {
    const { world, url } = await begin(engine);
    const { store } = world;
    const held = await holdLock(url, true);
    const asked = [() => rankIn(store), () => store.workspaces.find(T1), () => setRank(store, 1)];
    for (const ask of asked)
      await expect(store.before<Promise<unknown>>(inMs(150), ask)).rejects.toMatchObject(busy);
    await held.release();
    expect(await rankIn(store)).toBe(null);
    await world.close();
  });
