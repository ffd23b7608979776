/** People at the sandbox's page, each in a tab of their own, who find everything by its role and name. */
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

/** @throws when there is no browser: the build installs one, and elsewhere `npm test` leaves these tests out */
export function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('no browser: install Chromium, or set CHROMIUM');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-sync',
    ],
  });
}

/** As long as a page waits for what is to come, in ms; it ends what hangs, and judges no speed. */
export const pagePatience = 60_000;

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
    const page = await browser.newPage({ viewport: size, timezoneId: 'Europe/Berlin' });
    page.setDefaultTimeout(pagePatience);
    await page.goto(url);
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
    await this.page
      .getByRole('navigation', { name: 'Channels' })
      .getByRole('link', { name: channel === 'Lore' ? /^Lore(?! home)/ : channel })
      .click();
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

  /**
   * Presses a button that opens a dialog. Slack's trigger lives three seconds of wall time: on a busy machine it can be over before Lore has
   * answered, and one presses again, which counts once.
   */
  async open(name: string | RegExp, within: Locator, dialog: Locator): Promise<Locator> {
    await this.press(name, within);
    for (let again = 0; again < 5; again += 1) {
      const isThere = await dialog.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      if (isThere) return dialog;
      await within.getByRole('button', { name }).first().click();
    }
    await dialog.waitFor();
    return dialog;
  }

  /** Chooses from a list, which counts as one press. */
  async choose(label: string, list: Locator): Promise<void> {
    await list.selectOption({ label });
    this.presses += 1;
  }

  /** Presses a button, in the page or in a part of it. */
  async press(name: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    await within.getByRole('button', { name }).first().click();
    this.presses += 1;
  }
}
