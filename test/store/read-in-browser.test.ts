/** Reading in a browser: who signed in with Slack reads what they may read there, and nobody else anything. On both engines. */
import { type BrowserHere, browserHere } from '../support/browser-here.ts';
import { diego, hana, ines, katrin, mara, priya, sam, secretly, seun, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type LessonsHere, lessonsOn } from '../support/lessons-here.ts';

const vacuum = {
  title: 'Vacuum *Postgres* before a <b>bulk</b> load',
  happened:
    'The import crawled:\n- nine hours\n- <script>alert(1)</script>\nSee [the bill](https://evil.example/x) :tada:',
  useWhen: 'Before a large import',
  topics: 'Postgres, CI/CD',
};
const bands = {
  title: 'Explain salary bands before the letters',
  happened: 'People read the silence as bad news.',
  useWhen: 'Before a pay review',
  topics: 'pay',
};

describe.each(engines())('on $name', (engine) => {
  let here: LessonsHere;
  beforeAll(async () => {
    here = await lessonsOn(engine, { isRead: true });
    await add(priya, website, vacuum, 'workspace');
    await add(ines, secretly, bands, 'conversation');
  }, 60_000);
  afterAll(async () => {
    const wrong = here.wrong();
    await here.close();
    expect(wrong).toEqual([]);
  });

  async function add(who: string, channel: string, lesson: typeof vacuum, reach: string): Promise<void> {
    await here.who(who).say(channel, '/lessons add');
    const offered = here.modal(who).includes('"block_id":"reach"') ? { reach } : {};
    expect(JSON.stringify(await here.who(who).submit({ ...lesson, ...offered }))).not.toContain('errors');
    await here.settle();
  }
  const browser = (): BrowserHere => browserHere(here);
  const signedIn = async (who: string): Promise<BrowserHere> => {
    const theirs = browser();
    expect((await theirs.signIn(who)).status).toBe(200);
    return theirs;
  };
  const pathOf = async (theirs: BrowserHere, words: string): Promise<string> => {
    const { text } = await theirs.get(`/read?q=${encodeURIComponent(words)}`);
    return /href="([^"]*\/read\/lesson\/[^"]+)"/.exec(text)?.[1] ?? '';
  };
  /** What is told apart by who asks: everything but the time. */
  const told = ({ status, headers, text }: Awaited<ReturnType<BrowserHere['get']>>) => ({
    status,
    headers: [...headers].filter(([name]) => name !== 'date'),
    text,
  });

  it('who signs in comes back to the page that they wanted, and finds, opens and leaves what is there', async () => {
    const theirs = browser();
    const asked = await theirs.get('/read?q=vacuum&page=1');
    expect([asked.status, asked.text]).toEqual([403, expect.stringContaining('Sign in with Slack')]);
    const [, link = ''] = /href="\/read\/sign-in\?([^"]+)"/.exec(asked.text) ?? [];
    const to = new URLSearchParams(link.replaceAll('&amp;', '&')).get('to') ?? '';
    expect(to).toBe('/read?q=vacuum&page=1');
    const found = await theirs.signIn(mara, to);
    expect(found.status).toBe(200);
    expect(found.text).toContain('One result.');
    expect(found.text).toContain('#website-relaunch');
    const lesson = await theirs.get(await pathOf(theirs, 'vacuum'));
    expect(lesson.text).toContain(
      '<h1 dir="auto">Vacuum Postgres before a &lt;b&gt;bulk&lt;/b&gt; load</h1>',
    );
    expect(lesson.text).toContain('Learned by');
    const [topic = ''] = /\/read\/topic\/ci%2Fcd/.exec(lesson.text) ?? [];
    for (const path of [topic, topic.replace('%2F', '/')])
      expect((await theirs.get(path)).text).toContain('Vacuum Postgres');
    const out = await theirs.post('/read/sign-out');
    expect([out.status, out.to]).toEqual([303, '/read/sign-out']);
    expect((await theirs.get(out.to)).text).toContain('You’re signed out');
    expect((await theirs.get('/read')).status).toBe(403);
  });

  it('what people wrote is drawn as they meant it, and is only words, lists and links that say where they lead', async () => {
    const theirs = await signedIn(mara);
    const { text } = await theirs.get(await pathOf(theirs, 'vacuum'));
    expect(text).toContain('<li dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;</li>');
    expect(text).not.toContain('<script');
    expect(text).toMatch(
      /<a href="https:\/\/evil\.example\/x" rel="noopener noreferrer nofollow"\s*>the bill<\/a\s*> \(evil\.example\)/,
    );
    expect(text).toContain('🎉');
  });

  it('a topic that is called as something else at the address is read as any other', async () => {
    const agents = { ...vacuum, title: 'Give agents a token each', topics: 'mcp, calendar/2026, hooks/4' };
    await add(priya, website, agents, 'workspace');
    const theirs = await signedIn(mara);
    for (const topic of ['mcp', 'calendar/2026', 'hooks/4']) {
      const { status, text } = await theirs.get(`/read/topic/${topic}`);
      expect([topic, status, text.includes('Give agents a token each')]).toEqual([topic, 200, true]);
    }
  });

  it('what nobody can type, in a search, is no name and no error', async () => {
    const theirs = await signedIn(mara);
    for (const words of [
      `in:x\0p${ines}\0y`,
      `in:"x\0p${ines}\0y"`,
      `by:x\0p${ines}\0`,
      `topic:a\0b`,
      '\0',
      'vac\0uum',
      '\u202Emuucav',
    ]) {
      const { status, text } = await theirs.get(`/read?q=${encodeURIComponent(words)}`);
      expect([words, status]).toEqual([words, 200]);
      expect(text).not.toMatch(/Ines\b|\0|\u202E/);
    }
  });

  it('each page is for one reader, runs and loads nothing, and is kept nowhere', async () => {
    const theirs = await signedIn(mara);
    for (const path of [
      '/read',
      '/read?q=vacuum',
      await pathOf(theirs, 'vacuum'),
      '/read/lesson/none',
      '/read/x',
    ]) {
      const { headers, text } = await theirs.get(path);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
      );
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'private, no-store',
        'x-robots-tag': 'noindex, nofollow',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-type': 'text/html; charset=UTF-8',
        vary: 'accept-language, cookie',
      });
      expect(text).not.toMatch(/<(?:script|img|iframe|object|link|base)|\son\w+=|javascript:|\sstyle=/i);
    }
  });

  it('a page of somebody else’s, whose address was passed on, answers byte by byte as one that never was', async () => {
    const theirs = await signedIn(seun);
    const path = await pathOf(theirs, 'salary');
    expect((await theirs.get(path)).text).toContain('People read the silence as bad news.');
    for (const who of [mara, sam]) {
      const other = await signedIn(who);
      const shared = await other.get(path);
      expect(shared.status).toBe(404);
      expect(told(shared)).toEqual(told(await other.get('/read/lesson/0123456789abcdefghjkmnpqrs')));
      expect(told(shared)).toEqual(told(await other.get('/read/topic/pay')));
      const found = await other.get('/read?q=salary');
      expect(found.text).toContain('Nothing was found.');
      expect(found.text).not.toContain('Explain');
    }
    const nobody = browser();
    expect((await nobody.get(path)).text).not.toMatch(/salary|bands/);
  });

  it('what somebody may read is asked again for each page: who leaves the channel reads it no more', async () => {
    const theirs = await signedIn(seun);
    const path = await pathOf(theirs, 'salary');
    expect((await theirs.get(path)).status).toBe(200);
    await here.sandbox.page('membership', { as: seun, channelId: secretly, change: 'leave' });
    await here.settle();
    expect((await theirs.get(path)).status).toBe(404);
    const back = { as: ines, channelId: secretly, change: 'invite', userId: seun };
    await here.sandbox.page('membership', back);
    await here.settle();
  });

  it('somebody who is deactivated reads nothing from then on, and their session is gone', async () => {
    const theirs = await signedIn(hana);
    await here.sandbox.page('person', { as: ines, userId: hana, change: { kind: 'deactivate' } });
    await here.settle();
    const asked = await theirs.get('/read');
    expect(asked.status).toBe(403);
    expect(asked.text).toContain('there’s nothing to read here');
    expect(theirs.cookies.has('lore-read')).toBe(false);
  });

  it('speaks the reader’s language, and that of the browser where nobody is signed in', async () => {
    const nobody = browser();
    expect((await nobody.get('/read', { 'accept-language': 'de-AT,en;q=0.5' })).text).toContain(
      '<html lang="de">',
    );
    const theirs = await signedIn(katrin);
    const found = await theirs.get('/read?q=vacuum', { 'accept-language': 'en' });
    expect(found.text).toContain('<html lang="de">');
    expect(found.text).toContain('Ein Treffer.');
    // In a language that is not finished, all of it is English.
    const other = await signedIn(diego);
    expect((await other.get('/read', { 'accept-language': 'de' })).text).toContain('<html lang="en">');
  });
});
