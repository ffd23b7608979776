/** The whole path in a browser: several people, each in a tab of their own, from the command to the summary. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { until } from '../support/unhurried.ts';
import { untilDue } from '../support/until-seen.ts';
import { titleOf } from '../support/retro-path.ts';

const pictures = join(import.meta.dirname, '..', '..', 'test-results');
const about = 'Website relaunch';
const retro = (member: Member) => member.message(titleOf(about));

const enter = companyInBrowser();

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
});

/** Waits until what is on the page says so. */
const sees = (member: Member, text: string | RegExp) => retro(member).getByText(text).first().waitFor();

async function writeCards(member: Member, cards: Readonly<Record<string, string>>): Promise<void> {
  const dialog = member.dialog('Your cards');
  await member.open('Add cards', retro(member), dialog);
  for (const [column, text] of Object.entries(cards))
    await dialog.getByRole('textbox', { name: column }).fill(text);
  await member.press('Save', dialog);
  await dialog.waitFor({ state: 'hidden' });
}

describe('members hold a retrospective', () => {
  let mara: Member, priya: Member, diego: Member;

  beforeAll(async () => {
    [mara, priya, diego] = (await Promise.all(['Mara', 'Priya', 'Diego'].map(enter))) as [
      Member,
      Member,
      Member,
    ];
    await Promise.all([mara, priya, diego].map((member) => member.goTo('website-relaunch')));
  });

  it('begins with the command, and the name is in the modal already', async () => {
    await mara.say(`/retro ${about}`);
    const modal = mara.dialog('Start a retrospective');
    await modal.waitFor();
    expect(await modal.getByRole('textbox', { name: 'What is it about?' }).inputValue()).toBe(about);
    await modal.getByRole('radio', { name: 'A sprint' }).check();
    await modal.getByText('Asks what to start, stop and continue').waitFor();
    await modal.getByRole('radio', { name: 'A project' }).check();
    await modal.getByText('Asks what worked').waitFor();
    expect(await modal.getByRole('textbox', { name: 'What is it about?' }).inputValue()).toBe(about);
    await mara.press('Start', modal);
    // The others see it without reloading.
    await Promise.all([mara, priya, diego].map((member) => sees(member, '0 of 6 have answered')));
    // Whoever reads at the end stays there: nobody has to look for what just came.
    const isAtEnd = `(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 1)(
      document.querySelector('[role=log]'))`;
    for (const { page } of [mara, priya, diego]) await until(() => page.evaluate<boolean>(isAtEnd));
  });

  it('keeps what is typed into a form that is closed, for the person who typed it', async () => {
    const form = priya.dialog('Your cards');
    await priya.open('Add cards', retro(priya), form);
    await form.getByText('Your draft is saved as you type').waitFor();
    await form.getByRole('textbox', { name: 'What worked' }).pressSequentially('Half a thou');
    await priya.page.getByText('block_actions column0').first().waitFor();
    await priya.press('Cancel', form);
    await priya.press('Add cards', retro(priya));
    await form.getByText('It isn’t saved yet').waitFor();
    expect(await form.getByRole('textbox', { name: 'What worked' }).inputValue()).toBe('Half a thou');
    await priya.press('Discard draft', form);
    await form.getByText('It isn’t saved yet').waitFor({ state: 'hidden' });
    expect(await form.getByRole('textbox', { name: 'What worked' }).inputValue()).toBe('');
    await priya.press('Cancel', form);
    await sees(mara, '0 of 6 have answered');
  });

  it('collects cards that nobody else sees, and lets their author change and delete them', async () => {
    await writeCards(priya, {
      'What worked': 'Pairing on redirects\nSmall steps',
      'What did not': 'Photos late <!channel>',
    });
    await sees(mara, '1 of 6 has answered');

    await writeCards(priya, { 'What worked': 'Pairing on the redirects' });
    const again = priya.dialog('Your cards');
    await priya.open('Add cards', retro(priya), again);
    expect(await again.getByRole('textbox', { name: 'What worked' }).inputValue()).toBe(
      'Pairing on the redirects',
    );
    expect(await again.getByRole('textbox', { name: 'What did not' }).inputValue()).toBe(
      'Photos late <!channel>',
    );
    await priya.press('Cancel', again);

    const hers = mara.dialog('Your cards');
    await mara.open('Add cards', retro(mara), hers);
    await hers.waitFor();
    await mara.page.screenshot({ path: join(pictures, 'cards.png') });
    expect(await hers.innerText()).not.toContain('redirects');
    await mara.press('Cancel', hers);
    for (const other of [mara, diego])
      expect(await other.page.content()).not.toContain('Pairing on the redirects');

    await diego.press('Nothing to add', retro(diego));
    await sees(priya, '2 of 6 have answered');
  });

  it('is closed by its facilitator alone', async () => {
    const choose = (member: Member) => member.pick('Close collecting', retro(member));
    await choose(diego);
    await diego
      .message(/facilitat/i)
      .last()
      .waitFor();
    await sees(diego, '2 of 6 have answered');

    await choose(mara);
    await mara.press('Close it', mara.dialog('Close collecting?'));
    await Promise.all([mara, priya, diego].map((member) => sees(member, 'Collecting is over')));
    await retro(mara).getByRole('button', { name: '1 reply' }).click();
    await mara.page
      .getByRole('log', { name: 'Thread replies' })
      .getByText('group cards that say the same')
      .last()
      .waitFor();
    await mara.page.getByRole('button', { name: 'Close thread' }).click();
  });

  it('goes on through grouping, voting and talking, each time by its facilitator', async () => {
    for (const [entry, next] of [
      ['Continue to voting', 'Vote on what to talk about'],
      ['Close voting', 'Talk about the topics'],
      ['Continue to actions', 'agree on up to three actions'],
    ] as const) {
      await mara[entry === 'Continue to voting' ? 'press' : 'pick'](entry, retro(mara));
      await mara.press('Close it', mara.dialog('Continue?'));
      await Promise.all([mara, priya, diego].map((member) => sees(member, next)));
    }
    await diego.message('topic 1 of 2').waitFor();
  });

  it('shows the cards by column to those who took part, without names', async () => {
    const cards = diego.dialog('The cards');
    await diego.open('Read the cards', retro(diego), cards);
    await cards.getByText('Pairing on the redirects').waitFor();
    const text = await cards.innerText();
    expect(text.indexOf('What worked')).toBeLessThan(text.indexOf('Pairing on the redirects'));
    expect(text.indexOf('Pairing on the redirects')).toBeLessThan(text.indexOf('What did not'));
    // Inert: shown as it was written, and nobody was called.
    expect(text).toContain('Photos late <!channel>');
    expect(text).not.toMatch(/Priya/);
    await diego.press('Close', cards);
  });

  it('takes three actions with an owner and a date, and no fourth', async () => {
    for (const [index, what] of [
      'Write alt texts first',
      'Keep a redirect log',
      'Ask for photos in week one',
    ].entries()) {
      const member = index === 0 ? diego : priya;
      const propose = member.dialog('Propose an action');
      await member.open('Propose an action', retro(member), propose);
      await propose.getByRole('textbox', { name: 'What will get done?' }).fill(what);
      await member.press('Propose', propose);
      await sees(mara, what);
    }
    const fourth = priya.page.getByRole('dialog');
    await priya.open('Propose an action', retro(priya), fourth);
    await fourth.getByText(/drop/i).first().waitFor();
    await fourth.getByText('Keep a redirect log').first().waitFor();
    await priya.page.screenshot({ path: join(pictures, 'fourth-action.png') });
    await priya.press(/Close|Cancel/, fourth);
  });

  it('closes with a summary, and the action waits in its owner’s Home until it is done', async () => {
    await mara.pick('Close the retrospective', retro(mara));
    const confirm = mara.page.getByRole('dialog');
    await confirm.getByRole('button').last().click();
    await Promise.all([mara, priya, diego].map((member) => sees(member, /Closed by/)));
    await sees(priya, 'Keep a redirect log');

    await diego.goTo('Lore home');
    const home = diego.page.getByRole('region', { name: 'Home' });
    await home.getByText('Write alt texts first').waitFor();
    await diego.press('Done', home);
    await home.getByText('Write alt texts first').waitFor({ state: 'hidden' });
    // The summary says so, and the thread does once.
    await sees(mara, /Write alt texts first · Diego .* · done/);
    await retro(mara)
      .getByRole('button', { name: /replies/ })
      .click();
    const thread = mara.page.getByRole('log', { name: 'Thread replies' });
    await thread.getByText('Done: Write alt texts first').waitFor();
    expect(await thread.getByText('Done: Write alt texts first').count()).toBe(1);
    await mara.page.screenshot({ path: join(pictures, 'summary.png') });
    await mara.page.getByRole('button', { name: 'Close thread' }).click();
    await priya.page.setViewportSize({ width: 400, height: 900 });
    await retro(priya).screenshot({ path: join(pictures, 'summary-400.png') });
    await priya.page.setViewportSize({ width: 1280, height: 900 });
  });

  it('is exported by the person who wants it, as a file to themselves, and read as a whole', async () => {
    const whole = priya.dialog('Retrospective');
    await priya.open('See everything', retro(priya), whole);
    await whole.getByText('Pairing on the redirects').waitFor();
    const form = priya.dialog('Export');
    await priya.open('Export', whole, form);
    await form.getByRole('radio', { name: 'A table for a spreadsheet' }).check();
    await priya.press('Send it to me', form);
    const said = priya.dialog('Lore');
    await said.getByText('The file is on its way').waitFor();
    await priya.press('Close', said);
    await priya.press('Close', whole);
    await priya.goTo('Lore');
    await priya.message('Here’s the retrospective').first().waitFor();
    await priya.page.getByText(/\.csv/).first().waitFor();
  });
});

