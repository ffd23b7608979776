/**
 * What one person writes to another, and who offers something: each condition of either is taken out by itself, and somebody sees too much. (Random
 * worlds have both too: leak-scope, leak-guards.)
 */
import { sql } from 'kysely';
import * as columns from '../../db/columns.ts';
import { text } from '../../src/core/columns.ts';
import { audienceId, channelId, rowId, userId } from '../../src/core/ids.ts';
import { ownTable } from '../../src/core/tables.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { allGuards, type GuardName, type Guards } from '../../src/store/access/guards.ts';
import { engines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  fixture,
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

const offer = ownTable('offer', ['what'], { what: text }, { isOffer: true });
const made = {
  tables: [...fixture.tables, offer],
  migrations: {
    ...fixture.migrations,
    '9999-test-offer': async (db, engine) => {
      await columns
        .ownColumns(db.schema.createTable('offer'), engine, 'offer', ['what'])
        .addColumn('what', columns.text(engine), (c) => c.notNull())
        .execute();
      await columns.guardIndexes(db, 'offer');
    },
  } satisfies Record<string, columns.Up>,
};

const everybody = ['ann', 'bob', 'cat', 'gus', 'eva', 'old', 'bot'];
const places = ['TEAM', 'WORK'];
const viewers: readonly (readonly [string, Viewer])[] = [
  ...everybody.map((id) => [id, personViewer(id)] as const),
  ...places.map((id) => [id, channelViewer(id)] as const),
];

describe.each(engines())('on $name', (engine) => {
  const guards: Record<GuardName, Guards[GuardName]> = { ...allGuards };
  let world: World;
  let named: ReturnType<typeof audienceId>;
  beforeAll(async () => {
    world = await openWorld(engine, guards, made);
    const all = {
      ann: 'member',
      bob: 'member',
      cat: 'member',
      gus: 'guest',
      eva: 'external',
      old: 'deactivated',
      bot: 'bot',
    } as const;
    for (const team of [T1, T2]) await people(world, all, team);
    await channel(world, 'TEAM', ['ann', 'gus', 'eva', 'old', 'bot'], { kind: 'private' });
    await channel(world, 'WORK', ['bob', 'cat']);
    named = await world.store.transact(T1, personViewer('ann'), (scope) =>
      scope.audience({
        kind: 'named',
        from: channelId('TEAM'),
        people: ['bob', 'gus', 'eva', 'old', 'bot'].map(userId),
      }),
    );
    await write(world, channelViewer('TEAM'), 'n', { audience: named });
    for (const id of ['bob', 'gus', 'eva', 'bot'])
      await world.store.transact(T1, personViewer(id), (scope) => scope.upsertOwn(offer, { what: 'help' }));
    await world.store.transact(T1, personViewer('ann'), (scope) => scope.upsertOwn(offer, { what: 'else' }));
    await world.store.transact(T2, personViewer('cat'), (scope) => scope.upsertOwn(offer, { what: 'help' }));
  });
  afterAll(() => world.close());
  afterEach(() => void Object.assign(guards, allGuards));

  const takenOut = (name: GuardName) => Object.assign(guards, { [name]: () => sql`1 = 1` });
  const readers = async () => {
    const found = [];
    for (const [id, viewer] of viewers) if ((await sees(world, viewer)).length > 0) found.push(id);
    return found;
  };
  /** Whom each is told of, of those who are told of anybody. */
  const told = async () => {
    const found: Record<string, string[]> = {};
    for (const [id, viewer] of viewers) {
      const some = await world.store.read(T1, viewer, (read) => read.offering(offer, { what: 'help' }));
      if (some.length > 0) found[id] = [...new Set(some.map(({ person }) => person.userId))];
    }
    return found;
  };
  const heldFor = async (viewer: Viewer) =>
    (await world.store.read(T1, viewer, (read) => read.peopleOf(named))).map((person) => person.userId);

  describe('what is written to somebody', () => {
    it('is for the full members whom it names, in the channel or not, and no channel', async () => {
      expect(await readers()).toEqual(['bob']);
      const bob = personViewer('bob');
      const found = await world.store.read(T1, bob, (read) => read.memberAudiences([named]));
      expect([...found]).toEqual([named]);
      expect(await heldFor(bob)).toEqual(['bob']);
      expect(await heldFor(personViewer('ann'))).toEqual([]);
      expect(await heldFor(channelViewer('TEAM'))).toEqual([]);
    });

    it.each<[GuardName, readonly string[]]>([
      ['isNamed', ['ann', 'bob', 'cat']],
      ['isFullMember', ['bob', 'gus', 'eva']],
    ])('reaches others without %s', async (name, others) => {
      takenOut(name);
      expect(await readers()).toEqual(others);
    });

    it('tells its channel whom it names without isOfConversation', async () => {
      takenOut('isOfConversation');
      expect(await heldFor(channelViewer('TEAM'))).toEqual(['bob']);
    });

    it('stays between them when the channel changes, and is erased with it', async () => {
      await channel(world, 'TEAM', ['ann', 'gus'], { kind: 'public', isShared: true });
      expect(await readers()).toEqual(['bob']);
      await people(world, { bob: 'guest' });
      expect(await readers()).toEqual([]);
      await people(world, { bob: 'member' });
      await channel(world, 'GONE', ['ann']);
      const to = await world.store.transact(T1, personViewer('ann'), (scope) =>
        scope.audience({ kind: 'named', from: channelId('GONE'), people: [userId('cat')] }),
      );
      await write(world, personViewer('ann'), 'm', { audience: to });
      expect(await sees(world, personViewer('cat'))).toEqual(['m']);
      await world.store.erasing(T1, 'operator', { kind: 'channel', channelId: channelId('GONE') });
      expect(await sees(world, personViewer('cat'))).toEqual([]);
    });

    it('is begun by somebody in the channel, or passed on by whom it reaches, and nobody is added', async () => {
      const as = (id: string, kind: 'named' | 'people' = 'named') =>
        world.store.transact(T1, personViewer(id), (scope) =>
          scope.audience(
            kind === 'named'
              ? { kind, from: channelId('TEAM'), people: [userId('cat')] }
              : { kind, channel: channelId('TEAM'), people: [userId('bob')] },
          ),
        );
      const refused = /only someone in its channel/;
      await expect(as('cat')).rejects.toThrow(refused);
      takenOut('isNamed');
      expect(await as('cat')).toEqual(expect.any(String));
      Object.assign(guards, allGuards);
      const passed = await as('bob');
      await write(world, personViewer('bob'), 'p', { audience: passed });
      expect(await sees(world, personViewer('cat'))).toEqual(['p']);
      expect(await sees(world, personViewer('ann'))).toEqual([]);
      await expect(as('bob', 'people')).rejects.toThrow(refused);
      for (const nobody of ['old', 'bot', 'dan']) await expect(as(nobody)).rejects.toThrow(refused);
      await world.store.transact(T1, personViewer('bob'), (scope) => scope.delete(note, rowId('p')));
      const adding = world.store.transact(T1, personViewer('ann'), (scope) =>
        scope.include(named, [userId('cat')]),
      );
      await expect(adding).rejects.toThrow(/an audience of people/);
    });
  });

  describe('who offers something', () => {
    it('is told to full members: other full members of this workspace who have such a row', async () => {
      expect(await told()).toEqual({ ann: ['bob'], bob: ['bob'], cat: ['bob'] });
    });

    it.each<[GuardName, Record<string, string[]>]>([
      ['isOfThisWorkspace', { ann: ['bob', 'cat'] }],
      ['isOwn', { ann: ['ann', 'bob', 'cat'] }],
      ['isFullMember', { gus: ['bob', 'bot', 'eva', 'gus'] }],
    ])('is told too much without %s', async (name, some) => {
      takenOut(name);
      expect(await told()).toMatchObject(some);
    });

    it('is in no export of a workspace', async () => {
      const exported = (subject: Parameters<typeof world.store.exporting>[2], reader: string | null) =>
        world.store.exporting(
          T1,
          { actor: 'operator', reader: reader === null ? null : userId(reader) },
          subject,
          (read) => read.offering(offer, { what: 'help' }),
        );
      for (const reader of [null, 'ann']) expect(await exported({ kind: 'workspace' }, reader)).toEqual([]);
    });

    it('cannot be asked of a table that is no offer', async () => {
      const asking = world.store.read(T1, personViewer('ann'), (read) => read.offering(vote, {}));
      await expect(asking).rejects.toThrow(/is no offer/);
    });
  });
});
