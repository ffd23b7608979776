/** People at the sandbox's page, each in a tab of their own, who find everything by its role and name. */
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';
import { unhurriedMs } from './unhurried.ts';

/** @throws when there is no browser: the build installs one, and elsewhere `npm test` leaves these tests out */
export function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('no browser: install Chromium, or set CHROMIUM');
  return chromium.launch({
    executablePath,
    // What has us believe in another date (test:dates) is not made for browsers; the page asks the sandbox what time it is.
    env: { ...process.env, LD_PRELOAD: undefined },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-sync',
    ],
  });
}

/** A tab that waits as long as it takes. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.setDefaultTimeout(unhurriedMs);
  await page.goto(url);
  return page;
}

/** Somebody of the made-up company, at the page. Counts what they press. */
export class Member {
  presses = 0;
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Opens a tab and chooses who one is, by the person's first name. */
  static async open(
    browser: Browser,
    url: string,
    name: string,
    size = { width: 1280, height: 900 },
  ): Promise<Member> {
    const page = await openPage(browser, url, { viewport: size, timezoneId: 'Europe/Berlin' });
    const actAs = page.getByRole('combobox', { name: 'Act as' });
    const option = actAs.getByRole('option', { name: new RegExp(name) }).first();
    await actAs.selectOption((await option.getAttribute('value')) ?? name);
    const member = new Member(page);
    await member.dismissHints();
    return member;
  }

  private async dismissHints(): Promise<void> {
    const dismiss = this.page.getByRole('button', { name: 'Dismiss “Try this”' });
    if (await dismiss.isVisible()) await dismiss.click();
  }

  async goTo(channel: string): Promise<void> {
    const link = this.page
      .getByRole('navigation', { name: 'Channels' })
      .getByRole('link', { name: channel === 'Lore' ? /^Lore(?! home)/ : channel });
    await link.click();
    // What is typed before the page shows the conversation goes to the one before.
    await link.and(this.page.locator('[aria-current]')).waitFor();
  }

  async say(text: string): Promise<void> {
    const box = this.page.getByRole('textbox', { name: 'Message' });
    await box.fill(text);
    await box.press('Enter');
    this.presses += 1;
  }

  get messages(): Locator {
    return this.page.getByRole('log', { name: 'Messages' });
  }

  /** The messages that hold this text. */
  message(text: string | RegExp): Locator {
    return this.messages.getByRole('article').filter({ hasText: text });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** Closes the dialogs, the topmost first: under each is the one from which it was opened. */
  async closeAll(): Promise<void> {
    const shown = this.page.getByRole('dialog');
    while ((await shown.count()) > 0) {
      const top = await shown.last().elementHandle();
      await shown.last().getByRole('button', { name: 'Dismiss' }).click();
      await top.waitForElementState('hidden');
    }
  }

  /** Presses a button that opens a dialog. */
  async open(name: string | RegExp, within: Locator, dialog: Locator): Promise<Locator> {
    await this.press(name, within);
    await dialog.waitFor();
    return dialog;
  }

  /** Chooses from the menu of a message once it has such an entry: redrawn, a message has other ones, and its open menu may be gone. */
  async pick(entry: string, message: Locator): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: entry });
    const isPicked = async () => {
      await item.waitFor({ timeout: 1_000 }).catch(() => undefined);
      // In one step: a click of the mouse that is given up because the page is slow may have been made all the same.
      return item.evaluateAll(([first]: { click(): void }[]) => {
        first?.click();
        return first !== undefined;
      });
    };
    const until = performance.now() + unhurriedMs;
    await message.getByRole('button', { name: 'More options' }).click();
    while (!(await isPicked())) {
      if (performance.now() > until) throw new Error(`there is no “${entry}”`);
      await this.page.keyboard.press('Escape');
      await message.getByRole('button', { name: 'More options' }).click();
    }
    this.presses += 2;
  }

  /** Accepts each suggested group in the form that groups cards. */
  async joinSuggested(form: Locator): Promise<void> {
    await form.getByText('Suggested as one topic').first().waitFor();
    const suggested = form.getByRole('button', { name: /^Group: / });
    for (let left = await suggested.count(); left > 0; left -= 1) {
      await this.press(/^Group: /, form);
      await suggested.nth(left - 1).waitFor({ state: 'detached' });
    }
  }

  /** Chooses from a list, which counts as two presses: it is opened first. */
  async choose(label: string, list: Locator): Promise<void> {
    await list.selectOption({ label });
    this.presses += 2;
  }

  /** Presses a button, in the page or in a part of it. */
  async press(name: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    try {
      await within.getByRole('button', { name }).first().click();
    } catch (error) {
      throw new Error(
        `“${String(name)}” could not be pressed where stood: ${await this.page.innerText('body')}`,
        {
          cause: error,
        },
      );
    }
    this.presses += 1;
  }
}
