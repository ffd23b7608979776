/** A channel in a browser: somebody invites Lore and starts its rituals with one press; somebody else changes them; the week comes. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { timeOn, toNextDue } from '../support/page-clock.ts';

const enter = companyInBrowser();
const pictures = join(import.meta.dirname, '..', '..', 'test-results');

beforeAll(() => {
  mkdirSync(pictures, { recursive: true });
});

/** Keeps what is shown, on a desk and on a phone. */
async function look({ page }: Member, name: string): Promise<void> {
  for (const width of [1280, 400]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(pictures, `${name}-${width}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

it('two presses after an invitation the week has its rituals; another member moves one to Wednesday, and then it comes', async () => {
  const mara = await enter('Mara');
  await mara.goTo('coffee-corner');
  await mara.press(/Channel settings and members/);
  await mara.press('Invite Lore', mara.dialog(/coffee-corner/));
  await mara.page.keyboard.press('Escape');
  await mara.goTo('Lore');
  const greeting = mara.message('Thanks for inviting me to');
  await mara.press('Start with these', greeting);
  await greeting.getByText('Started by').waitFor();
  expect(await greeting.getByRole('button', { name: 'Start with these' }).count()).toBe(0);
  // Nobody else was told.
  await mara.goTo('coffee-corner');
  await mara.page.getByRole('heading', { name: /coffee-corner/ }).waitFor();
  await mara.message('Durian ice cream').first().waitFor();
  expect(await mara.message('Thanks for inviting me to').count()).toBe(0);

  const priya = await enter('Priya');
  await priya.goTo('coffee-corner');
  await priya.message('turned on “Weekly shares”').waitFor();
  await priya.say('/lore settings');
  const form = priya.dialog('Set up #coffee-corner');
  const shares = form.getByRole('checkbox', { name: 'Weekly shares' });
  await shares.waitFor();
  expect(await shares.isChecked()).toBe(true);
  await look(priya, 'setup-as-it-is');
  const day = form.locator('select').filter({ hasText: 'Thursday' }).first();
  await day.selectOption('Wednesday');
  const time = form.locator('input[type=time]').first();
  // It is said before it is saved, with how many, and where.
  await time.fill('14:00');
  await form
    .getByText(/14:00 in .+ is .+ for .+ (?:person|people) in /)
    .first()
    .waitFor();
  await look(priya, 'setup-doubt');
  await priya.press('Save anyway', form);
  await form.getByText('reads in one line what you changed').waitFor();
  await look(priya, 'setup-saved');
  await priya.press('Close', form);
  await priya.message('changed “Weekly shares” to Wednesday 14:00').waitFor();
  await look(priya, 'setup-told');

  // The company works in many places: on Wednesday it is asked, at an hour at which most of them work.
  const clock = priya.page.getByRole('region', { name: 'Clock' });
  const question = priya.messages.getByRole('button', { name: 'Share what you learned' });
  const tomorrow = new Date((await timeOn(priya.page)) + 86_400_000).getUTCDate();
  await clock.getByText(new RegExp(`Next due: Wed ${tomorrow} `)).waitFor();
  await toNextDue(priya);
  await question.first().waitFor();
});
