/** An admin in a browser: shortens a time, switches a practice off, and what others read then. */
import { companyInBrowser } from '../support/company-in-browser.ts';

const enter = companyInBrowser();

it('an admin switches retrospectives off; others are told kindly, and nothing of the settings is shown to them', async () => {
  const ines = await enter('Inês');
  await ines.goTo('Lore home');
  const times = ines.dialog('How long things are kept');
  await ines.open('How long things are kept', ines.page.locator('body'), times);
  const kept = times.getByLabel('Retrospectives with their cards and actions, from their end (days)');
  expect(await kept.inputValue()).toBe('730');
  await kept.fill('731');
  await ines.press('Save', times);
  await times.getByText('at most 730.').waitFor();
  await kept.fill('90');
  await ines.press('Save', times);
  await times.waitFor({ state: 'hidden' });
  await ines.open('Workspace settings', ines.page.locator('body'), ines.dialog('Workspace'));
  const form = ines.dialog('Workspace');
  await form.getByRole('combobox', { name: 'Retrospectives' }).selectOption('Off');
  await ines.press('Save', form);
  await form.waitFor({ state: 'hidden' });
  await ines.page
    .getByText(/Turned off: Retrospectives,.* Thanks/)
    .first()
    .waitFor();

  const mara = await enter('Mara');
  await mara.goTo('website-relaunch');
  await mara.say('/retro Website relaunch');
  await mara.message('“Retrospectives” is turned off in this workspace.').waitFor();
  await mara.goTo('Lore home');
  await mara.page.getByText('What Lore stores about you').first().waitFor();
  expect(await mara.page.getByRole('button', { name: 'Workspace settings' }).count()).toBe(0);
});

it('an admin names those who lead by their user group', async () => {
  const ines = await enter('Inês');
  await ines.goTo('Lore home');
  await ines.open('Workspace settings', ines.page.locator('body'), ines.dialog('Workspace'));
  const form = ines.dialog('Workspace');
  const leaders = form.getByRole('combobox', { name: 'Leaders to invite to keep a journey' });
  await leaders.selectOption('@leads (Leads)');
  await ines.press('Save', form);
  await form.waitFor({ state: 'hidden' });
  await ines.open('Workspace settings', ines.page.locator('body'), ines.dialog('Workspace'));
  expect(await leaders.locator('option:checked').innerText()).toBe('@leads (Leads)');
  await ines.press('Cancel', form);
});
