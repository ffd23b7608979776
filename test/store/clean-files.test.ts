/** When the database's files are cleaned, and what is known of it until nothing is left. What a cleaning is, on each engine: scrub-*.test.ts. */
import { sql } from 'kysely';
import { day, hour, type Instant, minute } from '../../src/core/clock.ts';
import { teamId, type TeamId, userId } from '../../src/core/ids.ts';
import { allGuards } from '../../src/store/access/guards.ts';
import type { Engine } from '../../src/store/engines/engine.ts';
import { openEngine } from '../../src/store/engines/open.ts';
import { cleaningIn, type FileCleaning } from '../../src/store/erasure/clean-files.ts';
import { leaveBehind } from '../../src/store/erasure/cleanup-queue.ts';
import type { Held } from '../../src/store/erasure/held.ts';
import { transactionsOn } from '../../src/store/scope/transactions.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { engines, type FreshDatabase } from '../support/databases.ts';
import { installed } from '../support/installed.ts';
import { counting } from './support/world.ts';

const T1 = teamId('T1');
const T2 = teamId('T2');
/** Noon in Berlin, on a Tuesday. */
const tuesday = Date.UTC(2026, 10, 24, 11);
/** Three o'clock there. */
const wednesdayNight = Date.UTC(2026, 10, 25, 2);
const thursdayNight = Date.UTC(2026, 10, 26, 2);

