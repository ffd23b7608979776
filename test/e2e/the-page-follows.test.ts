/** What one sends and what is answered stay in sight, in a wide window and in a narrow one; whoever has scrolled up is left alone. */
import type { Browser, Page } from 'playwright-core';
import { Member, openBrowser, openPage } from '../support/browser.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';
import { until } from '../support/unhurried.ts';

let here: LoreHere;
let browser: Browser;
beforeAll(async () => {
  [here, browser] = await Promise.all([
    startLoreHere({ hasHistory: true, runsDueWork: true }),
    openBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  expect(here.wrong()).toEqual([]);
  await here.close();
});

const gone = 'https://pictures.example/late.png';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** How many pixels of the log lie below what is in sight. */
const below = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const log = document.querySelector('.main .log');
    return log.scrollHeight - log.scrollTop - log.clientHeight;
  })()`);
const isAtEnd = (page: Page) => until(async () => (await below(page)) < 2, 'the end is out of sight');
const posted = (text: string, blocks: readonly object[] = []) =>
  fetch(`${here.sandbox.url}/api/chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${here.sandbox.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'C0WEBSITE', text, blocks }),
  });

describe.each([
  { width: 1280, height: 800 },
  { width: 400, height: 800 },
])('at $width × $height the end of the channel', (size) => {
  let mara: Member;
  const about = `Relaunch at ${size.width}`;
  beforeAll(async () => {
    mara = new Member(
      await openPage(browser, `${here.sandbox.url}/?as=U0MARA#C0WEBSITE`, { viewport: size }),
    );
    await mara.message('run a retro while everyone').waitFor();
  });
  afterAll(() => mara.page.close());
  const box = () => mara.page.getByRole('textbox', { name: 'Message' });

  it('stays in sight while the composer says what a command takes, its form opens, and its answer comes', async () => {
    await box().pressSequentially(`/retro ${about}`);
    await mara.page.getByText('look back together').waitFor();
    await isAtEnd(mara.page);
    await box().press('Enter');
    const form = mara.dialog(/retrospective/i);
    await form.waitFor();
    await isAtEnd(mara.page);
    await mara.press('Start', form);
    await form.waitFor({ state: 'hidden' });
    const answer = mara.message(`Retrospective: ${about}`);
    await answer.waitFor();
    await isAtEnd(mara.page);
    await answer.getByRole('button', { name: 'Nothing to add' }).waitFor();
  });

  it('stays in sight while one writes eight lines, and sends them', async () => {
    for (let line = 1; line <= 8; line += 1) {
      await box().pressSequentially(`Line ${line}`);
      if (line < 8) await box().press('Shift+Enter');
    }
    await isAtEnd(mara.page);
    await box().press('Enter');
    await mara.message('Line 8').last().waitFor();
    await isAtEnd(mara.page);
  });

  it('stays in sight when a picture arrives late', async () => {
    let arrives = (): void => undefined;
    const late = new Promise<void>((resolve) => (arrives = resolve));
    await mara.page.route(gone, async (route) => {
      await late;
      await route.fulfill({ body: png, contentType: 'image/png' });
    });
    await posted('A picture', [{ type: 'image', image_url: gone, alt_text: `Late at ${size.width}` }]);
    const picture = mara.page.getByAltText(`Late at ${size.width}`);
    await picture.waitFor({ state: 'attached' });
    await picture.evaluate((image: { setAttribute(name: string, value: string): void }) =>
      image.setAttribute('style', 'width: 300px'),
    );
    await isAtEnd(mara.page);
    arrives();
    await until(async () => ((await picture.boundingBox())?.height ?? 0) > 200, 'the picture has not loaded');
    await isAtEnd(mara.page);
  });

  it('waits for somebody who has scrolled up, whatever comes, until they send something themselves', async () => {
    await mara.messages.hover();
    await mara.page.mouse.wheel(0, -3000);
    await until(async () => (await below(mara.page)) > 200);
    const where = await below(mara.page);
    await posted(`Someone else at ${size.width}`);
    await mara.message(`Someone else at ${size.width}`).waitFor({ state: 'attached' });
    await box().pressSequentially('/retro');
    await until(async () => (await below(mara.page)) >= where);
    await box().fill(`Here I am at ${size.width}`);
    expect(await below(mara.page)).toBeGreaterThan(200);
    await box().press('Enter');
    await mara.message(`Here I am at ${size.width}`).waitFor();
    await isAtEnd(mara.page);
  });
});
