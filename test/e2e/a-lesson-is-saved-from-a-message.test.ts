/** A message and a share become lessons, in a browser; one reader's Slack is in German. */
import { companyInBrowser } from '../support/company-in-browser.ts';
import type { Member } from '../support/browser.ts';

const open = companyInBrowser();

async function more(member: Member, text: string, entry: string): Promise<void> {
  const said = member.message(text).first();
  await said.hover();
  await said.getByRole('button', { name: 'More actions' }).click();
  await member.page.getByRole('menuitem', { name: entry }).click();
}

it('somebody else’s message is linked to, its author gives words, and the same story joins it', async () => {
  const mara = await open('Mara');
  await mara.goTo('website-relaunch');
  await more(mara, '214 old addresses', 'Save as lesson');
  const form = mara.dialog('A lesson');
  await form.getByText('whose words I don’t copy').waitFor();
  expect(await form.getByRole('textbox', { name: 'What happened?' }).inputValue()).toBe('');
  await form.getByRole('radio', { name: 'Every full member of the workspace' }).check();
  await form
    .getByRole('textbox', { name: 'The lesson in one line' })
    .fill('Look for old addresses in the logs');
  await form
    .getByRole('textbox', { name: 'What happened?' })
    .fill('Four redirects were missing on the first day');
  await form.getByRole('textbox', { name: 'Use this when' }).fill('Before a website moves');
  await mara.press('Save', form);
  await mara.dialog('Lesson saved').getByText('Links to a message of').waitFor();

  const noor = await open('Noor');
  await noor.goTo('Lore home');
  const words = await noor.open('Agree', noor.page.getByRole('main'), noor.dialog('Your words'));
  await words.getByRole('textbox', { name: 'Your words' }).fill('Four of them only through the logs');
  await noor.press('Keep them', words);
  await words.waitFor({ state: 'hidden' });

  const diego = await open('Diego');
  await diego.goTo('website-relaunch');
  await diego.say('/lore add Look for old addresses in the logs');
  const second = diego.dialog('A lesson');
  await second.getByRole('textbox', { name: 'What happened?' }).fill('We missed two, and searched again');
  await second.getByRole('textbox', { name: 'Use this when' }).fill('Before a website moves');
  await second.getByText('This looks like what’s here already').waitFor();
  await diego.press('Join it', second);
  await second.getByText('Your story will be shown under').waitFor();
  await diego.press('Save', second);
  await diego.dialog('Lesson saved').getByText('We missed two, and searched again').waitFor();

  await mara.press('Close', mara.dialog('Lesson saved'));
  await mara.dialog('Lesson saved').waitFor({ state: 'hidden' });
  await mara.say('/lore search old addresses');
  const found = mara.dialog('Search lessons');
  // Both fit as well, so either may be shown.
  await found.getByText('One more like it').waitFor();
  await mara.press('Close', found);
  await found.waitFor({ state: 'hidden' });
  await mara.say('/lore search redirects');
  const opened = await mara.open('Open', found, mara.dialog('A lesson'));
  for (const story of ['Four redirects were missing', 'We missed two'])
    await opened.getByText(story).waitFor();
});

it('a share becomes a lesson from its menu, in German where its author reads German', async () => {
  const katrin = await open('Katrin');
  await katrin.goTo('learning');
  await katrin.say('/learned Wer übergibt, braucht zwei Wochen');
  const share = katrin.page.getByRole('dialog').last();
  await share.getByRole('button', { name: 'Teilen' }).click();
  await share.waitFor({ state: 'hidden' });
  await katrin.pick('Keep as a lesson', katrin.message('Wer übergibt').first());
  const form = katrin.dialog('Eine Erkenntnis');
  await form.getByRole('textbox', { name: 'Hilft, wenn' }).fill('Bevor jemand geht');
  await katrin.press('Speichern', form);
  await katrin.dialog('Erkenntnis gespeichert').getByText('Bevor jemand geht').waitFor();
});
