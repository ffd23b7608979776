/** What `/metrics` of a real Lore beside the sandbox says when something goes wrong, and once it is mended. */
import Database from 'better-sqlite3';
import { day, hour } from '../../src/core/clock.ts';
import { lastingEngines } from '../support/databases.ts';
import { holdLock } from '../support/held-lock.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { alerts, dashboard, metricsIn } from '../support/monitoring.ts';
import { addCards, beginRetro, cancelAll, posts, retroPost, website } from '../support/retro-path.ts';
import { testTuesday, timeAfter } from '../support/test-date.ts';
import { look, samples } from '../support/watched.ts';

describe.each(lastingEngines())('Lore on $name', (engine) => {
  let here: LoreHere;
  /** ms by which figures that are believed have grown older. */
  let later = 0;
  beforeAll(async () => {
    here = await startLoreHere({
      engine,
      isWatched: true,
      startAt: timeAfter(testTuesday(), 0, '11:00'),
      lore: {
        elapsed: () => performance.now() + later,
        timeouts: { interactive: 2_000, background: 1_000 },
      },
    });
    await here.who('U0MARA').openHome();
    await here.settle();
  });
  afterAll(() => here.close());
  afterEach(async () => {
    await cancelAll(here.sandbox, here.who('U0MARA'), website);
    await here.settle();
    here.wrong();
  });

  const all = () => {
    later += 10_000;
    return samples(here.lore);
  };
  const sample = async (name: string) => (await all()).get(name);
  /** By how much a sample grows meanwhile. */
  const grown = async (name: string, meanwhile: () => Promise<unknown>) => {
    const before = (await sample(name)) ?? 0;
    await meanwhile();
    return ((await sample(name)) ?? 0) - before;
  };

  it('is named, with its version and its schema', async () => {
    const { at } = await here.lore.store.schema();
    expect([...(await all()).keys()]).toContainEqual(
      expect.stringMatching(
        new RegExp(
          `^lore_build_info\\{version="\\d+\\.\\d+\\.\\d+",engine="${engine.name}",schema="${at}"\\}$`,
        ),
      ),
    );
    const { type, text } = await look(here.lore, '/metrics');
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    for (const name of ['process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'])
      expect(text).toContain(`\n${name} `);
  });

  it('has what the dashboard and the alerts ask for, and each figure of its own is on the dashboard', async () => {
    const { text } = await look(here.lore, '/metrics');
    // What is left out here stands there only while something is held back, or on SQLite.
    const now = new Set(
      [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type = '']) =>
        type === 'histogram' ? ['_bucket', '_count', '_sum'].map((end) => `${name}${end}`) : [name],
      ),
    );
    for (const name of metricsIn(alerts + dashboard)) expect([...now]).toContain(name);
    const shown = metricsIn(dashboard);
    const isShown = (name: string) =>
      shown.includes(name) ||
      (/_(bucket|count|sum)$/.test(name) &&
        shown.some(
          (each) => each.replace(/_(bucket|count|sum)$/, '') === name.replace(/_(bucket|count|sum)$/, ''),
        ));
    expect([...now].filter((name) => name.startsWith('lore_') && !isShown(name))).toEqual([]);
  });

  it('measures each kind of acknowledgement', async () => {
    const counts = async () => {
      const now = await all();
      const kinds = ['command', 'action', 'view', 'event'];
      return kinds.map((kind) => now.get(`lore_acknowledge_seconds_count{kind="${kind}"}`) ?? 0);
    };
    const before = await counts();
    await beginRetro(here.who('U0MARA'), website, 'Measured');
    await here.settle();
    await addCards(here.who('U0PRIYA'), retroPost(here.sandbox, website, 'Measured'), { column0: 'One' });
    await here.who('U0PRIYA').openHome();
    await here.settle();
    const after = await counts();
    for (const [index, count] of after.entries()) expect(count).toBeGreaterThan(before[index] ?? 0);
    const { text } = await look(here.lore, '/metrics');
    expect(text).toMatch(/lore_acknowledge_seconds_bucket\{le="3",kind="command"\} [1-9]/);
  });

  it('counts what Slack does not take because it is too much, by method', async () => {
    const slow = { kind: 'status', status: 429, retryAfterSeconds: 1 } as const;
    here.sandbox.faults.order('chat.postMessage', slow, 2);
    const name = 'lore_slack_calls_total{method="chat.postMessage",result="rate_limited"}';
    const post = async () => {
      await beginRetro(here.who('U0MARA'), website, 'Too much');
      await here.settle();
    };
    expect(await grown(name, post)).toBe(2);
    expect(posts(here.sandbox, website).length).toBeGreaterThan(0);
  });

  it('shows posts of which nobody knows whether they are there, until somebody has said so', async () => {
    here.sandbox.faults.order('chat.postMessage', { kind: 'reset-after' });
    const unknown = 'lore_decisions_total{of="post",did="unknown"}';
    const post = async () => {
      await beginRetro(here.who('U0MARA'), website, 'In doubt');
      await here.settle();
    };
    expect(await grown(unknown, post)).toBe(1);
    here.sandbox.core.clock.set(here.sandbox.core.clock.now() + hour);
    const now = await all();
    expect(now.get('lore_posts_in_doubt')).toBe(1);
    expect(now.get('lore_posts{state="unknown"}')).toBe(1);
    expect(now.get('lore_posts_in_doubt_oldest_seconds')).toBeGreaterThanOrEqual(3_600);
    await here.who('U0MARA').pressInHome('lore.is_there');
    await here.settle();
    expect(await sample('lore_posts_in_doubt')).toBe(0);
    expect(await sample('lore_posts_in_doubt_oldest_seconds')).toBe(0);
  });

  it('shows what waits in a queue that is not worked off, and since when', async () => {
    await here.sandbox.page('say', { as: 'U0MARA', channelId: website, text: '/lore help' });
    await here.who('U0PRIYA').openHome();
    await here.who('U0PRIYA').openHome();
    await here.lore.store.write(async (db) => {
      const now = here.sandbox.core.clock.now();
      await db
        .updateTable('home')
        .set((it) => ({ wanted: it('wanted', '+', 1), due_at: now }))
        .execute();
    });
    here.sandbox.core.clock.set(here.sandbox.core.clock.now() + 600_000);
    const full = await all();
    expect(full.get('lore_due{queue="homes"}')).toBeGreaterThanOrEqual(2);
    expect(full.get('lore_due_oldest_seconds{queue="homes"}')).toBeGreaterThanOrEqual(600);
    await here.settle();
    expect(await sample('lore_due{queue="homes"}')).toBe(0);
    expect(await sample('lore_due_oldest_seconds{queue="homes"}')).toBe(0);
  });

  it('shows prompts that were missed, and how late they were', async () => {
    await beginRetro(here.who('U0MARA'), website, 'Missed');
    await here.settle();
    // Lore is away until after what is due the next day.
    here.sandbox.core.clock.set(timeAfter(here.sandbox.core.clock.now(), 1, '15:30'));
    const missed = 'lore_prompt_lateness_seconds_count{of="job",result="missed"}';
    const count = await grown(missed, () => here.settle());
    expect(count).toBeGreaterThan(0);
    const now = await all();
    expect(now.get('lore_jobs_stopped{state="missed"}')).toBeGreaterThan(0);
    expect(now.get('lore_prompt_lateness_seconds_sum{of="job",result="missed"}')).toBeGreaterThan(
      count * 7_200,
    );
  });

  it('counts what Lore gives up', async () => {
    here.sandbox.faults.order('chat.postMessage', { kind: 'error', error: 'restricted_action' });
    const post = async () => {
      await beginRetro(here.who('U0MARA'), website, 'Refused');
      await here.settle();
    };
    expect(await grown('lore_decisions_total{of="post",did="failed"}', post)).toBe(1);
    expect(await sample('lore_posts{state="failed"}')).toBe(1);
  });

  it('says when the daily erasure of what is too old last ended', async () => {
    const ended = 'lore_expiry_finished_timestamp_seconds';
    const at = here.sandbox.core.clock.now() + 2 * day;
    here.sandbox.core.clock.set(at);
    expect(at / 1000 - ((await sample(ended)) ?? 0)).toBeGreaterThanOrEqual(172_800);
    await here.settle();
    expect(await sample(ended)).toBeGreaterThanOrEqual(at / 1000);
    // A workspace in which it never ended: since Lore was installed there.
    const installed = at - 3 * day;
    const { system } = here.lore.store;
    const was = await system
      .selectFrom('workspace')
      .select(['team_id', 'expired_at', 'installed_at'])
      .execute();
    await system.updateTable('workspace').set({ expired_at: null, installed_at: installed }).execute();
    expect(await sample(ended)).toBe(installed / 1000);
    for (const { team_id: team, ...row } of was)
      await system.updateTable('workspace').set(row).where('team_id', '=', team).execute();
  });

  it('says so where the database cannot be read, and shows no old figures', async () => {
    if (engine.name === 'sqlite') {
      // In SQLite's log readers are never locked out: here the table itself is gone.
      const { schema } = here.lore.store.system;
      await schema.alterTable('home').renameTo('hidden').execute();
      expect(await sample('lore_database_up')).toBe(0);
      await schema.alterTable('hidden').renameTo('home').execute();
    } else {
      const lock = await holdLock(here.config.databaseUrl, true);
      const locked = await all();
      await lock.release();
      expect(locked.get('lore_database_up')).toBe(0);
      expect(locked.has('lore_due{queue="jobs"}')).toBe(false);
    }
    expect(await sample('lore_database_up')).toBe(1);
    expect((await all()).has('lore_due{queue="jobs"}')).toBe(true);
  });

  if (engine.name === 'sqlite') {
    it('measures how long writing waits for the lock of somebody else', async () => {
      const sum = 'lore_write_lock_wait_seconds_sum';
      const waits = async () => {
        const lock = await holdLock(here.config.databaseUrl);
        later += 10_000;
        const { status } = await look(here.lore, '/readyz');
        await lock.release();
        expect(status).toBe(503);
      };
      expect(await grown(sum, waits)).toBeGreaterThan(1);
    });

    it('shows what keeps erased words in the files, until it lets go', async () => {
      await here.erase('U0DIEGO');
      const reader = new Database(here.config.databaseUrl.slice('sqlite:'.length), { readonly: true });
      reader.exec('begin');
      reader.prepare('select count(*) from person').get();
      await here.lore.store.cleanFiles('now');
      here.sandbox.core.clock.set(here.sandbox.core.clock.now() + hour);
      const held = await all();
      expect(held.get('lore_erased_in_files')).toBe(1);
      expect(held.get('lore_erased_in_files_held{why="reader"}')).toBe(1);
      expect(held.get('lore_erased_in_files_oldest_seconds')).toBeGreaterThanOrEqual(3_600);
      reader.close();
      await here.lore.store.cleanFiles('now');
      const done = await all();
      expect(done.get('lore_erased_in_files')).toBe(0);
      expect(done.has('lore_erased_in_files_held{why="reader"}')).toBe(false);
    });
  }
});
