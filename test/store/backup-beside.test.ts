/** What happens beside a backup and after it: people write while it is taken, and are erased before it is restored. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as aTurnOfTheLoop } from 'node:timers/promises';
import { pino } from 'pino';
import { teamId, userId } from '../../src/core/ids.ts';
import { day, hour, minute } from '../../src/core/clock.ts';
import { backUp } from '../../src/store/backup/backup.ts';
import { markRestored } from '../../src/store/backup/mark-restored.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { readBackup } from '../../src/store/backup/sealed.ts';
import type { PersonFacts } from '../../src/store/directory/facts.ts';
import type { Store } from '../../src/store/store.ts';
import { marksIn } from '../../src/store/erasure/erased-mark.ts';
import { updateDatabase } from '../../src/update-database.ts';
import { emptyPostgres, engines, freshFile } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';
import { runScript } from '../support/run-script.ts';

const name = keptNames().at(-1) ?? '';
const { at } = factsOf(name, 'sqlite');
const team = teamId('T0LINDGROVE');
const priya = userId('U0PRIYA');
/** As Slack tells of her when she comes back. */
const hana: PersonFacts = {
  userId: userId('U0HANA'),
  memberType: 'member',
  isAdmin: false,
  tz: 'Europe/Berlin',
  locale: 'de',
  awayUntil: null,
};

