/** Somebody tries to read in a browser what is not for them: with what they stole, made up or kept. On both engines. */
import { pino } from 'pino';
import type { Feature } from '../../src/core/feature.ts';
import { lessons } from '../../src/features/lessons/feature.ts';
import { type BrowserHere, browserHere } from '../support/browser-here.ts';
import { HARBOUR } from '../../sandbox/company/people.ts';
import { ines, mara, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

describe.each(engines())('on $name', (engine) => {
  let here: LoreHere;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    const practices: readonly Feature[] = [lessons(() => practices)];
    const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
    here = await startLoreHere({ engine, isRead: true, lore: { features: practices, log } });
    await here.who(mara).say(website, '/lessons add');
    const lesson = {
      title: 'Ask support first',
      happened: 'Two days saved',
      useWhen: 'Early',
      reach: 'workspace',
    };
    await here.who(mara).submit(lesson);
    await here.settle();
  });
  afterEach(async () => {
    await here.close();
  });

  const browser = (): BrowserHere => browserHere(here);
  /** A session as of somebody else’s workspace and person, and with whatever is changed. */
  const back = (path: string) => new URLSearchParams(path.split('?')[1]);
  const errors = () => lines.filter((line) => /"level":[56]0/.test(line));

  it('a state and a code that were stolen are of use in no other browser, and leave those of their owner alone', async () => {
    const [theirs, thief] = [browser(), browser()];
    const stolen = await theirs.agree(await theirs.begin(), mara);
    expect((await thief.get(stolen)).status).toBe(403);
    await thief.begin();
    const kept = new Map(thief.cookies);
    expect((await thief.get(stolen)).status).toBe(403);
    expect(thief.cookies.has('lore-read')).toBe(false);
    // Their own state does not help with somebody else’s code: the nonce in what Slack signed is another.
    for (const [name, value] of kept) thief.cookies.set(name, value);
    const own = await thief.begin();
    const query = new URLSearchParams({
      code: back(stolen).get('code') ?? '',
      state: own.searchParams.get('state') ?? '',
    });
    expect((await thief.get(`/read/signed-in?${query.toString()}`)).status).toBe(502);
    expect(errors().join('')).toContain('"code":"nonce"');
    expect(thief.cookies.has('lore-read')).toBe(false);
  });

  it('a code that was used is of no use again, in the same browser either', async () => {
    const theirs = browser();
    const asked = await theirs.begin();
    const kept = new Map(theirs.cookies);
    const path = await theirs.agree(asked, mara);
    expect((await theirs.get(path)).status).toBe(303);
    theirs.cookies.delete('lore-read');
    expect((await theirs.get(path)).status).toBe(403);
    for (const [name, value] of kept) theirs.cookies.set(name, value);
    expect((await theirs.get(path)).status).toBe(502);
    expect(errors().join('')).toContain('a sign-in failed');
    expect(theirs.cookies.has('lore-read')).toBe(false);
  });

  it('who does not agree in Slack is not signed in, and can begin again', async () => {
    const theirs = browser();
    const path = await theirs.agree(await theirs.begin('/read?q=support'), mara, 'cancel');
    const answer = await theirs.get(path);
    expect([answer.status, answer.text.includes('You didn’t agree in Slack')]).toEqual([200, true]);
    expect(answer.text).toContain('/read/sign-in?to=%2Fread%3Fq%3Dsupport');
    expect(theirs.cookies.size).toBe(0);
  });

  it('what leads elsewhere leads to the search instead', async () => {
    for (const to of ['https://evil.example/read', '//evil.example', '/\\evil.example', '/read/../../x']) {
      const theirs = browser();
      const answer = await theirs.get(await theirs.agree(await theirs.begin(to), mara));
      expect([answer.status, answer.to]).toEqual([303, '/read']);
    }
  });

  it('somebody of another workspace signs in with the same app, and reads nothing', async () => {
    const { core } = here.sandbox;
    const theirs = browser();
    const asked = await theirs.begin();
    // Slack offers one workspace alone, which an address can be changed to forget.
    asked.searchParams.delete('team');
    const install = core.world.tokens[0];
    if (install === undefined) throw new Error('there is no app');
    core.world.tokens.push({ ...install, token: 'xoxb-other', teamId: HARBOUR });
    const answer = await theirs.get(await theirs.agree(asked, 'U0FREYA'));
    expect([answer.status, answer.text.includes('there’s nothing to read here')]).toEqual([403, true]);
    expect(theirs.cookies.size).toBe(0);
  });

  it('a workspace that removed Lore is read by nobody, not with a session from before either', async () => {
    const theirs = browser();
    expect((await theirs.signIn(mara)).status).toBe(200);
    await here.lore.store.workspaces.removed(team, here.sandbox.core.clock.now());
    expect((await theirs.get('/read')).status).toBe(403);
    expect((await theirs.signIn(mara)).status).toBe(403);
  });

  it('a session is its workspace’s and its person’s, and nobody makes one without Lore’s secret', async () => {
    const theirs = browser();
    await theirs.signIn(mara);
    const [body = '', mac = ''] = (theirs.cookies.get('lore-read') ?? '').split('.');
    const [at, said] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [number, string];
    expect(said).toBe(JSON.stringify([team, mara]));
    const other = Buffer.from(JSON.stringify([at, said.replace(mara, ines)])).toString('base64url');
    for (const forged of [`${other}.${mac}`, `${other}.`, other, `${body}.`, '.', `${body}.${mac}x`]) {
      theirs.cookies.set('lore-read', forged);
      expect((await theirs.get('/read')).status).toBe(403);
    }
  });

  it.each([
    ['says no', { kind: 'error', error: 'internal_error' } as const],
    ['is down', { kind: 'status', status: 503 } as const],
    ['answers no more', { kind: 'reset-after' } as const],
  ])('where Slack %s nobody is signed in, and they read a reference that the log has', async (_, fault) => {
    const theirs = browser();
    const path = await theirs.agree(await theirs.begin(), mara);
    here.sandbox.faults.order('openid.connect.token', fault, { times: 1 });
    const answer = await theirs.get(path);
    const [, reference = ''] = /Reference: (\w+)/.exec(answer.text) ?? [];
    expect([answer.status, errors().join('').includes(reference)]).toEqual([502, reference !== '']);
    expect(theirs.cookies.size).toBe(0);
    expect((await theirs.signIn(mara)).status).toBe(200);
  });

  it('nothing that was searched for, no code, no token and no session stands in the log or in the database', async () => {
    const theirs = browser();
    const path = await theirs.agree(await theirs.begin('/read?q=layoffs'), mara);
    await theirs.get(path);
    const found = await theirs.get('/read?q=layoffs%20support');
    expect(found.text).toContain('Ask ');
    await theirs.get('/read/lesson/layoffs');
    const session = theirs.cookies.get('lore-read') ?? 'none';
    const tables = await here.rows(
      'inbox',
      'job',
      'delivery',
      'audit',
      'home',
      'person',
      'workspace',
      'lesson',
    );
    expect(tables).toContain('Ask support first');
    for (const secret of [
      'layoffs',
      back(path).get('code') ?? '',
      session,
      'xoxp-',
      'eyJ',
      'a-client-secret',
    ])
      expect([secret, tables.includes(secret), lines.join('').includes(secret)]).toEqual([
        secret,
        false,
        false,
      ]);
  });
});
