/** The made-up company with Lore in it, and a browser at its page, for all tests of a file. */
import { nextTuesday, tuesdayFrom } from '../../sandbox/company/first-day.ts';
import { Member, openBrowser } from './browser.ts';
import { startCompany } from './company-here.ts';
import type { LoreHere } from './lore-here.ts';

/**
 * Starts both before the tests, and expects that nothing went wrong in Lore and that both end well after them. Sandbox and Lore are in the
 * test's own process: a process of their own takes seconds to come to speed. The company begins on the date of `LORE_TEST_DATE`, which
 * `npm test` draws; without one as for everybody, on the next Tuesday.
 * @returns opens a tab as somebody, by their first name
 */
export function companyInBrowser(): (name: string) => Promise<Member> {
  let company: LoreHere;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    const date = process.env['LORE_TEST_DATE'];
    const begins = date === undefined ? nextTuesday(Date.now()) : tuesdayFrom(date);
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
