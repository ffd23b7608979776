/** A team presents in turn, in a browser: joined by who likes to, passed on by one, accepted by another, and on the agenda. */
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { jumpTo, timeOn } from '../support/page-clock.ts';

const enter = companyInBrowser();

const day = 86_400_000;
const announcement = (member: Member) => member.message('Who presents next').first();

it('nobody is in it until they join; who is asked passes it on, the next accepts, somebody presents too, and the agenda says both', async () => {
  const mara = await enter('Mara');
  const tuesday = await timeOn(mara.page);
  await mara.goTo('learning');
  await mara.say('/learned Rehearse moves');
  const form = mara.dialog('What I learned');
  await mara.press('Share', form);
  await form.waitFor({ state: 'hidden' });
  await mara.say('/lore settings');
  const all = mara.dialog('Set up #learning');
  for (const schedule of ['Team meeting', 'Presenter rotation', 'Meeting agenda'])
    await all.getByRole('checkbox', { name: schedule }).check();
  // The meeting of tomorrow is too soon for somebody to be asked.
  await all.getByText('is too soon for that').waitFor();
  await all.getByRole('button', { name: /^Save/ }).click();
  await all.getByText('reads in one line what you changed').waitFor();
  await mara.press('Close', all.last());
  await mara.message('turned on “Team meeting”').getByText('“Presenter rotation”').waitFor();
  // Meetings are on Wednesdays, and it is Tuesday.
  const on = (days: number, time: string) =>
    `${new Date(tuesday + days * day).toISOString().slice(0, 10)}T${time}`;
  // A week before the next one they meet, so it begins a working day earlier: on this Tuesday, at their hour or at once.
  await jumpTo(mara, on(1, '00:00'));
  await announcement(mara).getByText('Nobody is presenting on').waitFor();
  await announcement(mara).getByText('In turn I ask only people who chose “Take turns”').waitFor();
  await jumpTo(mara, on(2, '00:00'));

  const seun = await enter('Seun');
  await seun.goTo('learning');
  await mara.press('Take turns', announcement(mara));
  await mara.page.getByText('You’re in the rotation in').first().waitFor();
  await seun.press('Take turns', announcement(seun));
  await seun.page.getByText('You’re in the rotation in').first().waitFor();

  // Whoever joined first is asked in her hours, and only then does the channel read it.
  await jumpTo(mara, on(2, '11:00'));
  await announcement(mara).getByText('I’ve asked Mara to present on').waitFor();
  await mara.goTo('Lore home');
  await mara.press('Later');
  await announcement(seun).getByText('I’ve asked Seun to present on').waitFor();
  await seun.goTo('Lore home');
  await seun.press('Accept');
  await mara.goTo('learning');
  await announcement(mara).getByText('Seun presents on').waitFor();

  const carol = await enter('Carol');
  await carol.goTo('learning');
  await carol.press('I’ll present too', announcement(carol));
  await announcement(mara).getByText('Seun and Carol present on').waitFor();
  expect(await announcement(mara).getByRole('button', { name: 'I’ll present' }).count()).toBe(0);

  const agendas = mara.message('I post this about an hour before you meet');
  // Half an hour before they meet, at 14:30 in the channel's zone.
  const before = new Date(`${on(8, '14:00')}:00+05:30`);
  const inBerlin = { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' } as const;
  await jumpTo(mara, on(8, before.toLocaleTimeString('de-DE', inBerlin)));
  await agendas.filter({ hasText: 'Seun and Carol present on' }).first().waitFor();
  // The team met once before anybody presented.
  await agendas.filter({ hasText: 'Rehearse moves' }).first().waitFor();
});
