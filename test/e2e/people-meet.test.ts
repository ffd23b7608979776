/** People meet, in a browser: a coaching round puts three together and tells nobody who did not like to; a forum begins, meets and keeps notes. */
import { day } from '../../src/core/clock.ts';
import type { Member } from '../support/browser.ts';
import { fourPeople } from '../support/four-people.ts';

const { as, goTo, look, pass, passUntil } = fourPeople('Coaching', 'Forums');

/** Each at a page of their own width. */
const everybody = async (channel = 'learning'): Promise<Record<'mara' | 'katrin' | 'seun', Member>> => ({
  mara: await as('Mara', 1280, channel),
  katrin: await as('Katrin', 400, channel),
  seun: await as('Seun', 400, channel),
});

const joined = ['Join', 'Mitmachen', 'Join'] as const;
it('three join the rounds of their channel; two say yes and one “not this round”, and all read the same', async () => {
  const { mara, katrin, seun } = await everybody();
  await mara.say('/lore settings');
  const settings = mara.dialog('Set up #learning');
  await settings.getByRole('checkbox', { name: 'Coaching rounds' }).check();
  await mara.press(/^Save/, settings);
  await settings.getByText('reads in one line what you changed').waitFor();
  await mara.closeAll();
  for (const [at, member] of [mara, katrin, seun].entries()) {
    await member.say('/coach join');
    const form = member.dialog(/^(Join coaching rounds|Coaching-Runden)$/);
    await form.waitFor();
    await look(member, `joining as ${at}`);
    await member.press(joined[at] ?? '', form);
    await member.page
      .getByText(/You’re in\. At the next round|Du bist dabei\. Bei der nächsten Runde/)
      .last()
      .waitFor();
    await member.closeAll();
  }

  await passUntil(mara, 'A coaching round has begun here');
  await look(mara, 'a round in its channel');
  for (const member of [mara, katrin, seun]) await goTo(member, 'Lore');
  const proposed = katrin.message('Möchtest du eine halbe Stunde mit').last();
  await proposed.getByText('Ihr arbeitet alle drei von').waitFor();
  await look(katrin, 'a proposal');
  await katrin.press('Ja', proposed);
  await katrin.message('Du hast Ja gesagt.').waitFor();
  await mara.press('Yes', mara.message('would you like to talk with').last());
  await mara.message('You said yes.').waitFor();
  await look(mara, 'a proposal with a yes');
  await seun.press('Not this round', seun.message('would you like to talk with').last());
  await seun.message('Nobody learns of it').waitFor();
  await look(seun, 'a proposal with a no');

  await pass(3 * day);
  const read = [];
  for (const member of [mara, seun]) {
    const over = member.message('No pair this round in').last();
    await over.waitFor();
    read.push((await over.innerText()).replace(/\d\d:\d\d/, ''));
  }
  expect(read[0]).toBe(read[1]);
  await katrin.message('In dieser Runde von').last().getByText('hat es nicht geklappt').waitFor();
  await look(katrin, 'no pair');
});

it('in a later round all say yes, and read how to begin; one proposes how often and when, another agrees, and it holds for all', async () => {
  const { mara, katrin, seun } = await everybody();
  for (const member of [mara, katrin, seun]) await goTo(member, 'Lore');
  await passUntil(mara, 'would you like to talk with');
  await mara.press('Yes', mara.message('would you like to talk with').last());
  await seun.press('Yes', seun.message('would you like to talk with').last());
  await katrin.press('Ja', katrin.message('Möchtest du eine halbe Stunde mit').last());
  await passUntil(katrin, 'Euer erstes Gespräch');
  const guide = katrin.message('Euer erstes Gespräch').last();
  await guide.getByText('Was unter euch bleibt').waitFor();
  await look(katrin, 'the guide');
  const form = await katrin.open('Wie oft und wann', guide, katrin.dialog('Wie oft und wann'));
  await form
    .getByRole('combobox', { name: 'Wie oft möchtest du sprechen?' })
    .selectOption({ label: 'Alle drei Wochen' });
  await look(katrin, 'how often and when');
  await katrin.press('Vorschlagen', form);
  await katrin.page
    .getByText('Vorgeschlagen. Sobald jemand anderes von euch zustimmt, gilt es.')
    .last()
    .waitFor();
  await katrin.closeAll();

  await passUntil(mara, 'proposes that you talk every three weeks');
  const proposed = mara.message('proposes that you talk every three weeks').last();
  await proposed.getByText('The first time:').waitFor();
  await look(mara, 'a rhythm is proposed');
  await mara.press('Agree', proposed);
  await mara.message('You talk every three weeks.').last().waitFor();
  await look(mara, 'a rhythm holds');
  const agreed = katrin.message('Ihr sprecht alle drei Wochen miteinander.').last();
  await agreed.getByText('Nächstes Mal:').waitFor();
  await look(katrin, 'a rhythm holds, in German');
});

