/**
 * The life of a lesson, in a browser: written by hand and linked from a message, found in three ways, offered to a plan, tried, made a standard, joined by a
 * look-alike, asked about after a year, retired and deleted.
 */
import type { Locator } from 'playwright-core';
import { day } from '../../src/core/clock.ts';
import { Member, openBrowser } from '../support/browser.ts';
import { diego as diegoId, website } from '../support/company.ts';
import { startCompany } from '../support/company-here.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { testTuesday } from '../support/test-date.ts';

const title = 'Rehearse a move with the real data';

/** Others about the same, so that there is a second page. */
const others = [
  ...['Load in batches', 'Drop the indexes first', 'Watch dead rows', 'Warn support early', 'Plan a freeze'],
  ...['Measure twice', 'Keep a way back', 'Ask who is on call'],
];

let company: LoreHere;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let priya: Member, mara: Member, seun: Member, diego: Member;

beforeAll(async () => {
  const begins = testTuesday();
  [company, browser] = await Promise.all([startCompany(begins, begins), openBrowser()]);
  const writer = company.who(diegoId);
  for (const other of others) {
    await writer.say(website, '/lore add');
    await company.modalWith(diegoId, '"block_id":"happened"');
    await writer.submit({
      title: other,
      happened: `${other}: we learned that on the night of the data move.`,
      useWhen: 'Before a large import',
      topics: 'postgres',
      reach: 'workspace',
    });
    await writer.closeAll();
  }
  const names = ['Priya', 'Mara', 'Seun', 'Diego'];
  const all = await Promise.all(names.map((name) => Member.open(browser, company.sandbox.url, name)));
  [priya, mara, seun, diego] = all as [Member, Member, Member, Member];
});
afterAll(async () => {
  await browser.close();
  const wrong = company.wrong();
  await company.close();
  expect(wrong).toEqual([]);
});

const main = (member: Member): Locator => member.page.getByRole('main');

/** What a search shows; the words stay in its form. */
async function searched(member: Member, words: string): Promise<Locator> {
  await member.closeAll();
  await member.say(`/lore search ${words}`);
  const search = member.dialog('Search lessons');
  await search.getByText(/One lesson|lessons, the best first|I found nothing/).waitFor();
  return search;
}

/** The lesson's page, found as anybody finds it. */
async function opened(member: Member): Promise<Locator> {
  const search = await searched(member, 'nine hours');
  return member.open(/^Open/, search, member.dialog('A lesson'));
}

/** Writes the lesson in the form that is open. */
async function write(
  form: Locator,
  words: { title: string; happened: string; useWhen: string },
): Promise<void> {
  await form.getByRole('radio', { name: 'Every full member of the workspace' }).check();
  await form.getByRole('textbox', { name: 'The lesson in one line' }).fill(words.title);
  await form.getByRole('textbox', { name: 'What happened?' }).fill(words.happened);
  await form.getByRole('textbox', { name: 'Use this when' }).fill(words.useWhen);
}

it('one person writes a lesson; another links one to what the first said, whose words stand there once they agree', async () => {
  await priya.goTo('website-relaunch');
  await priya.say('/lore add');
  const form = priya.dialog('A lesson');
  await form.waitFor();
  await write(form, {
    title,
    happened: 'The import took nine hours instead of one.',
    useWhen: 'Before the relaunch of a website',
  });
  await priya.press('Save', form);
  await priya.dialog('Lesson saved').getByText('App Home under “Your lessons”').waitFor();
  await priya.closeAll();

  await priya.say('Next time the freeze starts a day earlier, or support drowns');
  await mara.goTo('website-relaunch');
  const said = mara.message('the freeze starts a day earlier').first();
  await said.hover();
  await mara.press('More actions', said);
  await mara.page.getByRole('menuitem', { name: 'Save as lesson' }).click();
  const linked = mara.dialog('A lesson');
  await linked.getByText('whose words I don’t copy').waitFor();
  await write(linked, {
    title: 'Freeze a day earlier',
    happened: 'Support had forty open questions on the first morning',
    useWhen: 'Before a launch date is set',
  });
  await mara.press('Save', linked);
  await mara.dialog('Lesson saved').getByText('Links to a message of').waitFor();

  await priya.goTo('Lore home');
  const words = await priya.open('Agree', main(priya), priya.dialog('Your words'));
  await words.getByRole('textbox', { name: 'Your words' }).fill('The freeze starts a day earlier');
  await priya.press('Keep them', words);
  await words.waitFor({ state: 'hidden' });
  const lesson = await searched(mara, 'freeze earlier');
  await mara.open(/^Open/, lesson, mara.dialog('A lesson'));
  await mara.dialog('A lesson').getByText('The freeze starts a day earlier').waitFor();
  await mara.closeAll();
});

