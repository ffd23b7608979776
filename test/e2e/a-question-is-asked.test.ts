/** Mara asks Lore in its Messages tab, in a browser: by a prompt and in her own words; opens what it found, and sees what a link shows. */
import { findings } from '../support/axe-finds.ts';
import { Member, openBrowser } from '../support/browser.ts';
import { startCompany } from '../support/company-here.ts';
import { priya, secretly, seun, website } from '../support/company.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { testTuesday } from '../support/test-date.ts';

let company: LoreHere;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let mara: Member;

beforeAll(async () => {
  const begins = testTuesday();
  [company, browser] = await Promise.all([startCompany(begins, begins), openBrowser()]);
  await add(priya, website, 'workspace', {
    title: 'Vacuum before a bulk load',
    happened: 'The migration of orders crawled for nine hours.',
    useWhen: 'Before a large import',
    topics: 'postgres',
  });
  await add(seun, secretly, 'conversation', {
    title: 'Explain salary bands before the letters',
    happened: 'People read the silence as bad news.',
    useWhen: 'Before a pay review',
    topics: 'pay',
  });
  mara = await Member.open(browser, company.sandbox.url, 'Mara');
});
afterAll(async () => {
  await browser.close();
  const wrong = company.wrong();
  await company.close();
  expect(wrong).toEqual([]);
});

async function add(
  who: string,
  channel: string,
  reach: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const person = company.who(who);
  await person.say(channel, '/lore add');
  await company.modalWith(who, '"block_id":"happened"');
  const offered = company.modal(who).includes('"block_id":"reach"') ? { reach } : {};
  await person.submit({ ...fields, ...offered });
  await person.closeAll();
}

it('Mara asks, reads the answer in the thread of her question, and opens the lesson; what is private is not found', async () => {
  await mara.goTo('Lore home');
  await mara.goTo('Lore');
  const prompts = mara.page.getByRole('group', { name: 'Ask Lore' });
  expect(await prompts.getByRole('button').allInnerTexts()).toEqual([
    'The newest lessons',
    'Topics',
    'My lessons',
    'What I can ask',
  ]);
  await mara.say('What did we learn about migrations?');
  const openThread = (question: string) =>
    mara.message(question).getByRole('button', { name: '1 reply' }).click();
  await openThread('What did we learn about migrations?');
  const thread = mara.page.getByRole('complementary', { name: 'Thread' });
  await thread.getByText('One lesson fits:').waitFor();
  await thread.getByText('Vacuum before a bulk load').waitFor();
  await thread.getByText('The migration of orders crawled for nine hours.').waitFor();
  const lesson = await mara.open(/^Open/, thread, mara.dialog('A lesson'));
  await lesson.getByText('Before a large import').waitFor();
  await mara.page.keyboard.press('Escape');

  await prompts.getByRole('button', { name: 'Topics' }).click();
  await openThread('Which topics are there?');
  await thread.getByText('Topics that you can ask about: postgres.').waitFor();

  await mara.say('what about salary bands');
  await openThread('what about salary bands');
  await thread.getByText('I found no lesson about that among those that you may read.').waitFor();
  expect(await mara.page.getByText('before the letters').count()).toBe(0);
  expect(await findings(mara.page)).toEqual([]);
});
