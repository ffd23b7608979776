/** Texts that stand in the database sealed only: who reads them, what a new key does with them, and what is left when a key is lost. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guardIndexes, ownColumns, sharedColumns, text as textOf, type Up } from '../../db/columns.ts';
import { person, sealed, text } from '../../src/core/columns.ts';
import { exportOf } from '../../src/core/export.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import type { Scope } from '../../src/core/scope.ts';
import type { Sealed } from '../../src/core/sealed.ts';
import { ownTable, sharedTable } from '../../src/core/tables.ts';
import { encryptToken } from '../../src/store/settings/encrypt-token.ts';
import { keysFrom, newKey, readKeys, writeKeys } from '../../src/store/settings/key-file.ts';
import { rotateKey } from '../../src/store/settings/rotate-key.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { lastingEngines, type FreshDatabase } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { channel, counting, noon, people, personViewer, T1, T2, type World } from './support/world.ts';

const diary = ownTable('diary', ['page'], { page: text, words: sealed }, { exported: { as: 'diary' } });
const letter = sharedTable(
  'letter',
  { to_id: person.orNull, words: sealed.orNull },
  { exported: { as: 'letters', only: 'person' } },
);
const tables = [diary, letter];

const up: Up = async (db, engine) => {
  await ownColumns(db.schema.createTable('diary'), engine, 'diary', ['page'])
    .addColumn('page', textOf(engine), (c) => c.notNull())
    .addColumn('words', textOf(engine), (c) => c.notNull())
    .execute();
  await sharedColumns(db.schema.createTable('letter'), engine, 'letter')
    .addColumn('to_id', textOf(engine))
    .addColumn('words', textOf(engine))
    .execute();
  for (const name of ['diary', 'letter']) await guardIndexes(db, name);
};

const words = 'a word to look for';

describe('what is sealed', () => {
  it('is declared for its person alone: in no other export, no offer, no key and no search', () => {
    const exported = { as: 'letters' };
    expect(() => sharedTable('t', { words: sealed }, { exported })).toThrow('t is for its person alone');
    expect(() => ownTable('t', [], { words: sealed }, { isOffer: true })).toThrow(
      't is for its person alone',
    );
    expect(() => ownTable('t', ['words'], { words: sealed })).toThrow('t is no key, and found by no search');
    const searched = { title: ['words'], topics: [], useWhen: [], text: [], at: 'words' } as const;
    expect(() => sharedTable('t', { words: sealed }, { searched })).toThrow('found by no search');
  });
});

describe.each(lastingEngines())('on $name, what is sealed', (engine) => {
  let store: Store;
  let database: FreshDatabase;
  let folder: string;
  let file: string;
  const opened: Store[] = [];
  const open = (keyFile: string | null): Store => {
    const made = openStore({
      url: database.url,
      ids: counting(`x${opened.length}-`),
      clock: { now: () => noon },
      tables,
      migrations: { '9999-sealed': up },
      ...keysFrom(keyFile),
    });
    opened.push(made);
    return made;
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lore-keys-'));
    file = join(folder, 'lore.key');
    lose();
    database = await engine.fresh();
    store = open(file);
    await store.migrate();
    for (const team of [T1, T2]) await store.workspaces.save(installed(team));
    const world = { store, clock: { time: noon } } as World;
    await people(world, { ann: 'member', bob: 'member' });
    await channel(world, 'HOME', ['ann', 'bob']);
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
    await database.remove();
    rmSync(folder, { recursive: true });
  });
  /** Another key instead of those that are there. */
  const lose = () => {
    const [id, key] = newKey(noon);
    writeKeys(file, { current: id, keys: new Map([[id, key]]) });
  };
  const act = <T>(run: (scope: Scope) => Promise<T>, who = 'ann', on = store) =>
    on.transact(T1, personViewer(who), run);
  const keep = (page: string, what = words, on = store) =>
    act(
      async (scope) => {
        const sealedWords = await scope.seal(what);
        if (sealedWords !== null) await scope.upsertOwn(diary, { page, words: sealedWords });
        return sealedWords;
      },
      'ann',
      on,
    );
  const write = (id: string) =>
    act(async (scope) => {
      const audience = await scope.audience({
        kind: 'named',
        from: channelId('HOME'),
        people: [userId('ann'), userId('bob')],
      });
      const row = { id: rowId(id), to_id: userId('bob'), words: await scope.seal(words) };
      await scope.insert(letter, row, { audience, by: [userId('ann')], names: 'shown' });
    });
  const pages = () =>
    act(async (scope) =>
      (await scope.from(diary).selectAll().orderBy('it.page').execute()).map((row) =>
        scope.unseal(row.words),
      ),
    );
  const letters = (who: string) =>
    act(
      async (scope) =>
        (await scope.from(letter).selectAll().execute()).map((row) =>
          row.words === null ? null : scope.unseal(row.words),
        ),
      who,
    );
  const rotate = (checkpoint?: Parameters<typeof rotateKey>[0]['checkpoint']) =>
    rotateKey({
      workspaces: store.workspaces,
      file,
      now: noon,
      onLost: () => undefined,
      ...(checkpoint === undefined ? {} : { checkpoint }),
    });
  const stored = async () =>
    JSON.stringify([
      await store.system
        .selectFrom('diary' as 'audit')
        .selectAll()
        .execute(),
      await store.system
        .selectFrom('letter' as 'audit')
        .selectAll()
        .execute(),
    ]);

  it('is read by those who may, and stands in no row as it was written', async () => {
    await keep('one');
    await write('l1');
    expect(await pages()).toEqual([words]);
    expect([await letters('ann'), await letters('bob')]).toEqual([[words], [words]]);
    expect(await stored()).not.toContain('look for');
    expect(await act(async (scope) => (await scope.seal(words)) === (await scope.seal(words)))).toBe(false);
  });

  it('is plain in its person’s own export, and in no other', async () => {
    await keep('one');
    await write('l1');
    const exported = (who: string) =>
      store.exporting(
        T1,
        { actor: 'operator', reader: null },
        { kind: 'person', userId: userId(who) },
        (read) => exportOf({ tables }, read, { kind: 'person', userId: userId(who) }),
      );
    expect(await exported('ann')).toEqual({
      diary: [{ page: 'one', words }],
      letters: [{ to: { person: 'bob' }, words }],
    });
    expect(await exported('bob')).toEqual({ diary: [], letters: [] });
    for (const subject of [
      { kind: 'workspace' },
      { kind: 'channel', channelId: channelId('HOME') },
    ] as const) {
      const of = { actor: 'operator', reader: null } as const;
      const all = await store.exporting(T1, of, subject, (read) => exportOf({ tables }, read, subject));
      expect(all).toEqual({});
    }
  });

  it('is stored by nobody without a key, and then read by nobody', async () => {
    await keep('one');
    const without = open(null);
    expect(await keep('two', words, without)).toBeNull();
    rmSync(file);
    expect(await keep('two')).toBeNull();
    expect(await pages()).toEqual([null]);
  });

  it('is lost with its key, and can be written again; one of another workspace, a token and what was changed are not opened', async () => {
    const before = await keep('one');
    if (before === null) throw new Error('there is a key');
    const seen = (cell: string) => act(async (scope) => scope.unseal(cell as Sealed));
    expect(await seen(before)).toBe(words);
    expect(await seen(`${before.slice(0, -2)}AA`)).toBeNull();
    expect(await seen(encryptToken(words, T1, readKeys(file)))).toBeNull();
    expect(await store.transact(T2, personViewer('ann'), async (scope) => scope.unseal(before))).toBeNull();
    lose();
    expect(await pages()).toEqual([null]);
    await keep('one', 'written again');
    expect(await pages()).toEqual(['written again']);
  });

  it('is sealed again with a new key, and the old one goes', async () => {
    await keep('one');
    await write('l1');
    const before = { rows: await stored(), keys: readFileSync(file, 'utf8') };
    expect(await rotate()).toEqual({ sealed: [], lost: [], texts: { sealed: 2, lost: 0 } });
    expect(await stored()).not.toBe(before.rows);
    expect([await pages(), await letters('bob')]).toEqual([[words], [words]]);
    const { current, keys } = readKeys(file);
    expect([...keys.keys()]).toEqual([current]);
    expect(before.keys).not.toContain(current);
  });

  it.each(['new key in the file', 'sealed again', 'stored'] as const)(
    'survives a change of keys that ends at “%s”, which is made when it is run again',
    async (where) => {
      await keep('one');
      const ends = rotate((at) => {
        if (at === where) throw new Error('it ends here');
      });
      await expect(ends).rejects.toThrow('it ends here');
      expect(await pages()).toEqual([words]);
      expect(readKeys(file).keys.size).toBe(2);
      await keep('two');
      await rotate();
      expect(await pages()).toEqual([words, words]);
      expect(readKeys(file).keys.size).toBe(1);
    },
  );

  it('while keys change, also by another process, is never sealed with a key that goes', async () => {
    const other = open(file);
    await keep('0');
    const names = Array.from({ length: 8 }, (_, at) => `${at + 1}`);
    await Promise.all([
      rotate(),
      ...names.map((page, at) => keep(page, words, at % 2 === 0 ? store : other)),
      rotate(),
    ]);
    await rotate();
    expect(await pages()).toEqual(Array.from({ length: 9 }, () => words));
    expect(readKeys(file).keys.size).toBe(1);
  });

  it('keeps its key until it is stored, also where the keys change in between', async () => {
    await keep('0');
    const stored = Promise.withResolvers<true>();
    const isSealed = Promise.withResolvers<true>();
    const keeping = act(async (scope) => {
      const cell = await scope.seal(words);
      isSealed.resolve(true);
      await stored.promise;
      if (cell !== null) await scope.upsertOwn(diary, { page: '1', words: cell });
    });
    await isSealed.promise;
    const rotated = rotate();
    // Time enough for a change that does not wait.
    const other = open(file);
    for (let reads = 0; reads < 100; reads += 1)
      await other.read(T1, personViewer('bob'), (read) => read.from(diary).selectAll().execute());
    stored.resolve(true);
    await Promise.all([keeping, rotated]);
    expect(await pages()).toEqual([words, words]);
    expect(readKeys(file).keys.size).toBe(1);
  });

  it('that no key opens stays when keys change, and nothing else is lost with it', async () => {
    await keep('one');
    lose();
    await keep('two');
    expect(await rotate()).toEqual({ sealed: [], lost: [], texts: { sealed: 1, lost: 1 } });
    expect(await pages()).toEqual([null, words]);
  });

  it('goes with the person whose it is', async () => {
    await keep('one');
    await write('l1');
    await store.erasing(T1, 'operator', { kind: 'person', userId: userId('ann') });
    expect(await stored()).toBe('[[],[]]');
  });
});
