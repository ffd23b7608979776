/** A person's own settings in a browser: what App Home says, the form with its errors, and what App Home says then. */
import { companyInBrowser } from '../support/company-in-browser.ts';

const enter = companyInBrowser();

it('a person reads in App Home when Lore may write to them, and changes it', async () => {
  const mara = await enter('Mara');
  await mara.goTo('Lore home');
  const says = (text: string) => mara.page.getByText(text).first().waitFor();
  await says('Monday to Friday, 9:00 to 17:30 Berlin time; no public holidays; not away.');

  await mara.press('Change');
  const form = mara.dialog('When Lore messages you');
  await form.getByRole('checkbox', { name: 'Friday' }).uncheck();
  await form.getByLabel('From').fill('10:00');
  await form.getByLabel('To', { exact: true }).fill('09:00');
  await form.getByRole('combobox', { name: 'Public holidays' }).selectOption('Germany, Berlin');
  await mara.press('Save', form);
  await form.getByText('“To” must be after “From”').waitFor();
  // What was filled in is still there.
  expect(await form.getByRole('checkbox', { name: 'Friday' }).isChecked()).toBe(false);

  await form.getByLabel('To', { exact: true }).fill('16:00');
  await form.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await mara.press('Save', form);
  await form.waitFor({ state: 'hidden' });
  await says(
    'Montag bis Donnerstag, 10:00 bis 16:00 Uhr (Zeit in Berlin); nicht an Feiertagen (Deutschland, Berlin); nicht weg.',
  );
});
