/** Somebody shares what they want to learn with a person of their choice, and a company reorganises: in a browser, by the people of both stories. */
import type { Locator } from 'playwright-core';
import { day } from '../../src/core/clock.ts';
import type { Member } from '../support/browser.ts';
import { fourPeople } from '../support/four-people.ts';

const { as, date, goTo, look, pass, passUntil } = fourPeople('Purpose', 'Reorganisations', 'Coaching');

const wish = 'Leading a release from start to end';
const drive = 'When something I built spares others work';
const step = 'Lead the next release, with Arjun beside me';

/** Presses what asks whether one is sure, and says yes. */
async function pressAndConfirm(member: Member, name: string, title: string): Promise<void> {
  const sure = await member.open(name, member.page.getByRole('dialog').last(), member.dialog(title));
  await look(member, title);
  await member.press(name, sure);
  await sure.waitFor({ state: 'hidden' });
}

it('an admin writes what the organisation aims for; somebody writes beside it what they want to learn, for themselves', async () => {
  const ines = await as('Inês', 1280, 'general');
  await ines.say('/purpose');
  const page = ines.dialog('Purpose');
  await look(ines, 'a page with nothing on it');
  const form = await ines.open('Write the aims', page, ines.dialog('The organisation’s aims'));
  await form
    .getByRole('textbox', { name: 'What does the organisation aim for?' })
    .fill('A release each week');
  await form.getByRole('combobox', { name: 'A public channel' }).selectOption({ label: '# general' });
  await look(ines, 'the form of aims');
  await ines.press('Save', form);
  await page.getByText('A release each week').waitFor();
  await ines.closeAll();

  const mara = await as('Mara', 1280);
  await mara.say('/purpose');
  const own = mara.dialog('Purpose');
  await own.getByText('A release each week').waitFor();
  const sheet = await mara.open('Write it', own, mara.dialog('Your sheet'));
  await sheet.getByRole('textbox', { name: 'What I want to learn' }).fill(wish);
  await sheet.getByRole('textbox', { name: 'What drives me' }).fill(drive);
  await look(mara, 'the form of a sheet');
  await mara.press('Save', sheet);
  await own.getByText('Only you can read this.').waitFor();
  await look(mara, 'a page with a sheet');
  const where = await mara.open('Where to learn it', own, mara.dialog('Where to learn it'));
  await where.getByText('What was looked for is stored nowhere.').waitFor();
  await look(mara, 'where to learn it');
  await mara.closeAll();
});

it('the person whom they choose reads it in German, proposes dates, and one of them is agreed on', async () => {
  const [mara, katrin] = [await as('Mara', 1280), await as('Katrin', 400)];
  await mara.say('/purpose');
  const own = mara.dialog('Purpose');
  const form = await mara.open('Share it with …', own, mara.dialog('Share your sheet'));
  await form.getByRole('combobox', { name: 'With whom?' }).selectOption({ label: 'Katrin Vogel' });
  await look(mara, 'the form of sharing');
  await mara.press('Share', form);
  await own.getByText('can read this, until you take it back').waitFor();
  await look(mara, 'a page with a shared sheet');
  await mara.closeAll();

  await goTo(katrin, 'Lore');
  const told = katrin.message('teilt mit dir').last();
  await told.waitFor();
  await look(katrin, 'what somebody shares');
  expect(await katrin.messages.innerText()).not.toContain(wish);
  const pair = await katrin.open('Lesen', told, katrin.dialog('Entwicklungsgespräch'));
  await pair.getByText(wish).waitFor();
  await look(katrin, 'what two have together');
  const dates = await katrin.open('Termine vorschlagen', pair, katrin.dialog('Termine vorschlagen'));
  await dates.getByLabel('Tag', { exact: true }).fill(date(8));
  await dates.getByLabel('Oder am').fill(date(9));
  await look(katrin, 'the form of dates');
  await katrin.press('Vorschlagen', dates);
  await pair.getByText('Du schlägst').first().waitFor();
  await katrin.closeAll();

  await goTo(mara, 'Lore');
  await passUntil(mara, 'proposes dates for your development talk');
  const proposed = mara.message('proposes dates for your development talk').last();
  await look(mara, 'dates that are proposed');
  const talk = await mara.open('Choose one', proposed, mara.dialog('Development talk'));
  await mara.press('Agree', talk);
  await talk.getByText('It stands in both your Lore calendars.').waitFor();
  await look(mara, 'a date that is agreed on');
  await mara.closeAll();
  await mara.message('One of these dates holds').waitFor();
  await passUntil(katrin, 'hat zugesagt');
  await look(katrin, 'somebody agreed');
});