describe.each(engines())('on $name, a backup', ({ name: engine }) => {
  let folder: string;
  /** In the opposite order at the end. */
  let closing: (() => Promise<unknown>)[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lore-beside-'));
    closing = [];
  });
  afterEach(async () => {
    for (const close of closing.toReversed()) await close();
    rmSync(folder, { recursive: true });
  });

  const opened = (url: string, now = at): Store => {
    const store = storeAt(url, now);
    closing.push(() => store.close());
    return store;
  };
  const filled = async () => {
    const database = await kept(name, engine);
    closing.push(database.remove);
    const store = opened(database.url);
    await store.migrate();
    await store.workspaces.save(installed(team));
    return { url: database.url, store };
  };
  const empty = async () => {
    const target = await (engine === 'sqlite' ? freshFile() : emptyPostgres());
    closing.push(target.remove);
    return target.url;
  };
  const restoring = (url: string, log: string) => ({
    url,
    clock: { now: () => at + 10 },
    open: (where: string) => storeAt(where, at + 10),
    erasures: marksIn(log),
  });
  /** @returns the store of the restored database, how many erasures were repeated, and what became of the others */
  const restored = async (file: string, log = '') => {
    const url = await empty();
    const { erased, repeating } = await restore(restoring(url, log), await readBackup(file), null);
    return { store: opened(url, at + 10), erased, repeating };
  };

  it('that is taken while people write has all that a transaction stored, or nothing of it', async () => {
    const { url, store } = await filled();
    const file = join(folder, 'backup');
    const taking = runScript(['src/cli.ts', 'backup', '--out', file], { DATABASE_URL: url });
    const over = { isIt: false };
    void taking.ended.then(() => (over.isIt = true));
    const add = (id: string) => ({ team_id: team, id, at, actor: 'operator', deed: 'pair', subject: 'x' });
    let pairs = 0;
    while (!over.isIt) {
      // Lets this process hear that the other one has ended.
      await aTurnOfTheLoop();
      pairs += 1;
      await store.write(async (db) => {
        await db
          .insertInto('audit')
          .values(add(`${pairs} one`))
          .execute();
        await db
          .insertInto('audit')
          .values(add(`${pairs} other`))
          .execute();
      });
    }
    expect((await taking.ended).said).toContain('Wrote');
    const found = (await (await restored(file)).store.audit.of(team)).filter(({ deed }) => deed === 'pair');
    expect(found.length % 2).toBe(0);
    expect(pairs).toBeGreaterThan(found.length / 2);
  }, 120_000);

  it('that is restored has nobody again whose erasure the log has, and everybody else', async () => {
    const { url, store } = await filled();
    const file = join(folder, 'backup');
    const before = await store.erasing(team, 'operator', { kind: 'person', userId: userId('U0HANA') });
    await backUp(url, file, { now: () => at + 5 });
    const later = opened(url, at + 7);
    const { mark } = await later.erasing(team, 'operator', { kind: 'person', userId: priya });
    expect(mark).toMatch(/^erased:\d+:[0-9a-f]{32}$/);
    const log = [before.mark, mark]
      .map((line) => JSON.stringify({ team, mark: line, msg: 'erased' }))
      .join('\n');
    expect(log).not.toContain(priya);

    const without = await restored(file);
    expect(await without.store.known(team, 'person')).toContain(priya);
    // The one from before the backup is not in it, and may have come back since.
    const again = await restored(file, log);
    expect(again.erased).toBe(1);
    expect(again.repeating).toMatchObject({ named: 2, known: 1, unsure: 0, isWithoutKey: false });
    const known = await again.store.known(team, 'person');
    expect(known).not.toContain(priya);
    expect(known).toContain('U0MARA');
  }, 60_000);

  it('that was taken by a clock an hour ahead, or behind, has nobody again who was erased after it, and keeps who came back before', async () => {
    const { url, store } = await filled();
    const erasing = (by: Store, id: string) =>
      by.erasing(team, 'operator', { kind: 'person', userId: userId(id) });
    const before = await erasing(store, 'U0HANA');
    await store.directory.savePerson(team, hana, at);
    const ahead = join(folder, 'ahead');
    await backUp(url, ahead, { now: () => at + hour });
    const behind = join(folder, 'behind');
    await backUp(url, behind, { now: () => at - hour });
    const { mark } = await erasing(opened(url, at + 20 * minute), priya);
    for (const file of [ahead, behind]) {
      const again = await restored(file, `${before.mark} ${mark}`);
      expect(again.repeating).toMatchObject({ named: 2, known: 1, unsure: 0 });
      const known = await again.store.known(team, 'person');
      expect(known).not.toContain(priya);
      expect(known).toContain('U0HANA');
    }
  }, 60_000);

  it('leaves out, and counts, what was erased so long before that no record of it may be left, or that an earlier restore repeated', async () => {
    const { url } = await filled();
    const [longAgo, repeated] = [at - 2 * day, at - 2 * hour];
    const erased = async (when: number) => {
      const { mark } = await opened(url, when).erasing(team, 'operator', { kind: 'person', userId: priya });
      return mark ?? '';
    };
    const marks = [await erased(longAgo), await erased(repeated)];
    const store = opened(url, at);
    await store.write((db) => db.deleteFrom('audit').execute());
    await store.write((db) =>
      markRestored(db, { takenAt: repeated - hour, now: at - hour, erasures: marksIn(marks.join(' ')) }),
    );
    const file = join(folder, 'backup');
    await backUp(url, file, { now: () => at });
    const again = await restored(file, marks.join(' '));
    expect(again.repeating).toMatchObject({ named: 2, known: 0, unsure: 2 });
  }, 60_000);

  it('whose restore dies before it has repeated the erasures has them repeated by the Lore that starts next', async () => {
    const { url, store } = await filled();
    const file = join(folder, 'backup');
    await backUp(url, file, { now: () => at + 5 });
    const { mark } = await opened(url, at + 7).erasing(team, 'operator', { kind: 'person', userId: priya });
    expect(await store.known(team, 'person')).toContain('U0MARA');
    const target = await empty();
    const dying = {
      ...restoring(target, `${mark}`),
      open: () => {
        throw new Error('killed');
      },
    };
    await expect(restore(dying, await readBackup(file), null)).rejects.toThrow('killed');
    const place = target.slice('sqlite:'.length);
    // On SQLite nothing is there yet: neither a database nor what was unpacked.
    if (engine === 'sqlite') {
      expect([existsSync(place), existsSync(`${place}.restoring`)]).toEqual([false, false]);
      return;
    }
    const next = opened(target, at + 20);
    expect(await next.known(team, 'person')).toContain(priya);
    await updateDatabase(next, pino({ enabled: false }));
    expect(await next.known(team, 'person')).not.toContain(priya);
    expect(await next.known(team, 'person')).toContain('U0MARA');
    // Once: who comes back later stays.
    expect(await next.eraseAgain()).toBe(0);
  }, 60_000);

  it('whose workspace was erased later comes back without it, though people of it were erased, too', async () => {
    const { url } = await filled();
    const file = join(folder, 'backup');
    await backUp(url, file, { now: () => at + 5 });
    const later = opened(url, at + 7);
    const one = await later.erasing(team, 'operator', { kind: 'person', userId: priya });
    const all = await later.erasing(team, 'operator', { kind: 'workspace' });
    const again = await restored(file, `${one.mark} ${all.mark}`);
    expect(again.erased).toBe(1);
    expect(await again.store.workspaces.installed()).toEqual([]);
  }, 60_000);

  it('has nothing of an erasure that no log can name: a workspace without a key gives no mark', async () => {
    const { store } = await filled();
    await store.write((db) => db.updateTable('workspace').set({ erasure_key: null }).execute());
    const { mark } = await store.erasing(team, 'operator', { kind: 'person', userId: priya });
    expect(mark).toBeNull();
  }, 60_000);
});
