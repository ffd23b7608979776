/** What a process knows of a workspace from its last turn there, and what it believes of others' turns. On both engines. */
import { hour, minute } from '../../src/core/clock.ts';
import { channelId, teamId, userId } from '../../src/core/ids.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import { type Paced, postPace, rates } from '../../src/jobs/pace.ts';
import { createTurns } from '../../src/jobs/turns.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  empty,
  noon,
  openWorld,
  people,
  T1,
  T2,
  type World,
} from './support/world.ts';

const news = definePost(postId('test.news'), {
  title: async () => 'news',
  build: async () => null,
  over: stays,
});

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(() => empty(world));

  const home: Paced[] = [[rates.home, T1]];
  const turns = (worker: string) => createTurns(world.store, worker);
  const kept = () => world.store.system.selectFrom('work_pace').selectAll().execute();

  it('the first turn takes over, and asks what is asked each hour; the next one knows', async () => {
    const mine = turns('one');
    expect(await mine.begin(T1, noon)).toMatchObject({ isTakenOver: true, isToTend: true });
    expect(await mine.keep(T1, noon)).toBeNull();
    expect(await mine.begin(T1, noon)).toMatchObject({ isTakenOver: false, isToTend: true });
    expect(await mine.keep(T1, noon, true)).toBe(noon + hour);
    expect(await mine.begin(T1, noon + 1)).toMatchObject({ isTakenOver: false, isToTend: false });
    expect(await mine.keep(T1, noon + minute)).toBe(noon + hour);
    expect(await mine.begin(T2, noon)).toMatchObject({ isTakenOver: true, isToTend: true });
  });

  it('the hour is one by the clock, also one that was set back', async () => {
    const mine = turns('one');
    await mine.begin(T1, noon);
    await mine.keep(T1, noon, true);
    const isToTend = async (now: number) => (await mine.begin(T1, now)).isToTend;
    expect([await isToTend(noon + hour - 1), await isToTend(noon + hour)]).toEqual([false, true]);
    expect([await isToTend(noon - hour + 1), await isToTend(noon - hour)]).toEqual([false, true]);
  });

  it('another process takes over, knows when it was asked and how often Slack was called; the first one takes over again', async () => {
    const [mine, others] = [turns('one'), turns('two')];
    const { pace } = await mine.begin(T1, noon);
    for (let calls = 0; calls < rates.home.calls; calls += 1) pace.took(home, noon);
    await mine.keep(T1, noon, true);
    const second = await others.begin(T1, noon + 1000);
    expect(second).toMatchObject({ isTakenOver: true, isToTend: false });
    expect(second.pace.notBefore(home, noon + 1000)).toBe(noon + minute);
    expect((await others.begin(T1, noon + 1000)).isTakenOver).toBe(false);
    expect((await mine.begin(T1, noon + 2000)).isTakenOver).toBe(true);
    expect((await others.begin(T1, noon + 3000)).isTakenOver).toBe(true);
  });

  it('what a process keeps that was too slow does not take the place of what another one kept', async () => {
    const [late, others] = [turns('one'), turns('two')];
    const { pace } = await late.begin(T1, noon);
    await others.begin(T1, noon + 1000);
    pace.took(home, noon);
    await late.keep(T1, noon + 2000, true);
    expect(await kept()).toMatchObject([{ team_id: T1, worker: 'two', state: '{}', tended_at: null }]);
  });

  it('a process that forgot a turn, since it ended badly, takes over from itself', async () => {
    const mine = turns('one');
    await mine.begin(T1, noon);
    await mine.begin(T2, noon);
    mine.forget(T1);
    expect(await mine.keep(T1, noon, true)).toBeNull();
    expect(await kept()).toMatchObject([{ tended_at: null }, { tended_at: null }]);
    expect((await mine.begin(T1, noon)).isTakenOver).toBe(true);
    expect((await mine.begin(T2, noon)).isTakenOver).toBe(false);
  });

  it('how often Slack was called is kept also where nothing was asked, and when it was asked stays', async () => {
    const mine = turns('one');
    const { pace } = await mine.begin(T1, noon);
    await mine.keep(T1, noon, true);
    for (let calls = 0; calls < rates.home.calls; calls += 1) pace.took(home, noon + minute);
    expect(await mine.keep(T1, noon + minute)).toBe(noon + hour);
    const second = await turns('two').begin(T1, noon + minute + 1000);
    expect(second.isToTend).toBe(false);
    expect(second.pace.notBefore(home, noon + minute + 1000)).toBe(noon + 2 * minute);
  });

  it('what was posted, or may have been, counts for whoever comes next, in the order of its time', async () => {
    await people(world, { ann: 'member' });
    const { store } = world;
    for (const id of ['SENT', 'DOUBT', 'CALLED', 'WAITING']) await channel(world, id, ['ann']);
    const publish = (id: string, n: number) =>
      store.transact(T1, channelViewer(id), (scope) =>
        scope.publish(news.ref({ n }, { kind: 'channel', channel: channelId(id) })),
      );
    const now = noon + minute;
    const posts = [
      ['SENT', { state: 'sent', sent_at: now - 400, due_at: now - 400, claimed_at: null }],
      ['SENT', { state: 'sent', sent_at: now - 900, due_at: now - 900, claimed_at: null }],
      ['CALLED', { state: 'sending', claimed_at: now - 300 }],
      ['DOUBT', { state: 'unknown', claimed_at: now - 200 }],
      ['WAITING', { state: 'waiting', claimed_at: null }],
    ] as const;
    for (const [n, [id, as]] of posts.entries()) {
      await publish(id, n);
      await store.system
        .updateTable('delivery')
        .set(as)
        .where('params', '=', JSON.stringify({ n }))
        .execute();
    }
    const { pace } = await turns('two').begin(T1, now);
    const next = (id: string, user: string | null = null) =>
      pace.notBefore(
        postPace({ team_id: T1, channel_id: channelId(id), user_id: user === null ? null : userId(user) }),
        now,
      ) - now;
    expect(['SENT', 'CALLED', 'DOUBT', 'WAITING'].map((id) => next(id))).toEqual([600, 700, 800, 0]);
    expect(next('SENT', 'ann')).toBe(0);
  });

  it('a workspace that is no longer there has its turn, and nothing of it is kept', async () => {
    const gone = teamId('TGONE');
    const mine = turns('one');
    expect((await mine.begin(gone, noon)).isTakenOver).toBe(true);
    expect(await mine.keep(gone, noon, true)).toBeNull();
    expect((await mine.begin(gone, noon)).isTakenOver).toBe(true);
    expect(await kept()).toEqual([]);
  });
});