it('before the talk both read what to ask; what they agree on is asked about once, and reads alike for both', async () => {
  const [mara, katrin] = [await as('Mara', 400, 'Lore'), await as('Katrin', 1280, 'Lore')];
  await passUntil(mara, 'You talk with');
  const soon = mara.message('You talk with').last();
  await soon.getByText('Which step could I begin within two weeks?').waitFor();
  await look(mara, 'a talk is near');
  const talk = await mara.open('Open', soon, mara.dialog('Development talk'));
  const form = await mara.open('Add a next step', talk, mara.dialog('Next step'));
  await form.getByRole('textbox', { name: 'What' }).fill(step);
  await form.getByLabel('By when?').fill(date(9));
  await look(mara, 'the form of a next step');
  await mara.press('Save', form);
  await talk.getByText(step).waitFor();
  await look(mara, 'a next step');
  await mara.closeAll();

  await passUntil(mara, 'is due');
  const due = mara.message('A next step of yours').last();
  await due.waitFor();
  await look(mara, 'a next step is due');
  await passUntil(katrin, 'Ein nächster Schritt, den du mit');
  const theirs = katrin.message('Ein nächster Schritt, den du mit').last();
  expect(await katrin.messages.innerText()).not.toContain(step);
  await look(katrin, 'a next step of somebody else is due');
  const pair = await katrin.open('Öffnen', theirs, katrin.dialog('Entwicklungsgespräch'));
  await katrin.press('Erledigt', pair);
  await pair.getByText('Erledigt.').waitFor();
  await look(katrin, 'a next step is done');
  await katrin.closeAll();
  await mara.message(/The next step with .+: done\./).waitFor();
});

it('taken back, not a word of it stands where the other read it, and what they agreed on stays', async () => {
  const [mara, katrin] = [await as('Mara', 1280), await as('Katrin', 400, 'Lore')];
  await mara.say('/purpose');
  await mara.dialog('Purpose').getByText('can read this, until you take it back.').waitFor();
  await pressAndConfirm(mara, 'Take it back', 'Take it back?');
  await mara.dialog('Purpose').getByText('Only you can read this.').waitFor();
  await mara.closeAll();

  const told = katrin.message('teilt nicht mehr mit dir, was').first();
  await told.waitFor();
  await look(katrin, 'what is not shared any more');
  await goTo(katrin, 'Lore home');
  await katrin.page.getByText('Was ich lernen will').first().waitFor();
  await katrin.press('Meine Seite öffnen');
  const page = katrin.dialog('Was ich lernen will');
  await page.getByText('A release each week').waitFor();
  await look(katrin, 'the page of the other');
  expect(await katrin.page.innerText('body')).not.toContain(wish);
  await katrin.closeAll();
});

const shared = 'Test forms on what customers have';
const asked = 'Support asks me how the contact form sends its mail';
const known = 'The import runs at night since its table is locked by day';

/** Opens the replies to a message. */
async function thread(member: Member, text: string): Promise<Locator> {
  await member
    .message(text)
    .last()
    .getByRole('button', { name: /repl(y|ies)/ })
    .click();
  return member.page.getByRole('log', { name: 'Thread replies' });
}

