/** The made-up company with Lore in it, and a browser at its page, for all tests of a file. */
import type { Browser } from 'playwright-core';
import { Member, openBrowser } from './browser.ts';
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts';

/**
 * Starts both before the tests, and expects that both end well after them.
 * @returns opens a tab as somebody, by their first name
 */
export function companyInBrowser(): (name: string) => Promise<Member> {
  let sandbox: SandboxProcess;
  let browser: Browser;
  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([startSandboxProcess(), openBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    expect(await sandbox.stop()).toBe(0);
  });
  return (name) => Member.open(browser, sandbox.url, name);
}
