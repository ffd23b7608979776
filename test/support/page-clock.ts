/** The sandbox's clock on somebody's page: read, and moved. */
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import type { Member } from './browser.ts';
import { until } from './unhurried.ts';

const answer = z.union([
  z.object({ ok: z.literal(true), clock: z.object({ at: z.number() }) }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);

/** Weeks are played at once: five minutes, in ms. */
const timeout = 300_000;

const clockOn = (page: Page): Locator => page.getByRole('region', { name: 'Clock' });
const buttonOn = (page: Page, name: string): Locator =>
  clockOn(page).getByRole('button', { name, exact: true });

/** The sandbox's time as a page shows it, in epoch milliseconds. */
export async function timeOn(page: Page): Promise<number> {
  return Date.parse((await clockOn(page).locator('.clock-now time').getAttribute('datetime')) ?? '');
}

/** Moves the clock to the next thing due. */
export const toNextDue = ({ page }: Member): Promise<number> => move(page, 'Next thing due');

/** @param wall a time of the person's own: `2027-03-02T09:30` */
export async function jumpTo({ page }: Member, wall: string): Promise<number> {
  await clockOn(page).getByLabel('Jump to').fill(wall);
  return move(page, 'Jump');
}

/** Lets days pass. */
export async function letPass(member: Member, days: number): Promise<number> {
  const soonest = await clockOn(member.page).getByLabel('Jump to').getAttribute('min');
  const then = new Date(Date.parse(`${soonest ?? ''}Z`) + days * 86_400_000);
  return jumpTo(member, then.toISOString().slice(0, 16));
}

/** @returns the sandbox's time when all that fell due on the way was played, and this page shows what came of it */
async function move(page: Page, button: string): Promise<number> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/page-api/clock'), {
    timeout,
  });
  await buttonOn(page, button).click();
  const told = answer.parse(await (await answered).json());
  if (!told.ok) throw new Error(told.message);
  await caughtUp(page, told.clock.at);
  return told.clock.at;
}

/**
 * Waits until a page shows everything that happened up to an instant. What happens is told to each page in its order, and the end of a
 * move comes last.
 */
export async function caughtUp(page: Page, at: number): Promise<void> {
  const isThere =
    `Date.parse(document.querySelector('.clock-now time').dateTime) >= ${at}` +
    ` && document.querySelector('.clock-controls [type="submit"]').ariaDisabled === 'false'`;
  // Not `waitForFunction`: what it looks at later than at once is kept from it by the page's content security policy.
  await until(() => page.evaluate<boolean>(isThere), 'the page does not show what happened');
}
