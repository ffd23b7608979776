/** A team's retrospective comes round every two weeks, in a browser: it is set up, asked for, answered, and a year of it is read. */
import type { Locator } from 'playwright-core';
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { titleOf } from '../support/retro-path.ts';
import { untilDue, untilSeen } from '../support/until-seen.ts';

const enter = companyInBrowser();
let mara: Member, priya: Member, diego: Member;

beforeAll(async () => {
  [mara, priya, diego] = (await Promise.all(['Mara', 'Priya', 'Diego'].map(enter))) as [
    Member,
    Member,
    Member,
  ];
  await Promise.all([mara, priya, diego].map((member) => member.goTo('website-relaunch')));
});

/** The newest one that came round. */
const round = (member: Member): Locator => member.message(/website relaunch, \d/).last();

async function inThread(member: Member): Promise<Locator> {
  await round(member)
    .getByRole('button', { name: /repl(y|ies)$/ })
    .click();
  return member.page.getByRole('log', { name: 'Thread replies' });
}

async function write(member: Member, cards: string): Promise<void> {
  const form = await member.open('Add cards', round(member), member.dialog('Your cards'));
  await form.getByRole('textbox').first().fill(cards);
  await member.press('Save', form);
  await form.waitFor({ state: 'hidden' });
}

it('is set up in the channel’s one form, and the channel reads it', async () => {
  await mara.say('/lore settings');
  const form = mara.dialog('Set up #website-relaunch');
  await form.getByRole('checkbox', { name: 'Regular retrospective' }).check();
  await form.getByRole('combobox').filter({ hasText: 'Every two weeks' }).first().waitFor();
  await form.getByRole('checkbox', { name: 'Facilitator of the retrospective' }).check();
  await mara.press(/^Save/, form);
  await form.getByText('reads in one line what you changed').waitFor();
  await mara.press('Close', form);
  await mara
    .message(/Mara .*turned on “Regular retrospective” \(every other/)
    .first()
    .waitFor();
});

it('begins with a question to check in, and closes without a vote where too few cards came', async () => {
  await untilDue(mara, round(mara));
  const thread = await inThread(priya);
  await thread.getByText('To check in, if you like').first().waitFor();
  await priya.page.getByRole('textbox', { name: /Reply/ }).fill('Sunny');
  await priya.page.keyboard.press('Enter');
  await thread.getByText('Sunny').first().waitFor();
  await priya.press('I can facilitate', thread);
  await priya.page.getByText('I’ll ask you when it’s your turn').first().waitFor();
  await write(diego, 'Deploys are calm');
  await untilDue(
    mara,
    round(mara).getByText('Fewer than three cards came in, so there was no vote.').first(),
  );
});

it('asks who likes to facilitate, in turn, and their Home says so', async () => {
  await priya.goTo('Lore');
  const question = priya.message('your turn to facilitate').last();
  await untilSeen(mara, question, 14);
  await priya.goTo('Lore home');
  await priya.press('I’ll facilitate');
  await priya.page.getByText('You facilitate the retrospective in').first().waitFor();
  await priya.goTo('website-relaunch');
  await untilSeen(mara, round(mara).getByText('Priya facilitates').first(), 14);
});

it('is held: cards, votes, and its end', async () => {
  await write(diego, 'Flaky tests');
  await write(mara, 'Photos came late\nCalm weeks');
  await priya.pick('Close collecting', round(priya));
  await priya.press('Close it', priya.page.getByRole('dialog').last());
  const form = await diego.open(/^Vote$/, round(diego), diego.dialog('Your votes'));
  await diego.choose('One vote', form.getByRole('combobox', { name: /tests/i }));
  await diego.press('I have voted', form);
  await priya.pick('Close the retrospective', round(priya));
  await priya.press('Close it', priya.page.getByRole('dialog').last());
  await round(mara).getByText('what we take with us').first().waitFor();
});

it('held live, a bar moves with the time', async () => {
  await mara.say('/retro Friday');
  const start = mara.dialog('Start a retrospective');
  await start.getByRole('radio', { name: 'A short reflection' }).check();
  await mara.press('Start', start);
  const bar = (filled: number) =>
    mara
      .message(titleOf('Friday'))
      .getByText(`${'■'.repeat(filled)}${'□'.repeat(10 - filled)} `)
      .first();
  await bar(0).waitFor();
  await untilDue(mara, bar(2), 4);
});

it('shows its trends to the person who asks, and says that two are too few for one', async () => {
  await mara.pick('Cancel the retrospective', mara.message(titleOf('Friday')));
  await mara.press('Cancel it', mara.page.getByRole('dialog').last());
  await priya.say('/retro trends');
  const trends = priya.dialog('Trends');
  await trends.getByText(/2 retrospectives in .+ in the last twelve months/).waitFor();
  await trends.getByText('too few to see a trend').waitFor();
});