it('an admin writes a change brief: a channel is merged into another one, whose team gets a leader, and somebody changes teams', async () => {
  const [mara, priya] = [
    await as('Mara', 1280, 'website-relaunch'),
    await as('Priya', 400, 'website-relaunch'),
  ];
  await mara.say('/lore settings');
  const settings = mara.dialog('Set up #website-relaunch');
  await settings.getByRole('checkbox', { name: 'Weekly shares' }).check();
  await settings.getByRole('button', { name: 'Save anyway' }).waitFor();
  await settings.getByRole('checkbox', { name: 'Weekly digest' }).check();
  await settings.getByText('A guest is in this channel').waitFor();
  await settings.getByRole('combobox', { name: /^Owner/ }).selectOption('Mara Ebner');
  await mara.press('Save anyway', settings);
  await settings.getByText('reads in one line what you changed').waitFor();
  await mara.closeAll();
  await priya.say(`/learned ${shared}`);
  await priya.press('Share', priya.dialog('What I learned'));
  await mara.press('Used it', mara.message(shared).first());
  await mara.press('Save', mara.dialog('Used it'));
  await mara.message('One person used it').first().waitFor();
  await mara.closeAll();

  const ines = await as('Inês', 1280, 'general');
  await ines.say('/lore reorg');
  const page = ines.dialog('Reorganisations');
  await look(ines, 'a page without a brief');
  const brief = await ines.open('Write a change brief', page, ines.dialog('Change brief'));
  await brief.getByRole('textbox', { name: 'The reason' }).fill('The new website is live.');
  await brief.getByLabel('From when?').fill(date(14));
  await brief.getByRole('textbox', { name: 'What stays?' }).fill('Who is on call');
  await brief
    .getByRole('combobox', { name: 'Whom can people ask?' })
    .selectOption({ label: 'Carol Whitfield' });
  await look(ines, 'the form of a brief');
  await ines.press('Save', brief);
  const changes = await ines.open('Add a change', page, ines.dialog('What changes'));
  await changes.getByRole('combobox', { name: 'With which channel?' }).selectOption('# website-relaunch');
  await changes
    .getByRole('group', { name: /^Into which channel\?/ })
    .getByRole('checkbox', { name: '# learning' })
    .check();
  await look(ines, 'the form of a change');
  await ines.press('Add a change', changes);
  await page.getByText('is merged into').waitFor();
  const leader = await ines.open('Add a change', page, ines.dialog('What changes'));
  await leader.getByRole('combobox', { name: 'What happens?' }).selectOption('Its team gets another leader');
  await leader.getByRole('combobox', { name: 'Who leads it?' }).selectOption('Katrin Vogel');
  await leader.getByRole('combobox', { name: 'With which channel?' }).selectOption('# learning');
  await ines.press('Add a change', leader);
  await page.getByText('leads the team of').waitFor();
  await look(ines, 'a draft with changes');
  const send = await ines.open('Send', page, ines.dialog('Send the brief'));
  await send.getByRole('checkbox', { name: /^Everybody in the channels/ }).uncheck();
  const people = send.getByRole('group', { name: /^These people/ });
  for (const name of ['Priya Raghunathan', 'Seun Adeyemi'])
    await people.getByRole('checkbox', { name }).check();
  await look(ines, 'sending a brief');
  await ines.press('Send', send);
  await page.getByText('Sent. 2 channels read it in their next working hour.').waitFor();
  await look(ines, 'a brief that was sent');
  await ines.closeAll();
});

