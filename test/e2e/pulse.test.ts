/** A safety pulse, in a browser: set up, agreed to, opened, answered, read by team and leader alike, and answered by the leader. */
import type { Locator } from 'playwright-core';
import type { Member } from '../support/browser.ts';
import { fourPeople } from '../support/four-people.ts';

const { as, goTo, look, passUntil } = fourPeople('Safety pulse');

const pulse = 'Safety pulse';

/** In the conversation with Lore, as everybody reads what is for them alone. */
const withLore = async (name: string, width = 1280): Promise<Member> => {
  const member = await as(name, width);
  await goTo(member, 'Lore');
  return member;
};

const admin = async (): Promise<{ readonly ines: Member; readonly page: Locator }> => {
  const ines = await as('Inês', 1280, 'general');
  await ines.say('/pulse');
  const page = ines.dialog(pulse);
  await page.waitFor();
  return { ines, page };
};

it('an admin chooses a channel, adds a team in a form and pastes the others as a list', async () => {
  const { ines, page } = await admin();
  await look(ines, 'the page before anything');
  await ines.press('Choose a channel', page);
  await page.getByText('A public channel where you and Lore are').waitFor();
  await look(ines, 'the channel of the pulse');
  await page.getByRole('combobox', { name: 'Channel' }).selectOption({ label: '# general' });
  await ines.press('Save', page);
  await ines.press('Add a team', page);
  const form = ines.dialog('New team');
  await form.getByRole('textbox', { name: 'Name' }).fill('Front end');
  await form.getByRole('combobox', { name: 'Who is in it' }).selectOption('The people of a user group');
  await form.getByRole('checkbox', { name: /Front end/ }).check();
  await look(ines, 'a new team');
  await ines.press('Save', form);
  await page.getByText('nobody leads it yet').waitFor();

  await ines.press('Paste a list', page);
  const list = ines.dialog('Paste a list of teams');
  const lines = list.getByRole('textbox');
  await lines.fill(
    'name,part of,people,leader\nWebsite,Lindgrove,#website-relaunch,Mara\nLearning,Lindgrove,#learning,Soon',
  );
  await ines.press('Save', list);
  await list.getByText('Line 2: nothing is called “Lindgrove”. Add a line for it.').waitFor();
  await look(ines, 'a list that is wrong');
  await lines.fill(
    'name,part of,people,leader\nLindgrove,,,Katrin\nWebsite,Lindgrove,#website-relaunch,Mara\nLearning,Lindgrove,#learning,Seun',
  );
  await ines.press('Save', list);
  await page.getByText(/Mara.* leads it, not yet agreed/).waitFor();
  await look(ines, 'the tree');
  await ines.press('See who would be asked', page);
  const preview = ines.dialog('Who would be asked');
  await preview.getByText('Only nobody').or(preview.getByText('would be asked')).first().waitFor();
  await look(ines, 'nobody has agreed');
  expect(await preview.getByRole('button', { name: 'Open the pulse' }).count()).toBe(0);
});

it('leaders read what they would promise, and agree, one in German', async () => {
  for (const [name, width, agree, agreed] of [
    ['Mara', 1280, 'Agree', 'You’ve agreed to answer for Website'],
    ['Seun', 400, 'Agree', 'You’ve agreed to answer for Learning'],
    ['Katrin', 400, 'Zusagen', 'Du hast für Lindgrove zugesagt'],
  ] as const) {
    const leader = await withLore(name, width);
    await passUntil(leader, /Would you agree to answer for|Sagst du für/);
    const asked = leader.message(/Would you agree to answer for|Sagst du für/).last();
    await look(leader, `${name} is asked to lead`);
    await leader.press(agree, asked);
    await leader.message(agreed).last().waitFor();
    await look(leader, `${name} leads`);
  }
});

const asks = /How safe is it to learn in|Wie sicher lernt es sich in/;
const form = /^(How safe is it to learn\?|Stimmungsbild)$/;