const subject = 'Releasing without fear';

it('somebody sets up a forum; three agree, and its channel reads that it begins', async () => {
  const { mara, katrin, seun } = await everybody();
  const priya = await as('Priya', 1280);
  await mara.say('/forum new');
  const form = mara.dialog('New forum');
  await form.getByRole('textbox', { name: 'Subject' }).fill(subject);
  await form.getByRole('textbox', { name: 'What is it about?' }).fill('How we roll out and roll back');
  const core = form.getByRole('group', { name: /^Core group/ });
  for (const name of [/Katrin Vogel/, /Priya Raghunathan/])
    await core.getByRole('checkbox', { name }).check();
  await form.getByRole('combobox', { name: 'Sponsor' }).selectOption({ label: 'Seun Adeyemi' });
  await form.getByRole('radio', { name: 'Every two weeks' }).check();
  await look(mara, 'a new forum');
  await mara.press('Ask them', form);
  await form.waitFor({ state: 'hidden' });
  for (const member of [katrin, priya, seun]) {
    await goTo(member, 'Lore');
    await passUntil(member, subject);
  }
  const asked = katrin.message(subject).last();
  await look(katrin, 'whether one prepares a forum');
  await katrin.press('Ich bin dabei', asked);
  await priya.press('I’m in', priya.message(subject).last());
  const sponsor = seun.message(subject).last();
  await seun.press('I’m in', sponsor);
  await sponsor.getByText('You’re its sponsor.').waitFor();
  await look(seun, 'a sponsor');
  await mara.message('A forum begins here').last().waitFor();
  await goTo(mara, 'Lore');
  await mara.message(`Your forum “${subject}” has begun in`).last().waitFor();
  await goTo(mara, 'learning');
  await look(mara, 'a forum begins');
});

it('its meeting is announced with its hour and agenda, to which somebody adds; afterwards notes are kept', async () => {
  const { mara, katrin, seun } = await everybody();
  await passUntil(mara, 'We meet on');
  const announced = seun.message(`Forum: ${subject}`).last();
  await announced.getByText('We meet on').waitFor();
  await look(seun, 'a meeting');
  const item = await seun.open('Put something on the agenda', announced, seun.dialog('For the agenda'));
  await item
    .getByRole('textbox', { name: 'What would you like to talk about?' })
    .fill('How do we test a roll-back?');
  await seun.press('Put it on', item);
  await announced.getByText('How do we test a roll-back? · Seun').waitFor();
  await seun.closeAll();
  await look(seun, 'a meeting with its agenda');
  await mara.say('/forum');
  await mara.page.getByRole('button', { name: 'Manage' }).last().waitFor();
  await look(mara, 'the page of a forum');

  await pass(8 * day);
  await katrin
    .message('We met on')
    .last()
    .getByRole('button', { name: /repl(y|ies)/ })
    .click();
  const thread = katrin.page.getByRole('log', { name: 'Thread replies' });
  const offer = thread.getByRole('article').filter({ hasText: 'We met. If you like' });
  await offer.waitFor();
  await look(katrin, 'after a meeting');
  const notes = await katrin.open('Keep notes', offer, katrin.dialog('Notizen'));
  await notes
    .getByRole('textbox', { name: 'Was lohnt sich zu merken?' })
    .fill('Erst zurückrollen.\n\nDann fragen.');
  await look(katrin, 'notes of a meeting');
  await katrin.press('Festhalten', notes);
  await thread.getByText('Katrin noted:').waitFor();
  await thread.getByText('Dann fragen.').waitFor();
  await katrin.closeAll();
  await look(katrin, 'notes in the thread');
});
