/** The sandbox's page: many tabs, the keyboard alone, and what axe finds. */
import type { Browser, Page } from 'playwright-core';
import { findings, looks, overhanging } from '../support/axe-finds.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { timeOn } from '../support/page-clock.ts';
import { startSandboxProcess, type SandboxProcess } from '../support/sandbox-process.ts';
import { unhurriedMs } from '../support/unhurried.ts';

let sandbox: SandboxProcess;
let browser: Browser;
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandboxProcess(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

describe('seven tabs of one browser', () => {
  it('all hear at once what one of them says', async () => {
    const context = await browser.newContext();
    context.setDefaultTimeout(unhurriedMs);
    const pages = await Promise.all(
      ['U0MARA', 'U0DIEGO', 'U0PRIYA', 'U0HANA', 'U0ELLIOT', 'U0NOOR', 'U0SAM'].map(async (as) => {
        const page = await context.newPage();
        await page.goto(`${sandbox.url}/?as=${as}#C0WEBSITE`);
        return page;
      }),
    );
    const box = pages[0]?.getByRole('textbox', { name: 'Message' });
    await box?.fill('Can all seven of you hear me?');
    await box?.press('Enter');
    for (const page of pages)
      await page.getByRole('log').getByText('Can all seven of you hear me?').waitFor();
    await context.close();
  });
});

describe('a first visitor', () => {
  it('is shown three things to try', async () => {
    const page = await openPage(browser, sandbox.url);
    const hints = page.getByRole('region', { name: 'Try this' });
    await hints.waitFor();
    expect(await hints.getByRole('listitem').count()).toBe(3);
    await page.setViewportSize({ width: 400, height: 800 });
    const { height = 0 } = (await hints.boundingBox()) ?? {};
    expect(height).toBeLessThan(180);
    await page.close();
  });
});

describe('the person one acts as', () => {
  it('can pause their notifications, and resume them', async () => {
    const page = await openPage(browser, `${sandbox.url}/?as=U0PRIYA`);
    await page.getByRole('button', { name: 'Me: status' }).click();
    const dialog = page.getByRole('dialog');
    const inAMonth = new Date((await timeOn(page)) + 30 * 86_400_000);
    await dialog.getByLabel('Pause notifications until').fill(`${inAMonth.toISOString().slice(0, 10)}T17:00`);
    await dialog.getByRole('button', { name: 'Pause notifications' }).click();
    const day = `${weekdays[inAMonth.getUTCDay()] ?? ''} ${inAMonth.getUTCDate()}`;
    await page.getByText(new RegExp(`notifications paused until ${day} \\w+, 17:00`)).waitFor();
    await dialog.getByRole('button', { name: 'Resume notifications' }).click();
    await page.getByText(/notifications paused until/).waitFor({ state: 'detached' });
    await page.close();
  });
});

describe('a button that is being pressed', () => {
  it('is pressed also when its message is redrawn meanwhile', async () => {
    const [hana, noor] = await Promise.all(
      ['U0HANA', 'U0NOOR'].map(async (as) => {
        return openPage(browser, `${sandbox.url}/?as=${as}#C0WEBSITE`);
      }),
    );
    if (!hana || !noor) throw new Error('two pages');
    const box = hana.getByRole('textbox', { name: 'Message' });
    await box.fill('/retro Pressed');
    await box.press('Enter');
    await hana.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
    const message = (page: Page) => page.getByRole('article').filter({ hasText: 'Retrospective: Pressed' });
    const nothing = (page: Page) => message(page).getByRole('button', { name: 'Nothing to add' });
    // With the keyboard, since the button may move when the message grows.
    await nothing(hana).focus();
    await hana.keyboard.down('Space');
    await nothing(noor).click();
    await message(hana).getByText('1 of 6 has answered').waitFor();
    await hana.keyboard.up('Space');
    await message(hana).getByText('2 of 6 have answered').waitFor();
    await Promise.all([hana.close(), noor.close()]);
  });
});

describe('a mention', () => {
  it('is chosen from the people suggested while one types, and calls them by name', async () => {
    const page = await openPage(browser, `${sandbox.url}/?as=U0MARA#C0WEBSITE`);
    const box = page.getByRole('textbox', { name: 'Message' });
    await box.pressSequentially('Thank you @pri');
    await page.getByRole('listbox', { name: 'People' }).getByRole('option', { name: /Priya/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('for the redirects');
    expect(await box.inputValue()).toBe('Thank you @Priya Raghunathan for the redirects');
    await page.keyboard.press('Enter');
    const said = page.getByRole('article').filter({ hasText: 'for the redirects' }).last();
    await said.locator('.mention').getByText('@Priya Raghunathan').waitFor();
    await page.close();
  });
});

describe('the keyboard alone', () => {
  it('holds a whole collecting phase: command, start, cards, nothing to add, close', async () => {
    const [mara, noor] = await Promise.all(
      ['U0MARA', 'U0NOOR'].map(async (as) => {
        const page = await openPage(browser, `${sandbox.url}/?as=${as}#C0LEARNING`);
        await page.getByRole('textbox', { name: 'Message' }).waitFor();
        return page;
      }),
    );
    if (!mara || !noor) throw new Error('two pages');
    // The composer has the focus when a conversation is opened.
    await mara.keyboard.type('/retro Keyboard');
    await mara.keyboard.press('Enter');
    await mara.getByRole('dialog', { name: 'Start a retrospective' }).waitFor();
    await moveTo(mara, 'Tab', 'Start');
    await mara.keyboard.press('Enter');
    const message = (page: Page) => page.getByRole('article').filter({ hasText: 'Retrospective: Keyboard' });
    await message(noor)
      .getByText(/0 of \d+ have answered/)
      .waitFor();

    await moveTo(noor, 'Shift+Tab', 'Add cards');
    await noor.keyboard.press('Enter');
    const cards = noor.getByRole('dialog', { name: 'Your cards' });
    await cards.waitFor();
    await noor.keyboard.type('Written without a mouse');
    await moveTo(noor, 'Tab', 'Save');
    await noor.keyboard.press('Enter');
    await cards.waitFor({ state: 'hidden' });
    await message(mara)
      .getByText(/1 of \d+ has answered/)
      .waitFor();

    await moveTo(mara, 'Shift+Tab', 'Nothing to add');
    await mara.keyboard.press('Enter');
    await message(noor)
      .getByText(/2 of \d+ have answered/)
      .waitFor();
    await moveTo(mara, 'Shift+Tab', 'More options');
    await mara.keyboard.press('Enter');
    await mara.getByRole('menuitem', { name: 'Close collecting (facilitator)' }).waitFor();
    await moveTo(mara, 'ArrowDown', 'Close collecting (facilitator)');
    await mara.keyboard.press('Enter');
    await mara.getByRole('dialog', { name: 'Close collecting?' }).waitFor();
    await moveTo(mara, 'Tab', 'Close it');
    await mara.keyboard.press('Enter');
    await message(noor).getByText('Collecting is over').waitFor();
    await Promise.all([mara.close(), noor.close()]);
  });
});

const focusedName =
  'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim()';

/** Presses a key until a control of this name has the focus. */
async function moveTo(page: Page, key: string, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await page.evaluate<string>(focusedName)) === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not reach ${name}, but ${await page.evaluate<string>(focusedName)}`);
}

describe('the page', () => {
  it('turns dark with the system at once: no colour fades', async () => {
    const page = await openPage(browser, `${sandbox.url}/?as=U0HANA#C0WEBSITE`, { colorScheme: 'light' });
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    const { isDark, fading } = await page.evaluate<{ isDark: boolean; fading: number }>(`({
      isDark: matchMedia('(prefers-color-scheme: dark)').matches,
      fading: document.getAnimations().length,
    })`);
    expect({ isDark, fading }).toEqual({ isDark: true, fading: 0 });
  });
});

