/** `lore forget` and `lore rotate-key` beside a restore or a copy: what they did would be undone, or missing, so they wait for its end. */
import { join } from 'node:path';
import { teamId, userId } from '../../src/core/ids.ts';
import { forget } from '../../src/operator/data.ts';
import { changeData } from '../../src/operator/open.ts';
import { rotateKey } from '../../src/operator/rotate-key.ts';
import { claim } from '../../src/store/engines/claim.ts';
import { readKeys } from '../../src/store/settings/key-file.ts';
import { engines, freshFile, type FreshDatabase } from '../support/databases.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';

const name = keptNames().at(-1) ?? '';
const now = factsOf(name, 'sqlite').at;
const team = teamId('T0LINDGROVE');
const priya = userId('U0PRIYA');
const isAtWork =
  /^“lore restore” \(process \d+ on \S+, since .+ UTC\) is at work on the database.*Wait until it has ended, and run this again\.$/;

describe.each(engines())('on $name, while a database is restored', ({ name: engine }) => {
  let database: FreshDatabase;
  let beside: Awaited<ReturnType<typeof freshFile>>;
  let settings: Readonly<Record<string, string>>;
  beforeEach(async () => {
    database = await kept(name, engine);
    beside = await freshFile();
    const store = storeAt(database.url, now);
    await store.migrate();
    await store.close();
    settings = { DATABASE_URL: database.url, LORE_KEY_FILE: join(beside.folder, 'lore.key') };
    // The key of those weeks is not kept with them.
    await rotateKey({ ...settings, SLACK_BOT_TOKEN: 'xoxb-1' });
  });
  afterEach(async () => {
    await database.remove();
    await beside.remove();
  });
  const restoring = () => claim(database.url, { command: 'restore', now });
  const isThere = () =>
    changeData(settings, async (store) => (await store.known(team, 'person')).includes(priya));
  const keyOf = () => readKeys(settings['LORE_KEY_FILE'] ?? '').current;

  it('nobody is erased and no key is made, until it has ended', async () => {
    const before = keyOf();
    const ended = await restoring();
    const erase = () => forget(settings, { person: priya, team });
    await expect(erase()).rejects.toThrow(isAtWork);
    await expect(rotateKey(settings)).rejects.toThrow(isAtWork);
    expect(keyOf()).toBe(before);
    await ended();
    // What it was called stays in the lock’s file.
    expect(await isThere()).toBe(true);
    expect((await erase()).rows).toBeGreaterThan(0);
    expect(await isThere()).toBe(false);
    await rotateKey(settings);
    expect(keyOf()).not.toBe(before);
  }, 60_000);

  it('nobody is erased while it is copied either: the copy would lack it', async () => {
    const ended = await claim(database.url, { command: 'copy', now });
    await expect(forget(settings, { person: priya, team })).rejects.toThrow(
      /^“lore copy” .* is at work on the database.*Wait until it has ended, and run this again\.$/,
    );
    await ended();
    expect(await isThere()).toBe(true);
  }, 60_000);

  it('is said when it has begun meanwhile, too; a running Lore is in nobody’s way', async () => {
    let ended: (() => Promise<void>) | undefined;
    const change = changeData(settings, async () => {
      ended = await restoring();
    });
    await expect(change).rejects.toThrow(isAtWork);
    await ended?.();
    const stop = await claim(database.url, { command: 'start', now });
    expect(await isThere()).toBe(true);
    await stop();
  }, 60_000);
});
