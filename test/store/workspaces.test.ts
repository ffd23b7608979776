/** Installations, their tokens, and the inbox. */
import { encryptToken, type TokenKeys, decryptToken } from '../../src/store/settings/encrypt-token.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { engines } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { counting, noon, T1, T2 } from './support/world.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte);
const oldKeys: TokenKeys = { current: 'k1', keys: new Map([['k1', key(1)]]) };
const newKeys: TokenKeys = { current: 'k2', keys: new Map([...oldKeys.keys, ['k2', key(2)]]) };

describe('an encrypted token', () => {
  const sealed = encryptToken('xoxb-secret', T1, oldKeys);

  it('is opened with its key, also after a newer one came', () => {
    expect(decryptToken(sealed, T1, oldKeys)).toBe('xoxb-secret');
    expect(decryptToken(sealed, T1, newKeys)).toBe('xoxb-secret');
    expect(encryptToken('xoxb-secret', T1, newKeys)).not.toBe(encryptToken('xoxb-secret', T1, newKeys));
  });

  it('is of no use to another workspace, with another key, or changed anywhere', () => {
    expect(() => decryptToken(sealed, T2, oldKeys)).toThrow();
    expect(() => decryptToken(sealed, T1, { current: 'k1', keys: new Map([['k1', key(3)]]) })).toThrow();
    expect(() => decryptToken(sealed, T1, { current: 'k2', keys: new Map() })).toThrow(
      'not among the token keys',
    );
    const parts = sealed.split('.');
    for (const [index, part] of parts.entries()) {
      const changed = part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`;
      expect(() => decryptToken(parts.with(index, changed).join('.'), T1, newKeys)).toThrow();
    }
    expect(() => decryptToken('', T1, oldKeys)).toThrow('not what was sealed');
  });

  it('needs a key of 32 bytes', () => {
    const short = { current: 'k', keys: new Map([['k', new Uint8Array(16)]]) };
    expect(() => encryptToken('x', T1, short)).toThrow('must be 32 bytes long');
  });
});

describe.each(engines())('on $name', (engine) => {
  let store: Store;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const database = await engine.fresh();
    const clock = { now: () => noon };
    store = openStore({ url: database.url, ids: counting('x'), clock, tables: [], tokenKeys: () => oldKeys });
    await store.migrate();
    close = async () => {
      await store.close();
      await database.remove();
    };
  });
  afterEach(() => close());

  it('keeps an installation, its token encrypted, until it is removed', async () => {
    const installation = {
      teamId: T1,
      enterpriseId: null,
      appId: 'A1',
      botUserId: 'B1',
      scopes: ['chat:write', 'commands'],
      installedAt: noon,
    };
    await store.workspaces.save(installation, 'xoxb-secret');
    await store.workspaces.save({
      ...installation,
      teamId: T2,
      scopes: [],
      installedAt: noon + 1,
    });
    expect(await store.workspaces.find(T1)).toEqual({ ...installation, removedAt: null });
    expect([await store.workspaces.token(T1), await store.workspaces.token(T2)]).toEqual([
      'xoxb-secret',
      null,
    ]);
    expect(await store.workspaces.withToken()).toEqual([T1]);
    const rows = await store.system.selectFrom('workspace').select('token').orderBy('team_id').execute();
    expect(rows[0]?.token).not.toContain('secret');
    expect(rows[1]?.token).toBeNull();
    const teams = async () => (await store.workspaces.installed()).map(({ teamId }) => teamId);
    expect(await teams()).toEqual([T1, T2]);
    await store.workspaces.removed(T1, noon + 2);
    expect(await teams()).toEqual([T2]);
    expect(await store.workspaces.find(T1)).toMatchObject({ removedAt: noon + 2 });
    expect(await store.workspaces.token(T1)).toBeNull();
    await store.workspaces.save(installation, 'xoxb-secret');
    expect(await teams()).toEqual([T1, T2]);
  });

  it('keeps an event once, hands it out in order until it is done, and forgets it later', async () => {
    const { inbox } = store;
    await store.workspaces.save(installed(T1));
    const event = (eventId: string, receivedAt: number) => ({
      teamId: T1,
      eventId,
      type: 'channel_archive',
      body: '{"channel":"C1"}',
      receivedAt,
    });
    expect([
      await inbox.add(event('b', 2)),
      await inbox.add(event('a', 3)),
      await inbox.add(event('b', 9)),
    ]).toEqual([true, true, false]);
    const waiting = async () => (await inbox.next(T1, 10, 3)).map(({ eventId }) => eventId);
    expect(await waiting()).toEqual(['b', 'a']);
    for (const tries of [1, 2, 3]) await inbox.failed(T1, 'b', tries, noon);
    expect(await waiting()).toEqual(['a']);
    await inbox.done(T1, 'a', noon);
    expect(await waiting()).toEqual([]);
    expect(await inbox.add(event('a', 3))).toBe(false);
    expect(
      await store.system.selectFrom('inbox').select('body').where('event_id', '=', 'a').execute(),
    ).toEqual([{ body: '' }]);
    expect([await inbox.prune(T1, noon), await inbox.prune(T1, noon + 1)]).toEqual([0, 1]);
  });
});
