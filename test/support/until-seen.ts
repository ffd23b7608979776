import type { Locator } from 'playwright-core';
import type { Member } from './browser.ts';
import { caughtUp, letPass, toNextDue } from './page-clock.ts';

/**
 * Moves the sandbox's clock on somebody's page, by days, until something can be seen on theirs or another: Lore writes in working hours, and
 * at most once a day.
 * @param most after how many days it has to be there @param each how many days pass at once
 */
export async function untilSeen(member: Member, what: Locator, most: number, each = 1): Promise<void> {
  for (let passed = 0; passed < most && !(await what.isVisible()); passed += each)
    await caughtUp(what.page(), await letPass(member, each));
  await what.waitFor();
}

/** The same, one thing that is due after the other. @param most so many of them */
export async function untilDue(member: Member, what: Locator, most = 30): Promise<void> {
  for (let due = 0; due < most && !(await what.isVisible()); due += 1)
    await caughtUp(what.page(), await toNextDue(member));
  await what.waitFor();
}
