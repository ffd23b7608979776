/** Posts, jobs and transactions: what a scope decides for later, on both engines. */
import { channelId, rowId, type UserId, userId } from '../../src/core/ids.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob } from '../../src/core/job.ts';
import { type Destination, keyOf, postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import type { Scope } from '../../src/core/scope.ts';
import type { JobTable } from '../../src/store/schema.ts';
import { alreadyTaken } from '../../src/store/scope/transactions.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  empty,
  noon,
  note,
  openWorld,
  people,
  personViewer,
  T1,
  T2,
  vote,
  type World,
} from './support/world.ts';

const ann = personViewer('ann');
const news = definePost(postId('test.news'), {
  title: async () => 'news',
  build: async () => null,
  over: stays,
});
const tick = defineJob(jobId('test.tick'), 'prompt', {
  title: async () => 'a tick',
  run: async () => undefined,
});
const toTeam: Destination = { kind: 'channel', channel: channelId('TEAM') };
const toBob: Destination = { kind: 'person', user: userId('bob'), urgency: 'due' };

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    await people(world, { ann: 'member', bob: 'member' });
    await channel(world, 'TEAM', ['ann', 'bob']);
  });

  const act = <T>(run: (scope: Scope) => Promise<T>, team = T1) => world.store.transact(team, ann, run);
  const deliveries = () => world.store.system.selectFrom('delivery').selectAll().orderBy('id').execute();
  const jobs = () => world.store.system.selectFrom('job').selectAll().orderBy('key').execute();

  describe('a post', () => {
    it('is decided once, in the words of its reference, due at once', async () => {
      const post = news.ref({ card: rowId('c1'), round: 2 }, toTeam, userId('ann'));
      await act((scope) => scope.publish(post));
      world.clock.time += 1000;
      await act((scope) => scope.publish(post));
      expect(await deliveries()).toEqual([
        expect.objectContaining({
          team_id: 'T1',
          key: 'test.news|TEAM|card=c1,round=2',
          post: 'test.news',
          params: '{"card":"c1","round":2}',
          kind: 'channel',
          channel_id: 'TEAM',
          user_id: null,
          owner_id: 'ann',
          state: 'waiting',
          wanted: 1,
          shown: 0,
          due_at: noon,
          created_at: noon,
        }),
      ]);
      await act((scope) => scope.publish(post), T2);
      expect(await deliveries()).toHaveLength(2);
    });

    it('to a person has its urgency; in a thread, its parent and where that goes', async () => {
      const parent = news.ref({ n: 1 }, toTeam);
      const under = news.ref({ n: 2 }, { kind: 'thread', under: parent });
      const direct = news.ref({ n: 3 }, toBob);
      const underDirect = news.ref({ n: 4 }, { kind: 'thread', under: direct });
      await act(async (scope) => {
        for (const post of [parent, under, direct, underDirect]) await scope.publish(post);
      });
      expect(await deliveries()).toMatchObject([
        { kind: 'channel', channel_id: 'TEAM', user_id: null, urgency: null, under: null },
        { kind: 'thread', channel_id: 'TEAM', user_id: null, urgency: null, under: keyOf(parent) },
        { kind: 'person', channel_id: null, user_id: 'bob', urgency: 'due', under: null },
        { kind: 'thread', channel_id: null, user_id: 'bob', urgency: null, under: keyOf(direct) },
      ]);
    });

    it('keeps its place among those decided in the same transaction', async () => {
      await act(async (scope) => {
        for (let n = 20; n > 0; n -= 1) await scope.publish(news.ref({ n }, toTeam));
      });
      const inOrder = (await deliveries()).map(({ params }) => (JSON.parse(params) as { n: number }).n);
      expect(inOrder).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
    });

    it('is redrawn only if it was published; one that was sent, at once', async () => {
      const post = news.ref({ n: 1 }, toTeam);
      await act((scope) => scope.refresh(post));
      expect(await deliveries()).toEqual([]);
      await act((scope) => scope.publish(post));
      world.clock.time += 5000;
      await act((scope) => scope.refresh(post));
      expect(await deliveries()).toMatchObject([{ wanted: 2, due_at: noon }]);
      await world.store.system.updateTable('delivery').set({ state: 'sent' }).execute();
      await act((scope) => scope.refresh(post));
      expect(await deliveries()).toMatchObject([{ wanted: 3, due_at: noon + 5000 }]);
    });

    it('is redrawn along with many others, each of which keeps its owner or gets the one of its reference', async () => {
      const by = (n: number, owner?: UserId) => news.ref({ n }, toTeam, owner);
      const first = Array.from({ length: 600 }, (_, n) => by(n, userId('ann')));
      for (const post of [...first.slice(0, 3), ...first.slice(-1)])
        await act((scope) => scope.publish(post));
      const again = [by(0), by(1, userId('bob')), ...first.slice(2)];
      expect(await act((scope) => scope.refresh(...again))).toBe(true);
      expect(
        (await deliveries())
          .map(({ key, wanted, owner_id: owner }) => [key, wanted, owner])
          .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
      ).toEqual([
        ['test.news|TEAM|n=0', 2, 'ann'],
        ['test.news|TEAM|n=1', 2, 'bob'],
        ['test.news|TEAM|n=2', 2, 'ann'],
        ['test.news|TEAM|n=599', 2, 'ann'],
      ]);
      expect(await act((scope) => scope.refresh())).toBe(false);
    });

    it('carries no text', async () => {
      const bad = { n: 'two words' as ReturnType<typeof rowId> };
      await expect(act((scope) => scope.publish(news.ref(bad, toTeam)))).rejects.toThrow('neither an id');
      await expect(act((scope) => scope.runAt(tick.ref(bad), noon, ann))).rejects.toThrow('neither an id');
      await expect(act((scope) => scope.publish(news.ref({ n: NaN }, toTeam)))).rejects.toThrow();
    });
  });

  it('has App Home redrawn for people who opened it once', async () => {
    await act((scope) => scope.refreshHome(userId('bob')));
    const homes = () => world.store.system.selectFrom('home').selectAll().execute();
    expect(await homes()).toEqual([]);
    const home = { team_id: T1, user_id: userId('bob'), wanted: 1, shown: 1, due_at: 0 };
    await world.store.system.insertInto('home').values(home).execute();
    await act((scope) => scope.refreshHome(userId('bob')));
    expect(await homes()).toEqual([{ ...home, wanted: 2, due_at: noon }]);
    await act((scope) => scope.refreshHome(userId('ann'), userId('bob')));
    expect(await homes()).toEqual([{ ...home, wanted: 3, due_at: noon }]);
    await act((scope) => scope.refreshHome());
    expect(await homes()).toEqual([{ ...home, wanted: 3, due_at: noon }]);
  });

  describe('a job', () => {
    it('runs with the access it was scheduled for, and is moved when scheduled again', async () => {
      await act((scope) => scope.runAt(tick.ref({ n: 1 }, userId('ann')), noon + 10, ann));
      await world.store.system.updateTable('job').set({ state: 'missed', attempts: 3, note: 'x' }).execute();
      await act((scope) => scope.runAt(tick.ref({ n: 1 }), noon + 20, channelViewer('TEAM')));
      const expected: JobTable = {
        team_id: T1,
        key: 'test.tick|n=1',
        name: 'test.tick',
        params: '{"n":1}',
        viewer_kind: 'channel',
        viewer_id: 'TEAM',
        owner_id: null,
        run_at: noon + 20,
        state: 'waiting',
        attempts: 0,
        note: null,
        lost_since: null,
      };
      expect(await jobs()).toEqual([expected]);
    });

    it('can be taken back', async () => {
      await act((scope) => scope.runAt(tick.ref({ n: 1 }), noon, ann));
      await act((scope) => scope.cancel(tick.ref({ n: 2 })));
      await act((scope) => scope.cancel(tick.ref({ n: 1 })), T2);
      expect(await jobs()).toHaveLength(1);
      await act((scope) => scope.cancel(tick.ref({ n: 1 })));
      expect(await jobs()).toEqual([]);
    });

    it('is finished in the transaction of its effects, and may schedule itself again', async () => {
      const finish = {
        alsoIn: async (system: World['store']['system']) => {
          await system.deleteFrom('job').execute();
        },
      };
      await act((scope) => scope.runAt(tick.ref({ n: 1 }), noon, ann));
      const failing = world.store.transact(T1, ann, async () => Promise.reject(new Error('no')), finish);
      await expect(failing).rejects.toThrow('no');
      expect(await jobs()).toMatchObject([{ run_at: noon }]);
      await world.store.transact(T1, ann, (scope) => scope.runAt(tick.ref({ n: 1 }), noon + 7, ann), finish);
      expect(await jobs()).toMatchObject([{ run_at: noon + 7 }]);
    });
  });

  describe('a transaction', () => {
    it('happens together or not at all', async () => {
      const all = act(async (scope) => {
        await scope.upsertOwn(vote, { note: rowId('n'), score: 1 });
        await scope.publish(news.ref({ n: 1 }, toTeam));
        await scope.runAt(tick.ref({ n: 1 }), noon, ann);
        throw new Error('halfway');
      });
      await expect(all).rejects.toThrow('halfway');
      expect([await deliveries(), await jobs()]).toEqual([[], []]);
      expect(await act((scope) => scope.from(vote).selectAll().execute())).toEqual([]);
    });

    it('wakes the workers after it, and only if there is work', async () => {
      let woken = 0;
      const stop = world.store.onWork(() => (woken += 1));
      await act((scope) => scope.upsertOwn(vote, { note: rowId('n'), score: 1 }));
      await act(async (scope) => {
        await scope.publish(news.ref({ n: 1 }, toTeam));
        throw new Error('no');
      }).catch(() => undefined);
      expect(woken).toBe(0);
      await act((scope) => scope.publish(news.ref({ n: 1 }, toTeam)));
      await act((scope) => scope.runAt(tick.ref({ n: 1 }), noon, ann));
      expect(woken).toBe(2);
      stop();
      await act((scope) => scope.refresh(news.ref({ n: 1 }, toTeam)));
      expect(woken).toBe(2);
    });

    it('runs once for a key, and again for one whose run threw', async () => {
      let ran = 0;
      const submit = (fails: boolean, team = T1) =>
        world.store.transact(
          team,
          ann,
          async () => {
            ran += 1;
            if (fails) throw new Error('errors at the fields');
            return ran;
          },
          { once: 'view1' },
        );
      await expect(submit(true)).rejects.toThrow('errors at the fields');
      expect(await submit(false)).toBe(2);
      expect(await submit(false)).toBe(alreadyTaken);
      expect(await submit(false, T2)).toBe(3);
      expect(ran).toBe(3);
    });

    it('inside another one is refused instead of waiting for itself', async () => {
      const refused = 'everything goes through its scope';
      await expect(act(() => act(async () => 1))).rejects.toThrow(refused);
      await expect(act(() => world.store.read(T1, ann, async () => 1))).rejects.toThrow(refused);
      await expect(act(() => deliveries())).rejects.toThrow(refused);
      expect(await act(async () => 1)).toBe(1);
    });

    it('that only reads sees one moment', async () => {
      const read = world.store.read(T1, ann, (scope) => scope.from(note).selectAll().execute());
      expect(await read).toEqual([]);
    });
  });
});