/** From the message to the thirteen statements. */
const begin = async (member: Member): Promise<Locator> => {
  await member.closeAll();
  const dialog = member.dialog(form);
  await member.open(/^(Begin|Anfangen)$/, member.message(asks).last(), dialog);
  return dialog;
};

/** The same point for all statements. */
const answers = async (member: Member, point: string): Promise<void> => {
  const dialog = await begin(member);
  await member.press(/^(Begin|Anfangen)$/, dialog);
  const radios = dialog.getByRole('radio', { name: point, exact: true });
  await radios.first().waitFor();
  expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0);
  const all = await radios.all();
  expect(all).toHaveLength(13);
  for (const radio of all) await radio.check();
  await member.press(/^(Send|Abschicken)$/, dialog);
  await dialog.getByText(/^(Counted|Gezählt)\./).waitFor();
};

it('the admin reads who would be asked, cannot have fewer than five behind a figure, and opens', async () => {
  const { ines, page } = await admin();
  await ines.press('See who would be asked', page);
  const preview = ines.dialog('Who would be asked');
  await preview.getByText('11 people in 2 teams').waitFor();
  await preview.getByText('Not asked, since no leader has agreed yet').waitFor();
  await preview.getByText(/Mara.* leads Website, and is asked in Learning/).waitFor();
  await preview.getByText(/Priya.* counts in Website, and not in Learning/).waitFor();
  await look(ines, 'who would be asked');
  const least = preview.getByRole('textbox', { name: 'People behind each figure, at least' });
  await least.fill('3');
  await ines.press('Open the pulse', preview);
  await preview.getByText('the fewer people, the easier it is to work out a single answer').waitFor();
  await look(ines, 'three are too few');
  await least.fill('5');
  await ines.press('Open the pulse', preview);
  await page.getByText('The pulse is open. 11 people are asked').waitFor();
  await look(ines, 'a pulse is open');
});

it('six answer, one of them nothing, one twice, one in German on a telephone; a guest and a newcomer are not asked; nothing says how many answered', async () => {
  const priya = await withLore('Priya');
  await passUntil(priya, asks);
  const { ines, page } = await admin();
  const before = await page.innerText();
  const asked = await priya.message(asks).last().innerText();
  await look(priya, 'somebody is asked');
  const promise = await begin(priya);
  for (const part of [
    'Stored:',
    'Until this pulse ends',
    'Seen by:',
    'Cannot be undone:',
    'not anonymous to Slack',
  ])
    await promise.getByText(part).waitFor();
  await look(priya, 'what is stored');
  await priya.press('Begin', promise);
  await promise.getByRole('radio').first().waitFor();
  await look(priya, 'thirteen statements');
  await answers(priya, '5');
  await look(priya, 'it is counted');
  await begin(priya);
  await promise.getByText('You’ve answered this one. It is counted, and stays as it is.').waitFor();
  await look(priya, 'pressed twice');
  await priya.closeAll();

  for (const [name, point] of [
    ['Diego', '5'],
    ['Hana', '6'],
    ['Elliot', 'Prefer not to say'],
    ['Noor', '4 neither'],
  ] as const) {
    const member = await withLore(name);
    await passUntil(member, asks);
    await answers(member, point);
    await member.closeAll();
  }
  const jonas = await withLore('Jonas', 400);
  await passUntil(jonas, asks);
  await look(jonas, 'asked in German');
  const german = await begin(jonas);
  await german.getByText('Für Slack sind sie nicht anonym').waitFor();
  await look(jonas, 'what is stored, in German');
  await jonas.press('Anfangen', german);
  await german.getByRole('radio').first().waitFor();
  await look(jonas, 'thirteen statements, in German');
  await answers(jonas, '5');
  await look(jonas, 'it is counted, in German');

  const will = await as('Will', 1280, 'website-relaunch');
  await will.press('Join channel');
  await will.say('/pulse');
  await will.dialog(pulse).getByText('You’re not asked this time').waitFor();
  await look(will, 'somebody who joined later');
  expect(await will.dialog(pulse).getByRole('button', { name: 'Begin' }).count()).toBe(0);
  const sam = await as('Sam', 1280, 'website-relaunch');
  await sam.say('/pulse');
  await sam.message('Only full members of this workspace are asked').waitFor();

  await ines.closeAll();
  await ines.say('/pulse');
  await page.waitFor();
  expect(await page.innerText()).toBe(before);
  expect(await priya.message(asks).last().innerText()).toBe(asked);
  await ines.closeAll();
  await ines.say('/pulse raw');
  await ines.message('There are no raw answers to read, for anybody').last().waitFor();
  await goTo(priya, 'Lore home');
  await priya.page.getByText('This stands here until then, answered or not.').waitFor();
  await look(priya, 'Home while a pulse is open');
});

