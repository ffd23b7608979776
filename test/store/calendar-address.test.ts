/** The address of a calendar: shown once, one person's, and of nobody who guesses, is gone or has left. On both engines. */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import fc from 'fast-check';
import { pino } from 'pino';
import { channelId, userId } from '../../src/core/ids.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { exportOwn } from '../../src/system/my-data/subject-data.ts';
import { eventsIn, makeAddress, readCalendar, showCalendar } from '../support/calendar-here.ts';
import { diego, ines, mara, priya, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { often } from '../support/often.ts';
import { beginRetro } from '../support/retro-path.ts';

const about = 'The quokka relaunch';
const address = 'https://lore.example.org/team';
const guess = () => `${address}/calendar/${randomBytes(32).toString('base64url')}.ics`;

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
    here = await startLoreHere({ engine, address, lore: { features: [retro], log } });
    await beginRetro(here.who(mara), website, about);
    await here.settle();
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    expect(lines.join('')).not.toMatch(/"level":[56]0/);
    await here.close();
  });
  const read = (at: string, init?: RequestInit) => readCalendar(here, at, init);
  const press = (who: string, action: string, channel: string | null = null) =>
    here.who(who).pressInModal(action, { holds: JSON.stringify({ channel, at: channel }) });
  /** What is told apart by whoever asks: everything but the time. */
  const told = async (at: string) => {
    const { status, headers, text } = await read(at);
    return { status, headers: [...headers].filter(([name]) => name !== 'date'), text };
  };

  it('stands in nothing that Lore keeps or logs, and is shown no second time', async () => {
    const own = await makeAddress(here, priya);
    expect((await read(own)).status).toBe(200);
    const secret = /([\w-]{43})\.ics/.exec(own)?.[1] ?? '';
    expect(secret).toHaveLength(43);
    await here.who(priya).closeAll();
    await showCalendar(here, priya, null);
    expect(await here.modalWith(priya, 'had an address since')).not.toContain(secret);
    expect(await here.home(priya)).not.toContain(secret);
    const kept = await here.rows('calendar_feed', 'delivery', 'job', 'inbox', 'submission', 'audit', 'home');
    expect(kept).toContain(priya);
    expect(kept).not.toContain(secret);
    const exported = JSON.stringify(await exportOwn(here.lore.store, [retro], team, userId(priya)));
    expect(exported).toContain('"calendars":[{"dates":{"choice":"own"}');
    expect(exported).not.toContain(secret);
    expect(lines.join('')).not.toContain(secret.slice(0, 20));
  });

  it.each<[how: string, channel: string | null, happens: (who: string) => Promise<unknown>]>([
    [
      'that was renewed',
      null,
      async (who) => {
        const before = (await here.rows('calendar_feed')).match(/secret_hash/g);
        await press(who, 'lore.calendar_new');
        await here.settle();
        expect((await here.rows('calendar_feed')).match(/secret_hash/g)).toEqual(before);
      },
    ],
    ['that was stopped', null, (who) => press(who, 'lore.calendar_stop')],
    ['of somebody who was erased', null, (who) => here.erase(who)],
    [
      'of somebody who was deactivated',
      null,
      async (who) => {
        await here.sandbox.page('person', { as: ines, userId: who, change: { kind: 'deactivate' } });
        await here.settle();
      },
    ],
    [
      'of somebody who left the channel',
      website,
      async (who) => {
        await here.sandbox.page('membership', { as: who, channelId: website, change: 'leave' });
        await here.settle();
      },
    ],
    [
      'of a channel that Lore was taken out of',
      website,
      async () => {
        await here.sandbox.page('membership', { as: mara, channelId: website, change: 'remove bot' });
        await here.settle();
      },
    ],
    [
      'of a channel that was erased',
      website,
      () => here.lore.store.erasing(team, 'operator', { kind: 'channel', channelId: channelId(website) }),
    ],
    [
      'of a workspace that removed Lore',
      null,
      () => here.lore.store.workspaces.removed(team, here.sandbox.core.clock.now()),
    ],
  ])('an address %s is answered like one that was guessed', async (_how, channel, happens) => {
    const other = await makeAddress(here, diego, channel);
    await here.who(diego).closeAll();
    const theirs = await makeAddress(here, priya, channel);
    expect((await read(theirs)).status).toBe(200);
    await happens(priya);
    const guessed = await told(guess());
    expect(guessed).toMatchObject({ status: 404, text: '' });
    expect(await told(theirs)).toEqual(guessed);
    // What happened to one person happened to them alone.
    const isAll = /channel that|workspace/.test(_how);
    expect((await read(other)).status).toBe(isAll ? 404 : 200);
  });

  it('opens nothing to whoever makes up paths below it, and breaks on none', async () => {
    const own = await makeAddress(here, priya);
    const secret = /([\w-]{43})\.ics/.exec(own)?.[1] ?? '';
    const { connection } = here.config;
    const port = connection.kind === 'http' ? connection.port : 0;
    const ask = (path: string, from: number): Promise<number> =>
      new Promise((resolve, reject) => {
        request(
          {
            port,
            host: '127.0.0.1',
            path,
            headers: { 'x-forwarded-for': `10.0.${from >> 8}.${from & 255}` },
          },
          (response) => {
            response.resume().once('end', () => resolve(response.statusCode ?? 0));
          },
        )
          .once('error', reject)
          .end();
      });
    const near = fc.oneof(
      fc
        .nat({ max: 42 })
        .map((at) => `${secret.slice(0, at)}${secret[at] === 'A' ? 'B' : 'A'}${secret.slice(at + 1)}`),
      fc.constantFrom('', '.', '..', '%00', '%2e%2e%2f', "' or 1=1 --", '\u0000', secret.toLowerCase() + '_'),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ minLength: 500, maxLength: 3_000 }),
    );
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(
        near,
        fc.constantFrom('', '.ics', '.ics/', '/x.ics', '?a=b.ics'),
        async (what, end) => {
          asked += 1;
          expect(await ask(`/team/calendar/${encodeURIComponent(what)}${end}`, asked)).toBe(404);
        },
      ),
      often(60),
    );
    expect(await ask(`/elsewhere/team/calendar/${secret}.ics?from=a-calendar`, 0)).toBe(200);
  });

  it('who asks too often is slowed down, by where they come from, and nobody else is', async () => {
    const own = await makeAddress(here, priya);
    const from = (address: string) => ({ headers: { 'x-forwarded-for': `1.2.3.4, ${address}` } });
    let last = await read(guess(), from('192.0.2.1'));
    for (let asked = 0; asked < 250 && last.status === 404; asked += 1)
      last = await read(guess(), from('192.0.2.1'));
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    // Neither a true address nor what is written before the proxy’s own word changes that.
    expect((await read(own, from('192.0.2.1'))).status).toBe(429);
    expect((await read(own, from('192.0.2.2'))).status).toBe(200);
  });

  it('is read again only where the dates changed, kept by nobody on the way, and without cookies', async () => {
    const own = await makeAddress(here, priya);
    const first = await read(own);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
    });
    expect(first.headers.getSetCookie()).toEqual([]);
    const etag = first.headers.get('etag') ?? '';
    const again = { headers: { 'if-none-match': etag } };
    // Later, when the same dates would be other bytes.
    await here.playUntil(here.sandbox.core.clock.now() + 7_200_000);
    expect(await read(own, again)).toMatchObject({ status: 304, text: '' });
    const [before] = eventsIn(first.text);
    const [after] = eventsIn((await read(own)).text);
    expect(after).toEqual({ ...before, sequence: (before?.sequence ?? 0) + 120 });
    const head = await read(own, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers.get('etag')).toBe(etag);
    expect((await read(own, { method: 'POST', body: 'x' })).status).toBe(405);
    await beginRetro(here.who(diego), website, 'Another one');
    await here.settle();
    expect(await read(own, again)).toMatchObject({ status: 200 });
    expect(eventsIn((await read(own)).text)).toHaveLength(2);
  });

  it('of a channel is made only by somebody in it', async () => {
    // The button of somebody who was in it when it was drawn.
    await makeAddress(here, diego, website);
    const feeds = await here.rows('calendar_feed');
    await here.sandbox.page('membership', { as: diego, channelId: website, change: 'leave' });
    await here.settle();
    await press(diego, 'lore.calendar_new', website);
    await here.modalWith(diego, 'no longer in this channel');
    expect(await here.rows('calendar_feed')).toBe(feeds);
    expect(feeds).toContain(website);
  });

  it('the dates come as a file, too, which says the same', async () => {
    const own = await makeAddress(here, priya);
    await press(priya, 'lore.calendar_file');
    await here.settle();
    const [file, ...more] = here.sandbox.world.uploads.filter(({ isShared }) => isShared);
    expect(more).toEqual([]);
    expect(file?.name).toBe('lore.ics');
    expect(here.direct(priya).flatMap(({ files = [] }) => files)).toEqual([file?.id]);
    const content = file?.content ?? '';
    const withoutTime = (text: string) =>
      eventsIn(text).map(({ uid, from, to, title }) => ({ uid, from, to, title }));
    expect(withoutTime(content)).toEqual(withoutTime((await read(own)).text));
    expect(content).toContain(about);
  });
});
