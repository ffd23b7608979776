/** Who takes part is told with less of each person than who they are: the same people, and of each the same. */
import { channelId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  noon,
  openWorld,
  people,
  personViewer,
  T1,
  type World,
} from './support/world.ts';

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
    await people(world, { zoe: 'member', ann: 'member', gus: 'guest', eve: 'external', old: 'deactivated' });
    await people(world, { away: 'member', ben: 'guest', late: 'member' });
    await channel(world, 'TEAM', ['zoe', 'ann', 'gus', 'eve', 'old', 'away', 'ben', 'late'], {
      isShared: true,
    });
    const { system } = world.store;
    const of = (user: string) => system.updateTable('person').where('user_id', '=', userId(user));
    await of('away')
      .set({ away_until: noon + 5_000 })
      .execute();
    await of('ben').set({ back_on: '2026-12-01', tz: 'America/Argentina/Buenos_Aires' }).execute();
    await of('late')
      .set({ back_on: '2026-11-25', tz: 'UTC', away_until: noon + 86_400_000 * 9 })
      .execute();
  });
  afterAll(() => world.close());

  it.each([
    ['the channel', channelViewer('TEAM')],
    ['somebody in it', personViewer('gus')],
    ['somebody who is not', personViewer('nobody')],
  ])('%s is told of the same people, and until when they are away', async (_who, viewer) => {
    const audience = await world.store.transact(T1, personViewer('ann'), (scope) =>
      scope.audience({
        kind: 'people',
        channel: channelId('TEAM'),
        people: ['zoe', 'ann', 'gus', 'eve', 'old', 'away', 'ben', 'late', 'gone'].map(userId),
      }),
    );
    const [all, participants] = await world.store.read(T1, viewer, (view) =>
      Promise.all([view.peopleOf(audience), view.participantsOf(audience)]),
    );
    expect(participants).toEqual(
      all.map((one) => ({ userId: one.userId, memberType: one.memberType, awayUntil: one.awayUntil })),
    );
    expect(participants.length).toBe(viewer.kind === 'person' && viewer.userId === 'nobody' ? 0 : 7);
  });
});
