/** What is counted of learning, in a browser: the same numbers for everybody in a channel, and none about a person. */
import { day } from '../../src/core/clock.ts';
import type { Member } from '../support/browser.ts';
import { fourPeople } from '../support/four-people.ts';

const { as, goTo, look, pass } = fourPeople('Indicators of learning');

const title = /^(Indicators|Kennzahlen)$/;

const shares = async (member: Member, words: string): Promise<void> => {
  await member.say(`/lore learned ${words}`);
  const form = member.dialog(/^(What I learned|Was ich gelernt habe)$/);
  await member.press(/^(Share|Teilen)$/, form);
  await form.waitFor({ state: 'hidden' });
};

const reads = async (member: Member, text: string): Promise<string> => {
  await member.say(text);
  const page = member.dialog(title);
  await page.waitFor();
  return page.innerText();
};

it('a channel wants the numbers of its quarter; before one is over, there are none, and never any of a person', async () => {
  const mara = await as('Mara', 1280);
  await shares(mara, 'Ask early, and ask twice');
  await shares(await as('Arjun', 1280), 'Read the error before the code');
  await mara.say('/lore settings');
  const settings = mara.dialog('Set up #learning');
  await settings.getByRole('checkbox', { name: 'Numbers of the quarter' }).check();
  await mara.press(/^Save/, settings);
  await settings.getByText('reads in one line what you changed').waitFor();
  await mara.closeAll();
  await mara.say('/indicators');
  await mara.message('No quarter is counted here yet').last().waitFor();
  await mara.say('/indicators @Seun');
  // The first press took the person whom the page suggests.
  await mara.page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await mara.message('There are no numbers about people here').last().waitFor();
  await look(mara, 'no numbers yet');
});

it('once it is over the channel reads what it came to, each number with what it means; anyone says that one makes them silly', async () => {
  const mara = await as('Mara', 1280);
  const post = mara.message('what learning came to here').last();
  // A quarter and the first Tuesday after it, wherever in a quarter the company begins.
  for (let weeks = 0; weeks < 19 && !(await post.isVisible()); weeks += 1) await pass(7 * day);
  await post.waitFor();
  await look(mara, 'the numbers of a quarter');
  await mara.open('What they mean', post, mara.dialog(title));
  await look(mara, 'what the numbers mean');
  await mara.closeAll();
  const form = await mara.open('A number makes us silly', post, mara.dialog('Does it make us silly?'));
  await look(mara, 'a number makes us silly');
  await form.getByRole('combobox', { name: 'Which one?' }).selectOption('M5 · How many people take part');
  await form.getByRole('textbox', { name: 'What happens?' }).fill('We share for the sake of it');
  await mara.press('Save', form);
  await mara.page.getByText('It stands beside “M5 · How many people take part” from now on').waitFor();
  await look(mara, 'it stands beside the number');

  const katrin = await as('Katrin', 400);
  expect(await reads(katrin, '/indicators')).toContain('We share for the sake of it');
  await look(katrin, 'the numbers in German');
});

it('everybody reads the same of all public channels, an admin and a member; a guest reads those of their channel', async () => {
  const mara = await as('Mara', 1280);
  const own = await reads(mara, '/indicators workspace');
  await look(mara, 'the numbers of the workspace');
  const ines = await as('Inês', 1280, 'general');
  expect(await reads(ines, '/indicators workspace')).toBe(own);
  const sam = await as('Sam', 1280, 'website-relaunch');
  await sam.say('/indicators workspace');
  await sam.message('The workspace’s numbers are for its full members').last().waitFor();
  await mara.closeAll();
  await goTo(mara, 'Lore home');
  await mara.page.getByText('Indicators of learning').first().waitFor();
  await look(mara, 'Home with the numbers');
});
