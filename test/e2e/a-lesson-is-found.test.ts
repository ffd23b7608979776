/** From a word with a typo to a lesson that was of use, in a browser; and somebody in another channel does not find what is private. */
import { Member, openBrowser } from '../support/browser.ts';
import { startCompany } from '../support/company-here.ts';
import { priya, secretly, seun, website } from '../support/company.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { testTuesday } from '../support/test-date.ts';

let company: LoreHere;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let mara: Member;

/** Nothing alike, so that none is taken for another. */
const told = [
  ...['Load in batches', 'Drop indexes first', 'Watch dead rows', 'Raise the cost limit', 'Ask the on-call'],
  ...['Plan a freeze', 'Measure twice', 'Tell support early', 'Keep a rollback'],
];

beforeAll(async () => {
  const begins = testTuesday();
  [company, browser] = await Promise.all([startCompany(begins, begins), openBrowser()]);
  for (const title of told)
    await add(priya, website, 'workspace', {
      title,
      happened: `${title}: we learned that when the vacuum had not run for weeks.`,
      useWhen: 'Before a large import',
      topics: 'postgres',
    });
  await add(seun, secretly, 'conversation', {
    title: 'Explain salary bands before the letters',
    happened: 'The silence was a vacuum that rumours filled.',
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

it('Mara finds it despite a typo, turns the page, opens it and says that she used it; what is private stays where it is', async () => {
  await mara.goTo('learning');
  await mara.say('/lore search vacum weeks');
  const search = mara.dialog('Search lessons');
  await search.getByText('9 lessons, the best first').waitFor();
  await search.getByText('I found no “vacum”, so I looked for “vacuum”').waitFor();
  await search.getByText('Page 1 of 2').waitFor();
  await mara.press('Next page', search);
  await search.getByText('Page 2 of 2').waitFor();
  expect(await search.getByRole('button', { name: /^Open/ }).count()).toBe(1);
  // What she typed is still there, to be changed.
  expect(await search.getByRole('textbox', { name: 'What are you looking for?' }).inputValue()).toBe(
    'vacum weeks',
  );
  const lesson = await mara.open(/^Open/, search, mara.dialog('A lesson'));
  await lesson.getByText('Before a large import').waitFor();
  const used = await mara.open('Used it', lesson, mara.dialog('You used it'));
  await used.getByRole('radio', { name: 'It helped', exact: true }).check();
  await used.getByRole('textbox').first().fill('The load took ten minutes');
  await mara.choose('# learning', used.getByRole('combobox').first());
  await mara.press('Save', used);
  await mara.dialog('A lesson').getByText('The load took ten minutes').waitFor();

  await mara.page.keyboard.press('Escape');
  await search.getByText('Page 2 of 2').waitFor();
  await search.getByRole('textbox', { name: 'What are you looking for?' }).fill('salary');
  await search.getByRole('textbox', { name: 'What are you looking for?' }).press('Enter');
  await search.getByText('I found nothing for “salary” in the lessons you can read.').waitFor();
  await mara.choose('Last twelve months', search.getByRole('combobox', { name: 'Since' }));
  await search.getByRole('button', { name: 'Clear filters' }).waitFor();
  expect(await search.innerText()).not.toContain('salary bands');

  const other = await Member.open(browser, company.sandbox.url, 'Seun');
  await other.goTo('people-private');
  await other.say('/lessons salry');
  await other.dialog('Search lessons').getByText('Explain salary bands before the letters').waitFor();
});
