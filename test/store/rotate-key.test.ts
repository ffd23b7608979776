/** A new key for stored tokens: with two at once, with the process killed at any point, with a key that is lost, too open or wrong. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBotToken } from '../../src/bot-token.ts';
import { KeyFileError, keysFrom, newKey, readKeys, writeKeys } from '../../src/store/settings/key-file.ts';
import { rotateKey } from '../../src/store/settings/rotate-key.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { lastingEngines, type FreshDatabase } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { runScript } from '../support/run-script.ts';
import { counting, noon, T1, T2 } from './support/world.ts';

const secret = 'xoxb-a-token-to-look-for';

/** What people keep sealed: nothing here, see `sealed.test.ts`. */
const texts = { sealed: 0, lost: 0 };

/** A key file in a folder of its own. */
function keyFile() {
  const folder = mkdtempSync(join(tmpdir(), 'lore-keys-'));
  const file = join(folder, 'lore.key');
  const first = newKey(noon);
  writeKeys(file, { current: first[0], keys: new Map([first]) });
  return { file, first: first[0], remove: () => rmSync(folder, { recursive: true }) };
}

const neverLost = () => {
  throw new Error('a token is lost');
};

describe.each(lastingEngines())('on $name, a new key', (engine) => {
  let store: Store;
  let database: FreshDatabase;
  let key: ReturnType<typeof keyFile>;
  beforeEach(async () => {
    key = keyFile();
    database = await engine.fresh();
    const clock = { now: () => noon };
    store = openStore({ url: database.url, ids: counting('x'), clock, tables: [], ...keysFrom(key.file) });
    await store.migrate();
    await store.workspaces.save(installed(T1), secret);
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
    key.remove();
  });
  const rotate = (onLost: Parameters<typeof rotateKey>[0]['onLost'] = neverLost) =>
    rotateKey({ workspaces: store.workspaces, file: key.file, onLost, now: noon });
  const keptAs = async () =>
    (await store.system.selectFrom('workspace').select('token').executeTakeFirst())?.token ?? '';

  it('seals every stored token again, and the old key is gone from the file', async () => {
    const before = await keptAs();
    expect(await rotate()).toEqual({ sealed: [T1], lost: [], texts });
    expect(await keptAs()).not.toBe(before);
    expect(await store.workspaces.token(T1)).toBe(secret);
    const { current, keys } = readKeys(key.file);
    expect([...keys.keys()]).toEqual([current]);
    expect(current).not.toBe(key.first);
    expect(statSync(key.file).mode & 0o777).toBe(0o600);
  });

  it('is made where a link leads, so that no old key stays there', async () => {
    const link = `${key.file}-link`;
    symlinkSync(key.file, link);
    await rotateKey({ workspaces: store.workspaces, file: link, onLost: neverLost, now: noon });
    expect(readKeys(key.file)).toEqual(readKeys(link));
    expect(readFileSync(key.file, 'utf8')).not.toContain(key.first);
  });

  it.each(['new key in the file', 'sealed again', 'stored'])(
    'whose process is killed at “%s” has lost nothing, and is made when it is run again',
    async (where) => {
      const { code } = await runScript(
        ['test/support/rotate-key-child.ts', database.url, key.file, where],
        {},
      ).ended;
      expect(code).toBeNull();
      // A running Lore reads the file as it is now.
      expect(await store.workspaces.token(T1)).toBe(secret);
      expect(readKeys(key.file).keys.size).toBe(2);
      await rotate();
      expect(await store.workspaces.token(T1)).toBe(secret);
      expect(readKeys(key.file).keys.size).toBe(1);
    },
  );

  it('that several make at once, while a token is stored, leaves a file that opens it', async () => {
    const other = openStore({
      url: database.url,
      ids: counting('y'),
      clock: { now: () => noon },
      tables: [],
      ...keysFrom(key.file),
    });
    const also = () =>
      rotateKey({ workspaces: other.workspaces, file: key.file, onLost: neverLost, now: noon });
    await Promise.all([
      rotate(),
      also(),
      other.workspaces.save(installed(T2), `${secret}-2`),
      rotate(),
      also(),
      store.workspaces.save(installed(T1), `${secret}-new`),
    ]);
    expect([await store.workspaces.token(T1), await other.workspaces.token(T2)]).toEqual([
      `${secret}-new`,
      `${secret}-2`,
    ]);
    await rotate();
    expect(readKeys(key.file).keys.size).toBe(1);
    await other.close();
  });

  it('changes nothing where a token has lost its key, unless that may go', async () => {
    const lost = newKey(noon);
    writeKeys(key.file, { current: lost[0], keys: new Map([lost]) });
    const before = readFileSync(key.file, 'utf8');
    await expect(rotate()).rejects.toThrow('a token is lost');
    expect(readFileSync(key.file, 'utf8')).toBe(before);
    expect(await keptAs()).not.toBe('');
    expect(await rotate(() => undefined)).toEqual({ sealed: [], lost: [T1], texts });
    expect(await store.workspaces.token(T1)).toBeNull();
  });

  it('made beside another database, in which no token is stored, takes no key from the file that a token of this one needs', async () => {
    const another = await engine.fresh();
    const other = openStore({
      url: another.url,
      ids: counting('z'),
      clock: { now: () => noon },
      tables: [],
      ...keysFrom(key.file),
    });
    await other.migrate();
    const beside = { workspaces: other.workspaces, file: key.file, onLost: neverLost, now: noon };
    expect(await rotateKey(beside)).toEqual({ sealed: [], lost: [], texts });
    await other.close();
    await another.remove();
    expect(await store.workspaces.token(T1)).toBe(secret);
    await rotate();
    expect(await store.workspaces.token(T1)).toBe(secret);
    expect(readKeys(key.file).keys.size).toBe(1);
  });

  it('that is lost is said with what is lost; a token that was changed or moved is not used', async () => {
    const find = () => findBotToken({ slackBotToken: null, keyFile: key.file }, store.workspaces);
    expect(await find()).toEqual({ token: secret, source: 'stored' });

    const sealed = await keptAs();
    const put = (token: string) => store.system.updateTable('workspace').set({ token }).execute();
    await put(`${sealed.slice(0, -2)}AA`);
    await expect(find()).rejects.toThrow(/workspace T\w+ was changed since Lore sealed it.*does not use it/);
    await put(sealed);
    await store.workspaces.removed(T1, noon);
    await store.workspaces.save(installed(T2));
    await store.system.updateTable('workspace').set({ token: sealed }).where('team_id', '=', T2).execute();
    await expect(find()).rejects.toThrow('was sealed for another workspace');

    const wrong = newKey(noon);
    writeKeys(key.file, { current: wrong[0], keys: new Map([wrong]) });
    const said = await find().catch(String);
    for (const part of [
      `None of the keys in ${key.file} opens the stored bot token`,
      'gone with it are the stored bot token and what people keep sealed (purpose sheets and next steps), and nothing else that they wrote: put SLACK_BOT_TOKEN into the environment again',
    ])
      expect(said).toContain(part);
    expect(said).not.toContain(secret);
    // What the environment says wins, and is stored with the key that is there.
    const own = await findBotToken({ slackBotToken: 'xoxb-env', keyFile: key.file }, store.workspaces);
    expect(own).toEqual({ token: 'xoxb-env', source: 'environment' });
  });
});

