/** A screen of Lore's own may store in several steps: the first in time or not at all, the others whatever they take. */
import { pino } from 'pino';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { nothing, type Reply } from '../../src/core/listener.ts';
import { loreCopy } from '../../src/slack/copy.ts';
import { unseen } from '../../src/slack/directory/directory.ts';
import { decide, type Decision } from '../../src/slack/requests/decide.ts';
import { register } from '../../src/slack/requests/registry.ts';
import { lastingEngines } from '../support/databases.ts';
import {
  channel,
  counting,
  note,
  openWorld,
  people,
  personViewer,
  T1,
  type World,
  write,
} from './support/world.ts';

const ann = personViewer('ann');

describe.each(lastingEngines())('on $name, what Lore’s own screens store', (engine) => {
  let world: World;
  /** Slack's three seconds are nearly over. */
  let isLate = false;
  beforeAll(async () => {
    world = await openWorld(engine);
    await people(world, { ann: 'member' });
    await channel(world, 'TEAM', ['ann']);
    const audience = await world.store.transact(T1, ann, (scope) =>
      scope.audience({ kind: 'conversation', channel: channelId('TEAM') }),
    );
    await write(world, ann, 'n', { audience });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    isLate = false;
    await setRank(0);
  });

  const setRank = (rank: number) =>
    world.store.transact(T1, ann, (scope) => scope.update(note, rowId('n'), { rank }));
  const rank = async () =>
    (await world.store.read(T1, ann, (scope) => scope.from(note).select('rank').executeTakeFirstOrThrow()))
      .rank;

  const press = (run: () => Promise<Reply>): Promise<Decision> => {
    const { store } = world;
    const deadline = { left: () => (isLate ? -1 : 60_000) };
    const parts = {
      store,
      directory: {
        person: async () =>
          (await store.directory.person(T1, userId('ann'))) ?? Promise.reject(new Error('nobody')),
        storedPerson: async () =>
          (await store.directory.person(T1, userId('ann'))) ?? Promise.reject(new Error('nobody')),
        channel: async (_: unknown, ...of: Parameters<typeof unseen>) => unseen(...of),
        ensureAccess: async () => undefined,
        ensureUserGroups: async () => undefined,
        unknownYet: async () => ({ channels: null, strangers: 0 }),
      },
      registry: register([]),
      recordMessageTs: async () => undefined,
      sayInWords: async () => null,
      clock: world.clock,
      ids: counting('r'),
      log: pino({ level: 'silent' }),
    };
    const request = {
      what: 'action lore.x',
      user: userId('ann'),
      channel: null,
      triggerId: undefined,
      place: { kind: 'home' },
      meaning: { kind: 'system', run },
      errorsByBlock: () => ({}),
    } as const;
    const asked = { deadline, at: world.clock.now(), say: () => loreCopy.in('en', 'UTC') };
    return store.before(deadline, () => decide(parts, T1, request, asked));
  };
  const told = ({ reply }: Decision) => (reply.kind === 'message' ? reply.message.text : reply.kind);

  it('is stored to its end once a part of it is', async () => {
    const decision = await press(async () => {
      await setRank(1);
      isLate = true;
      await setRank(2);
      return nothing;
    });
    expect([told(decision), await rank()]).toEqual(['nothing', 2]);
  });

  it('is not begun too late', async () => {
    const decision = await press(async () => {
      isLate = true;
      await setRank(1);
      return nothing;
    });
    isLate = false;
    expect(told(decision)).toContain('couldn’t reach my data in time, and nothing was changed');
    expect(await rank()).toBe(0);
  });

  it('is said to be done in part when a later step fails, and not done when the first does', async () => {
    const failing = (steps: number) => async (): Promise<Reply> => {
      if (steps > 0) await setRank(1);
      throw new Error('the next step broke');
    };
    expect(told(await press(failing(0)))).toContain('and nothing was changed');
    expect(told(await press(failing(1)))).toContain('after part of this was done');
    expect(await rank()).toBe(1);
  });
});
