/** Who is added to an audience, which rows share one, and what is opened, closed and merged: on both engines. */
import { audienceId, channelId, embargoId, userId, type EmbargoId } from '../../src/core/ids.ts';
import type { Scope } from '../../src/core/scope.ts';
import type { Audience } from '../../src/core/visibility.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  empty,
  openWorld,
  people,
  personViewer,
  sees,
  T1,
  T2,
  write,
  type World,
} from './support/world.ts';

const ann = personViewer('ann');
const bob = personViewer('bob');
const cat = personViewer('cat');
const team = channelViewer('TEAM');

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    for (const workspace of [T1, T2]) {
      await people(world, { ann: 'member', bob: 'member', cat: 'member' }, workspace);
      await channel(world, 'TEAM', ['ann', 'bob'], {}, workspace);
      await channel(world, 'WORK', ['ann', 'cat'], {}, workspace);
    }
  });

  const act = <T>(run: (scope: Scope) => Promise<T>, viewer = ann, workspace = T1) =>
    world.store.transact(workspace, viewer, run);
  const audience = (of: Audience, viewer = ann) => act((scope) => scope.audience(of), viewer);
  const annAlone = () => audience({ kind: 'people', channel: channelId('TEAM'), people: [userId('ann')] });

  describe('who is added to an audience of people', () => {
    it('sees what was written for it before, and what is written later', async () => {
      const to = await annAlone();
      await write(world, team, 'before', { audience: to });
      expect(await sees(world, bob)).toEqual([]);
      await act((scope) => scope.include(to, ['bob', 'ann', 'bob'].map(userId)));
      await write(world, team, 'later', { audience: to });
      expect(await sees(world, bob)).toEqual(['before', 'later']);
      expect(await sees(world, ann)).toEqual(['before', 'later']);
    });

    it('is in its channel, or sees nothing of it', async () => {
      const to = await annAlone();
      await write(world, team, 'n', { audience: to });
      await act((scope) => scope.include(to, [userId('cat')]));
      expect(await sees(world, cat)).toEqual([]);
      await channel(world, 'TEAM', ['ann', 'bob', 'cat']);
      expect(await sees(world, cat)).toEqual(['n']);
    });

    it('is added by somebody in its channel only, and to no other audience, nor to one that is not there', async () => {
      const refused = /only someone in its channel can add people to an audience of people/;
      const to = await annAlone();
      const conversation = await audience({ kind: 'conversation', channel: channelId('TEAM') });
      const adding = (id: string, viewer = ann, workspace = T1) =>
        act((scope) => scope.include(audienceId(id), [userId('cat')]), viewer, workspace);
      await expect(adding(to, cat)).rejects.toThrow(refused);
      await expect(adding(conversation)).rejects.toThrow(refused);
      await expect(adding('none')).rejects.toThrow(refused);
      await expect(adding(to, ann, T2)).rejects.toThrow(refused);
      await channel(world, 'TEAM', ['ann', 'bob', 'cat']);
      await write(world, team, 'n', { audience: to });
      expect(await sees(world, cat)).toEqual([]);
    });
  });

  describe('an audience', () => {
    const conversation = { kind: 'conversation', channel: channelId('TEAM') } as const;

    it('is one for all rows that the same people may see, whoever wrote them', async () => {
      const first = await audience(conversation);
      expect(await audience(conversation, bob)).toBe(first);
      const others = [
        await audience({ kind: 'conversation', channel: channelId('WORK') }),
        await audience({ kind: 'workspace', from: channelId('TEAM') }),
        await annAlone(),
        await annAlone(),
      ];
      expect(new Set([first, ...others]).size).toBe(5);
    });

    it('is another one once its channel is private, or shared', async () => {
      const open = await audience(conversation);
      await channel(world, 'TEAM', null, { kind: 'private' });
      const closed = await audience(conversation);
      await channel(world, 'TEAM', null, { kind: 'private', isShared: true });
      const shared = await audience(conversation);
      expect(new Set([open, closed, shared]).size).toBe(3);
    });

    it('of named people is fixed outside its channel only by somebody whom something from it names', async () => {
      const named = { kind: 'named', from: channelId('TEAM'), people: [userId('cat')] } as const;
      await expect(audience(named, cat)).rejects.toThrow(/only someone in its channel/);
      await audience(named);
      const passedOn = await audience({ ...named, people: [userId('ann')] }, cat);
      await write(world, cat, 'n', { audience: passedOn });
      expect(await sees(world, ann)).toEqual(['n']);
      await expect(audience(conversation, cat)).rejects.toThrow(/only someone in its channel/);
      await expect(audience({ kind: 'workspace', from: channelId('TEAM') }, cat)).rejects.toThrow(
        /only someone in its channel/,
      );
    });
  });

  describe('a seal', () => {
    let sealed: EmbargoId;
    let other: EmbargoId;
    beforeEach(async () => {
      [sealed, other] = [await act((scope) => scope.embargo()), await act((scope) => scope.embargo())];
      const to = await audience({ kind: 'conversation', channel: channelId('TEAM') });
      await write(world, bob, 'n', { audience: to, embargo: sealed, by: ['bob'] });
      await write(world, bob, 'm', { audience: to, embargo: other, by: ['bob'] });
    });
    const open = (embargo: EmbargoId) => act((scope) => scope.open(embargo));
    const openOf = async (embargoes: readonly EmbargoId[], workspace = T1) => [
      ...(await act((scope) => scope.openOf(embargoes), ann, workspace)),
    ];

    it('is known to be open or not, in its workspace, and of none nothing is', async () => {
      expect(await openOf([])).toEqual([]);
      expect(await openOf([sealed, other])).toEqual([]);
      await open(other);
      expect(await openOf([sealed, other, embargoId('none')])).toEqual([other]);
      expect(await openOf([sealed])).toEqual([]);
      expect(await openOf([other], T2)).toEqual([]);
    });

    it('that is closed again hides what is under it, of others', async () => {
      await open(sealed);
      expect(await sees(world, ann)).toEqual(['n']);
      await act((scope) => scope.close(sealed));
      expect(await sees(world, ann)).toEqual([]);
      expect(await sees(world, bob)).toEqual(['m', 'n']);
      expect(await openOf([sealed])).toEqual([]);
    });

    it('is merged into an open one: what was under it is open, and only that', async () => {
      const third = await act((scope) => scope.embargo());
      await open(third);
      await act((scope) => scope.merge(sealed, third));
      expect(await sees(world, ann)).toEqual(['n']);
      await act((scope) => scope.close(third));
      expect(await sees(world, ann)).toEqual([]);
    });

    it('is merged into no closed one', async () => {
      const merging = act((scope) => scope.merge(sealed, other));
      await expect(merging).rejects.toThrow('what is sealed goes under an open seal only');
      await open(other);
      expect(await sees(world, ann)).toEqual(['m']);
    });
  });
});