it('it is found by command, by shortcut and from App Home, with why; the list is turned and narrowed where it is', async () => {
  await seun.goTo('learning');
  const found = await searched(seun, 'data move');
  await found.getByText('9 lessons, the best first').waitFor();
  await found
    .getByText(/Matches in title/)
    .first()
    .waitFor();
  await seun.press('Next page', found);
  await found.getByText('Page 2 of 2').waitFor();
  await seun.choose('postgres', found.getByRole('combobox', { name: 'Topic' }));
  await found.getByText('8 lessons, the best first').waitFor();
  expect(await found.innerText()).not.toContain(title);
  await seun.closeAll();

  await seun.press('Shortcuts');
  await seun.page.getByRole('menuitem', { name: 'Search lessons' }).click();
  await found.getByText('the newest first').waitFor();
  await found.getByRole('textbox', { name: 'What are you looking for?' }).fill('rehearse');
  await found.getByRole('textbox', { name: 'What are you looking for?' }).press('Enter');
  await found.getByText('One lesson').waitFor();
  await found.getByRole('textbox', { name: 'What are you looking for?' }).fill('zeppelin');
  await found.getByRole('textbox', { name: 'What are you looking for?' }).press('Enter');
  await found.getByText('I found nothing').waitFor();
  await seun.closeAll();
  await seun.goTo('Lore home');
  await seun.open('Search lessons', main(seun), found);
  await seun.closeAll();
});

it('a plan elsewhere is offered three as cards; one is applied, one adapted, one not relevant', async () => {
  await seun.goTo('learning');
  await seun.say('/retro plan Relaunch of the wiki website');
  const plan = seun.dialog('Plan a retrospective');
  await plan.waitFor();
  await plan
    .getByRole('textbox', { name: 'What is it about?' })
    .fill(
      'We move the data before a large import with a freeze before the launch date is set, and watch dead rows',
    );
  const ends = new Date(company.sandbox.core.clock.now() + 30 * day).toISOString().slice(0, 10);
  await plan.getByLabel('What day does it end?').fill(ends);
  await seun.press('Plan', plan);
  await plan.waitFor({ state: 'hidden' });
  const project = seun.message('Project: Relaunch of the wiki website');
  await project.getByRole('button', { name: /1 reply/ }).click();
  const thread = seun.page.getByRole('log', { name: 'Thread replies' });
  await thread
    .getByRole('button', { name: /^Read: / })
    .nth(2)
    .waitFor();
  const answers = ['Applied', 'Adapted', 'Not relevant'];
  for (const [at, answer] of answers.entries()) {
    await thread
      .getByRole('button', { name: /^Read: / })
      .nth(at)
      .click();
    const lesson = seun.dialog('A lesson');
    await lesson.getByRole('radio', { name: answer }).check();
    await seun.press('Save', lesson);
    await lesson.waitFor({ state: 'hidden' });
  }
  await thread
    .getByRole('button', { name: /^Read: / })
    .nth(2)
    .click();
  await seun.dialog('A lesson').getByText('You said: not relevant.').waitFor();
  await seun.closeAll();
});

