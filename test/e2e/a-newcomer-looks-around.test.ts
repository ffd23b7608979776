/** A newcomer in the sandbox: three things to try that differ by person and hide nothing. */
import type { Browser, Locator, Page } from 'playwright-core';
import { nextTuesday, tuesdayFrom } from '../../sandbox/company/first-day.ts';
import { awaitHistory, HISTORY_MS, playHistory } from '../../sandbox/company/history.ts';
import { Member, openBrowser, openPage } from '../support/browser.ts';
import { startCompany } from '../support/company-here.ts';
import type { LoreHere } from '../support/lore-here.ts';

let here: LoreHere;
let browser: Browser;
let early: Page;
let saidEarly: string;
beforeAll(async () => {
  const date = process.env['LORE_TEST_DATE'];
  const today = date === undefined ? nextTuesday(performance.timeOrigin) : tuesdayFrom(date);
  [here, browser] = await Promise.all([startCompany(today - HISTORY_MS, today), openBrowser()]);
  awaitHistory(here.sandbox);
  early = await openPage(browser, here.sandbox.url);
  const waiting = early.getByText('last weeks are being played');
  await waiting.waitFor();
  saidEarly = await early.innerText('main');
  expect(await playHistory(here.sandbox, today, new AbortController().signal)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  expect(here.wrong()).toEqual([]);
  await here.close();
});

const enter = (as: string, size = { width: 1280, height: 800 }) =>
  openPage(browser, `${here.sandbox.url}/?as=${as}`, { viewport: size }).then((page) => new Member(page));
const hints = ({ page }: Member) => page.getByRole('region', { name: 'Try this' });

it('whoever opens the page while the weeks are played reads that, and then finds the open retrospective', async () => {
  expect(saidEarly).toContain('It takes some seconds.');
  await early.getByRole('article').filter({ hasText: 'Retrospective: Website relaunch' }).waitFor();
  const clock = early.getByRole('region', { name: 'Clock' });
  await clock.getByText(/Next due: (Tue|Wed|now|today|tomorrow)/i).waitFor();
  await early.close();
});

it('what there is to try differs by person', async () => {
  const people = ['U0MARA', 'U0DIEGO', 'U0HANA', 'U0SEUN', 'U0KATRIN', 'U0ARJUN'];
  const all = await Promise.all(
    people.map(async (as) => {
      const member = await enter(as);
      const items = await hints(member).getByRole('listitem').allInnerTexts();
      await member.page.close();
      return items;
    }),
  );
  for (const items of all) expect(items).toHaveLength(3);
  expect(new Set(all.map((items) => items.join('\n'))).size).toBe(people.length);
});

/** Whether the middle of something is its own, and not covered by anything else. */
const isUncovered = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element: Middle) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2);
    return top !== null && (element.contains(top) || top.contains(element));
  });
interface Middle {
  readonly ownerDocument: { elementFromPoint(x: number, y: number): Middle | null };
  contains(other: Middle): boolean;
  getBoundingClientRect(): { x: number; y: number; width: number; height: number };
}

it.each([
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
  { width: 400, height: 800 },
])('“Try this” hides neither messages nor the composer nor menus at $width × $height', async (size) => {
  const mara = await enter('U0MARA', size);
  const retro = mara.message('Retrospective: Website relaunch');
  await retro.waitFor();
  const panel = await hints(mara).boundingBox();
  const log = await mara.messages.boundingBox();
  const composer = mara.page.getByRole('textbox', { name: 'Message' });
  if (panel === null || log === null) throw new Error('there is neither');
  const isBeside =
    panel.x + panel.width <= log.x || panel.y + panel.height <= log.y || panel.y >= log.y + log.height;
  expect(isBeside).toBe(true);
  expect(log.height).toBeGreaterThan(size.height * 0.35);
  expect(await isUncovered(composer)).toBe(true);
  for (const button of ['Add cards', 'Nothing to add'])
    expect(await isUncovered(retro.getByRole('button', { name: button }))).toBe(true);
  await retro.getByRole('button', { name: 'More options' }).click();
  for (const item of await mara.page.getByRole('menuitem').all()) expect(await isUncovered(item)).toBe(true);
  await mara.page.keyboard.press('Escape');
  await composer.pressSequentially('/');
  expect(await isUncovered(mara.page.getByRole('listbox').getByRole('option').first())).toBe(true);
  await mara.page.close();
});
