/** What several people write at the same moment reaches the disk of SQLite together. Each still happens whole or not at all, and nobody is told before. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import type { Scope } from '../../src/core/scope.ts';
import { statementsIn } from '../support/count-statements.ts';
import { copiedFile } from '../support/databases.ts';
import { connectionOf } from '../support/raw-connection.ts';
import { channel, note, openWorld, people, personViewer, T1, type World } from './support/world.ts';

const ann = personViewer('ann');
const many = Array.from({ length: 12 }, (_, index) => index);
const soon = { left: () => 60_000 };

describe('what several people write at once', () => {
  let world: World;
  /** Another connection, which sees what is committed and nothing else. */
  let other: Database.Database;
  beforeEach(async () => {
    const file = await copiedFile();
    world = await openWorld({ fresh: async () => file });
    other = new Database(join(file.folder, 'lore.db'), { readonly: true });
    await people(world, { ann: 'member' });
    await channel(world, 'TEAM', ['ann']);
  });
  afterEach(async () => {
    other.close();
    await world.close();
  });

  /** Somebody waits for it, as for everything that a person does. */
  const waitedFor = (run: (scope: Scope) => Promise<unknown>) =>
    world.store.before(soon, () => world.store.transact(T1, ann, run));
  const writeNote = async (scope: Scope, id: string, words = 'a note') => {
    const audience = await scope.audience({ kind: 'conversation', channel: channelId('TEAM') });
    const row = { id: rowId(id), words, rank: null, owner: null };
    await scope.insert(note, row, { audience, by: [userId('ann')], names: 'shown' });
  };
  const kept = () => new Set(other.prepare<[], string>('select id from note').pluck().all());
  const commits = (statements: readonly string[]) => statements.filter((text) => text === 'commit').length;

  it('is committed together', async () => {
    const statements = await statementsIn(() =>
      Promise.all(many.map((nth) => waitedFor((scope) => writeNote(scope, `n${nth}`)))),
    );
    expect(kept().size).toBe(many.length);
    expect(commits(statements)).toBeLessThanOrEqual(2);
  });

  it('is committed together where each of them looks something up first', async () => {
    // From here on the tables are known.
    await waitedFor((scope) => writeNote(scope, 'before'));
    const statements = await statementsIn(() =>
      Promise.all(
        many.map((nth) =>
          world.store.before(soon, async () => {
            await world.store.directory.person(T1, userId('ann'));
            await world.store.transact(T1, ann, (scope) => writeNote(scope, `n${nth}`));
          }),
        ),
      ),
    );
    expect(kept().size).toBe(many.length + 1);
    expect(commits(statements)).toBeLessThanOrEqual(2);
  });

  it('is on the disk before anybody is told so', async () => {
    const seen = many.map(async (nth) => {
      await waitedFor((scope) => writeNote(scope, `n${nth}`));
      return kept().has(`n${nth}`);
    });
    expect(await Promise.all(seen)).toEqual(many.map(() => true));
  });

  it('is undone alone where one of them throws', async () => {
    const results = await Promise.allSettled(
      many.map((nth) =>
        waitedFor(async (scope) => {
          await writeNote(scope, `n${nth}`);
          if (nth % 3 === 1) throw new Error('thought better of it');
        }),
      ),
    );
    const failed = many.filter((nth) => results[nth]?.status === 'rejected');
    expect(failed).toEqual(many.filter((nth) => nth % 3 === 1));
    expect(kept()).toEqual(new Set(many.filter((nth) => nth % 3 !== 1).map((nth) => `n${nth}`)));
  });

  it('is stored of nobody who was told that it is not, where it is all undone by the database', async () => {
    const results = await Promise.allSettled(
      many.map((nth) =>
        waitedFor(async (scope) => {
          await writeNote(scope, `n${nth}`);
          // As SQLite does by itself where the disk fails.
          if (nth === 5) await (await connectionOf('sqlite', () => scope.person(userId('ann'))))('rollback');
        }),
      ),
    );
    const stored = many.filter((nth) => results[nth]?.status === 'fulfilled').map((nth) => `n${nth}`);
    expect(stored.length).toBeLessThan(many.length);
    expect(kept()).toEqual(new Set(stored));
    await waitedFor((scope) => writeNote(scope, 'later'));
    expect(kept()).toContain('later');
  });

  it('does not wait for work in the background, which has a transaction of its own', async () => {
    const order: string[] = [];
    const first = waitedFor((scope) => writeNote(scope, 'first')).then(() => order.push('first'));
    const behind = world.store
      .transact(T1, ann, async (scope) => {
        order.push(`sees ${kept().size}`);
        await writeNote(scope, 'behind');
      })
      .then(() => order.push('behind'));
    await Promise.all([first, behind]);
    expect(order.filter((what) => what !== 'sees 1')).toEqual(['first', 'behind']);
    expect(order).toContain('sees 1');
  });
});
