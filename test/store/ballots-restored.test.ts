/** A backup holds no key: what it has of a ballot is of use only while that ballot is open. On both engines. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day } from '../../src/core/clock.ts';
import type { Ballots } from '../../src/core/ballots.ts';
import { rowId, userId } from '../../src/core/ids.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import { backUp } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { readBackup } from '../../src/store/backup/sealed.ts';
import { ballotKeysIn } from '../../src/store/ballots/keys.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { emptyPostgres, freshFile, lastingEngines } from '../support/databases.ts';
import {
  channel,
  channelViewer,
  counting,
  noon,
  openWorld,
  people,
  personViewer,
  T1,
  type World,
} from './support/world.ts';

const bare = { tables: [], migrations: {} };
const ballot = rowId('b1');
const place = rowId('red');
const everyone = Array.from({ length: 12 }, (_, nth) => `u${nth + 10}`);

describe.each(lastingEngines())('a backup of $name from while a ballot was open', (engine) => {
  let world: World;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lore-ballots-'));
    world = await openWorld(engine, allGuards, bare);
    await people(world, Object.fromEntries(everyone.map((who) => [who, 'member' as const])));
    await channel(world, 'ALL', everyone);
    await as(world.store, 'u10', (ballots) =>
      ballots.open(ballot, new Map(everyone.map((who) => [userId(who), place]))),
    );
    for (const [nth, who] of everyone.slice(0, 11).entries()) await cast(world.store, who, nth);
  });
  afterEach(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  const as = <T>(store: Store, who: string, run: (ballots: Ballots) => Promise<T>): Promise<T> =>
    store.transact(T1, personViewer(who), (scope) => run(scope.ballots));
  const asJob = <T>(store: Store, run: (ballots: Ballots) => Promise<T>): Promise<T> =>
    store.transact(T1, channelViewer('ALL'), (scope) => run(scope.ballots));
  const cast = (store: Store, who: string, score: number) =>
    as(store, who, (ballots) => ballots.cast(ballot, { PS1: score }));
  const scores = async (store: Store) =>
    (await asJob(store, (ballots) => ballots.counted(ballot)))
      .map(({ cast: { PS1 } }) => PS1 ?? 0)
      .toSorted((a, b) => a - b);

  /** What the backup holds is put into another database, which has the same folder of keys. */
  const restored = async (file: string, run: (store: Store) => Promise<void>) => {
    const target = engine.name === 'sqlite' ? await freshFile() : await emptyPostgres();
    const open = (url: string) =>
      openStore({
        ...bare,
        url,
        ids: counting('r'),
        clock: { now: () => noon + day },
        ballotKeys: ballotKeysIn(world.keys),
      });
    try {
      await restore(
        { url: target.url, clock: { now: () => noon + day }, open, erasures: [] },
        await readBackup(file),
        null,
      );
      const store = open(target.url);
      try {
        await run(store);
      } finally {
        await store.close();
      }
    } finally {
      await target.remove();
    }
  };
  const taken = async () => {
    const file = join(folder, 'lore.backup');
    await backUp(world.url, file, world.clock);
    return file;
  };

  it('goes on where it is restored before the end: what was lost can be answered again, and nothing twice', async () => {
    const file = await taken();
    await cast(world.store, 'u21', 11);
    await restored(file, async (store) => {
      expect(await as(store, 'u10', (ballots) => ballots.hasCast(ballot))).toBe(true);
      expect(await as(store, 'u21', (ballots) => ballots.hasCast(ballot))).toBe(false);
      expect([await cast(store, 'u10', 99), await cast(store, 'u21', 11)]).toEqual(['already', 'counted']);
      expect(await asJob(store, (ballots) => ballots.close(ballot))).toBe('closed');
      expect(await scores(store)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });
  });

  it('is of no use where it is restored after the end: the ballot takes nothing, and ends without what was cast', async () => {
    const file = await taken();
    await asJob(world.store, (ballots) => ballots.close(ballot));
    await asJob(world.store, (ballots) => ballots.destroyKey(ballot));
    await restored(file, async (store) => {
      expect(await as(store, 'u10', (ballots) => ballots.last())).toMatchObject({
        id: ballot,
        closedAt: null,
      });
      expect(await as(store, 'u10', (ballots) => ballots.hasCast(ballot))).toBeNull();
      expect(await cast(store, 'u21', 11)).toBe('closed');
      expect(await asJob(store, (ballots) => ballots.close(ballot))).toBe('lost');
      expect(await scores(store)).toEqual([]);
    });
  });

  it('holds no key, and what was cast in no order', async () => {
    const key = readFileSync(join(world.keys, `${T1}.${ballot}.key`));
    const bytes = readFileSync(await taken());
    for (const form of [
      key,
      ...(['hex', 'base64', 'base64url'] as const).map((how) => Buffer.from(key.toString(how))),
    ])
      expect(bytes.indexOf(form)).toBe(-1);
    // Of 11 answers every order is as likely: three backups in the order in which they came would be a wonder.
    const orders = await Promise.all(
      [1, 2, 3].map(async (nth) => {
        const file = join(folder, `${nth}.backup`);
        await backUp(world.url, file, world.clock);
        const found = [...readFileSync(file, 'latin1').matchAll(/PS1\\*":(\d+)\}/g)].map(([, score]) =>
          Number(score),
        );
        expect(found.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        return found.join();
      }),
    );
    expect(orders).not.toEqual(Array(3).fill('0,1,2,3,4,5,6,7,8,9,10'));
  });
});