describe('in a thread, where commands do not work', () => {
  it('begins from a message’s menu', async () => {
    const priya = await enter('Priya');
    await priya.goTo('website-relaunch');
    await priya.messages.getByRole('article').first().getByRole('button', { name: 'More actions' }).click();
    await priya.page.getByRole('menuitem', { name: 'Start a retrospective' }).click();
    const about = priya.dialog('Start a retrospective').getByRole('textbox', { name: 'What is it about?' });
    expect(await about.inputValue()).toBe('website relaunch');
  });
});

describe('a retrospective of one’s own choosing', () => {
  it('has columns of one’s own, and asks those of a user group who are in the channel', async () => {
    const [mara, diego] = (await Promise.all(['Mara', 'Diego'].map(enter))) as [Member, Member];
    await Promise.all([mara, diego].map((member) => member.goTo('website-relaunch')));
    const own = 'In our own words';
    await mara.say(`/retro ${own}`);
    const modal = mara.dialog('Start a retrospective');
    await mara.press('Change', modal);
    await modal.getByRole('combobox', { name: 'Questions' }).selectOption('Your own columns');
    const columns = modal.getByRole('textbox', { name: 'Your own columns' });
    await columns.fill('What surprised us\nWas als Nächstes');
    await modal.getByRole('radio', { name: 'People in a user group' }).check();
    await modal.getByRole('checkbox', { name: '@front-end' }).check();
    expect(await columns.inputValue()).toBe('What surprised us\nWas als Nächstes');
    await mara.press('Start', modal);
    // One of them is named first, who is not here.
    await modal.getByText('in this channel, and can’t join').waitFor();
    await mara.press('Start', modal);
    await modal.waitFor({ state: 'hidden' });
    const message = diego.message(titleOf(own));
    await message.getByText('0 of 4 have answered').first().waitFor();
    const cards = diego.dialog('Your cards');
    await diego.open('Add cards', message, cards);
    await cards.getByRole('textbox', { name: 'Was als Nächstes' }).fill('Gemeinsam testen');
    await diego.press('Save', cards);
    await message.getByText('1 of 4 has answered').first().waitFor();
  });
});

describe('a retrospective that is left alone', () => {
  it('reminds once and moves on when its time has come', async () => {
    const mara = await enter('Mara');
    await mara.goTo('learning');
    await mara.say('/retro Reading group');
    await mara.press('Start', mara.dialog('Start a retrospective'));
    const message = mara.message(titleOf('Reading group'));
    await message.getByText(/0 of \d+ have answered/).waitFor();
    await untilDue(mara, message.getByText(/Closed on/));
    await mara.goTo('Lore');
    const reminder = mara.message('The retrospective “Reading group” was closed on');
    await reminder.first().waitFor();
    expect(await reminder.count()).toBe(1);
  });
});