it('somebody says how it went, another that it changed a standard; a look-alike joins it; its history is read', async () => {
  const lesson = await opened(seun);
  const used = await seun.open('Used it', lesson, seun.dialog('You used it'));
  await used.getByRole('radio', { name: 'It helped', exact: true }).check();
  await used.getByRole('textbox').first().fill('Ours took one night');
  await seun.choose('# learning', used.getByRole('combobox').first());
  await seun.press('Save', used);
  await seun.dialog('A lesson').getByText('Ours took one night').waitFor();
  await seun.closeAll();

  const own = await opened(mara);
  await own.getByText('Ours took one night').waitFor();
  await mara.pick('It changed a standard', own);
  const standard = mara.dialog('It changed a standard');
  await standard.getByRole('radio', { name: 'A checklist' }).check();
  await standard.getByRole('textbox').first().fill('Relaunch checklist');
  await standard.getByRole('textbox').nth(1).fill('https://wiki.example.com/relaunch');
  await mara.press('Save', standard);
  await mara.dialog('A lesson').getByText('Changed a standard: the checklist “Relaunch checklist”').waitFor();
  await mara.closeAll();

  await diego.goTo('website-relaunch');
  await diego.say('/lore add');
  const form = diego.dialog('A lesson');
  await write(form, {
    title: 'Rehearse a move with real data',
    happened: 'We copied it all once more and found two gaps',
    useWhen: 'Before the relaunch of a website',
  });
  await form.getByText('This looks like what’s here already').waitFor();
  await diego.press('Join it', form);
  await form.getByText('Your story will be shown under').waitFor();
  await diego.press('Save', form);
  await diego.dialog('Lesson saved').getByText('found two gaps').waitFor();
  await diego.closeAll();

  await priya.goTo('website-relaunch');
  const page = await opened(priya);
  await page.getByText('found two gaps').waitFor();
  await priya.press(/^Change$/, page);
  const change = priya.page.getByRole('dialog').last();
  await change
    .getByRole('textbox', { name: 'What happened?' })
    .fill('The import of a million orders took nine hours instead of one.');
  await priya.press('Save', change);
  await page.getByText('a million orders').first().waitFor();
  await priya.press(/^Changes/, page);
  const history = priya.dialog('What changed');
  await history.getByText('Relaunch checklist').waitFor();
  await history.getByText('a million orders').first().waitFor();
  await priya.closeAll();
});

it('after a year its author is asked; it is retired with why, found last, and once deleted found no more', async () => {
  const { clock } = company.sandbox.core;
  await company.playUntil(clock.now() + 370 * day);
  await priya.goTo('Lore');
  const question = priya.message('Is this lesson still true?').last();
  await question.waitFor();
  const retire = await priya.open('No longer true', question, priya.dialog('No longer true'));
  await retire.getByRole('textbox').first().fill('Imports take minutes now');
  await priya.press('Retire it', retire);
  await priya.closeAll();
  await priya.message('says it’s no longer true').waitFor();

  await seun.goTo('learning');
  const found = await searched(seun, 'import');
  await seun.press('Next page', found);
  await found.getByText('Page 2 of 2').waitFor();
  await found.getByText(title).waitFor();
  await found.getByText('Retired').last().waitFor();
  const last = await opened(seun);
  await last.getByText('Imports take minutes now').waitFor();
  expect(await last.getByRole('button', { name: 'Used it' }).count()).toBe(0);
  await seun.closeAll();

  await priya.goTo('Lore home');
  const list = await priya.open(/^Your lessons/, main(priya), priya.dialog('Your lessons'));
  const out = await priya.open('Delete', list, priya.dialog('Delete this lesson?'));
  await priya.press('Delete', out);
  await out.waitFor({ state: 'hidden' });
  // Neither its words nor those before them.
  const nothing = await searched(seun, 'nine hours');
  await nothing.getByText('I found nothing for “nine hours”').waitFor();
  const joined = await searched(seun, 'rehearse move');
  await joined.getByText('found two gaps').waitFor();
  expect(await joined.innerText()).not.toContain(title);
});
