/** People read outside Slack, in a real browser: from App Home to the page, with Slack's sign-in between; and nobody reads what is private elsewhere. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findings, looks } from '../support/axe-finds.ts';
import { Member, openBrowser, openPage } from '../support/browser.ts';
import { startCompany } from '../support/company-here.ts';
import { priya, secretly, seun, website } from '../support/company.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { testTuesday } from '../support/test-date.ts';

let company: LoreHere;
let browser: Browser;
let address: string;

beforeAll(async () => {
  const begins = testTuesday();
  [company, browser] = await Promise.all([startCompany(begins, begins), openBrowser()]);
  address = company.config.address ?? '';
  await add(priya, website, 'workspace', {
    title: 'Rehearse a move with the real data',
    happened: [
      'The import took *nine hours*:',
      '- the index first',
      '- then <b>nothing</b>',
      'See [the runbook](https://wiki.example/import), and `vacuum full`.',
      '```',
      `select ${'very_long_name, '.repeat(20)}1`,
      '```',
    ].join('\n'),
    useWhen: 'Before the relaunch of a website',
    topics: 'moves, data',
  });
  await add(seun, secretly, 'conversation', {
    title: 'Explain salary bands before the letters',
    happened: 'The silence was a move that rumours filled.',
    useWhen: 'Before a pay review',
    topics: 'pay',
  });
});
afterAll(async () => {
  await browser.close();
  const wrong = company.wrong();
  await company.close();
  expect(wrong).toEqual([]);
});

async function add(
  who: string,
  channel: string,
  reach: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const person = company.who(who);
  await person.say(channel, '/lore add');
  await company.modalWith(who, '"block_id":"happened"');
  const offered = company.modal(who).includes('"block_id":"reach"') ? { reach } : {};
  await person.submit({ ...fields, ...offered });
  await person.closeAll();
}

/** From the page that asks for it, over Slack's, and back. */
async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: /Sign in with Slack|Mit Slack anmelden/ }).click();
  await page.getByRole('combobox', { name: 'Sign in as' }).selectOption({ label: `Lindgrove: ${name}` });
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
}

const reader = async (name: string, path: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await openPage(browser, `${address}${path}`, { locale: 'en-GB', ...options });
  await signIn(page, name);
  return page;
};

it('Mara goes from App Home to the page, agrees in Slack once, finds a lesson and what it leads to, and signs out; without any script', async () => {
  const mara = await Member.open(browser, company.sandbox.url, 'Mara');
  await mara.page.getByRole('link', { name: 'Lore home' }).click();
  const link = mara.page.getByRole('link', { name: 'open the page' });
  expect(await link.getAttribute('href')).toBe(`${address}/read`);
  await mara.page.close();

  const page = await reader('Mara Ebner', '/read', { javaScriptEnabled: false });
  await page.getByRole('searchbox', { name: 'Search for' }).fill('rehearse the move');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: 'Rehearse a move with the real data' }).click();
  await page.getByRole('heading', { level: 1, name: 'Rehearse a move with the real data' }).waitFor();
  await page.getByText('<b>nothing</b>').waitFor();
  expect(await page.getByRole('link', { name: 'the runbook' }).getAttribute('rel')).toContain('noopener');
  await page.getByText('(wiki.example)').waitFor();
  await page.getByRole('link', { name: 'moves' }).click();
  await page.getByRole('heading', { level: 1, name: /moves/i }).waitFor();
  await page.getByRole('link', { name: 'Rehearse a move with the real data' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('This browser shows nothing of Lore any more.').waitFor();
  await page.goBack();
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in to read' }).waitFor();
  await page.close();
});

it('Seun reads what stands in his private channel; Mara, to whom he passed the address on, reads that there is nothing', async () => {
  const his = await reader('Seun Adeyemi', '/read?q=salary');
  await his.getByRole('link', { name: 'Explain salary bands before the letters' }).click();
  await his.getByText('The silence was a').waitFor();
  const shared = his.url().replace(address, '');
  const hers = await reader('Mara Ebner', shared);
  await hers.getByRole('heading', { name: 'There’s nothing here' }).waitFor();
  await hers.goto(`${address}/read?q=salary`);
  await hers.getByRole('heading', { name: 'Nothing was found.' }).waitFor();
  await Promise.all([his.close(), hers.close()]);
});

