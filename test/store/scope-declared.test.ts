/** What follows from how a table is declared: types, an export, what grows old, an erasure. */
import { sql } from 'kysely';
import {
  guardIndexes,
  integer,
  ownColumns,
  sharedColumns,
  text as textOf,
  type Up,
} from '../../db/columns.ts';
import { day as oneDay, type Instant } from '../../src/core/clock.ts';
import * as columns from '../../src/core/columns.ts';
import { defineCopy } from '../../src/core/copy.ts';
import { exportOf, recordsOf } from '../../src/core/export.ts';
import { channelId, type ChannelId, rowId, type RowId, userId, type UserId } from '../../src/core/ids.ts';
import { retentionPoliciesOf } from '../../src/core/retention.ts';
import type { Scope, Subject } from '../../src/core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '../../src/core/tables.ts';
import { features } from '../../src/features.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { systemTables, type Schema } from '../../src/store/schema.ts';
import { engines } from '../support/databases.ts';
import { differences } from './support/declared.ts';
import { channel, empty, noon, openWorld, people, personViewer, T1, type World } from './support/world.ts';

const { choice, day, flag, instant, number, partOf, person, reference, secret, text } = columns;

const boxes = sharedTable(
  'box',
  {
    channel_id: columns.channel,
    title: text,
    keeper_id: person.orNull.theirs,
    helper_id: person.orNull.internal,
    combination: secret,
    opened_at: instant.orNull,
  },
  {
    kept: { name: 'box.boxes', days: 9, since: 'opened_at' },
    exported: { as: 'boxes', withId: true, withParts: true, order: 'title' },
    called: ({ title }) => title,
  },
);
const box_id = partOf(boxes);
const coins = sharedTable(
  'coin',
  {
    box_id,
    metal: choice(['gold', 'tin']),
    is_worn: flag.as('worn'),
    worth: number,
    found_on: day,
    like_id: reference.orNull,
  },
  { exported: { as: 'coins', writers: 'foundBy' } },
);
const stamps = sharedTable('stamp', { box_id }, { goesWith: [coins] });
const wishes = ownTable('wish', ['box_id'], { box_id, words: text }, { exported: { as: 'wishes' } });
const looks = sharedTable(
  'look',
  { channel_id: columns.channel, looked_at: instant },
  {
    kept: { name: 'box.looks', days: 3, since: 'looked_at' },
    exported: { as: 'looks', only: 'channel' },
  },
);

const feature = {
  copy: defineCopy({ en: { 'kept.boxes': 'Boxes, once they are open', 'kept.looks': 'Looks' } }),
  tables: [boxes, coins, wishes, looks, stamps],
  records: [
    recordsOf(wishes, async (rows, { plain }) =>
      rows.map((row) => ({ ...plain(row), words: row.words.toUpperCase() })),
    ),
  ],
};

const up: Up = async (db, engine) => {
  const shared = (name: string) => sharedColumns(db.schema.createTable(name), engine, name);
  await shared('box')
    .addColumn('channel_id', textOf(engine), (c) => c.notNull())
    .addColumn('title', textOf(engine), (c) => c.notNull())
    .addColumn('keeper_id', textOf(engine))
    .addColumn('helper_id', textOf(engine))
    .addColumn('combination', textOf(engine), (c) => c.notNull())
    .addColumn('opened_at', integer)
    .execute();
  await shared('coin')
    .addColumn('box_id', textOf(engine), (c) => c.notNull())
    .addColumn('metal', textOf(engine), (c) => c.notNull())
    .addColumn('is_worn', integer, (c) => c.notNull())
    .addColumn('worth', integer, (c) => c.notNull())
    .addColumn('found_on', textOf(engine), (c) => c.notNull())
    .addColumn('like_id', textOf(engine))
    .execute();
  await shared('stamp')
    .addColumn('box_id', textOf(engine), (c) => c.notNull())
    .execute();
  await shared('look')
    .addColumn('channel_id', textOf(engine), (c) => c.notNull())
    .addColumn('looked_at', integer, (c) => c.notNull())
    .execute();
  await ownColumns(db.schema.createTable('wish'), engine, 'wish', ['box_id'])
    .addColumn('box_id', textOf(engine), (c) => c.notNull())
    .addColumn('words', textOf(engine), (c) => c.notNull())
    .execute();
  for (const { name } of feature.tables) await guardIndexes(db, name);
};

type Coin = RowOf<typeof coins>;

