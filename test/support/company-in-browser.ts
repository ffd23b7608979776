/** The made-up company with Lore in it, and a browser at its page, for all tests of a file. */
import { nextTuesday, tuesdayFrom } from '../../sandbox/company/first-day.ts';
import { freePort } from '../../sandbox/child.ts';
import { followerServer } from '../../sandbox/follow.ts';
import type { JournalLine } from '../../src/jobs/journal.ts';
import { Member, openBrowser } from './browser.ts';
import { type LoreHere, startLoreHere } from './lore-here.ts';

/**
 * Starts both before the tests, and expects that nothing went wrong in Lore and that both end well after them. Sandbox and Lore are in the
 * test's own process: a process of their own takes seconds to come to speed. The company begins on the date of `LORE_TEST_DATE`, which
 * `npm test` draws; without one as for everybody, on the next Tuesday.
 * @returns opens a tab as somebody, by their first name
 */
export function companyInBrowser(): (name: string) => Promise<Member> {
  let company: Awaited<ReturnType<typeof startCompany>>;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    [company, browser] = await Promise.all([startCompany(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    const wrong = company.wrong();
    await company.close();
    expect(wrong).toEqual([]);
  });
  return (name) => Member.open(browser, company.sandbox.url, name);
}

/** As `npm run sandbox` puts them together, with the whole manifest and a clock that the page moves. */
async function startCompany(): Promise<LoreHere> {
  const date = process.env['LORE_TEST_DATE'];
  const begins = date === undefined ? nextTuesday(Date.now()) : tuesdayFrom(date);
  const port = await freePort();
  const lines: JournalLine[] = [];
  const failures: string[] = [];
  const here = await startLoreHere({
    hasHistory: true,
    startAt: begins,
    today: begins,
    followerUrl: `http://127.0.0.1:${port}`,
    runsDueWork: true,
    lore: { journal: (line) => void lines.push(line) },
  });
  const { runner } = here.lore;
  const control = followerServer({
    nextDue: () => runner.nextDue(),
    advance: () => runner.runDue(),
    takeLines: () => lines.splice(0),
    onError: (error) => void failures.push(String(error)),
  });
  control.listen(port, '127.0.0.1');
  return {
    ...here,
    wrong: () => [...here.wrong(), ...failures],
    close: async () => {
      control.closeAllConnections();
      await new Promise((resolve) => control.close(resolve));
      await here.close();
    },
  };
}
