/** Answers of nobody: cast once by whoever was asked, and kept beside nobody. On both engines. */
import { existsSync, readdirSync, rmSync, statSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Ballots, Cast } from '../../src/core/ballots.ts';
import { day, hour } from '../../src/core/clock.ts';
import { type RowId, rowId, type UserId, userId } from '../../src/core/ids.ts';
import { ballotKeysIn } from '../../src/store/ballots/keys.ts';
import { systemRetention } from '../../src/store/erasure/system-retention.ts';
import { openStore } from '../../src/store/store.ts';
import { engines, lastingEngines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  counting,
  empty,
  fixture,
  noon,
  openWorld,
  people,
  personViewer,
  T1,
  T2,
  type World,
} from './support/world.ts';

const ballot = rowId('b1');
const another = rowId('b2');
const [red, blue] = [rowId('red'), rowId('blue')];
const everyone = ['ann', 'bob', 'cleo', 'dan'];
const asked: ReadonlyMap<UserId, RowId> = new Map([
  [userId('dan'), blue],
  [userId('ann'), red],
  [userId('cleo'), blue],
  [userId('bob'), red],
]);
const said = (score: number): Cast => ({ PS2: 7, PS1: score });

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await empty(world);
    for (const team of [T1, T2]) {
      await people(
        world,
        { ann: 'member', bob: 'member', cleo: 'member', dan: 'member', eve: 'member' },
        team,
      );
      await channel(world, 'ALL', everyone, {}, team);
    }
  });

  const as = async <T>(who: string, run: (ballots: Ballots) => Promise<T>, team = T1): Promise<T> =>
    await world.store.transact(team, personViewer(who), (scope) => run(scope.ballots));
  const asJob = async <T>(run: (ballots: Ballots) => Promise<T>, team = T1): Promise<T> =>
    await world.store.transact(team, channelViewer('ALL'), (scope) => run(scope.ballots));
  const open = (id = ballot, team = T1) => as('eve', (ballots) => ballots.open(id, asked), team);
  const cast = (who: string, score = 4, id = ballot) => as(who, (ballots) => ballots.cast(id, said(score)));
  const rows = {
    part: async (team = T1) =>
      world.store.system.selectFrom('ballot_part').selectAll().where('team_id', '=', team).execute(),
    cast: async (team = T1) =>
      world.store.system.selectFrom('ballot_cast').selectAll().where('team_id', '=', team).execute(),
    asked: async (team = T1) =>
      world.store.system.selectFrom('ballot_asked').selectAll().where('team_id', '=', team).execute(),
    ballot: async (team = T1) =>
      world.store.system.selectFrom('ballot').selectAll().where('team_id', '=', team).execute(),
  };
  const counts = async (team = T1) => [
    (await rows.part(team)).length,
    (await rows.cast(team)).length,
    (await rows.asked(team)).length,
    (await rows.ballot(team)).length,
  ];
  const keyFiles = () => (existsSync(world.keys) ? readdirSync(world.keys) : []);
  const keyFile = (id = ballot, team = T1) => join(world.keys, `${team}.${id}.key`);

  it('is opened for the people who are asked, with a key that nobody else can read', async () => {
    expect(await as('ann', (ballots) => ballots.last())).toBeNull();
    expect(await open()).toBe('opened');
    expect(await as('ann', (ballots) => ballots.last())).toEqual({
      id: ballot,
      openedAt: noon,
      closedAt: null,
    });
    expect(await as('ann', (ballots) => ballots.placeOf(ballot))).toBe(red);
    expect(await as('eve', (ballots) => ballots.placeOf(ballot))).toBeNull();
    expect(await asJob((ballots) => ballots.asked(ballot))).toEqual(new Map([...asked].toSorted()));
    expect(keyFiles()).toEqual([`${T1}.${ballot}.key`]);
    expect(statSync(keyFile()).size).toBe(32);
    expect((statSync(keyFile()).mode & 0o777).toString(8)).toBe('600');
    expect((statSync(world.keys).mode & 0o777).toString(8)).toBe('700');
  });

  it('counts an answer once, and what it keeps says neither who nor when', async () => {
    await open();
    expect(await as('ann', (ballots) => ballots.hasCast(ballot))).toBe(false);
    expect(await cast('ann', 1)).toBe('counted');
    world.clock.time += day;
    expect(await cast('ann', 7)).toBe('already');
    expect(await as('ann', (ballots) => ballots.hasCast(ballot))).toBe(true);
    expect(await as('bob', (ballots) => ballots.hasCast(ballot))).toBe(false);
    const mark = expect.stringMatching(/^[\w-]{43}$/) as string;
    const [part, one] = [await rows.part(), await rows.cast()];
    expect(part).toEqual([{ team_id: T1, ballot_id: ballot, mark }]);
    expect(one).toEqual([
      {
        ...{ team_id: T1, ballot_id: ballot, place_id: red, mark },
        id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4/) as string,
        cast: '{"PS1":1,"PS2":7}',
      },
    ]);
    expect(part[0]?.mark).not.toBe(one[0]?.mark);
  });

  it('counts an answer once when it is sent twice at the same time', async () => {
    await open();
    const both = await Promise.all([cast('ann', 1), cast('ann', 7), cast('bob', 2), cast('bob', 2)]);
    expect(both.slice(0, 2).toSorted()).toEqual(['already', 'counted']);
    expect(both.slice(2).toSorted()).toEqual(['already', 'counted']);
    expect(await counts()).toEqual([2, 2, 4, 1]);
  });

  it('counts all of an answer or nothing', async () => {
    await open();
    await expect(
      as('ann', async (ballots) => {
        expect(await ballots.cast(ballot, said(1))).toBe('counted');
        throw new Error('the process dies');
      }),
    ).rejects.toThrow('the process dies');
    expect(await counts()).toEqual([0, 0, 4, 1]);
    expect(await cast('ann')).toBe('counted');
  });

  it('counts nobody who was not asked, and no guest of another workspace', async () => {
    await open();
    expect(await cast('eve')).toBe('not asked');
    expect(await as('ann', (ballots) => ballots.cast(ballot, said(1)), T2)).toBe('closed');
    expect(await counts()).toEqual([0, 0, 4, 1]);
    await expect(asJob((ballots) => ballots.cast(ballot, said(1)))).rejects.toThrow('only a person casts');
  });

  it('is the only open one of its workspace, also when two are opened at the same time', async () => {
    const both = await Promise.all([open(ballot), open(another)]);
    expect(both.toSorted()).toEqual(['another', 'opened']);
    expect(await open(rowId('b3'))).toBe('another');
    expect(await open(ballot, T2)).toBe('opened');
    expect([(await rows.ballot()).length, (await rows.ballot(T2)).length]).toEqual([1, 1]);
  });

  it('is written again without marks and in another order when it is closed, and then takes nothing', async () => {
    await open();
    for (const [nth, who] of everyone.entries()) await cast(who, nth + 1);
    const before = await rows.cast();
    await expect(asJob((ballots) => ballots.counted(ballot))).rejects.toThrow('is open');
    await expect(asJob((ballots) => ballots.discard(ballot))).rejects.toThrow('is open');
    await expect(asJob((ballots) => ballots.destroyKey(ballot))).rejects.toThrow('is open');
    world.clock.time += day;
    expect(await asJob((ballots) => ballots.close(ballot))).toBe('closed');
    expect(await counts()).toEqual([0, 4, 4, 1]);
    const after = await rows.cast();
    expect(after.map(({ mark }) => mark)).toEqual([null, null, null, null]);
    expect(after.filter(({ id }) => before.some((row) => row.id === id))).toEqual([]);
    const counted = await asJob((ballots) => ballots.counted(ballot));
    expect(counted.map(({ place, cast: { PS1 } }) => `${place} ${PS1}`).toSorted()).toEqual([
      'blue 3',
      'blue 4',
      'red 1',
      'red 2',
    ]);
    expect(await cast('ann')).toBe('closed');
    expect(await as('ann', (ballots) => ballots.hasCast(ballot))).toBeNull();
    expect(await as('ann', (ballots) => ballots.last())).toEqual({
      ...{ id: ballot, openedAt: noon },
      closedAt: noon + day,
    });
    // The job that destroys the key may run twice.
    for (const _ of [1, 2]) await asJob((ballots) => ballots.destroyKey(ballot));
    expect(keyFiles()).toEqual([]);
    expect(await asJob((ballots) => ballots.close(ballot))).toBe('closed');
    expect(await counts()).toEqual([0, 4, 4, 1]);
    await asJob((ballots) => ballots.discard(ballot));
    expect(await counts()).toEqual([0, 0, 4, 1]);
    expect(await open(another)).toBe('opened');
  });

  it('counts every answer that comes while it is closed, or says that it is closed', async () => {
    await open();
    const [, ...told] = await Promise.all([
      asJob((ballots) => ballots.close(ballot)),
      ...everyone.map((who, nth) => cast(who, nth)),
    ]);
    const all = await asJob((ballots) => ballots.counted(ballot));
    expect(all).toHaveLength(told.filter((how) => how === 'counted').length);
    expect(told.filter((how) => how !== 'counted' && how !== 'closed')).toEqual([]);
    expect(await rows.part()).toEqual([]);
    expect((await rows.cast()).filter(({ mark }) => mark !== null)).toEqual([]);
  });

  it('gives nobody what others said, and no person who was asked', async () => {
    await open();
    await cast('ann');
    await asJob((ballots) => ballots.close(ballot));
    for (const who of ['ann', 'eve']) {
      await expect(as(who, (ballots) => ballots.counted(ballot))).rejects.toThrow('only a job');
      await expect(as(who, (ballots) => ballots.asked(ballot))).rejects.toThrow('only a job');
      await expect(as(who, (ballots) => ballots.close(ballot))).rejects.toThrow('only a job');
      await expect(as(who, (ballots) => ballots.discard(ballot))).rejects.toThrow('only a job');
    }
  });

  describe('without its key', () => {
    it('takes nothing, and what was cast is deleted when it is closed', async () => {
      await open();
      await cast('ann');
      rmSync(keyFile());
      expect(await cast('bob')).toBe('closed');
      expect(await as('ann', (ballots) => ballots.hasCast(ballot))).toBeNull();
      expect(await asJob((ballots) => ballots.close(ballot))).toBe('lost');
      expect(await counts()).toEqual([0, 0, 4, 1]);
      expect(await asJob((ballots) => ballots.counted(ballot))).toEqual([]);
      await asJob((ballots) => ballots.destroyKey(ballot));
      expect(await open(another)).toBe('opened');
    });

    it('is the same with one that a crash cut short, which is made again when it is opened', async () => {
      const keys = ballotKeysIn(world.keys);
      expect(keys.make(T1, ballot)).toBe(true);
      truncateSync(keyFile(), 7);
      expect(keys.read(T1, ballot)).toBeNull();
      expect(await open()).toBe('opened');
      const first = keys.read(T1, ballot);
      expect(first).toHaveLength(32);
      expect(keys.make(T1, ballot)).toBe(true);
      expect(keys.read(T1, ballot)).toEqual(first);
    });

    it('cannot be opened where Lore was given no folder, or cannot write there', async () => {
      expect(ballotKeysIn(null).make(T1, ballot)).toBe(false);
      expect(ballotKeysIn(null).read(T1, ballot)).toBeNull();
      expect(ballotKeysIn('/dev/null').make(T1, ballot)).toBe(false);
      expect(ballotKeysIn('/dev/null/keys').make(T1, ballot)).toBe(false);
    });
  });

  it('ends three weeks after it was opened if nothing ended it, as where Lore was uninstalled: its key goes, and what was cast', async () => {
    await open();
    await cast('ann');
    const kind = systemRetention.find(({ name }) => name === 'lore.ballots');
    if (kind === undefined) throw new Error('no such kind');
    const look = () => world.store.retention.expire(T1, kind, noon - 730 * day);
    world.clock.time += 21 * day;
    await look();
    expect(await counts()).toEqual([1, 1, 4, 1]);
    world.clock.time += 1;
    await look();
    expect(await counts()).toEqual([0, 0, 4, 1]);
    expect(keyFiles()).toEqual([]);
    expect((await as('ann', (ballots) => ballots.last()))?.closedAt).toBe(world.clock.time);
  });

  it('of which nobody made figures within a week of its end keeps nothing that was cast', async () => {
    await open();
    await cast('ann');
    await asJob((ballots) => ballots.close(ballot));
    const kind = systemRetention.find(({ name }) => name === 'lore.ballots');
    if (kind === undefined) throw new Error('no such kind');
    const look = () => world.store.retention.expire(T1, kind, noon - 730 * day);
    world.clock.time += 7 * day;
    await look();
    expect(await counts()).toEqual([0, 1, 4, 1]);
    world.clock.time += 1;
    await look();
    expect(await counts()).toEqual([0, 0, 4, 1]);
  });

  describe('a key of no open ballot', () => {
    it('is destroyed once it is an hour old, and one of an open ballot stays', async () => {
      await open();
      const keys = ballotKeysIn(world.keys);
      keys.make(T1, another);
      const old = new Date(noon - 2 * hour);
      const kind = systemRetention.find(({ name }) => name === 'lore.ballots');
      if (kind === undefined) throw new Error('no such kind');
      const look = () => world.store.retention.expire(T1, kind, noon - 730 * day);
      utimesSync(keyFile(), old, old);
      utimesSync(keyFile(another), noon / 1000, noon / 1000);
      await look();
      expect(keyFiles()).toHaveLength(2);
      utimesSync(keyFile(another), old, old);
      await look();
      expect(keyFiles()).toEqual([`${T1}.${ballot}.key`]);
    });
  });

  describe('who is forgotten', () => {
    it('while it is open takes what they cast along, and is asked no more', async () => {
      await open();
      await cast('ann', 1);
      await cast('bob', 2);
      await world.store.erasing(T1, userId('ann'), { kind: 'person', userId: userId('ann') });
      expect(await counts()).toEqual([1, 1, 3, 1]);
      await people(world, { ann: 'member' });
      expect(await cast('ann')).toBe('not asked');
      await asJob((ballots) => ballots.close(ballot));
      expect((await asJob((ballots) => ballots.counted(ballot))).map(({ cast: { PS1 } }) => PS1)).toEqual([
        2,
      ]);
    });

    it('after it was closed leaves what nobody can find', async () => {
      await open();
      await cast('ann', 1);
      await asJob((ballots) => ballots.close(ballot));
      await asJob((ballots) => ballots.destroyKey(ballot));
      await world.store.erasing(T1, userId('ann'), { kind: 'person', userId: userId('ann') });
      expect(await counts()).toEqual([0, 1, 4, 1]);
    });

    it('after it was closed stays counted among those who were asked, as the same nobody in each', async () => {
      for (const id of [ballot, another]) {
        await open(id);
        await asJob((ballots) => ballots.close(id));
      }
      await open(rowId('b3'));
      await world.store.erasing(T1, userId('ann'), { kind: 'person', userId: userId('ann') });
      const roster = async (id: RowId) => asJob((ballots) => ballots.asked(id));
      const [first, second] = [await roster(ballot), await roster(another)];
      const nobody = [...first.keys()].find((user) => !asked.has(user)) ?? userId('none');
      expect(nobody).not.toContain('ann');
      // Otherwise who came instead of them would be taken for an addition, and their answer could be worked out.
      expect(first).toEqual(
        new Map([...asked].map(([user, place]) => [user === 'ann' ? nobody : user, place])),
      );
      expect(second).toEqual(first);
      expect(await roster(rowId('b3'))).toEqual(new Map([...asked].filter(([user]) => user !== 'ann')));
    });
  });

  it('goes with its workspace, and its key, too; that of another workspace stays', async () => {
    await open();
    await open(ballot, T2);
    await cast('ann');
    await world.store.erasing(T1, 'operator', { kind: 'workspace' });
    expect([await counts(), await counts(T2)]).toEqual([
      [0, 0, 0, 0],
      [0, 0, 4, 1],
    ]);
    expect(keyFiles()).toEqual([`${T2}.${ballot}.key`]);
  });

  it('is kept two years from its end, and while it is open', async () => {
    await open();
    await cast('ann');
    const kind = systemRetention.find(({ name }) => name === 'lore.ballots');
    if (kind === undefined) throw new Error('no such kind');
    // No admin can shorten it: the next figures are checked against what was published.
    expect([kind.days, kind.isFixed]).toEqual([730, true]);
    expect(await world.store.retention.expire(T1, kind, noon + 800 * day)).toBe(0);
    await asJob((ballots) => ballots.close(ballot));
    expect(await world.store.retention.expire(T1, kind, noon)).toBe(0);
    expect(await world.store.retention.expire(T1, kind, noon + 1)).toBe(1);
    expect(await counts()).toEqual([0, 0, 0, 0]);
  });

  it('is found open although the clock was set back before it was opened', async () => {
    await open();
    await asJob((ballots) => ballots.close(ballot));
    world.clock.time -= 10 * day;
    await open(another);
    expect(await as('ann', (ballots) => ballots.last())).toMatchObject({ id: another, closedAt: null });
  });
});

it.each(lastingEngines())(
  'on $name is not closed by a Lore that was given no folder for keys',
  async (engine) => {
    const world = await openWorld(engine);
    const other = openStore({ ...fixture, url: world.url, ids: counting('y'), clock: world.clock });
    try {
      await people(world, { ann: 'member' });
      await channel(world, 'ALL', ['ann']);
      await world.store.transact(T1, personViewer('ann'), (scope) => scope.ballots.open(ballot, asked));
      await world.store.transact(T1, personViewer('ann'), (scope) => scope.ballots.cast(ballot, said(1)));
      await expect(
        other.transact(T1, channelViewer('ALL'), (scope) => scope.ballots.close(ballot)),
      ).rejects.toThrow('no folder');
      expect(
        await world.store.transact(T1, channelViewer('ALL'), async ({ ballots }) => {
          await ballots.close(ballot);
          return ballots.counted(ballot);
        }),
      ).toHaveLength(1);
    } finally {
      await other.close();
      await world.close();
    }
  },
);