/** Never run: the compiler is the test. */
function attempts(coin: Coin, scope: Scope, system: Schema): unknown[] {
  const user: UserId | null = (null as unknown as RowOf<typeof boxes>).keeper_id;
  const opened: Instant | null = (null as unknown as RowOf<typeof boxes>).opened_at;
  const id: RowId = coin.box_id;
  return [
    { user, opened, id },
    scope.update(boxes, id, { keeper_id: userId('U1'), opened_at: null }),
    scope.update(coins, id, { metal: 'gold', is_worn: 1 }),
    // @ts-expect-error -- a channel is no person
    scope.update(boxes, id, { keeper_id: channelId('C1') }),
    // @ts-expect-error -- a text is no id
    scope.update(coins, id, { box_id: 'box' }),
    // @ts-expect-error -- what may not be null
    scope.update(boxes, id, { title: null }),
    // @ts-expect-error -- no such choice
    scope.update(coins, id, { metal: 'silver' }),
    // @ts-expect-error -- neither 0 nor 1
    scope.update(coins, id, { is_worn: 2 }),
    // @ts-expect-error -- a column that is not declared
    scope.update(coins, id, { colour: 'red' }),
    // @ts-expect-error -- a person of another kind of id, also in Lore's own tables
    system.membership.user_id satisfies ChannelId,
    // @ts-expect-error -- time counts from a column that there is
    sharedTable('t', { at: instant }, { kept: { name: 't.t', days: 1, since: 'when' } }),
    // @ts-expect-error -- a key is made of columns
    ownTable('t', ['b'], { a: text }),
  ];
}

describe('a declaration', () => {
  it('gives rows their types', () => {
    expect(attempts).toBeInstanceOf(Function);
  });

  it('is refused where time counts from what is no instant, a row is part of two, or something else than a person is somebody’s', () => {
    const kept = { name: 't.t', days: 1, since: 'at' } as const;
    expect(() => sharedTable('t', { at: number }, { kept })).toThrow(
      't is kept since at, which is no instant',
    );
    expect(() => sharedTable('t', { a: box_id, b: box_id })).toThrow('t is part of more than one row');
    expect(() => text.theirs).toThrow('can be a person’s only');
  });

  it('says how long rows are kept, with their parts, under a sentence of the feature', () => {
    const kinds = retentionPoliciesOf(feature).map(({ name, days, since, table, parts, title }) => [
      ...[name, days, since, table.name, title('en')],
      parts.map((part) => `${part.table.name}.${part.of}`),
    ]);
    expect(kinds).toEqual([
      [
        'box.boxes',
        9,
        'opened_at',
        'box',
        'Boxes, once they are open',
        ['coin.box_id', 'wish.box_id', 'stamp.box_id'],
      ],
      ['box.looks', 3, 'looked_at', 'look', 'Looks', []],
    ]);
  });

  it('of a secret is the bot’s token, an installation’s, the key of what was erased, of a calendar’s address and an access token their hash, and of a ballot its marks, among Lore’s own tables', () => {
    const secrets = Object.entries(systemTables).flatMap(([table, declared]) =>
      columns.columnsThat(declared, ({ kind }) => kind === 'secret').map((name) => `${table}.${name}`),
    );
    expect(secrets).toEqual([
      'workspace.token',
      'workspace.erasure_key',
      'installation.tokens',
      'calendar_feed.secret_hash',
      'access_token.secret_hash',
      'ballot_part.mark',
      'ballot_cast.mark',
    ]);
  });
});

