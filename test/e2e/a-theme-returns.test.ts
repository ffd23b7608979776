/**
 * A year in which a theme returns, in a browser: although its action was done, the team asks which rule would have to change. One leader answers, and
 * what changes is an action; another one is asked and does not answer, and nobody is told more than that it is open.
 */
import type { Locator } from 'playwright-core';
import { day } from '../../src/core/clock.ts';
import { Member, openBrowser } from '../support/browser.ts';
import {
  katrin as katrinId,
  learning,
  mara as maraId,
  priya as priyaId,
  seun as seunId,
} from '../support/company.ts';
import { startCompany } from '../support/company-here.ts';
import { holdRetro } from '../support/hold-retro.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { titleOf } from '../support/retro-path.ts';
import { testTuesday } from '../support/test-date.ts';

let company: LoreHere;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let mara: Member, seun: Member;

beforeAll(async () => {
  const begins = testTuesday();
  [company, browser] = await Promise.all([startCompany(begins, begins), openBrowser()]);
  const all = await Promise.all(
    ['Mara', 'Seun'].map((name) => Member.open(browser, company.sandbox.url, name)),
  );
  [mara, seun] = all as [Member, Member];
});
afterAll(async () => {
  await browser.close();
  const wrong = company.wrong();
  await company.close();
  expect(wrong).toEqual([]);
});

const main = ({ page }: Member): Locator => page.getByRole('main');
const days = (count: number): Promise<void> =>
  company.playUntil(company.sandbox.core.clock.now() + count * day);

/** A retrospective in which a late handover came first again. @param until stops once its message has this button */
const hold = (about: string, agreed: readonly (readonly [string, string])[], until?: string) =>
  holdRetro(company, {
    lead: maraId,
    channel: learning,
    about,
    cards: [
      [maraId, 'The handover to support came late'],
      [seunId, 'Late handover to support again'],
      [priyaId, 'Calm weeks'],
    ],
    topic: 'andover',
    agreed,
    ...(until === undefined ? {} : { until }),
  });

/** The replies of a retrospective, open beside the channel. */
async function threadOf(member: Member, about: string): Promise<Locator> {
  await member.goTo('learning');
  await member
    .message(titleOf(about))
    .getByRole('button', { name: /repl(y|ies)$/ })
    .click();
  return member.page.getByRole('log', { name: 'Thread replies' });
}
const question = (thread: Locator): Locator =>
  thread.getByRole('article').filter({ hasText: 'Which assumption or rule would have to change?' });

async function isDone(member: Member, what: string): Promise<void> {
  await member.goTo('Lore home');
  await member.press(`Done: ${what}`, main(member));
  await main(member).getByText(what).first().waitFor({ state: 'detached' });
}

it('leaders agree to be asked, and App Home says so and stops it', async () => {
  await seun.goTo('learning');
  await seun.say('/retro asked');
  const form = seun.dialog('Being asked');
  await form.getByRole('checkbox', { name: 'Which rule or assumption would have to change' }).check();
  await seun.press('Save', form);
  await seun.dialog('Lore').getByText('may ask you which rule').first().waitFor();
  await seun.closeAll();
  await seun.goTo('Lore home');
  await main(seun).getByText('may ask you which rule would have to change').first().waitFor();
  await main(seun).getByRole('button', { name: 'Being asked' }).waitFor();
  const other = company.who(katrinId);
  await other.say(learning, '/retro asked');
  await company.modalWith(katrinId, '"action_id":"to"');
  await other.submit({ to: ['leader'] });
  await other.closeAll();
});

it('in spring it is new: an action is agreed on and done, and nobody is asked anything', async () => {
  await hold('Spring release', [[maraId, 'Hand over a week before']]);
  await isDone(mara, 'Hand over a week before');
  const thread = await threadOf(mara, 'Spring release');
  await thread.getByText('Done: Hand over a week before').waitFor();
  expect(await question(thread).count()).toBe(0);
});

