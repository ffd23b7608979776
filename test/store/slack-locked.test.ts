/** Whatever the database does, everybody is answered in time, and what they are told is so. */
import { userId } from '../../src/core/ids.ts';
import { lastingEngines } from '../support/databases.ts';
import { unhurried, until } from '../support/unhurried.ts';
import { startLocked, untrue, type Locked } from '../support/locked.ts';

/** The usual patience, five times as fast; a lock lasts as long as it takes. */
const patience = { ...unhurried, slow: 200, slowSubmission: 460, stored: 400, event: 480 };

describe.each(lastingEngines())('on $name, while somebody else holds a lock', (engine) => {
  let it_: Locked;
  beforeAll(async () => {
    it_ = await startLocked(await engine.fresh(), patience);
  });
  afterAll(() => it_.close());
  afterEach(() => it_.unlock());

  it('everybody is answered before it goes, and nothing that they were told had failed is done afterwards', async () => {
    await it_.lock();
    const deeds = [...(await it_.wave()), ...(await it_.wave())];
    await it_.settled(deeds);
    await it_.unlock();
    const all = await it_.outcomes(deeds);
    expect(untrue(all)).toEqual([]);
    expect(all.filter(({ told }) => told !== 'failed')).toEqual([]);
    expect(it_.t.logged()).not.toContain('could not be answered');
  });

  it('the person who acts again when it is gone is told that it is done, and it is', async () => {
    const all = await it_.outcomes(await it_.wave());
    expect(untrue(all)).toEqual([]);
  });

  it('what people do shortly before it goes is done once, or they are told that it failed', async () => {
    await it_.lock();
    it_.t.slack.calls.length = 0;
    const waiting = it_.wave();
    // Somebody is answered that it goes on: the others wait still.
    await until(() => it_.t.slack.callsOf('views.open').length > 0);
    await it_.unlock();
    expect(untrue(await it_.outcomes(await waiting))).toEqual([]);
  });

  it('what somebody types meanwhile is kept as soon as it goes, the latest alone', async () => {
    await it_.lock();
    const metadata = JSON.stringify({ k: 'typed', m: null });
    for (const words of ['o', 'on', 'one'])
      expect((await it_.t.type('odd.live', metadata, 'words', words)).status).toBe(200);
    // Longer than any one try.
    const deeds = await it_.wave();
    await it_.settled(deeds);
    expect(it_.typed).toEqual([]);
    await it_.unlock();
    await until(() => it_.typed.length > 0);
    // Heard again where what it did was undone, since its time was over before it was stored.
    expect([...new Set(it_.typed)]).toEqual(['one']);
    expect(untrue(await it_.outcomes(deeds))).toEqual([]);
  });

  it('each is told in their language, which is remembered', async () => {
    await it_.lock();
    const deeds = await it_.wave();
    await it_.settled(deeds);
    await it_.unlock();
    const all = await it_.outcomes(deeds);
    const said = (user: string) =>
      all
        .filter((one) => one.user === user)
        .map((one) => one.said)
        .join(' ');
    expect(said('UANN')).toContain('couldn’t reach my data');
    expect(said('UBEN')).toContain('kam nicht rechtzeitig an meine Daten');
    expect(untrue(all)).toEqual([]);
  });

  it('who erases what is theirs is told that nothing was, and nothing is; when it is gone, all of it is', async () => {
    const own = async (): Promise<number> =>
      (
        await it_.t.lore.store.system
          .selectFrom('authorship')
          .select('row_id')
          .where('user_id', '=', userId('UDAN'))
          .where('table_name', '=', 'pebble')
          .execute()
      ).length;
    const erase = async (): Promise<void> => {
      const home = { view: { id: 'VH', type: 'home' }, channel: undefined, response_url: undefined };
      const user = { id: 'UDAN', team_id: 'T1' };
      expect((await it_.t.press('lore.erase_data', 'null', { ...home, user })).status).toBe(200);
    };
    const before = await own();
    expect(before).toBeGreaterThan(0);
    await it_.lock();
    it_.t.slack.calls.length = 0;
    const from = performance.now();
    await erase();
    const said = () => JSON.stringify(it_.t.slack.calls.map(({ args }) => args['view']));
    await until(() => said().includes('nichts wurde geändert'), 'nobody was told');
    // In less than half a second; work that nobody waits for waits for thirty.
    expect(performance.now() - from).toBeLessThan(20_000);
    await it_.unlock();
    // What they do next comes after it.
    await it_.t.command('/pebble kept after it', { user_id: 'UDAN' });
    await until(async () => (await own()) === before + 1, 'what was there is not there');
    // On a busy machine it may be late once more: who is told so presses again.
    while ((await own()) > 0) {
      it_.t.slack.calls.length = 0;
      await erase();
      const isTold = () => said().includes('nichts wurde geändert');
      await until(async () => isTold() || (await own()) === 0, 'nothing was erased, and nobody was told');
    }
  });
});

// There may be none: `describe.each` takes no empty list.
for (const engine of lastingEngines().filter(({ name }) => name === 'postgres'))
  describe(`on ${engine.name}, while nobody can even read`, () => {
    it('everybody is answered in their language all the same, and nothing is done afterwards', async () => {
      const it_ = await startLocked(await engine.fresh(), patience);
      await it_.lock(true);
      const deeds = await it_.wave();
      await it_.settled(deeds);
      await it_.unlock();
      const all = await it_.outcomes(deeds);
      expect(untrue(all)).toEqual([]);
      expect(all.filter(({ told }) => told !== 'failed')).toEqual([]);
      const german = all.filter(({ user }) => user === 'UBEN');
      for (const { said } of german) expect(said).toContain('kam nicht rechtzeitig an meine Daten');
      await it_.close();
    });
  });