it('the channel reads it in working hours, and who looks after its rituals decides: one is handed over, one is ended', async () => {
  const mara = await as('Mara', 1280, 'website-relaunch');
  await passUntil(mara, 'Something changes here from');
  await look(mara, 'a brief in its channel');
  await goTo(mara, 'Lore');
  await passUntil(mara, 'You look after rituals in');
  const due = mara.message('You look after rituals in').last();
  await look(mara, 'rituals to decide about');
  const list = await mara.open('See and decide', due, mara.dialog('Rituals'));
  await look(mara, 'the list of rituals');
  const decide = await mara.open('Decide', list, mara.dialog('Decide'));
  await decide.getByText('Weekly digest').waitFor();
  await decide.getByRole('radio', { name: /^Hand over/ }).check();
  await decide.getByRole('combobox', { name: 'The other channel' }).selectOption('# learning');
  await decide.getByRole('combobox', { name: 'Who looks after it?' }).selectOption('Priya Raghunathan');
  await decide.getByRole('combobox', { name: 'Who is deputy?' }).selectOption('Seun Adeyemi');
  await look(mara, 'deciding about a ritual');
  await mara.press('Save', decide);
  await list.getByText('goes on in').waitFor();
  await mara.open('Decide', list, decide);
  await decide.getByText('Weekly shares').waitFor();
  await decide.getByRole('radio', { name: 'End it on purpose' }).check();
  await mara.press('Save', decide);
  await list.getByText('ended on purpose, said by').waitFor();
  await look(mara, 'rituals that are decided');
  await mara.closeAll();
  await mara.message('You aren’t asked about the rituals of').waitFor();

  await goTo(mara, 'website-relaunch');
  const replies = await thread(mara, 'Something changes here from');
  await replies.getByText('What becomes of the rituals here').waitFor();
  expect(await replies.getByRole('button', { name: 'See and decide' }).count()).toBe(0);
  await look(mara, 'rituals in the thread');
});

it('the admin changes its words, which stand in the channel in place of those before', async () => {
  const [ines, mara] = [await as('Inês', 1280, 'general'), await as('Mara', 400, 'website-relaunch')];
  await ines.say('/lore reorg');
  const page = ines.dialog('Reorganisations');
  const brief = await ines.open('Change the words', page, ines.dialog('Change brief'));
  await brief.getByRole('textbox', { name: 'The reason' }).fill('One team answers customers from now on.');
  await look(ines, 'the form of a brief that was sent');
  await ines.press('Replace', brief);
  await page.getByText('The channels read it as it stands now.').waitFor();
  await ines.closeAll();
  await mara.message('One team answers customers from now on.').waitFor();
  expect(await mara.messages.innerText()).not.toContain('The new website is live.');
  await look(mara, 'a brief with other words');
});

it('the new leader says so in the channel, and reads in German what the team goes on with', async () => {
  const katrin = await as('Katrin', 400);
  const replies = await thread(katrin, 'Something changes here from');
  await look(katrin, 'who leads a team');
  await katrin.press('Yes, I do', replies);
  await replies.getByText('leads this team from').waitFor();
  await goTo(katrin, 'Lore');
  await passUntil(katrin, 'Damit macht es weiter.');
  const handed = katrin.message('Damit macht es weiter.').last();
  await look(katrin, 'what a team goes on with');
  const form = await katrin.open('Sagen, was bleibt', handed, katrin.dialog('Was du beibehältst'));
  await form.getByRole('checkbox', { name: 'Wochenüberblick' }).check();
  await look(katrin, 'what a leader keeps');
  await katrin.press('Speichern', form);
  await katrin.page.getByText('Das steht jetzt im Thread des Kanals.').last().waitFor();
  await katrin.closeAll();
  await goTo(katrin, 'learning');
  const said = await thread(katrin, 'Something changes here from');
  await said.getByText('doesn’t go on with:').waitFor();
  await look(katrin, 'what a leader does not keep');
});

it('“No, thanks” ends a hand-over interview for who is offered one, and nothing asks again', async () => {
  const seun = await as('Seun', 400, 'Lore');
  const words = 'Would you like to write down what must not get lost?';
  await passUntil(seun, words);
  await seun.press('No, thanks', seun.message(words).last());
  await seun.page.getByText('All right. If you change your mind').last().waitFor();
  await seun.message('You said “No, thanks” to this hand-over interview.').waitFor();
  expect(await seun.message(words).count()).toBe(0);
  await look(seun, 'an interview that was declined');
});

