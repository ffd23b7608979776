/** Somebody adds Lore to their workspace, in a real browser: the pages at Lore's address, to Slack and back. */
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser, openPage } from '../support/browser.ts';
import { type SandboxProcess, startSandboxProcess } from '../support/sandbox-process.ts';

let sandbox: SandboxProcess;
let browser: Browser;
let address: string;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandboxProcess({}, ['--many']), openBrowser()]);
  address = /(http:\/\/localhost:\d+)\/install/.exec(sandbox.said())?.[1] ?? '';
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

const open = (path: string, options: BrowserContextOptions = {}) =>
  openPage(browser, `${address}${path}`, { locale: 'en-GB', ...options });

async function violations(page: Page): Promise<string[]> {
  // The page allows no script; what looks at it is not the page's.
  await page.evaluate(axe.source);
  const found = await page.evaluate<axe.Result[]>('axe.run().then(({ violations }) => violations)');
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

it.each([
  [400, 'light', 'de-DE', 'de'],
  [400, 'dark', 'en-GB', 'en'],
  [1280, 'light', 'pt-BR', 'pt-BR'],
  [1280, 'dark', 'en-GB', 'en'],
] as const)(
  'each page is fine with axe at %i pixels in the %s in %s, and nothing hangs over',
  async (width, colorScheme, locale, lang) => {
    const context = { viewport: { width, height: 900 }, colorScheme, locale, bypassCSP: true };
    const page = await open('/install', context);
    for (const path of ['/install', '/privacy', '/support', '/nothing-here']) {
      await page.goto(`${address}${path}`);
      expect([path, await violations(page)]).toEqual([path, []]);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
      expect(await page.evaluate<string>('document.documentElement.lang')).toBe(lang);
    }
    await page.context().close();
  },
);

it('the pages load nothing, run nothing, and can be in no frame', async () => {
  for (const path of ['/', '/install', '/privacy', '/support']) {
    const page = await openPage(browser, 'about:blank');
    const asked: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    page.on('console', (message) => void said.push(message.text()));
    const response = await page.goto(`${address}${path}`);
    const headers = response?.headers() ?? {};
    expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([`${address}${path}`]);
    expect(said.filter((text) => !text.includes('favicon'))).toEqual([]);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
    );
    expect(headers['referrer-policy']).toBe('no-referrer');
    // The policy lets the style through, and it is used.
    expect(
      await page.evaluate<string>('getComputedStyle(document.querySelector("header")).backgroundColor'),
    ).toBe('rgb(23, 51, 46)');
    await page.close();
  }
});

it('somebody of a second workspace adds Lore without any script, and opens it there', async () => {
  const page = await open('/', { javaScriptEnabled: false, viewport: { width: 400, height: 800 } });
  await page.getByRole('link', { name: 'Add to Slack' }).click();
  await page
    .getByRole('combobox', { name: 'Install it as' })
    .selectOption({ label: 'Harbour: Freya Solheim' });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('You didn’t agree in Slack').waitFor();
  await page.getByRole('link', { name: 'Begin again' }).click();
  await page.getByRole('link', { name: 'Add to Slack' }).click();
  await page
    .getByRole('combobox', { name: 'Install it as' })
    .selectOption({ label: 'Harbour: Freya Solheim' });
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('heading', { name: 'Lore is in Harbour' }).waitFor();
  // What was answered once is over.
  await page.reload();
  await page.getByText('Please begin again').waitFor();
  await page.context().close();

  const freya = await openPage(browser, sandbox.url);
  await freya.getByRole('combobox', { name: 'Act as' }).selectOption('U0FREYA');
  await freya.getByRole('link', { name: 'Lore home' }).click();
  await freya.getByRole('button', { name: 'Show my data' }).waitFor();
  await freya.close();

  // The same app is what people of each workspace sign in with, to read what is theirs.
  const reading = await open('/read', { javaScriptEnabled: false });
  await reading.getByRole('link', { name: 'Sign in with Slack' }).click();
  await reading
    .getByRole('combobox', { name: 'Sign in as' })
    .selectOption({ label: 'Harbour: Freya Solheim' });
  await reading.getByRole('button', { name: 'Allow' }).click();
  await reading.getByText('There’s nothing to read yet.').waitFor();
  await reading.context().close();
});

it('the one who installs it in the first workspace again is asked nothing, since it was never removed', async () => {
  const page = await open('/install');
  await page.getByRole('link', { name: 'Add to Slack' }).click();
  await page
    .getByRole('combobox', { name: 'Install it as' })
    .selectOption({ label: 'Lindgrove: Inês Carvalho, admin' });
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByRole('heading', { name: 'Lore is in Lindgrove' }).waitFor();
  expect(await page.getByText('Lore was here before').count()).toBe(0);
  await page.close();
});
