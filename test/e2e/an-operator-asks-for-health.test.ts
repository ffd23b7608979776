/** `/healthz` and `/readyz` of a real Lore beside the sandbox: what is wrong is named, and goes away with its cause. */
import { copiedFile, lastingEngines } from '../support/databases.ts';
import { holdLock } from '../support/held-lock.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { until } from '../support/unhurried.ts';
import { look, ready } from '../support/watched.ts';

const fine = { status: 200, wrong: {} };

it('says which port is taken', async () => {
  const here = await startLoreHere({ isWatched: true });
  const metrics = { port: here.lore.metricsPort() ?? 0, host: '127.0.0.1' };
  await expect(startLoreHere({ lore: { config: { ...here.config, metrics } } })).rejects.toThrow(
    'The port METRICS_PORT is in use.',
  );
  await here.close();
});

describe.each(lastingEngines())('Lore on $name, watched', (engine) => {
  let here: LoreHere;
  /** ms by which answers that are believed have grown older. */
  let later = 0;
  const wait = (ms: number) => (later += ms);
  beforeAll(async () => {
    here = await startLoreHere({
      engine,
      isWatched: true,
      lore: { elapsed: () => performance.now() + later },
    });
  });
  afterAll(() => here.close());
  beforeEach(() => void wait(60_000));

  it('says that it lives and is ready, and nothing that somebody could not know', async () => {
    expect(await look(here.lore, '/healthz')).toMatchObject({ status: 200, text: '{"alive":true}\n' });
    const { status, type, text } = await look(here.lore, '/readyz');
    expect({ status, type }).toEqual({ status: 200, type: 'application/json; charset=utf-8' });
    expect(JSON.parse(text)).toEqual({
      ready: true,
      checks: { migrations: 'ok', database: 'ok', connection: 'ok', clock: 'ok', slack: 'ok', token: 'ok' },
    });
  });

  it('answers nothing else there, and none of it on Slack’s port', async () => {
    expect((await look(here.lore, '/')).status).toBe(404);
    expect((await look(here.lore, '/slack/events', 'POST')).status).toBe(405);
    expect(await look(here.lore, '/healthz', 'HEAD')).toMatchObject({ status: 200, text: '' });
    const slacks = `http://127.0.0.1:${here.environment['PORT']}`;
    expect((await fetch(`${slacks}/`)).status).toBe(200);
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect((await fetch(`${slacks}${path}`)).status).toBe(404);
  });

  it('is not ready while somebody else holds the lock on the database, and is when it is free', async () => {
    const lock = await holdLock(here.config.databaseUrl);
    const locked = await ready(here.lore);
    const { status } = await look(here.lore, '/healthz');
    await lock.release();
    expect(locked).toEqual({
      status: 503,
      wrong: { database: 'the database is locked or does not answer' },
    });
    expect(status).toBe(200);
    wait(2_000);
    expect(await ready(here.lore)).toEqual(fine);
  });

  it('is not ready once Slack refuses its token, and is with one that Slack takes', async () => {
    here.sandbox.faults.order('auth.test', { kind: 'error', error: 'token_revoked' });
    expect(await ready(here.lore)).toEqual({
      status: 503,
      wrong: {
        token: 'Slack refused the bot token (token_revoked): install the app again, and copy its token',
      },
    });
    // What Slack said is believed for a while, however often somebody looks.
    expect((await ready(here.lore)).status).toBe(503);
    wait(30_000);
    expect(await ready(here.lore)).toEqual(fine);
  });

  it('is not ready while Slack does not answer', async () => {
    here.sandbox.faults.order('auth.test', { kind: 'reset-before' });
    expect(await ready(here.lore)).toEqual({
      status: 503,
      wrong: { slack: 'Slack does not answer', token: 'unknown until Slack answers' },
    });
    wait(30_000);
    expect(await ready(here.lore)).toEqual(fine);
  });
});

it('in Socket Mode it is ready while a connection is open', async () => {
  const database = await copiedFile();
  const here = await startLoreHere({
    isWatched: true,
    usesSocketMode: true,
    databaseUrl: database.url,
  });
  try {
    const { sockets } = here.sandbox.core;
    await until(() => sockets.count() === 2);
    expect(await ready(here.lore)).toEqual(fine);
    here.sandbox.faults.order('apps.connections.open', { kind: 'error', error: 'internal_error' }, 1_000);
    sockets.renew(0);
    await until(async () => 'connection' in (await ready(here.lore)).wrong, 'it never noticed');
    here.sandbox.faults.clear();
    await until(async () => (await ready(here.lore)).status === 200, 'it never came back');
  } finally {
    await here.close();
    await database.remove();
  }
});
