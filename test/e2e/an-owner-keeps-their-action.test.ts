/** What Lore asks owners in private, in a browser: whether they see to an action, what fits when it is late, and a month later whether it helped. */
import { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { untilSeen } from '../support/until-seen.ts';
import { titleOf } from '../support/retro-path.ts';

const open = companyInBrowser();
const retro = (member: Member) => member.message(titleOf('Autumn campaign'));

let mara: Member, priya: Member, diego: Member;

beforeAll(async () => {
  [mara, priya, diego] = (await Promise.all(['Mara', 'Priya', 'Diego'].map(open))) as [
    Member,
    Member,
    Member,
  ];
  await Promise.all([mara, priya, diego].map((member) => member.goTo('website-relaunch')));
});

async function propose(member: Member, what: string, owner: string): Promise<void> {
  const dialog = await member.open('Propose an action', retro(member), member.dialog('Propose an action'));
  await dialog.getByRole('textbox', { name: 'What will get done?' }).fill(what);
  await dialog.getByRole('combobox', { name: 'Who owns it?' }).selectOption(owner);
  await member.press('Propose', dialog);
  await dialog.waitFor({ state: 'hidden' });
}

async function close(entry: string): Promise<void> {
  await mara.pick(entry, retro(mara));
  await mara.press('Close it', mara.page.getByRole('dialog').last());
}

it('asks, each alone, and says in its place what they decided', async () => {
  await mara.say('/retro Autumn campaign');
  const start = mara.dialog('Start a retrospective');
  await start.getByRole('radio', { name: 'A sprint' }).check();
  await mara.press('Start', start);
  const form = await mara.open('Add cards', retro(mara), mara.dialog('Your cards'));
  await form.getByRole('textbox').first().fill('Photos came too late');
  await mara.press('Save', form);
  await form.waitFor({ state: 'hidden' });
  await close('Close collecting');
  await propose(mara, 'Photos in week one', 'U0PRIYA');
  await propose(mara, 'Freeze the copy', 'U0MARA');
  await propose(priya, 'Ask the users', 'U0PRIYA');
  await close('Close the retrospective');

  await Promise.all([mara, priya, diego].map((member) => member.goTo('Lore')));
  const asked = (member: Member, what: string) => member.message(what).last();
  await untilSeen(mara, asked(priya, 'The team proposes an action for you'), 4);
  const pass = await priya.open('Pass it on', asked(priya, 'Photos in week one'), priya.dialog('Pass it on'));
  await pass.getByRole('combobox', { name: 'Who could take it on?' }).selectOption('U0DIEGO');
  await priya.press('Ask them', pass);
  await asked(priya, 'Someone else was asked, or owns it now: Photos in week one').waitFor();
  await untilSeen(mara, asked(diego, 'The team proposes an action for you'), 4);
  await diego.press('I’ll do it', asked(diego, 'Photos in week one'));
  await asked(diego, 'You own it: Photos in week one').waitFor();

  // Two weeks after their dates.
  await untilSeen(mara, asked(diego, '“Photos in week one” was planned for'), 40, 10);
  const split = await diego.open(
    'Split it in two',
    asked(diego, 'What fits best now'),
    diego.dialog('Split it in two'),
  );
  await split.getByRole('textbox', { name: 'And what comes next?' }).fill('Photos of the team');
  await diego.press('Split it', split);
  await asked(diego, 'You own it: Photos in week one').waitFor();
  await untilSeen(mara, asked(priya, '“Ask the users” was planned for'), 4);
  const drop = await priya.open(
    'Drop it',
    asked(priya, 'What fits best now'),
    priya.dialog('Drop the action'),
  );
  await drop.getByRole('textbox').fill('Support asks them every week');
  await priya.press('Drop it', drop);
  await asked(priya, 'Dropped: Ask the users').waitFor();
  await untilSeen(mara, asked(mara, '“Freeze the copy” was planned for'), 4);
  const move = await mara.open(
    'Move the date',
    asked(mara, 'What fits best now'),
    mara.dialog('Move the date'),
  );
  await mara.press('Save', move);
  await asked(mara, 'You own it: Freeze the copy').waitFor();

  await mara.goTo('Lore home');
  await mara.press('Done: Freeze the copy');
  await mara.page.getByText('Freeze the copy').first().waitFor({ state: 'detached' });
  await mara.goTo('Lore');
  await untilSeen(mara, asked(mara, '“Freeze the copy” was done a month ago'), 40, 8);
  const helped = await mara.open('Yes', asked(mara, 'Did it help?'), mara.dialog('Did it help?'));
  await helped.getByRole('textbox', { name: 'How can you tell?' }).fill('No change in the last week');
  await mara.press('Save', helped);
  await asked(mara, 'Freeze the copy: you said it helped').waitFor();

  // The channel reads it in the summary's thread, with one line that offers to look at it together.
  await mara.goTo('website-relaunch');
  await retro(mara)
    .getByRole('button', { name: /repl(y|ies)$/ })
    .click();
  const thread = mara.page.getByRole('log', { name: 'Thread replies' });
  await untilSeen(mara, thread.getByText('“Freeze the copy” helped. Shall we look').first(), 4);
  const begin = mara.dialog('Start a retrospective');
  await mara.open('Reflect for 15 minutes', thread, begin);
  expect(await begin.getByRole('textbox', { name: 'What is it about?' }).inputValue()).toBe(
    'Freeze the copy',
  );
  await mara.press('Start', begin);
  await thread.getByText('Mara started a short reflection').first().waitFor();
  expect(await thread.getByRole('button', { name: 'Reflect for 15 minutes' }).count()).toBe(0);
  await mara.message(titleOf('Freeze the copy')).getByText('0 of').first().waitFor();
});
