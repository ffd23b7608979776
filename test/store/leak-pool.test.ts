/**
 * What a channel puts people together by: each condition is taken out by itself, and the channel is told too much. (Random worlds have pools too:
 * leak-scope.)
 */
import { sql } from 'kysely';
import * as columns from '../../db/columns.ts';
import { day } from '../../src/core/clock.ts';
import { text } from '../../src/core/columns.ts';
import { channelId, type EmbargoId, userId } from '../../src/core/ids.ts';
import { ownTable } from '../../src/core/tables.ts';
import type { Audience, Viewer } from '../../src/core/visibility.ts';
import { allGuards, type GuardName, type Guards } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  fixture,
  openWorld,
  people,
  personViewer,
  T1,
  T2,
  vote,
  type World,
} from './support/world.ts';

const pool = ownTable('pool', ['what'], { what: text }, { isPooled: true });
const made = {
  tables: [...fixture.tables, pool],
  migrations: {
    ...fixture.migrations,
    '9999-test-pool': async (db, engine) => {
      await columns
        .ownColumns(db.schema.createTable('pool'), engine, 'pool', ['what'])
        .addColumn('what', columns.text(engine), (c) => c.notNull())
        .execute();
      await columns.guardIndexes(db, 'pool');
    },
  } satisfies Record<string, columns.Up>,
};

const everybody = { ann: 'member', bob: 'member', cat: 'member', gus: 'guest', eva: 'external' } as const;