describe('every screen and dialog, in light and dark, at 1280 and 400 pixels', () => {
  it('is fine with axe, and nothing hangs over', async () => {
    const firstVisit = `${sandbox.url}/?as=U0DIEGO#C0WEBSITE`;
    const page = await openPage(browser, firstVisit, { viewport: { width: 1280, height: 860 } });
    const found: string[] = [];
    const look = async (where: string) => {
      for (const { colorScheme, width } of looks) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 860 });
        const all = [...(await findings(page)), ...(await overhanging(page)).map((each) => `over: ${each}`)];
        found.push(...all.map((each) => `${where}, ${colorScheme}, ${width}: ${each}`));
      }
      await page.setViewportSize({ width: 1280, height: 860 });
    };
    const dialog = page.getByRole('dialog');
    const dismiss = async () => {
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    };

    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await look('first visit');
    await page.setViewportSize({ width: 400, height: 860 });
    await page.getByRole('button', { name: 'Channels and people' }).click();
    await look('menu');
    for (const name of ['Me: status, language, time zone', 'Create a channel', 'Faults']) {
      await page.getByRole('button', { name }).click();
      await dialog.waitFor();
      await look(name);
      await dismiss();
    }
    await page.reload();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await page.getByRole('button', { name: 'Channel settings and members' }).click();
    await dialog.waitFor();
    await look('channel');
    await dismiss();

    const about = 'How it looks';
    const box = page.getByRole('textbox', { name: 'Message' });
    await box.pressSequentially('/re');
    await page.getByRole('listbox').waitFor();
    await look('suggestions');
    await box.fill(`/retro ${about}`);
    await box.press('Enter');
    await dialog.waitFor();
    await look('start');
    await dialog.getByRole('button', { name: 'Change' }).click();
    await dialog.getByRole('combobox').first().waitFor();
    await look('start, all settings');
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    const message = page.getByRole('article').filter({ hasText: `Retrospective: ${about}` });
    await message.waitFor();
    await look('retrospective');
    await message.getByRole('button', { name: 'Add cards' }).click();
    await dialog.waitFor();
    await look('cards');
    await dismiss();
    await message.getByRole('button', { name: 'More options' }).click();
    await page.getByRole('menu').waitFor();
    await look('menu of a message');
    await page.getByRole('menuitem', { name: 'Cancel' }).first().click();
    await dialog.waitFor();
    await look('confirmation');
    await dialog.getByRole('button').last().click();
    await dialog.waitFor({ state: 'hidden' });

    await page.getByText('Exchanged with the app').click();
    await page.locator('.exchange-list summary').first().click();
    await look('exchanges');
    await message.getByRole('button', { name: /repl/ }).click();
    await page.getByRole('button', { name: 'Close thread' }).waitFor();
    await look('thread');
    await page.getByRole('button', { name: 'Close thread' }).click();
    await page.getByRole('link', { name: 'Lore home' }).click();
    await page.getByRole('region', { name: 'Home' }).getByRole('button').first().waitFor();
    await look('home');
    expect(found).toEqual([]);
    await page.close();
  });
});
