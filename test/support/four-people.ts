/** People who find people: the company in a browser with these practices turned on, each person in one tab of their own. */
import type { Browser } from 'playwright-core';
import { day } from '../../src/core/clock.ts';
import { findings, looks, overhanging } from './axe-finds.ts';
import { Member, openBrowser } from './browser.ts';
import { startCompany } from './company-here.ts';
import { keyFileHere } from './key-file-here.ts';
import type { LoreHere } from './lore-here.ts';
import { testTuesday, timeAfter } from './test-date.ts';

export interface FourPeople {
  /** Somebody in a channel, at a page of this width, with nothing open that they read before. */
  readonly as: (name: string, width: number, channel?: string) => Promise<Member>;
  /** Goes elsewhere: in a narrow page the list of channels is folded away. */
  readonly goTo: (member: Member, channel: string) => Promise<void>;
  /** Looks at what is shown in light and dark, at 1280 and 400 pixels, once for each thing: axe finds nothing, and nothing hangs over. */
  readonly look: (member: Member, what: string) => Promise<void>;
  /** The date so many days from now, in Berlin, as a form takes it. */
  readonly date: (days: number) => string;
  /** Lets time pass, in ms. */
  readonly pass: (ms: number) => Promise<void>;
  /** Lets days pass, at most 40, until the channel that somebody is in shows this. */
  readonly passUntil: (member: Member, words: string | RegExp) => Promise<void>;
}

/** @param practices as App Home calls them; an admin turns them on for everyone before the tests */
export function fourPeople(...practices: readonly string[]): FourPeople {
  let company: LoreHere;
  let browser: Browser;
  const keys = keyFileHere();
  const tabs = new Map<string, Member>();
  const looked = new Set<string>();
  const goTo = async ({ page }: Member, go: () => Promise<void>) => {
    const { width = 1280, height = 900 } = page.viewportSize() ?? {};
    await page.setViewportSize({ width: 1280, height });
    await go();
    await page.setViewportSize({ width, height });
  };
  const people: FourPeople = {
    as: async (name, width, channel = 'learning') => {
      const member = tabs.get(name) ?? (await Member.open(browser, company.sandbox.url, name));
      tabs.set(name, member);
      await member.closeAll();
      await people.goTo(member, channel);
      await member.page.setViewportSize({ width, height: 900 });
      return member;
    },
    goTo: (member, channel) => goTo(member, () => member.goTo(channel)),
    look: async ({ page }, what) => {
      if (looked.has(what)) return;
      looked.add(what);
      const size = page.viewportSize() ?? { width: 1280, height: 900 };
      const found: string[] = [];
      for (const { colorScheme, width } of looks) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const all = [...(await findings(page)), ...(await overhanging(page)).map((each) => `over: ${each}`)];
        found.push(...all.map((each) => `${what}, ${colorScheme}, ${width}: ${each}`));
      }
      await page.emulateMedia({ colorScheme: null });
      await page.setViewportSize(size);
      expect(found).toEqual([]);
    },
    date: (days) => {
      const at = timeAfter(company.sandbox.core.clock.now(), days, '12:00');
      return new Date(at).toISOString().slice(0, 10);
    },
    pass: (ms) => company.playUntil(company.sandbox.core.clock.now() + ms),
    passUntil: async (member, words) => {
      const shown = member.message(words).first();
      for (let days = 0; days < 40 && !(await shown.isVisible()); days += 1) {
        await people.pass(day);
        // The page is told a moment later, and what is said of tomorrow is over the day after.
        await shown.waitFor({ timeout: 500 }).catch(() => undefined);
      }
      await shown.waitFor();
    },
  };

  beforeAll(async () => {
    const begins = testTuesday();
    [company, browser] = await Promise.all([startCompany(begins, begins, {}, keys.file), openBrowser()]);
    const ines = await Member.open(browser, company.sandbox.url, 'Inês');
    await ines.goTo('Lore home');
    const form = ines.dialog('Workspace');
    await ines.open('Workspace settings', ines.page.locator('body'), form);
    for (const practice of practices)
      await form.getByRole('combobox', { name: practice }).selectOption('On for everyone');
    await ines.press('Save', form);
    await form.waitFor({ state: 'hidden' });
    await ines.page.close();
  });
  afterAll(async () => {
    await browser.close();
    const wrong = company.wrong();
    await company.close();
    keys.remove();
    expect(wrong).toEqual([]);
  });
  return people;
}