describe.each(engines())('on $name, the pool of a channel', (engine) => {
  const guards: Record<GuardName, Guards[GuardName]> = { ...allGuards };
  let world: World;
  beforeEach(async () => {
    world = await openWorld(engine, guards, made);
    for (const team of [T1, T2]) {
      await people(world, everybody, team);
      await channel(world, 'TEAM', ['ann', 'bob', 'gus', 'eva'], { kind: 'private' }, team);
      await channel(world, 'WORK', ['ann', 'cat'], {}, team);
    }
  });
  afterEach(async () => {
    Object.assign(guards, allGuards);
    await world.close();
  });

  const takenOut = (name: GuardName) => Object.assign(guards, { [name]: () => sql`1 = 1` });
  const conversation = (place: string): Audience => ({ kind: 'conversation', channel: channelId(place) });
  const joins = (id: string, audience: Audience | null, embargo?: EmbargoId, team = T1) =>
    world.store.transact(team, personViewer(id), async (scope) =>
      scope.upsertOwn(
        pool,
        { what: 'talk' },
        {
          ...(audience === null ? {} : { audience: await scope.audience(audience) }),
          ...(embargo === undefined ? {} : { embargo }),
        },
      ),
    );
  const readBy = (viewer: Viewer, team = T1) =>
    world.store.transact(team, viewer, async (scope) =>
      (await scope.pool(pool, { what: 'talk' })).map(({ user }) => user as string),
    );
  const here = (place = 'TEAM', team = T1) => readBy(channelViewer(place), team);

  it('has the full members who are in it now and said so to it, and nobody else', async () => {
    for (const id of ['ann', 'gus', 'eva']) await joins(id, conversation('TEAM'));
    await joins('cat', conversation('WORK'));
    await joins('bob', null);
    expect(await here()).toEqual(['ann']);
    expect(await here('WORK')).toEqual(['cat']);
    await joins('bob', conversation('TEAM'));
    expect(await here()).toEqual(['ann', 'bob']);
    await world.store.transact(T1, personViewer('bob'), (scope) => scope.deleteOwn(pool, {}));
    expect(await here()).toEqual(['ann']);
  });

  it.each<[string, Audience]>([
    ['the workspace', { kind: 'workspace', from: channelId('WORK') }],
    ['some people', { kind: 'people', channel: channelId('WORK'), people: [userId('ann')] }],
    ['people by name', { kind: 'named', from: channelId('WORK'), people: [userId('ann')] }],
  ])('has no row that is for %s', async (_, audience) => {
    await joins('ann', audience);
    for (const place of ['TEAM', 'WORK']) expect(await here(place)).toEqual([]);
  });

  it('is read by no person, nor is a table that is none', async () => {
    await joins('ann', conversation('TEAM'));
    for (const id of ['ann', 'bob', 'gus', 'cat'])
      await expect(readBy(personViewer(id))).rejects.toThrow(/no person reads a pool/);
    const asking = world.store.transact(T1, channelViewer('TEAM'), (scope) => scope.pool(vote, {}));
    await expect(asking).rejects.toThrow(/is no pool/);
  });

  describe('without', () => {
    it('isOwn it names others than whose rows they are', async () => {
      await joins('ann', conversation('TEAM'));
      takenOut('isOwn');
      expect(await here()).toEqual(['ann', 'bob']);
    });

    it('isFullMember it has guests and people of other organisations', async () => {
      for (const id of ['gus', 'eva']) await joins(id, conversation('TEAM'));
      expect(await here()).toEqual([]);
      takenOut('isFullMember');
      expect(await here()).toEqual(['eva', 'gus']);
    });

    it('isInChannel it keeps those who left', async () => {
      await joins('bob', conversation('TEAM'));
      await channel(world, 'TEAM', ['ann', 'gus', 'eva'], { kind: 'private' });
      expect(await here()).toEqual([]);
      takenOut('isInChannel');
      expect(await here()).toEqual(['bob']);
    });

    it('membersAreKnown it trusts a list of members that is old', async () => {
      await joins('ann', conversation('TEAM'));
      world.clock.time += 3 * day;
      expect(await here()).toEqual([]);
      takenOut('membersAreKnown');
      expect(await here()).toEqual(['ann']);
    });

    it('isOfThisWorkspace it has the rows of another workspace', async () => {
      await joins('bob', conversation('TEAM'), undefined, T2);
      expect(await here()).toEqual([]);
      takenOut('isOfThisWorkspace');
      expect(await here()).toEqual(['bob']);
    });

    it('embargoIsLifted it has what is not open', async () => {
      const embargo = await world.store.transact(T1, personViewer('ann'), (scope) => scope.embargo());
      await joins('ann', conversation('TEAM'), embargo);
      expect(await here()).toEqual([]);
      takenOut('embargoIsLifted');
      expect(await here()).toEqual(['ann']);
    });

    it('isFromHere it has what was said to another channel', async () => {
      await channel(world, 'REST', ['ann']);
      await joins('ann', conversation('WORK'));
      expect(await here('REST')).toEqual([]);
      takenOut('isFromHere');
      expect(await here('REST')).toEqual(['ann']);
    });

    it('hereHasLore it goes on where Lore is no more', async () => {
      await joins('ann', conversation('WORK'));
      await channel(world, 'WORK', ['ann', 'cat'], { hasLore: false });
      expect(await here('WORK')).toEqual([]);
      takenOut('hereHasLore');
      expect(await here('WORK')).toEqual(['ann']);
    });

    it('hereIsNotPublicSince it has what was said before the channel was public', async () => {
      await channel(world, 'WORK', ['ann', 'cat'], { kind: 'private' });
      await joins('ann', conversation('WORK'));
      await channel(world, 'WORK', ['ann', 'cat'], { kind: 'public' });
      expect(await here('WORK')).toEqual([]);
      takenOut('hereIsNotPublicSince');
      expect(await here('WORK')).toEqual(['ann']);
    });

    it('hereIsNotSharedSince it has what was said before another organisation was let in', async () => {
      await joins('ann', conversation('WORK'));
      await channel(world, 'WORK', ['ann', 'cat'], { isShared: true });
      expect(await here('WORK')).toEqual([]);
      takenOut('hereIsNotSharedSince');
      expect(await here('WORK')).toEqual(['ann']);
    });
  });
});