describe('the key file', () => {
  let key: ReturnType<typeof keyFile>;
  beforeEach(() => {
    key = keyFile();
  });
  afterEach(() => key.remove());
  const why = (): string => {
    try {
      readKeys(key.file);
      return 'it was read';
    } catch (error) {
      expect(error).toBeInstanceOf(KeyFileError);
      return (error as Error).message;
    }
  };

  it.each([0o640, 0o604, 0o660])('that others can read (%o) is refused, with what to type', (mode) => {
    chmodSync(key.file, mode);
    expect(why()).toBe(
      `Others on this machine can read the key in ${key.file} (its mode is ${mode.toString(8)}), so Lore does not use it. Make it yours alone: chmod 600 ${key.file}. If others may have read it, then run: npx lore rotate-key`,
    );
    chmodSync(key.file, 0o400);
    expect(why()).toBe('it was read');
  });

  it('that is missing, empty, cut short or something else is said with what to do, and shows no key', () => {
    const text = readFileSync(key.file, 'utf8');
    const line = text.split('\n')[1] ?? '';
    writeFileSync(key.file, '# nothing else\n');
    expect(why()).toContain('holds no key. If the key is lost: gone with it are the stored bot token');
    for (const bad of [line.slice(0, -5), line.replace(' ', ''), 'xoxb-1', '\u0000\u0001']) {
      writeFileSync(key.file, bad);
      expect(why()).toContain('holds something that is no key. If the key is lost: gone with it are');
      expect(why()).not.toContain(line.slice(20, 40));
    }
    rmSync(key.file);
    expect(why()).toContain(
      'is not there. To make it, run: npx lore rotate-key. If there was one and it is lost',
    );
    expect(() => writeKeys(join(key.file, 'under', 'it'), { current: 'a', keys: new Map() })).toThrow(
      'cannot be made: its folder is not there. Make it for Lore’s user alone: mkdir -m 700',
    );
  });
});
