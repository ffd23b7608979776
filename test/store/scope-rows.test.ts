/** Reading and writing rows through a scope: every sentence of core/scope.ts about tables, on both engines. */
import { channelId, rowId, embargoId, userId, type AudienceId } from '../../src/core/ids.ts';
import { ownTable, sharedTable, type RowOf } from '../../src/core/tables.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  empty,
  note,
  openWorld,
  people,
  personViewer,
  sees,
  T1,
  T2,
  vote,
  write,
  type World,
} from './support/world.ts';

const ann = personViewer('ann');
const bob = personViewer('bob');
const gus = personViewer('gus');
const old = personViewer('old');
const team = channelViewer('TEAM');

describe.each(engines())('on $name', (engine) => {
  let world: World;
  let audience: AudienceId;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    await people(world, { ann: 'member', bob: 'member', gus: 'guest', old: 'deactivated' });
    await channel(world, 'TEAM', ['ann', 'bob', 'old']);
    audience = await world.store.transact(T1, ann, (scope) =>
      scope.audience({ kind: 'conversation', channel: channelId('TEAM') }),
    );
  });

  const newEmbargo = () => world.store.transact(T1, ann, (scope) => scope.embargo());
  const words = (viewer = ann) =>
    world.store.read(T1, viewer, (scope) => scope.from(note).select(['id', 'words']).orderBy('id').execute());

  it('gives the columns of the feature and none of the guard', async () => {
    await write(world, ann, 'n', { audience, by: ['ann'] });
    const rows = await world.store.read(T1, ann, (scope) => scope.from(note).selectAll().execute());
    expect(rows).toEqual([{ id: 'n', words: 'words of n', rank: null, owner: null }]);
  });

  it('has no row of another workspace, even with the same ids and the same person', async () => {
    await people(world, { ann: 'member' }, T2);
    await channel(world, 'TEAM', ['ann'], {}, T2);
    const other = await world.store.transact(T2, ann, (scope) =>
      scope.audience({ kind: 'conversation', channel: channelId('TEAM') }),
    );
    await write(world, ann, 'n', { audience: other, by: ['ann'] }, T2);
    expect(await sees(world, ann)).toEqual([]);
    expect(await sees(world, ann, T2)).toEqual(['n']);
    await expect(write(world, ann, 'm', { audience: other })).rejects.toThrow(/foreign key/i);
  });

  describe('an embargo', () => {
    it('keeps rows for their authors alone, no matter who asks, until it is opened for good', async () => {
      const embargo = await newEmbargo();
      await write(world, bob, 'n', { audience, embargo, by: ['bob'] });
      expect(await sees(world, ann)).toEqual([]);
      expect(await sees(world, team)).toEqual([]);
      expect(await sees(world, bob)).toEqual(['n']);
      await world.store.transact(T1, ann, (scope) => scope.open(embargo));
      expect(await sees(world, ann)).toEqual(['n']);
      expect(await sees(world, team)).toEqual(['n']);
    });

    it('is told apart from one that never was', async () => {
      const open = world.store.transact(T1, ann, (scope) => scope.open(embargoId('nothing')));
      await expect(open).rejects.toThrow('there is no such seal');
    });
  });

  describe('the author of a row', () => {
    it('still sees it after leaving the channel, and when members are unknown', async () => {
      await write(world, bob, 'n', { audience, by: ['bob'] });
      await channel(world, 'TEAM', ['ann']);
      expect(await sees(world, bob)).toEqual(['n']);
    });

    it('sees nothing once deactivated, nor does somebody unknown', async () => {
      await write(world, ann, 'n', { audience, by: ['old', 'who'] });
      expect(await sees(world, old)).toEqual([]);
      expect(await sees(world, personViewer('who'))).toEqual([]);
    });

    it('finds what they wrote, under embargo or not; a channel wrote nothing', async () => {
      const embargo = await newEmbargo();
      await write(world, ann, 'a', { audience, embargo, by: ['ann'] });
      await write(world, bob, 'b', { audience, by: ['bob'] });
      const mine = (viewer: typeof team) =>
        world.store.read(T1, viewer, (scope) => scope.mine(note).select('id').execute());
      expect(await mine(ann)).toEqual([{ id: 'a' }]);
      expect(await mine(team)).toEqual([]);
    });

    it('is named only on rows one may see, and where names are shown, or to themselves', async () => {
      const embargo = await newEmbargo();
      await write(world, ann, 'shown', { audience, by: ['bob', 'ann'] });
      await write(world, ann, 'hidden', { audience, by: ['bob'], names: 'hidden' });
      await write(world, ann, 'sealed', { audience, embargo, by: ['bob'] });
      const ids = ['shown', 'hidden', 'sealed', 'none'].map(rowId);
      const named = async (viewer: typeof team) =>
        Object.fromEntries(await world.store.read(T1, viewer, (scope) => scope.authors(note, ids)));
      expect(await named(ann)).toEqual({ shown: ['ann', 'bob'] });
      expect(await named(team)).toEqual({ shown: ['ann', 'bob'] });
      expect(await named(bob)).toEqual({ shown: ['ann', 'bob'], hidden: ['bob'], sealed: ['bob'] });
      expect(await named(gus)).toEqual({});
    });
  });

  describe('a change', () => {
    it('reaches rows that the viewer may see, and says whether there was one', async () => {
      await write(world, ann, 'n', { audience, by: ['ann'] });
      const change = (viewer: typeof team) =>
        world.store.transact(T1, viewer, (scope) => scope.update(note, rowId('n'), { words: 'new' }));
      expect(await change(gus)).toBe(false);
      expect((await words())[0]?.words).toBe('words of n');
      expect(await change(bob)).toBe(true);
      expect((await words())[0]?.words).toBe('new');
    });

    it('of one’s own reaches only what one wrote', async () => {
      await write(world, ann, 'n', { audience, by: ['ann'] });
      const change = (viewer: typeof team) =>
        world.store.transact(T1, viewer, (scope) =>
          scope.update(note, rowId('n'), { words: 'new' }, { mine: true }),
        );
      expect(await change(bob)).toBe(false);
      expect(await change(team)).toBe(false);
      expect(await change(ann)).toBe(true);
    });

    it('happens only if the row is still as it was, with nothing meaning nothing', async () => {
      await write(world, ann, 'n', { audience });
      const rank = (from: number | null, to: number) =>
        world.store.transact(T1, ann, (scope) =>
          scope.update(note, rowId('n'), { rank: to }, { where: { rank: from } }),
        );
      expect(await rank(null, 1)).toBe(true);
      expect(await rank(null, 2)).toBe(false);
      expect(await rank(1, 2)).toBe(true);
    });

    it('of nothing, of the guard’s columns, or of what there is not, is refused', async () => {
      await write(world, ann, 'n', { audience });
      const change = (to: object) =>
        world.store.transact(T1, ann, (scope) => scope.update(note, rowId('n'), to));
      await expect(change({})).rejects.toThrow('a change that changes nothing');
      await expect(change({ audience_id: 'x' })).rejects.toThrow('there is no column audience_id');
      await expect(change({ team_id: 'T2' })).rejects.toThrow('there is no column team_id');
      await expect(change({ id: 'm' })).rejects.toThrow('there is no column id');
      await expect(change({ words: undefined })).rejects.toThrow('given no value');
    });
  });

  it('deletes what the viewer wrote, and who wrote it; nothing of others', async () => {
    await write(world, ann, 'n', { audience, by: ['ann', 'bob'] });
    const remove = (viewer: typeof team) =>
      world.store.transact(T1, viewer, (scope) => scope.delete(note, rowId('n')));
    expect([await remove(gus), await remove(team), await remove(bob), await remove(bob)]).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(await world.store.system.selectFrom('authorship').selectAll().execute()).toEqual([]);
  });

  describe('an own row', () => {
    const upsertOwn = (viewer: typeof team, score: number, how: Parameters<typeof scopePut>[3] = {}) =>
      scopePut(viewer, 'n', score, how);
    const scopePut = (
      viewer: typeof team,
      id: string,
      score: number,
      how: { audience?: AudienceId; embargo?: ReturnType<typeof embargoId> },
    ) => world.store.transact(T1, viewer, (scope) => scope.upsertOwn(vote, { note: rowId(id), score }, how));
    const read = (viewer: typeof team) =>
      world.store.read(T1, viewer, (scope) => scope.from(vote).selectAll().execute());
    const countBy = async (viewer: typeof team, where: Partial<RowOf<typeof vote>> = {}) =>
      Object.fromEntries(await world.store.read(T1, viewer, (scope) => scope.countBy(vote, 'note', where)));

    it('is read by its person alone, and by no channel', async () => {
      await upsertOwn(ann, 2, { audience });
      expect(await read(ann)).toEqual([{ note: 'n', score: 2 }]);
      expect(await read(bob)).toEqual([]);
      expect(await read(team)).toEqual([]);
    });

    it('takes the place of an older one with the same key', async () => {
      await upsertOwn(ann, 1, { audience });
      await upsertOwn(bob, 7);
      await upsertOwn(ann, 2);
      expect(await read(ann)).toEqual([{ note: 'n', score: 2 }]);
      expect(await read(bob)).toEqual([{ note: 'n', score: 7 }]);
      expect(await countBy(bob)).toEqual({});
    });

    it('cannot be a channel’s', async () => {
      await expect(upsertOwn(team, 1)).rejects.toThrow('a channel has no rows of its own');
    });

    it('is deleted by its person alone, where it matches', async () => {
      await upsertOwn(ann, 1);
      await upsertOwn(bob, 1);
      await scopePut(ann, 'm', 5, {});
      const deleteOwn = (viewer: typeof team, where: Partial<RowOf<typeof vote>>) =>
        world.store.transact(T1, viewer, (scope) => scope.deleteOwn(vote, where));
      expect([
        await deleteOwn(ann, { score: 9 }),
        await deleteOwn(ann, { score: 1 }),
        await deleteOwn(team, {}),
      ]).toEqual([0, 1, 0]);
      expect([await deleteOwn(ann, {}), await deleteOwn(ann, {})]).toEqual([1, 0]);
      expect(await read(bob)).toHaveLength(1);
    });

    it('is counted by whom its audience holds, once its embargo is open', async () => {
      const embargo = await newEmbargo();
      await upsertOwn(ann, 2, { audience, embargo });
      await upsertOwn(bob, 3, { audience, embargo });
      await scopePut(bob, 'm', 3, { audience });
      await upsertOwn(gus, 3);
      expect([await countBy(ann), await countBy(team)]).toEqual([{ m: 1 }, { m: 1 }]);
      await world.store.transact(T1, ann, (scope) => scope.open(embargo));
      expect([await countBy(ann), await countBy(team)]).toEqual([
        { m: 1, n: 2 },
        { m: 1, n: 2 },
      ]);
      expect(await countBy(ann, { score: 3 })).toEqual({ m: 1, n: 1 });
      expect([await countBy(gus), await countBy(old)]).toEqual([{}, {}]);
      const missing = world.store.read(T1, ann, (scope) => scope.countBy(vote, 'user_id' as 'note', {}));
      await expect(missing).rejects.toThrow('no column user_id');
    });
  });

  it('unlinks hidden names under an embargo, after which nobody can edit them', async () => {
    const embargo = await newEmbargo();
    await write(world, ann, 'hidden', { audience, embargo, by: ['ann'], names: 'hidden' });
    await write(world, ann, 'shown', { audience, embargo, by: ['ann'] });
    await write(world, ann, 'other', { audience, by: ['ann'], names: 'hidden' });
    await world.store.transact(T1, bob, async (scope) => {
      await scope.open(embargo);
      await scope.anonymize(embargo);
    });
    const mine = await world.store.read(T1, ann, (scope) =>
      scope.mine(note).select('id').orderBy('id').execute(),
    );
    expect(mine).toEqual([{ id: 'other' }, { id: 'shown' }]);
    expect(await sees(world, ann)).toEqual(['hidden', 'other', 'shown']);
  });

  describe('people', () => {
    it('of an audience are those it holds now, for one of them or its channel', async () => {
      const ids = (viewer: typeof team) =>
        world.store.read(T1, viewer, async (scope) =>
          (await scope.peopleOf(audience)).map((person) => person.userId),
        );
      expect([await ids(ann), await ids(team), await ids(gus)]).toEqual([['ann', 'bob'], ['ann', 'bob'], []]);
      await channel(world, 'WORK', ['ann', 'gus']);
      expect(await ids(channelViewer('WORK'))).toEqual([]);
      await channel(world, 'TEAM', ['ann']);
      expect([await ids(ann), await ids(bob)]).toEqual([['ann'], []]);
    });

    it('learn which audiences hold them now, and a channel that none does', async () => {
      const others = await world.store.transact(T1, ann, (scope) =>
        scope.audience({ kind: 'people', channel: channelId('TEAM'), people: [userId('ann')] }),
      );
      const among = (viewer: typeof team) =>
        world.store.read(T1, viewer, async (scope) =>
          [...(await scope.memberAudiences([audience, others]))].sort(),
        );
      expect(await among(ann)).toEqual([audience, others].sort());
      expect([await among(bob), await among(gus), await among(team)]).toEqual([[audience], [], []]);
      await channel(world, 'TEAM', ['bob']);
      expect([await among(ann), await among(bob)]).toEqual([[], [audience]]);
      expect(await world.store.read(T1, bob, (scope) => scope.memberAudiences([]))).toEqual(new Set());
    });

    it('in a channel are told to the people who are in it, and to the channel', async () => {
      await people(world, { bot: 'bot' });
      await channel(world, 'TEAM', ['ann', 'bob', 'old', 'bot']);
      const ids = (viewer: typeof team) =>
        world.store.read(T1, viewer, async (scope) =>
          (await scope.members(channelId('TEAM'))).map((person) => person.userId),
        );
      expect([await ids(ann), await ids(team), await ids(gus), await ids(old)]).toEqual([
        ['ann', 'bob'],
        ['ann', 'bob'],
        [],
        [],
      ]);
      await world.store.directory.channelGone(T1, channelId('TEAM'), world.clock.time);
      expect([await ids(ann), await ids(team)]).toEqual([[], []]);
    });

    it('and channels are facts: a person for anybody, a channel for the people who are in it, and for itself', async () => {
      const facts = (viewer: typeof team) =>
        world.store.read(T1, viewer, async (scope) => [
          await scope.person(userId('gus')),
          await scope.person(userId('nobody')),
          await scope.channel(channelId('TEAM')),
          await scope.channel(channelId('NONE')),
        ]);
      const gusFacts = expect.objectContaining({ userId: 'gus', memberType: 'guest', tz: 'UTC' }) as unknown;
      const teamFacts = {
        channelId: 'TEAM',
        kind: 'public',
        isShared: false,
        isArchived: false,
        hasLore: true,
        name: 'TEAM',
        tz: 'UTC',
        locale: 'en',
      };
      expect(await facts(ann)).toEqual([gusFacts, null, teamFacts, null]);
      expect(await facts(team)).toEqual([gusFacts, null, teamFacts, null]);
      expect(await facts(gus)).toEqual([gusFacts, null, null, null]);
    });
  });

  it('knows no table that was not declared, not even under a declared name', async () => {
    const strange = [
      sharedTable('person', {}),
      sharedTable('note', note.columns),
      ownTable('delivery', [], {}),
    ];
    for (const table of strange) {
      const read = world.store.read(T1, ann, (scope) =>
        scope.from(table as unknown as typeof note).execute(),
      );
      await expect(read).rejects.toThrow('is not declared by a feature');
    }
  });

  it('has nothing for a join to go around the guard with', async () => {
    await write(world, ann, 'n', { audience });
    const around = world.store.read(T1, gus, (scope) =>
      scope.from(note).innerJoin('it as other', 'other.id', 'it.id').select('other.id').execute(),
    );
    await expect(around).rejects.toThrow(/no such table: it|relation "it" does not exist/);
  });

  it('stores text without NUL, broken characters and marks that turn its direction, the same on both engines, and refuses what is no cell', async () => {
    const insert = (words: unknown) =>
      world.store.transact(T1, ann, (scope) =>
        scope.insert(
          note,
          { id: rowId('n'), words: words as string, rank: null, owner: null },
          { audience, by: [], names: 'shown' },
        ),
      );
    await expect(insert(true)).rejects.toThrow('not boolean');
    await expect(insert(new Date(0))).rejects.toThrow('not object');
    await expect(insert(0.5)).rejects.toThrow('not number');
    await insert('a\0b\uD800c\u202E 🎓\u2066 </script>');
    expect((await words())[0]?.words).toBe('ab\uFFFDc 🎓 </script>');
  });
});