it('at its end team and leader read the same figures; who is in another team reads none of them', async () => {
  const priya = await withLore('Priya');
  await passUntil(priya, 'What came of the safety pulse');
  const said = /Safety: 5 of 7\..*5 of 6 answered\./;
  const read: string[] = [];
  for (const name of ['Priya', 'Mara']) {
    const member = await as(name, 1280);
    await member.say('/pulse');
    await look(member, `the page that ${name} reads`);
    await member.press('Read all of it', member.dialog(pulse));
    const group = member.dialog(pulse).last().locator('.block-section', { hasText: said });
    await group.waitFor();
    await look(member, `all that ${name} reads`);
    read.push(await group.innerText());
  }
  expect(read[0]).toBe(read[1]);
  await look(await withLore('Priya'), 'the report of the team');
  const mara = await withLore('Mara');
  await look(mara, 'the report of the leader');
  await look(await withLore('Jonas', 400), 'the report in German');
  await look(await withLore('Carol'), 'the report of another team');
  const carol = await as('Carol', 1280);
  await carol.say('/pulse');
  await carol.dialog(pulse).getByText('too few answered in Learning').waitFor();
  await look(carol, 'the page of another team');
  expect(await carol.page.innerText('body')).not.toContain('Safety: 5');
});

it('the leader says what they heard, and later whether it helped; the team reads both, and no second one opens within 90 days', async () => {
  const mara = await withLore('Mara');
  const report = mara.message('For the talk with Website').last();
  const answer = await mara.open('Say what you heard', report, mara.dialog('What did you hear?'));
  await look(mara, 'what a leader heard');
  await answer
    .getByRole('textbox', { name: 'What did you hear?' })
    .fill('We rarely say early what goes wrong.');
  await answer
    .getByRole('textbox', { name: /Which change/ })
    .fill('Each meeting begins with what worries us.');
  await mara.press('Send', answer);
  await answer.waitFor({ state: 'hidden' });
  const priya = await withLore('Priya');
  await priya.message('Each meeting begins with what worries us.').last().waitFor();
  await look(priya, 'what the leader heard');
  await goTo(priya, 'Lore home');
  await look(priya, 'Home with what came of it');
  await goTo(mara, 'Lore home');
  await look(mara, 'Home of a leader');
  await goTo(mara, 'Lore');
  await passUntil(mara, 'Did it help?');
  const asked = mara.message('Did it help?').last();
  await look(mara, 'did it help');
  await mara.press('It helped', asked);
  await asked.getByText('It helped.').waitFor();
  await look(mara, 'it helped');
  await goTo(priya, 'Lore');
  await priya.message('What came of the safety pulse').last().getByText('It helped.').waitFor();
  const { ines, page } = await admin();
  await page
    .getByText('between two there are at least 90 days')
    .or(page.getByText('said yet what they heard'))
    .waitFor();
  expect(await page.getByRole('button', { name: 'See who would be asked' }).count()).toBe(0);
  await look(ines, 'no second one');
});
