/** A clock that is an hour off: what the operator reads, and what becomes of prompts while it jumps and is set right. */
import { once } from 'node:events';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../sandbox/child.ts';
import { hour, minute } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import { freshFile } from '../support/databases.ts';
import { startLoreHere } from '../support/lore-here.ts';
import { startLoreSandbox, type LoreSandbox } from '../support/lore-sandbox.ts';
import { website } from '../support/retro-path.ts';
import { runScript } from '../support/run-script.ts';
import { testTuesday, timeAfter } from '../support/test-date.ts';

describe('the operator of a machine whose clock is an hour off', () => {
  let slack: LoreSandbox;
  let database: Awaited<ReturnType<typeof freshFile>>;
  let proxy: Server;
  let ahead = 0;
  beforeAll(async () => {
    database = await freshFile();
    slack = await startLoreSandbox({ usesSocketMode: true, databaseUrl: database.url });
    // A Slack whose clock is moved: to Lore it looks as if its own were.
    proxy = createServer((incoming, response) => {
      const { method, headers } = incoming;
      const to = new URL(incoming.url ?? '/', slack.sandbox.url);
      incoming.pipe(
        forward(to, { method, headers: { ...headers, host: to.host } }, (answer) => {
          const date = new Date(Date.now() + ahead).toUTCString();
          response.writeHead(answer.statusCode ?? 500, { ...answer.headers, date });
          answer.pipe(response);
        }),
      );
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
  });
  afterAll(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await slack.sandbox.close();
    await database.remove();
  });
  const settings = () => ({
    ...slack.environment,
    LOG_LEVEL: 'info',
    SLACK_API_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api/`,
  });

  it('reads it in the log at the start, and from the doctor, with what to do', async () => {
    ahead = 61 * minute;
    const behind = /this machine’s clock is 61 minutes behind Slack’s: .*Turn on time synchronisation/;
    const port = await freePort();
    const lore = runScript(['src/main.ts'], { ...settings(), METRICS_PORT: String(port) });
    await lore.line(/Lore is here/);
    // What LoreClock looks at.
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toContain('lore_ready{check="clock"} 0\n');
    lore.child.kill('SIGTERM');
    expect((await lore.ended).said).toMatch(behind);
    const sick = await runScript(['src/cli.ts', 'doctor'], settings()).ended;
    expect(sick.said).toMatch(new RegExp(`fix clock: ${behind.source}\\.`));
    expect(sick.code).toBe(1);
    ahead = -61 * minute;
    expect((await runScript(['src/cli.ts', 'doctor'], settings()).ended).said).toContain(
      'fix clock: this machine’s clock is 61 minutes ahead of Slack’s',
    );
    ahead = 0;
    expect((await runScript(['src/cli.ts', 'doctor'], settings()).ended).said).toContain(
      'ok  clock: as Slack’s',
    );
  });
});

describe('prompts of a Lore whose clock jumps', () => {
  /** A Thursday; the prompt is due at 14:00 in Berlin. */
  const thursday = timeAfter(testTuesday(), 2, '12:00');
  const at = (clock: string) => timeAfter(thursday, 0, clock);

  /**
   * Plays a Thursday on which Lore's clock is ahead of the company's by so many ms at each step.
   * @returns when a prompt was posted by the company's clock, and what became of each
   */
  const played = async (...steps: readonly (readonly [until: string, ahead: number])[]) => {
    let now = thursday;
    let ahead = 0;
    const here = await startLoreHere({
      startAt: thursday,
      lore: { clock: { now: () => now + ahead } },
    });
    const { sandbox, lore } = here;
    await here.recurs(website, 'U0MARA', { 'learned.weekly': { every: 'week', weekday: 4, minutes: 840 } });
    const posted: string[] = [];
    for (const [until, off] of steps) {
      ahead = off;
      while (now < at(until)) {
        now += 5 * minute;
        sandbox.core.clock.set(now);
        const before = here.posted(website).length;
        await sandbox.idle();
        await lore.runner.runDue();
        for (let more = here.posted(website).length - before; more > 0; more -= 1)
          posted.push(
            new Date(now).toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }),
          );
      }
    }
    const became = await lore.store.system
      .selectFrom('ritual_occurrence')
      .select('state')
      .where('channel_id', '=', channelId(website))
      .execute();
    expect(here.wrong()).toEqual([]);
    await here.close();
    return { posted, became: became.map(({ state }) => state) };
  };

  it('as it should be, leave at their time', async () => {
    expect(await played(['16:00', 0])).toEqual({ posted: ['14:00'], became: ['posted'] });
  });

  it('an hour forwards leave once, and not again when it is set right', async () => {
    expect(await played(['13:20', 0], ['13:40', hour], ['16:00', 0])).toEqual({
      posted: ['13:25'],
      became: ['posted'],
    });
  });

  it('an hour back leave once: after they have left they do not leave again, and before they are that much late', async () => {
    expect(await played(['14:10', 0], ['15:30', -hour], ['17:00', 0])).toEqual({
      posted: ['14:00'],
      became: ['posted'],
    });
    expect(await played(['13:50', 0], ['16:00', -hour])).toEqual({ posted: ['15:00'], became: ['posted'] });
    // Set right in between: late by less than two hours, they leave at once.
    expect(await played(['13:50', 0], ['14:40', -hour], ['16:00', 0])).toEqual({
      posted: ['14:45'],
      became: ['posted'],
    });
  });

  it('three hours forwards over their time are recorded as missed, and nothing bursts when it is set right', async () => {
    expect(await played(['13:20', 0], ['13:40', 3 * hour], ['17:00', 0])).toEqual({
      posted: [],
      became: ['missed'],
    });
  });
});