describe.each(engines())('on $name', (engine) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(engine, allGuards, { tables: feature.tables, migrations: { '9999-boxes': up } });
  });
  afterAll(() => world.close());

  const [ann, bob] = ['ann', 'bob'].map(personViewer) as [
    ReturnType<typeof personViewer>,
    ReturnType<typeof personViewer>,
  ];
  const act = <T>(run: (scope: Scope) => Promise<T>, viewer = ann) => world.store.transact(T1, viewer, run);
  const home = channelId('HOME');

  /** Ann keeps the blue box, in which Bob found a coin; Bob keeps the red one, in which she did, and wished for something. */
  beforeEach(async () => {
    await empty(world);
    await people(world, { ann: 'member', bob: 'member', cat: 'member' });
    await channel(world, 'HOME', ['ann', 'bob', 'cat']);
    await channel(world, 'AWAY', ['ann']);
    await act(async (scope) => {
      const audience = await scope.audience({ kind: 'conversation', channel: home });
      const away = await scope.audience({ kind: 'conversation', channel: channelId('AWAY') });
      const nobodys = { audience, by: [], names: 'shown' } as const;
      for (const [title, keeper, helper, finder, opened] of [
        ['red', 'bob', 'ann', 'ann', null],
        ['blue', 'ann', 'cat', 'bob', noon - 10 * oneDay],
      ] as const) {
        await scope.insert(
          boxes,
          {
            id: rowId(title),
            channel_id: home,
            title,
            keeper_id: userId(keeper),
            helper_id: userId(helper),
            combination: `secret-of-${title}`,
            opened_at: opened,
          },
          nobodys,
        );
        const id = rowId(`coin-in-${title}`);
        const coin = {
          id,
          box_id: rowId(title),
          metal: 'gold',
          is_worn: 1,
          worth: 5,
          found_on: '2026-11-23',
        } as const;
        const found = { audience, by: [userId(finder)], names: 'shown' } as const;
        await scope.insert(coins, { ...coin, like_id: finder === 'ann' ? rowId('other') : null }, found);
        await scope.insert(stamps, { id, box_id: rowId(title) }, nobodys);
      }
      await scope.upsertOwn(wishes, { box_id: rowId('red'), words: 'more' });
      const look = { id: rowId('look'), channel_id: channelId('AWAY'), looked_at: noon };
      await scope.insert(looks, look, { ...nobodys, audience: away });
    });
    await act((scope) => scope.upsertOwn(wishes, { box_id: rowId('blue'), words: 'less' }), bob);
  });

  const exported = (subject: Subject, viewer = ann) =>
    world.store.read(T1, viewer, (read) => exportOf(feature, read, subject));
  const ids = async (name: string) => {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(name)} order by id`.execute(
      world.store.system,
    );
    return rows.map(({ id }) => id);
  };
  const red = {
    id: 'red',
    channel: { channel: 'HOME' },
    title: 'red',
    keeper: { person: 'bob' },
    openedAt: null,
  };
  const blue = {
    ...{ id: 'blue', channel: { channel: 'HOME' }, title: 'blue', keeper: { person: 'ann' } },
    openedAt: { at: '2026-11-14T12:00:00.000Z' },
  };
  const coin = { metal: { choice: 'gold' }, worn: true, worth: 5, foundOn: { on: '2026-11-23' } };

  it('has the tables that are declared', async () => {
    const tables = [...feature.tables, ...features.flatMap((one) => one.tables)];
    expect(await differences(world.store.system, engine.name, tables)).toEqual([]);
  });

  it('a person’s export has what is their own, what they wrote, what is theirs by a column, and what something of theirs is part of', async () => {
    expect(await exported({ kind: 'person', userId: userId('ann') })).toEqual({
      boxes: [blue, red],
      coins: [{ box: { record: 'red', called: 'red' }, ...coin, like: { record: 'other', called: null } }],
      wishes: [{ box: { record: 'red', called: 'red' }, words: 'MORE' }],
    });
    // A helper is named, and the box is not theirs.
    expect(await exported({ kind: 'person', userId: userId('cat') }, personViewer('cat'))).toEqual({
      boxes: [],
      coins: [],
      wishes: [],
    });
  });

  it('a channel’s has what is in it, with who wrote it, and nobody’s own', async () => {
    const of = (record: string) => ({ record, called: record });
    const all = {
      boxes: [blue, red],
      coins: [
        { box: of('blue'), ...coin, like: null, foundBy: [{ person: 'bob' }] },
        { box: of('red'), ...coin, like: { record: 'other', called: null }, foundBy: [{ person: 'ann' }] },
      ],
    };
    const look = { channel: { channel: 'AWAY' }, lookedAt: { at: '2026-11-24T12:00:00.000Z' } };
    expect(await exported({ kind: 'channel', channelId: home })).toEqual({ ...all, looks: [] });
    expect(await exported({ kind: 'channel', channelId: channelId('AWAY') })).toEqual({
      ...{ boxes: [], coins: [], looks: [look] },
    });
    expect(await exported({ kind: 'workspace' })).toEqual({ ...all, looks: [look] });
  });

  it('no export holds a secret', async () => {
    const subjects: readonly Subject[] = [
      { kind: 'person', userId: userId('ann') },
      { kind: 'channel', channelId: home },
      { kind: 'workspace' },
    ];
    for (const subject of subjects) {
      const text = JSON.stringify(await exported(subject));
      expect(text).toContain('blue');
      expect(text).not.toMatch(/secret|combination/);
    }
  });

  it('what is too old goes with its parts', async () => {
    const [kind] = retentionPoliciesOf(feature);
    if (kind === undefined) throw new Error('boxes are of no kind');
    expect(await world.store.retention.expire(T1, kind, noon - 9 * oneDay)).toBe(1);
    expect([await ids('box'), await ids('coin'), await ids('stamp')]).toEqual([
      ['red'],
      ['coin-in-red'],
      ['coin-in-red'],
    ]);
    expect(await act((scope) => scope.from(wishes).select('box_id').execute(), bob)).toEqual([]);
  });

  it('an erased person’s own goes, with what goes with it; what is others’ stays, without them', async () => {
    await world.store.erasing(T1, 'operator', { kind: 'person', userId: userId('ann') });
    expect([await ids('box'), await ids('coin'), await ids('stamp')]).toEqual([
      ['blue', 'red'],
      ['coin-in-blue'],
      ['coin-in-blue'],
    ]);
    const { rows: left } = await sql`select id, keeper_id, helper_id from box order by id`.execute(
      world.store.system,
    );
    expect(left).toEqual([
      { id: 'blue', keeper_id: null, helper_id: 'cat' },
      { id: 'red', keeper_id: 'bob', helper_id: null },
    ]);
    const { rows } = await sql`select user_id from wish`.execute(world.store.system);
    expect(rows).toEqual([{ user_id: 'bob' }]);
  });
});
