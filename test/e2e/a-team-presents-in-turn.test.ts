/** A team presents in turn, in a browser: announced to everybody, passed on by one, joined by another, and on the agenda. */
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { jumpTo, timeOn } from '../support/page-clock.ts';

const enter = companyInBrowser();

const day = 86_400_000;
const names = ['Katrin', 'Seun', 'Mara', 'Mei-Ling', 'Arjun', 'Noor', 'Carol', 'Priya'];
const announcement = (member: Member) => member.message('Who presents next').first();

/** Who the channel's message names as the presenter. */
async function presenterIn(member: Member): Promise<string> {
  const text = await announcement(member).innerText();
  const found = names.find((name) => new RegExp(`@${name}[^@\\n]* presents on`).test(text));
  if (found === undefined) throw new Error(text);
  return found;
}

it('who presents is said a week ahead; they pass it on, somebody joins, and the agenda says both', async () => {
  const mara = await enter('Mara');
  const tuesday = await timeOn(mara.page);
  await mara.goTo('learning');
  await mara.say('/learned Rehearse moves');
  const form = mara.dialog('What I learned');
  await mara.press('Share', form);
  await form.waitFor({ state: 'hidden' });
  for (const schedule of ['Team meeting', 'Presenter rotation', 'Meeting agenda']) {
    await mara.say('/lore settings');
    const all = mara.dialog('Rituals here');
    const index = ['Weekly shares', 'Team meeting', 'Presenter rotation', 'Meeting agenda'].indexOf(schedule);
    await all.getByText(`${schedule}:`).first().waitFor();
    // What is on has another button.
    await all.getByRole('button', { name: 'Set up' }).nth(Math.min(index, 1)).click();
    const one = mara.page.getByRole('dialog').last();
    await one.getByRole('radio', { name: 'On', exact: true }).check();
    await mara.press('Save', one);
    await mara.page.getByRole('dialog').first().waitFor({ state: 'detached' });
  }
  // Meetings are on Wednesdays, and it is Tuesday.
  const midnight = (days: number) => `${new Date(tuesday + days * day).toISOString().slice(0, 10)}T00:00`;
  await jumpTo(mara, midnight(2));
  await announcement(mara).getByText('Set up by').waitFor();

  const one = await presenterIn(mara);
  const presenter = await enter(one);
  await presenter.goTo('Lore home');
  await presenter.press(/^(Later|Später)$/);
  await announcement(mara)
    .filter({ hasNotText: new RegExp(`@${one}[^@\\n]* presents on`) })
    .waitFor();
  const two = await presenterIn(mara);
  expect(two).not.toBe(one);

  const three = names.find((name) => ![one, two, 'Mara'].includes(name)) ?? '';
  const volunteer = await enter(three);
  await volunteer.goTo('learning');
  await volunteer.press('I’ll present too', announcement(volunteer));
  await announcement(mara).getByText('present on').first().waitFor();
  await announcement(mara)
    .filter({ hasText: `@${three}` })
    .waitFor();
  expect(await announcement(mara).getByRole('button', { name: 'I’ll present' }).count()).toBe(0);

  const agendas = mara.message('You meet in an hour');
  const withBoth = agendas.filter({ hasText: `@${two}` }).filter({ hasText: `@${three}` });
  await jumpTo(mara, midnight(9));
  await withBoth.first().waitFor();
  // The team met once before anybody was announced.
  await agendas.filter({ hasText: 'Rehearse moves' }).first().waitFor();
});
