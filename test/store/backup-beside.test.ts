/** What happens beside a backup and after it: people write while it is taken, and are erased before it is restored. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as aTurnOfTheLoop } from 'node:timers/promises';
import { teamId, userId } from '../../src/core/ids.ts';
import { backUp } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { marksIn } from '../../src/store/erasure/erased-mark.ts';
import type { Store } from '../../src/store/store.ts';
import { emptyPostgres, engines, freshFile } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { factsOf, keptNames, restore as kept, storeAt } from '../support/kept/kept.ts';
import { runScript } from '../support/run-script.ts';

const name = keptNames().at(-1) ?? '';
const { at } = factsOf(name, 'sqlite');
const team = teamId('T0LINDGROVE');
const priya = userId('U0PRIYA');

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
  /** @param prepare on the restored database @returns the store of it */
  const restored = async (
    file: string,
    prepare: (store: Store, takenAt: number) => Promise<void> = async () => undefined,
  ) => {
    const target = await (engine === 'sqlite' ? freshFile() : emptyPostgres());
    closing.push(target.remove);
    const open = (url: string) => storeAt(url, at + 10);
    await restore({ url: target.url, clock: { now: () => at + 10 }, open, prepare }, file, null);
    return opened(target.url, at + 10);
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
    const found = (await (await restored(file)).audit.of(team)).filter(({ deed }) => deed === 'pair');
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
    expect(await without.known(team, 'person')).toContain(priya);
    const found: unknown[] = [];
    const again = await restored(file, async (one, takenAt) => {
      for (const subject of await one.erasedLater(team, marksIn(log, takenAt))) {
        found.push(subject);
        await one.erasing(team, 'operator', subject);
      }
    });
    // The one from before the backup is not in it, and may have come back since.
    expect(found).toEqual([{ kind: 'person', userId: priya }]);
    const known = await again.known(team, 'person');
    expect(known).not.toContain(priya);
    expect(known).toContain('U0MARA');
  }, 60_000);

  it('has nothing of an erasure that no log can name: a workspace without a key gives no mark', async () => {
    const { store } = await filled();
    await store.write((db) => db.updateTable('workspace').set({ erasure_key: null }).execute());
    const { mark } = await store.erasing(team, 'operator', { kind: 'person', userId: priya });
    expect(mark).toBeNull();
  }, 60_000);
});