it('who changes teams writes down what only they know; their successor reads the part that was chosen, until it is taken back', async () => {
  const [priya, seun] = [await as('Priya', 400, 'Lore'), await as('Seun', 1280, 'Lore')];
  await passUntil(priya, 'Would you like to write down what must not get lost?');
  const offer = priya.message('Would you like to write down what must not get lost?').last();
  await look(priya, 'an interview is offered');
  const form = await priya.open('Begin', offer, priya.dialog('Hand-over interview'));
  await form.getByRole('textbox', { name: 'Who comes to you' }).fill(asked);
  await form.getByRole('textbox', { name: 'What do only you know?' }).fill(known);
  await form.getByText(shared).first().waitFor();
  await look(priya, 'an interview');
  await priya.press('Save', form);
  await form.waitFor({ state: 'hidden' });
  const written = priya.message('is kept, for you alone').last();
  await written.waitFor();
  await look(priya, 'an interview that is written');
  const choice = await priya.open('Choose a successor', written, priya.dialog('Choose a successor'));
  await choice.getByRole('combobox', { name: 'Who takes over from you?' }).selectOption('Seun Adeyemi');
  await choice.getByRole('checkbox', { name: /^Who comes to you/ }).uncheck();
  await look(priya, 'choosing a successor');
  await priya.press('Ask them', choice);
  await priya.page.getByText('is asked. You’ll read what they say.').last().waitFor();
  await priya.closeAll();

  await passUntil(seun, 'would like to hand over to you');
  await look(seun, 'a successor is asked');
  await seun.press('I’ll take it over', seun.message('would like to hand over to you').last());
  const handed = seun.message('hands this over to you').last();
  await handed.getByText(known).waitFor();
  expect(await seun.messages.innerText()).not.toContain(asked);
  await look(seun, 'what a successor reads');

  await passUntil(priya, 'takes over from you');
  const agreed = priya.message('takes over from you').last();
  await look(priya, 'a successor agreed');
  await priya.press('Take it back', agreed);
  await priya.page.getByText('Taken back. Nobody reads it any more.').last().waitFor();
  await priya.closeAll();
  await seun.message('took back or deleted what you were to take over').waitFor();
  expect(await seun.messages.innerText()).not.toContain(known);
  await look(seun, 'what was taken back');
});

it('a month after the change the channel reads how many of its rituals live on, and so does the admin', async () => {
  const [mara, ines] = [await as('Mara', 400, 'website-relaunch'), await as('Inês', 1280, 'general')];
  await pass(50 * day);
  const replies = await thread(mara, 'Something changes here from');
  await replies.getByText('A month after the change 1 of 2 rituals').waitFor();
  await look(mara, 'which rituals live on');
  await ines.say('/lore reorg');
  await ines.dialog('Reorganisations').getByText('1 of 2 rituals').waitFor();
  await look(ines, 'a brief a month later');
  expect(await ines.page.innerText('body')).not.toContain(known);
});

it('an admin names a sponsor, whose journey is first in App Home of the people there', async () => {
  const [ines, seun] = [await as('Inês', 1280, 'general'), await as('Seun', 1280)];
  await ines.say('/lore reorg');
  const form = await ines.open('Name a sponsor', ines.dialog('Reorganisations'), ines.dialog('Sponsor'));
  await form.getByRole('combobox', { name: 'Who is it?' }).selectOption({ label: 'Seun Adeyemi' });
  const channels = form.getByRole('group', { name: /^In which channels\?/ });
  for (const box of await channels.getByRole('checkbox', { checked: true }).all()) await box.uncheck();
  await channels.getByRole('checkbox', { name: '# learning' }).check();
  await look(ines, 'the form of a sponsor');
  await ines.press('Save', form);
  await ines.page.getByText('is the sponsor there').last().waitFor();
  await ines.closeAll();

  await seun.say('/journey write');
  const entry = seun.dialog('A journey entry');
  await entry.getByRole('textbox', { name: 'Your entry' }).fill('I do not know how our refunds work');
  await seun.press('Publish', await seun.open('Preview', entry, seun.dialog('As it will be posted')));
  await seun.message('I do not know how our refunds work').waitFor();
  await goTo(seun, 'Lore');
  await passUntil(seun, 'named you as sponsor of');
  await look(seun, 'somebody is named as sponsor');

  const mara = await as('Mara', 400, 'Lore home');
  await mara.page.getByText('the sponsor in').waitFor();
  await look(mara, 'App Home with the entry of a sponsor');
});
