/** People find people, in a browser: what was of use is thanked for, and what somebody did for others' learning is theirs to hand on. */
import type { Browser } from 'playwright-core';
import { Member, openBrowser } from '../support/browser.ts';
import { startCompany } from '../support/company-here.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { testTuesday } from '../support/test-date.ts';

let company: LoreHere;
let browser: Browser;
beforeAll(async () => {
  const begins = testTuesday();
  [company, browser] = await Promise.all([startCompany(begins, begins), openBrowser()]);
  const ines = await Member.open(browser, company.sandbox.url, 'Inês');
  await ines.goTo('Lore home');
  const form = ines.dialog('Workspace');
  await ines.open('Workspace settings', ines.page.locator('body'), form);
  await form.getByRole('combobox', { name: 'Thanks' }).selectOption('On for everyone');
  await ines.press('Save', form);
  await form.waitFor({ state: 'hidden' });
});
afterAll(async () => {
  await browser.close();
  const wrong = company.wrong();
  await company.close();
  expect(wrong).toEqual([]);
});
/** Somebody in the channel, at a page of this width: in a narrow one the list of channels is folded away. */
async function open(name: string, width: number): Promise<Member> {
  const member = await Member.open(browser, company.sandbox.url, name);
  // What they read last stays open for them in every tab.
  await member.closeAll();
  await member.goTo('website-relaunch');
  await member.page.setViewportSize({ width, height: 900 });
  return member;
}

describe.each([1280, 400])('at %i pixels', (width) => {
  const learned = `Roll back first, then look for the cause (${width})`;
  const thanked = `Seitdem ruft nachts niemand mehr an (${width})`;

  it('somebody who reads German uses what was shared, and thanks its author in the next step', async () => {
    const [hana, jonas] = await Promise.all([open('Hana', width), open('Jonas', width)]);
    await hana.say(`/learned ${learned}`);
    const share = hana.dialog('What I learned');
    await share.waitFor();
    await hana.press('Share', share);
    await hana.message(learned).first().waitFor();

    await jonas.press(/Used it|Verwendet/, jonas.message(learned).first());
    const used = jonas.dialog('Verwendet');
    await used.waitFor();
    await jonas.press('Speichern', used);
    const noted = jonas.page.getByRole('dialog').filter({ hasText: 'Notiert: Du hast es verwendet.' });
    await noted.waitFor();
    const form = jonas.dialog('Danke sagen');
    await jonas.open('Danke sagen', noted, form);
    await form.getByRole('textbox', { name: 'Was hat sich dadurch geändert?' }).fill(thanked);
    await jonas.press('Senden', form);
    await jonas.page.getByText('bekommt von mir eine Direktnachricht').first().waitFor();
  });

  it('its author puts it into an evidence pack of their own, in their order, and gets it as a file', async () => {
    const hana = await open('Hana', width);
    await hana.say('/lore thanks evidence');
    const pack = hana.dialog('Your evidence pack');
    await pack.getByText(learned).first().waitFor();
    await pack.getByText(thanked).first().waitFor();
    await hana.press(new RegExp(`^Put in: \\d+\\. Roll back first.*\\(${width}\\)`), pack);
    await pack.getByText('In your pack, in this order').waitFor();
    await hana.press(new RegExp(`^Put in: \\d+\\. Seitdem.*\\(${width}\\)`), pack);
    await pack.getByText(`2. ${thanked}`).waitFor();
    await hana.press('Get the file', pack);
    await hana.page.getByText('You’ll get the file in a direct message from me.').first().waitFor();
    await hana.closeAll();
    await hana.page.setViewportSize({ width: 1280, height: 900 });
    await hana.goTo('Lore');
    await hana.message('Here is your evidence pack.').first().waitFor();
  });
});
