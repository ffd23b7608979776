/** Somebody installs Lore while the database is locked, or full: they are told soon, in a sentence, and it is there once when they begin again. */
import { sql } from 'kysely';
import { teamId } from '../../src/core/ids.ts';
import { engines, lastingEngines } from '../support/databases.ts';
import { type HeldLock, holdLock } from '../support/held-lock.ts';
import { type ManyHere, startManyHere } from '../support/many-here.ts';
import { until } from '../support/unhurried.ts';

const T1 = teamId('T1');

async function isThereOnce(here: ManyHere): Promise<void> {
  for (const table of ['installation', 'workspace', 'directory_walk'] as const) {
    const rows = await here.lore.store.system.selectFrom(table).select('team_id').execute();
    expect([table, rows.filter((row) => row.team_id === T1)]).toEqual([table, [{ team_id: T1 }]]);
  }
  expect((await here.lore.store.installations.heldFor(T1))?.access).toBe(here.slack.newest('T1'));
}

/** Whom the log tells why. */
const referenceIn = (text: string): string => /Reference: (\w+)/.exec(text)?.[1] ?? 'none';

describe.each(
  lastingEngines().flatMap(({ name, fresh }) =>
    (name === 'sqlite' ? [false] : [false, true]).map((isWhole) => ({ name, fresh, isWhole })),
  ),
)('on $name, while somebody else holds a lock (nobody can even read: $isWhole)', (engine) => {
  let here: ManyHere;
  let held: HeldLock | undefined;
  beforeEach(async () => {
    here = await startManyHere(engine, { stored: 400 });
  });
  afterEach(async () => {
    await held?.release();
    await here.close();
  });

  it('who installs it is told before work that nobody waits for gives up, and it is there once when they begin again', async () => {
    const [mine, browser] = [here.slack.code({ team: 'T1' }), here.browser()];
    const query = new URLSearchParams({ code: mine, state: await browser.begin() });
    held = await holdLock(here.url, engine.isWhole);
    let isPatientOver = false;
    const patient = here.lore.store
      .write((db) => sql`update workspace set url = url`.execute(db))
      .catch(() => undefined)
      .finally(() => (isPatientOver = true));
    const page = await browser.get(`/slack/oauth_redirect?${query.toString()}`);
    expect([page.status, isPatientOver]).toEqual([503, false]);
    expect(page.text).toContain('Please begin again in a minute: nothing is added twice');
    expect(here.logged()).toContain(referenceIn(page.text));
    await held.release();
    held = undefined;
    await patient;
    expect(await here.lore.store.workspaces.find(T1)).toBeNull();
    // On a busy machine it may be late once more: who is told so begins again.
    await until(async () => (await here.install({ team: 'T1' })).status === 200, 'it cannot be installed');
    await isThereOnce(here);
  });
});

describe.each(engines())('on $name, where the disk is full', (engine) => {
  let here: ManyHere;
  beforeEach(async () => {
    here = await startManyHere(engine);
  });
  afterEach(() => here.close());
  /** As the engine itself meets it: SQLite may make its file no larger; PostgreSQL is told by a trigger, under its own code. */
  const fill = async (): Promise<void> => {
    const { store } = here.lore;
    if (engine.name === 'postgres') {
      await store.write(async (db) => {
        await sql`create function full_disk() returns trigger language plpgsql as
          'begin raise exception ''could not extend file'' using errcode = ''disk_full''; end'`.execute(db);
        await sql`create trigger full_disk before insert on installation execute function full_disk()`.execute(
          db,
        );
      });
      return;
    }
    await store.write((db) => sql`pragma max_page_count = 1`.execute(db));
    // What there is room for is taken first.
    for (const size of [2_000, 200, 20])
      for (let isFull = false, count = 0; !isFull; count += 1)
        isFull = await store
          .write((db) =>
            db
              .insertInto('installation')
              .values({
                team_id: teamId(`F${size}x${count}`),
                is_organisation: 0,
                app_id: '',
                bot_user_id: '',
                scopes: '',
                tokens: 'x'.repeat(size),
                expires_at: null,
                installed_at: 0,
              })
              .execute(),
          )
          .then(
            () => false,
            () => true,
          );
  };
  const makeRoom = () =>
    here.lore.store.write(async (db) => {
      if (engine.name === 'sqlite') await sql`pragma max_page_count = 1000000`.execute(db);
      else await sql`drop trigger full_disk on installation`.execute(db);
    });

  it('who installs it is told so, the log says why, and it is there once when there is room and they begin again', async () => {
    await fill();
    const page = await here.install({ team: 'T1' });
    expect(page.status).toBe(503);
    expect(page.text).toContain('Please begin again in a minute: nothing is added twice');
    const line = here
      .logged()
      .split('\n')
      .find((one) => one.includes(referenceIn(page.text)));
    expect(line).toContain('the disk is full: free some space where the database is');
    expect(await here.lore.store.workspaces.find(T1)).toBeNull();
    await makeRoom();
    expect((await here.install({ team: 'T1' })).status).toBe(200);
    await isThereOnce(here);
  });
});
