/** A thank-you in a browser: from one typed line to the channel, by the choice of whoever was thanked. */
import { companyInBrowser } from '../support/company-in-browser.ts';

const open = companyInBrowser();
const words = 'for the photos: we could go live on Monday';

it('is read in private, and by the channel once the person who was thanked shows it', async () => {
  const [mara, diego] = await Promise.all([open('Mara'), open('Diego')]);
  await mara.goTo('website-relaunch');
  await mara.say(`/thanks @diego @priya @hana @elliot ${words}`);
  const form = mara.dialog('Say thanks');
  await form.getByText('You can thank up to 3 people at once').waitFor();
  const what = form.getByRole('textbox', { name: 'What did it change?' });
  expect(await what.inputValue()).toBe(words);
  await mara.press('Cancel', form);
  await mara.say(`/thanks @diego ${words}`);
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