it('in summer it is back although that was done: the facilitator asks a leader, in the thread, and names no person', async () => {
  await days(77);
  await hold('Summer release', [], 'retro.propose');
  const thread = await threadOf(mara, 'Summer release');
  const card = question(thread);
  await card.getByText('came back, although “Hand over a week before” was done on').waitFor();
  expect(await card.count()).toBe(1);
  const form = await mara.open(/^Ask a leader/, card, mara.dialog('Ask a leader'));
  await mara.choose('Seun', form.getByRole('combobox', { name: 'Which leader?' }));
  await mara.press('Ask', form);
  await card.getByText(/Asked Seun.* on .*, due /).waitFor();
});

it('the leader answers in the channel, and what will change is an action of theirs like any other', async () => {
  await days(1);
  await seun.goTo('Lore');
  const asked = seun.message('asks you, from the retrospective “Summer release”').last();
  const form = await seun.open('Answer', asked, seun.dialog('Answer the question'));
  await form.getByRole('radio', { name: 'Something will change, and I take that on' }).check();
  await form
    .getByRole('textbox', { name: 'What is your answer?' })
    .fill('We assumed that support reads the notes. They read the queue.');
  await form.getByRole('textbox', { name: 'What will change?' }).fill('Release notes go into the queue');
  await seun.press('Post the answer', form);
  await seun.dialog('Lore').getByText('Your answer stands in the thread').waitFor();
  await seun.closeAll();
  const thread = await threadOf(mara, 'Summer release');
  await thread.getByText('We assumed that support reads the notes').waitFor();
  await question(thread)
    .getByText(/Asked on .*, answered on /)
    .waitFor();
  await mara
    .message(titleOf('Summer release'))
    .getByText(/Release notes go into the queue · Seun/)
    .waitFor();
  await isDone(seun, 'Release notes go into the queue');
});

it('in autumn it is back once more: another leader is reminded twice, in private, and then it is open', async () => {
  await days(98);
  await hold('Autumn release', [], 'retro.propose');
  const thread = await threadOf(mara, 'Autumn release');
  const card = question(thread);
  await card.getByText('“Release notes go into the queue” was done on').waitFor();
  const form = await mara.open(/^Ask a leader/, card, mara.dialog('Ask a leader'));
  await mara.choose('Katrin', form.getByRole('combobox', { name: 'Which leader?' }));
  await mara.press('Ask', form);
  await card.getByText(/Asked Katrin.* on .*, due /).waitFor();
  await days(20);
  const toKatrin = company.direct(katrinId).map(({ text }) => text);
  expect(toKatrin).toHaveLength(3);
  for (const text of toKatrin) expect(text).toContain('Welche Annahme oder Regel müsste sich ändern?');
  // The channel reads no more than that: nobody is told that somebody did not answer.
  await card.getByText(/Asked Katrin.* on .*, due .*: open\./).waitFor();
  expect(
    (await thread.getByText(/Katrin/).allInnerTexts()).filter((text) => text.includes('Asked')),
  ).toHaveLength(1);
});

it('the facilitator, told in private, withdraws it: it is the team’s again, and after half a year without an action nothing is asked', async () => {
  await mara.goTo('Lore');
  const told = mara.message('is open: asked on').last();
  const form = await mara.open('Ask another or withdraw', told, mara.dialog('Ask a leader'));
  await mara.press('Withdraw the question', form);
  await mara.dialog('Ask a leader').getByText('The question is withdrawn').waitFor();
  await mara.closeAll();
  const thread = await threadOf(mara, 'Autumn release');
  // It is the team's again, and says nothing of whom it was put to.
  await question(thread).getByRole('button', { name: 'Change something ourselves' }).waitFor();
  expect(await question(thread).innerText()).not.toContain('Katrin');
  expect(JSON.stringify(company.direct(katrinId).map(({ blocks }) => blocks))).not.toContain(
    '"type":"button"',
  );

  await days(175);
  await hold('Winter release', [], 'retro.propose');
  const last = await threadOf(mara, 'Winter release');
  await last.getByText('agree on up to three actions').first().waitFor();
  expect(await question(last).count()).toBe(0);
});
