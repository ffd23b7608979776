/** Being asked: a person agrees for themself, full members find them, and nobody else is offered. */
import type { UserId } from '../../src/core/ids.ts';
import type { Reply } from '../../src/core/listener.ts';
import { agreedTo } from '../../src/features/retro/agreed/operations.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, eva, gus, here, team, type Team, teamsOn, words } from './support/retro-team.ts';

describe.each(engines())('on $name, being asked', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  const ticks = (...to: readonly string[]) => ({
    to: { selected_options: to.map((value) => ({ value })) },
  });
  const agree = async (who: UserId, ...to: readonly string[]): Promise<Reply> =>
    it_.submit(who, await it_.command(who, 'asked'), ticks(...to));
  const found = (who: UserId, to: 'peers' | 'leader') =>
    it_.store.read(team, { kind: 'person', userId: who }, async (read) =>
      (await agreedTo(read, to)).map(({ userId }) => userId),
    );

  it('is off until somebody ticks it, and off again once they untick it', async () => {
    const form = words(await it_.command(ben, 'asked'));
    expect(form).toContain('Lore asks only people who have agreed');
    expect(form).toContain('Untick it to stop');
    expect(form).not.toContain('initial_options');
    expect(await found(ann, 'peers')).toEqual([]);
    expect(words(await agree(ben, 'peers', 'leader'))).toContain('may ask you for half an hour, and');
    await agree(cat, 'leader');
    expect(await found(ann, 'peers')).toEqual([ben]);
    expect(await found(ann, 'leader')).toEqual([ben, cat]);
    expect(words(await it_.command(ben, 'asked'))).toContain('initial_options');
    expect(words(await agree(ben, 'leader'))).toContain('which rule would have to change');
    expect(await found(ann, 'peers')).toEqual([]);
    expect(words(await agree(ben))).toContain('only if you agree');
    expect(await found(ann, 'leader')).toEqual([cat]);
  });

  it('stands in App Home with what holds, where a button opens the form', async () => {
    expect(await it_.home(ben)).not.toContain('Being asked');
    await agree(ben, 'peers');
    const home = await it_.home(ben);
    expect(home).toContain('Being asked');
    expect(home).toContain('may ask you for half an hour');
    expect(await it_.home(ann)).not.toContain('half an hour');
    await it_.start({ people: { selected_users: [ann, ben] } });
    // Cat takes part in nothing yet: as a leader she may be asked in this channel.
    for (const one of [ann, cat]) expect(await it_.home(one)).toContain('asked for advice only if you agree');
  });

  it('is for full members: guests and people of other organisations neither agree nor find anybody', async () => {
    await agree(ben, 'peers');
    for (const other of [gus, eva]) {
      expect(words(await it_.command(other, 'asked'))).not.toContain('retro.agreed');
      expect(await found(other, 'peers')).toEqual([]);
      expect(await it_.home(other)).not.toContain('Being asked');
    }
    const channel = await it_.store.read(team, { kind: 'channel', channelId: here }, (read) =>
      agreedTo(read, 'peers'),
    );
    expect(channel).toEqual([]);
  });

  it('ends with the person: who left is found by nobody, and an erasure takes it', async () => {
    await agree(ben, 'peers');
    await agree(cat, 'peers');
    await it_.leaves(ben);
    await it_.store.directory.savePerson(
      team,
      { userId: ben, memberType: 'deactivated', isAdmin: false, tz: 'UTC', locale: 'en', awayUntil: null },
      it_.clock.now(),
    );
    expect(await found(ann, 'peers')).toEqual([cat]);
    await it_.store.erasing(team, 'operator', { kind: 'person', userId: cat });
    expect(await found(ann, 'peers')).toEqual([]);
  });
});
