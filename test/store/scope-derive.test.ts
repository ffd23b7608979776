/** Rows that are made of others: whose they are, whom they reach, and what is left of it when nobody is to know any more. */
import { type AudienceId, channelId, rowId, type EmbargoId, userId } from '../../src/core/ids.ts';
import { jobId } from '../../src/core/job-ref.ts';
import { defineJob } from '../../src/core/job.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost, stays } from '../../src/core/post.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import type { Names, Scope } from '../../src/core/scope.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  empty,
  joint,
  note,
  openWorld,
  people,
  personViewer,
  T1,
  type World,
} from './support/world.ts';

const ann = personViewer('ann');
const bob = personViewer('bob');
const cat = personViewer('cat');
const team = channelViewer('TEAM');
const asked = definePost(postId('test.asked'), {
  title: async () => 'a question',
  build: async () => null,
  over: stays,
});
const ask = defineJob(jobId('test.ask'), 'transition', {
  title: async () => 'a look',
  run: async () => undefined,
});

describe.each(engines())('on $name', (engine) => {
  let world: World;
  let few: AudienceId;
  let all: AudienceId;
  let embargo: EmbargoId;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    await people(world, { ann: 'member', bob: 'member', cat: 'member', dan: 'member' });
    await channel(world, 'TEAM', ['ann', 'bob', 'cat', 'dan']);
    await act(async (scope) => {
      const here = channelId('TEAM');
      few = await scope.audience({
        kind: 'people',
        channel: here,
        people: ['ann', 'bob', 'cat'].map(userId),
      });
      all = await scope.audience({ kind: 'workspace', from: here });
      embargo = await scope.embargo();
    });
  });

  const act = <T>(run: (scope: Scope) => Promise<T>, viewer: Viewer = ann) =>
    world.store.transact(T1, viewer, run);
  const card = (id: string, by: string, names: Names) =>
    act(
      (scope) =>
        scope.insert(
          note,
          { id: rowId(id), words: id, rank: null, owner: null },
          { audience: few, embargo, by: [userId(by)], names },
        ),
      personViewer(by),
    );
  const made = (rows: readonly string[], id = 'made', viewer = cat) =>
    act(
      (scope) =>
        scope.derive(
          note,
          { id: rowId(id), words: id, rank: null, owner: null },
          { audience: few, of: note, rows: rows.map(rowId) },
        ),
      viewer,
    );
  const authors = (viewer = cat) =>
    world.store.read(
      T1,
      viewer,
      async (read) => (await read.authors(note, [rowId('made')])).get(rowId('made')) ?? [],
    );
  const mine = (viewer: Viewer) =>
    world.store.read(T1, viewer, async (read) =>
      (await read.mine(note).select('id').orderBy('id').execute()).map(({ id }) => id),
    );
  const seen = (viewer: Viewer) =>
    world.store.read(T1, viewer, async (read) =>
      (await read.from(note).select('id').orderBy('id').execute()).map(({ id }) => id),
    );
  const openCards = () => act((scope) => scope.open(embargo));

  it('belong to the person who wrote those, and not to the one who made them', async () => {
    await card('a', 'ann', 'shown');
    await card('b', 'bob', 'shown');
    await openCards();
    await made(['a', 'b']);
    expect(await authors()).toEqual(['ann', 'bob']);
    expect(await mine(ann)).toEqual(['a', 'made']);
    expect(await mine(bob)).toEqual(['b', 'made']);
    expect(await mine(cat)).toEqual([]);
  });

  it('hide the names that are hidden there, also where one author showed theirs once', async () => {
    await card('a', 'ann', 'shown');
    await card('a2', 'ann', 'hidden');
    await card('b', 'bob', 'shown');
    await openCards();
    await made(['a', 'a2', 'b']);
    expect(await authors()).toEqual(['bob']);
    expect(await authors(ann)).toEqual(['ann', 'bob']);
    expect(await mine(ann)).toEqual(['a', 'a2', 'made']);
  });

  it('are made of nothing that is not seen, is not there, or is under different embargoes', async () => {
    await card('a', 'ann', 'hidden');
    await expect(made(['a'])).rejects.toThrow('a row is made of rows that the viewer sees');
    await openCards();
    await expect(made(['a', 'nothing'])).rejects.toThrow('a row is made of rows that the viewer sees');
    await expect(made([])).rejects.toThrow('a row is made of rows that the viewer sees');
    await act(async (scope) => {
      const row = { id: rowId('free'), words: 'free', rank: null, owner: null };
      await scope.insert(note, row, { audience: few, by: [userId('ann')], names: 'shown' });
    });
    await expect(made(['a', 'free'])).rejects.toThrow('under one seal');
  });

  it('reach another audience when one of their authors says so, and nobody else', async () => {
    await card('a', 'ann', 'hidden');
    await card('b', 'bob', 'hidden');
    await openCards();
    await made(['a', 'b']);
    const dan = personViewer('dan');
    const move = (viewer: Viewer, to = all) =>
      act((scope) => scope.changeAudience(note, rowId('made'), to), viewer);
    expect(await move(cat)).toBe(false);
    expect(await move(dan)).toBe(false);
    expect(await move(team)).toBe(false);
    expect(await seen(dan)).toEqual([]);
    expect(await move(bob)).toBe(true);
    expect(await seen(dan)).toEqual(['made']);
    expect(await mine(ann)).toEqual(['a', 'made']);
    expect(await move(ann, few)).toBe(true);
    expect(await seen(dan)).toEqual([]);
  });

  it('lose their authors with the cards, and with them whom was written to about them alone', async () => {
    await card('a', 'ann', 'hidden');
    await openCards();
    await made(['a']);
    await act(async (scope) => {
      const about = { of: rowId('made') };
      await scope.publish(asked.ref(about, { kind: 'person', user: userId('ann'), urgency: 'rest' }));
      await scope.publish(asked.ref(about, { kind: 'channel', channel: channelId('TEAM') }));
      await scope.publish(
        asked.ref({ of: rowId('other') }, { kind: 'person', user: userId('ann'), urgency: 'rest' }),
      );
      await scope.runAt(ask.ref({ ...about, person: userId('ann') }), world.clock.time, ann);
      await scope.runAt(ask.ref(about), world.clock.time, team);
    });
    await world.store.write(async (db) => {
      const sent = { state: 'sent', channel_id: channelId('D1'), ts: '1.1' } as const;
      await db.updateTable('delivery').set(sent).where('key', 'like', '%|ann|of=made').execute();
    });
    await act((scope) => scope.anonymize(embargo), team);
    expect(await mine(ann)).toEqual([]);
    expect(await seen(bob)).toEqual(['a', 'made']);
    const { system } = world.store;
    const keys = async (table: 'delivery' | 'job') =>
      (await system.selectFrom(table).select('key').orderBy('key').execute()).map(({ key }) => key);
    expect(await keys('delivery')).toEqual(['test.asked|TEAM|of=made', 'test.asked|ann|of=other']);
    expect(await keys('job')).toEqual(['test.ask|of=made']);
    const left = await system
      .selectFrom('left_behind')
      .select(['kind', 'place', 'ts'])
      .orderBy('kind')
      .execute();
    expect(left).toContainEqual({ kind: 'message', place: 'D1', ts: '1.1' });
  });

  it('go whole with one of their authors, where they are erased as what was written together', async () => {
    await card('a', 'ann', 'shown');
    await card('b', 'bob', 'shown');
    await openCards();
    const rows = ['a', 'b'].map(rowId);
    for (const table of [note, joint])
      await act(
        (scope) =>
          table === note
            ? scope.derive(
                note,
                { id: rowId('made'), words: '', rank: null, owner: null },
                { audience: few, of: note, rows },
              )
            : scope.derive(joint, { id: rowId('joint'), words: '' }, { audience: few, of: note, rows }),
        cat,
      );
    await world.store.erasing(T1, 'operator', { kind: 'person', userId: userId('bob') });
    expect(await seen(ann)).toEqual(['a', 'made']);
    expect(await act((scope) => scope.from(joint).selectAll().execute())).toEqual([]);
  });
});
