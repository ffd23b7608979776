/** A channel in a browser: somebody invites Lore and starts its rituals with one press; somebody else changes them; the week comes. */
import { companyInBrowser } from '../support/company-in-browser.ts';
import { timeOn, toNextDue } from '../support/page-clock.ts';

const enter = companyInBrowser();

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
  await priya.say('/lore settings');
  const all = priya.dialog('Rituals here');
  await all.getByText('Every Thursday').first().waitFor();
  const form = priya.dialog(/./).last();
  await priya.open('Change', all, form);
  await form.getByLabel('Day', { exact: true }).selectOption('Wednesday');
  await priya.press('Save', form);
  // The form was on top of the overview; both are gone.
  await priya.page.getByRole('dialog').first().waitFor({ state: 'detached' });
  await priya.say('/lore settings');
  await priya.dialog('Rituals here').getByText('Every Wednesday').first().waitFor();
  await priya.page.keyboard.press('Escape');

  // The company works in many places: on Wednesday it is asked, at an hour at which most of them work.
  const clock = priya.page.getByRole('region', { name: 'Clock' });
  const question = priya.messages.getByRole('button', { name: 'Share what you learned' });
  const tomorrow = new Date((await timeOn(priya.page)) + 86_400_000).getUTCDate();
  await clock.getByText(new RegExp(`Next due: Wed ${tomorrow} `)).waitFor();
  await toNextDue(priya);
  await question.first().waitFor();
});