describe.each(engines())('on $name', ({ fresh }) => {
  let database: FreshDatabase;
  let store: Store;
  let cleaning: FileCleaning;
  let now: Instant;
  /** What the next scrubs find; `null`: nothing is left. */
  let finds: (Held | null | (() => Promise<null>))[];
  /** After what each scrub began. */
  let scrubs: (Held | null)[];

  beforeEach(async () => {
    database = await fresh();
    now = tuesday;
    finds = [];
    scrubs = [];
    const options = { url: database.url, ids: counting('x'), clock: { now: () => now }, tables: [] };
    store = openStore(options);
    await store.migrate();
    await store.workspaces.save(installed(T1, now));
    const scrub: Engine['scrub'] = async (_tables, after) => {
      scrubs.push(after);
      const found = finds.shift() ?? null;
      return typeof found === 'function' ? found() : found;
    };
    const other = openEngine('sqlite::memory:');
    const engine: Engine = { ...other, name: store.engine, db: store.system, isConflict: () => false, scrub };
    const { system, inside } = transactionsOn(engine, options, allGuards);
    cleaning = cleaningIn(engine, system, inside, []);
    for (const [n, tz] of ['America/New_York', 'Europe/Berlin', 'Europe/Berlin'].entries())
      await person(`U${n}`, tz);
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  const person = (id: string, tz: string, isAdmin = false) =>
    store.directory.savePerson(
      T1,
      { userId: userId(id), memberType: 'member', isAdmin, tz, locale: 'en', awayUntil: null },
      now,
    );
  const erase = (team: TeamId = T1) => store.write((db) => leaveBehind(db, team, [], now));
  const due = () => cleaning.cleanFiles('due');
  const at = (instant: Instant) => {
    now = instant;
    return due();
  };
  /** Does what is due until nothing is. */
  const all = async (instant: Instant) => {
    const did: string[] = [];
    for (let step = await at(instant); step.did !== 'nothing'; step = await due()) did.push(step.did);
    return did;
  };

  it('waits for the night of the zone that most people are in', async () => {
    await erase();
    expect(await all(tuesday)).toEqual(['planned']);
    expect(await cleaning.uncleaned(T1)).toEqual({ at: wednesdayNight, held: null });
    expect(await all(wednesdayNight - 1)).toEqual([]);
    expect(await all(wednesdayNight)).toEqual(['cleaned']);
    expect(await cleaning.uncleaned(T1)).toBeNull();
    expect(await all(thursdayNight)).toEqual([]);
    expect(scrubs).toEqual([null]);
  });

  it('is one for the erasures of all workspaces, also those of the same night', async () => {
    await erase();
    await all(tuesday);
    now = wednesdayNight - 1;
    await erase(T2);
    expect(await all(wednesdayNight)).toEqual(['planned', 'cleaned']);
    expect(scrubs).toHaveLength(1);
    expect(await cleaning.uncleaned(T2)).toBeNull();
  });

  it('is at most one a night: what is erased after it waits for the next', async () => {
    await erase();
    await all(tuesday);
    await all(wednesdayNight);
    now = wednesdayNight + minute;
    await erase();
    expect(await all(now)).toEqual(['planned']);
    expect(await cleaning.uncleaned(T1)).toEqual({ at: thursdayNight, held: null });
  });

  it('is done late rather than never where nothing ran at night', async () => {
    await erase();
    await all(tuesday);
    expect(await all(wednesdayNight + 9 * hour)).toEqual(['cleaned']);
  });

  it('is done at once where the operator erases, for all that waits', async () => {
    await erase();
    await all(tuesday);
    await erase(T2);
    expect(await cleaning.cleanFiles('now')).toEqual({ did: 'cleaned' });
    expect(await all(wednesdayNight)).toEqual([]);
  });

  it('keeps the note with the reason until nothing is left', async () => {
    await erase();
    finds = [{ why: 'disk', needed: 25, free: 10 }, { why: 'writer' }];
    await all(tuesday);
    expect(await all(wednesdayNight)).toEqual(['held']);
    const soon = wednesdayNight + 10 * minute;
    expect(await cleaning.uncleaned(T1)).toEqual({ at: soon, held: { why: 'disk', needed: 25, free: 10 } });
    expect(await all(soon)).toEqual(['held']);
    expect(await cleaning.uncleaned(T1)).toEqual({ at: soon + 10 * minute, held: { why: 'writer' } });
    expect(await all(soon + 10 * minute)).toEqual(['cleaned']);
    expect(await cleaning.uncleaned(T1)).toBeNull();
  });

  it('tries what would stop people no more by day', async () => {
    await erase();
    finds = [{ why: 'table', name: 'note', left: ['note'] }];
    await all(tuesday);
    // Ten minutes before six.
    const late = Date.UTC(2026, 10, 25, 4, 50);
    expect(await all(late)).toEqual(['held']);
    expect(await cleaning.uncleaned(T1)).toMatchObject({ at: thursdayNight });
  });

  it('tries again soon, also by day, where only the log is left to be taken in', async () => {
    await erase();
    finds = [{ why: 'reader' }];
    const held = await cleaning.cleanFiles('now');
    expect(held).toEqual({ did: 'held', held: { why: 'reader' }, again: tuesday + minute });
    expect(await all(tuesday + minute)).toEqual(['cleaned']);
    expect(scrubs).toEqual([null, { why: 'reader' }]);
  });

  it('starts over where more was erased since', async () => {
    await erase();
    finds = [{ why: 'reader' }];
    await cleaning.cleanFiles('now');
    await erase(T2);
    await cleaning.cleanFiles('now');
    expect(scrubs).toEqual([null, null]);
  });

  it('is done again for what was erased while it was going on', async () => {
    await erase();
    finds = [
      async () => {
        now += 1;
        await erase();
        return null;
      },
    ];
    await cleaning.cleanFiles('now');
    expect(await cleaning.uncleaned(T1)).not.toBeNull();
    await cleaning.cleanFiles('now');
    expect(scrubs).toHaveLength(2);
    expect(await cleaning.uncleaned(T1)).toBeNull();
  });

  it('is not begun twice, and begun again when the process that was at it died', async () => {
    await erase();
    await all(tuesday);
    const begun = Promise.withResolvers<undefined>();
    finds = [
      () => {
        begun.resolve(undefined);
        return Promise.withResolvers<null>().promise;
      },
    ];
    void at(wednesdayNight);
    await begun.promise;
    expect(await all(wednesdayNight + hour - 1)).toEqual([]);
    expect(await all(wednesdayNight + hour)).toEqual(['cleaned']);
  });

  it('is tried again when it failed, whatever was thrown', async () => {
    await erase();
    finds = [() => Promise.reject(Object.assign(new Error('no'), { code: 'EPERM' }))];
    await all(tuesday);
    expect(await all(wednesdayNight)).toEqual(['held']);
    expect(await cleaning.uncleaned(T1)).toMatchObject({ held: { why: 'failed', code: 'EPERM' } });
  });

  it('leaves it to another process that is at it, and says nothing of that', async () => {
    await erase();
    finds = [{ why: 'elsewhere' }];
    await all(tuesday);
    expect(await all(wednesdayNight)).toEqual(['held']);
    expect(await cleaning.uncleaned(T1)).toEqual({ at: wednesdayNight + minute, held: null });
  });

  it('has the Homes of admins redrawn, who read what became of it', async () => {
    await person('UADMIN', 'Europe/Berlin', true);
    await store.system
      .insertInto('home')
      .values(
        ['UADMIN', 'U1'].map((id) => ({ team_id: T1, user_id: userId(id), wanted: 1, shown: 1, due_at: 0 })),
      )
      .execute();
    const drawn = async () => {
      const query = store.system.selectFrom('home').select('user_id').whereRef('wanted', '>', 'shown');
      const rows = await query.execute();
      await sql`update home set shown = wanted`.execute(store.system);
      return rows.map(({ user_id }) => user_id);
    };
    await erase();
    await all(tuesday);
    expect(await drawn()).toEqual(['UADMIN']);
    finds = [{ why: 'writer' }];
    await all(wednesdayNight);
    expect(await drawn()).toEqual(['UADMIN']);
    await all(wednesdayNight + day);
    expect(await drawn()).toEqual(['UADMIN']);
  });
});
