/** The made-up company with Lore in it, and a browser at its page, for all tests of a file. */
import { Member, openBrowser } from './browser.ts';
import { startCompany } from './company-here.ts';
import type { LoreHere } from './lore-here.ts';
import { testTuesday } from './test-date.ts';

/**
 * Starts both before the tests, and expects that nothing went wrong in Lore and that both end well after them. Sandbox and Lore are in the
 * test's own process: a process of their own takes seconds to come to speed. The company begins on `testTuesday`.
 * @returns opens a tab as somebody, by their first name
 */
export function companyInBrowser(): (name: string) => Promise<Member> {
  let company: LoreHere;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    const begins = testTuesday();
    [company, browser] = await Promise.all([startCompany(begins, begins), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    const wrong = company.wrong();
    await company.close();
    expect(wrong).toEqual([]);
  });
  return (name) => Member.open(browser, company.sandbox.url, name);
}