it('somebody who prefers German reads German, and comes back to what they wanted once they signed in', async () => {
  const page = await openPage(browser, `${address}/read?q=move`, { locale: 'de-DE' });
  await page.getByRole('heading', { name: 'Zum Lesen anmelden' }).waitFor();
  await signIn(page, 'Jonas Petersen');
  await page.getByRole('heading', { name: 'Ein Treffer.' }).waitFor();
  expect(await page.getByRole('searchbox', { name: 'Suche nach' }).inputValue()).toBe('move');
  await page.close();
});

it.each(looks)(
  'axe finds nothing in the $colorScheme at $width pixels, and nothing hangs over',
  async ({ colorScheme, width }) => {
    const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true };
    const page = await openPage(browser, `${address}/read`, { locale: 'en-GB', ...options });
    const check = async (where: string) => {
      expect([where, await findings(page)]).toEqual([where, []]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
    };
    await check('sign in');
    await signIn(page, 'Mara Ebner');
    await check('the newest');
    await page.goto(`${address}/read?q=move`);
    await check('found');
    await page.getByRole('link', { name: 'Rehearse a move with the real data' }).click();
    await page.getByRole('heading', { level: 1, name: /Rehearse/ }).waitFor();
    await check('a lesson');
    await page.getByRole('link', { name: 'moves' }).click();
    await check('a topic');
    for (const path of ['/read?q=zzz', '/read/lesson/none', '/read/signed-in']) {
      await page.goto(`${address}${path}`);
      await check(path);
    }
    await page.close();
  },
);

it('all of it is reached with the keyboard, in the order in which it is read', async () => {
  const page = await reader('Mara Ebner', '/read?q=rehearse');
  const focused = () =>
    page.evaluate<string>(
      '(document.activeElement.innerText || document.activeElement.id || "").trim().replace(/\\s+/g, " ")',
    );
  const order: string[] = [];
  for (let stops = 0; stops < 6; stops += 1) {
    await page.keyboard.press('Tab');
    order.push(await focused());
  }
  expect(order).toEqual([
    'Skip to the content',
    'Lore',
    'Sign out',
    'q',
    'Search',
    'Rehearse a move with the real data',
  ]);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Rehearse a move with the real data' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(page.url()).toMatch(/#main$/);
  await page.close();
});

it('what is printed is the lesson alone, in black on white, with where its links lead', async () => {
  const page = await reader('Mara Ebner', '/read?q=rehearse', { colorScheme: 'dark' });
  await page.getByRole('link', { name: 'Rehearse a move with the real data' }).click();
  await page.getByRole('heading', { level: 1, name: /Rehearse/ }).waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const gone of [
    page.getByRole('button', { name: 'Sign out' }),
    page.getByRole('link', { name: 'Search what teams learned' }),
    page.getByRole('banner'),
  ])
    expect(await gone.isVisible()).toBe(false);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  const style = (what: string) => page.evaluate<string>(what);
  expect(await style('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  expect(await style('getComputedStyle(document.body).color')).toBe('rgb(0, 0, 0)');
  expect(
    await style('getComputedStyle(document.querySelector("a[rel*=nofollow]"), "::after").content'),
  ).toContain('https://wiki.example/import');
  // Nothing is cut off at the side of the paper.
  expect(
    await style(
      'String(document.querySelector("pre").scrollWidth <= document.querySelector("pre").clientWidth)',
    ),
  ).toBe('true');
  await page.close();
});

it('the page asks for nothing but itself, and its policy is kept', async () => {
  const page = await reader('Mara Ebner', '/read?q=move');
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  page.on('console', (message) => void said.push(message.text()));
  await page.reload();
  await page.getByRole('heading', { name: 'One result.' }).waitFor();
  expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([`${address}/read?q=move`]);
  expect(said.filter((text) => !text.includes('favicon'))).toEqual([]);
  await page.close();
});
