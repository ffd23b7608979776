/** A thank-you in a browser: from one typed line to the channel, by the choice of the person who was thanked, where a channel chose to have thanks. */
import { companyInBrowser } from '../support/company-in-browser.ts';

const open = companyInBrowser();
const words = 'for the photos: we could go live on Monday';

it('is nothing that anyone can do until an admin lets channels choose, and one does', async () => {
  const mara = await open('Mara');
  await mara.goTo('website-relaunch');
  await mara.say(`/lore thanks @diego ${words}`);
  await mara.message('“Thanks” isn’t turned on here. An admin can turn it on').waitFor();
  const ines = await open('Inês');
  await ines.goTo('Lore home');
  await ines.open('Workspace settings', ines.page.locator('body'), ines.dialog('Workspace'));
  const form = ines.dialog('Workspace');
  // It says what it will do before it is turned on.
  await form.getByText('I never remind anyone').waitFor();
  await form.getByRole('combobox', { name: 'Thanks' }).selectOption('Each channel decides');
  await ines.press('Save', form);
  await form.waitFor({ state: 'hidden' });
  await ines.page.getByText('Each channel decides: Thanks.').first().waitFor();

  await mara.say('/lore settings');
  const settings = mara.dialog('Set up #website-relaunch');
  await mara.press('About “Thanks”', settings);
  const about = mara.dialog('For this channel');
  await about.getByText('I never remind anyone').waitFor();
  await mara.press('Turn on here', about);
  await about.waitFor({ state: 'hidden' });
  await mara.press('Cancel', settings);
  await mara.message('Mara turned on “Thanks” here.').waitFor();
  // Another channel of hers lacks it.
  await mara.goTo('learning');
  await mara.say(`/lore thanks @priya ${words}`);
  await mara.message('“Thanks” isn’t turned on in this channel.').waitFor();
});

it('is read in private, and by the channel once the person who was thanked shows it', async () => {
  const [mara, diego] = await Promise.all([open('Mara'), open('Diego')]);
  await mara.goTo('website-relaunch');
  await mara.say(`/lore thanks @diego @priya @hana @elliot ${words}`);
  const form = mara.dialog('Say thanks');
  await form.getByText('You can thank up to 3 people at once').waitFor();
  const what = form.getByRole('textbox', { name: 'What did it change?' });
  expect(await what.inputValue()).toBe(words);
  await mara.press('Cancel', form);
  await mara.say(`/lore thanks @diego ${words}`);
  await mara.message('will get a direct message from me').waitFor();

  await diego.goTo('Lore');
  const told = diego.message(words);
  await told.getByText('thanks you:').waitFor();
  await diego.press('Show in channel', told);
  await told.getByText('You’ve shown this in').waitFor();
  expect(await told.getByRole('button', { name: 'Show in channel' }).count()).toBe(0);
  await mara.message(words).getByText('Mara thanks Diego').waitFor();
  expect(mara.presses + diego.presses).toBe(4);
});
