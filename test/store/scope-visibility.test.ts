/** Who a row may ever reach: every sentence of core/visibility.ts, on both engines. */
import { channelId, userId, type AudienceId } from '../../src/core/ids.ts';
import type { Audience, Viewer } from '../../src/core/visibility.ts';
import { day } from '../../src/core/clock.ts';
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
  write,
  type World,
} from './support/world.ts';

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    await people(world, {
      ann: 'member',
      bob: 'member',
      cat: 'member',
      gus: 'guest',
      eva: 'external',
      old: 'deactivated',
      bot: 'bot',
    });
    await channel(world, 'TEAM', ['ann', 'bob', 'gus', 'old', 'bot']);
    await channel(world, 'WORK', ['ann', 'cat']);
    await channel(world, 'SHARED', ['ann', 'cat', 'eva'], { isShared: true });
    await channel(world, 'PRIVATE', ['ann', 'bob'], { kind: 'private' });
  });

  const audience = (audience: Audience, as: Viewer = personViewer('ann')): Promise<AudienceId> =>
    world.store.transact(T1, as, (scope) => scope.audience(audience));
  const workspaceFrom = (id: string) => audience({ kind: 'workspace', from: channelId(id) });
  const conversation = (id: string) => audience({ kind: 'conversation', channel: channelId(id) });
  const some = (id: string, names: readonly string[]) =>
    audience({ kind: 'people', channel: channelId(id), people: names.map(userId) });
  /** Who, of everybody, sees the one note. */
  const readers = async (): Promise<string[]> => {
    const found = [];
    for (const id of ['ann', 'bob', 'cat', 'gus', 'eva', 'old', 'bot'])
      if ((await sees(world, personViewer(id))).length > 0) found.push(id);
    for (const id of ['TEAM', 'WORK', 'SHARED', 'PRIVATE'])
      if ((await sees(world, channelViewer(id))).length > 0) found.push(id);
    return found;
  };
  const writeFor = (to: AudienceId) => write(world, channelViewer('TEAM'), 'n', { audience: to });

  describe('a row for the workspace', () => {
    it('reaches every full member, and guests and strangers only in its channel', async () => {
      await writeFor(await workspaceFrom('TEAM'));
      // TEAM has a guest, but the row comes from there; SHARED has strangers.
      expect(await readers()).toEqual(['ann', 'bob', 'cat', 'gus', 'TEAM', 'WORK', 'PRIVATE']);
    });

    it('reaches people of another organisation in its channel, if that was shared when it was written', async () => {
      await writeFor(await workspaceFrom('SHARED'));
      expect(await readers()).toEqual(['ann', 'bob', 'cat', 'eva', 'WORK', 'SHARED', 'PRIVATE']);
    });

    it('shrinks to its channel when that becomes private', async () => {
      await writeFor(await workspaceFrom('WORK'));
      await channel(world, 'WORK', null, { kind: 'private' });
      expect(await readers()).toEqual(['ann', 'cat', 'WORK']);
    });

    it('shrinks to the people of its channel that are ours when that is shared', async () => {
      await writeFor(await workspaceFrom('WORK'));
      await channel(world, 'WORK', ['ann', 'cat', 'eva'], { isShared: true });
      expect(await readers()).toEqual(['ann', 'cat']);
    });

    it('stays as wide as an author of a private channel made it', async () => {
      await writeFor(await workspaceFrom('PRIVATE'));
      expect(await readers()).toEqual(['ann', 'bob', 'cat', 'WORK', 'PRIVATE']);
    });

    it('goes to no channel whose members are unknown, too old or strangers to us', async () => {
      await writeFor(await workspaceFrom('TEAM'));
      await channel(world, 'NEW', null);
      await channel(world, 'ODD', ['ann', 'who']);
      expect(await sees(world, channelViewer('NEW'))).toEqual([]);
      expect(await sees(world, channelViewer('ODD'))).toEqual([]);
      world.clock.time += day + 1;
      expect(await sees(world, channelViewer('WORK'))).toEqual([]);
    });
  });

  describe('a row for a conversation', () => {
    it('reaches the people who are in it when they look, and the channel', async () => {
      await writeFor(await conversation('TEAM'));
      expect(await readers()).toEqual(['ann', 'bob', 'gus', 'TEAM']);
      await world.store.directory.memberLeft(T1, channelId('TEAM'), userId('bob'), world.clock.time);
      await world.store.directory.memberJoined(T1, channelId('TEAM'), userId('cat'), world.clock.time);
      expect(await readers()).toEqual(['ann', 'cat', 'gus', 'TEAM']);
    });

    it('reaches nobody by membership when the list of members is unknown or old', async () => {
      await writeFor(await conversation('TEAM'));
      world.clock.time += day + 1;
      expect(await readers()).toEqual(['TEAM']);
      await channel(world, 'TEAM', ['ann']);
      expect(await readers()).toEqual(['ann', 'TEAM']);
      await world.store.directory.channelGone(T1, channelId('TEAM'), world.clock.time);
      expect(await readers()).toEqual([]);
    });

    it('never reaches another organisation once written among ourselves', async () => {
      await writeFor(await conversation('WORK'));
      await channel(world, 'WORK', ['ann', 'cat', 'eva'], { isShared: true });
      expect(await readers()).toEqual(['ann', 'cat']);
    });

    it('reaches another organisation when written in a shared channel', async () => {
      await writeFor(await conversation('SHARED'));
      expect(await readers()).toEqual(['ann', 'cat', 'eva', 'SHARED']);
    });

    it('is not posted once a private channel became public: the whole workspace could read it there', async () => {
      await writeFor(await conversation('PRIVATE'));
      expect(await readers()).toEqual(['ann', 'bob', 'PRIVATE']);
      await channel(world, 'PRIVATE', null, { kind: 'public' });
      expect(await readers()).toEqual(['ann', 'bob']);
    });

    it('does not reach who joined a private channel once it was public, nor who left it and came back', async () => {
      await writeFor(await conversation('PRIVATE'));
      await channel(world, 'PRIVATE', null, { kind: 'public' });
      await channel(world, 'PRIVATE', ['ann', 'cat']);
      expect(await readers()).toEqual(['ann']);
      await channel(world, 'PRIVATE', ['ann', 'bob', 'cat']);
      expect(await readers()).toEqual(['ann']);
    });

    it('does not reach an organisation that was let in after it was written', async () => {
      const two = { isShared: true, sharedWith: ['TTWO'] };
      await channel(world, 'SHARED', null, two);
      await writeFor(await conversation('SHARED'));
      await channel(world, 'SHARED', null, two);
      expect(await readers()).toEqual(['ann', 'cat', 'eva', 'SHARED']);
      await channel(world, 'SHARED', null, { isShared: true, sharedWith: ['TTHREE', 'TTWO'] });
      expect(await readers()).toEqual(['ann', 'cat']);
    });

    it('does not reach an organisation that was not there when it was written, though it was before', async () => {
      await channel(world, 'SHARED', null, { isShared: true, sharedWith: ['TTWO', 'TTHREE'] });
      await channel(world, 'SHARED', null, { isShared: true, sharedWith: ['TTWO'] });
      await writeFor(await conversation('SHARED'));
      expect(await readers()).toEqual(['ann', 'cat', 'eva', 'SHARED']);
      await channel(world, 'SHARED', null, { isShared: true, sharedWith: ['TTWO', 'TTHREE'] });
      expect(await readers()).toEqual(['ann', 'cat']);
    });

    it('stays for the organisations that are named, where Slack names none for a while', async () => {
      await channel(world, 'SHARED', null, { isShared: true, sharedWith: ['TTWO'] });
      await writeFor(await conversation('SHARED'));
      await channel(world, 'SHARED', null, { isShared: true, sharedWith: [] });
      await channel(world, 'SHARED', null, { isShared: true, sharedWith: ['TTWO'] });
      expect(await readers()).toEqual(['ann', 'cat', 'eva', 'SHARED']);
    });
  });

  describe('a row for some people', () => {
    it('reaches them as long as they are in the channel', async () => {
      await writeFor(await some('TEAM', ['ann', 'bob', 'cat', 'old', 'bot']));
      expect(await readers()).toEqual(['ann', 'bob']);
      await world.store.directory.memberLeft(T1, channelId('TEAM'), userId('bob'), world.clock.time);
      expect(await readers()).toEqual(['ann']);
    });

    it('reaches the channel only once the embargo chosen for it is open', async () => {
      const after = await world.store.transact(T1, personViewer('ann'), (scope) => scope.embargo());
      const to = await audience({
        kind: 'people',
        channel: channelId('TEAM'),
        people: [userId('ann')],
        channelAfter: after,
      });
      await writeFor(to);
      expect(await readers()).toEqual(['ann']);
      await world.store.transact(T1, personViewer('ann'), (scope) => scope.open(after));
      expect(await readers()).toEqual(['ann', 'bob', 'gus', 'TEAM']);
      await channel(world, 'TEAM', ['ann', 'bob', 'eva'], { isShared: true });
      expect(await readers()).toEqual(['ann', 'bob']);
    });

    it('reaches a named person of another organisation only if the channel was shared then', async () => {
      await writeFor(await some('SHARED', ['ann', 'eva']));
      expect(await readers()).toEqual(['ann', 'eva']);
      await write(world, personViewer('ann'), 'm', { audience: await some('TEAM', ['ann', 'eva']) });
      await channel(world, 'TEAM', ['ann', 'eva'], { isShared: true });
      expect(await sees(world, personViewer('eva'))).toEqual(['n']);
    });
  });

  it('fixes no audience for somebody who is not in its channel', async () => {
    const cat = personViewer('cat');
    const refused = /only someone in its channel/;
    await expect(audience({ kind: 'conversation', channel: channelId('TEAM') }, cat)).rejects.toThrow(
      refused,
    );
    await expect(audience({ kind: 'workspace', from: channelId('NONE') }, cat)).rejects.toThrow(refused);
    await expect(
      audience({ kind: 'conversation', channel: channelId('TEAM') }, channelViewer('WORK')),
    ).rejects.toThrow(refused);
    world.clock.time += day + 1;
    await expect(audience({ kind: 'conversation', channel: channelId('WORK') }, cat)).rejects.toThrow(
      refused,
    );
  });
});
