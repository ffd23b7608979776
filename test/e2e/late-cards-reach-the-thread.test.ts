/** Cards written after collecting, in a browser: held and posted together where names are hidden, posted at once where they are shown; nothing is lost. */
import type { Locator } from 'playwright-core';
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { titleOf } from '../support/retro-path.ts';

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

/** Mara starts one and writes two cards, Priya begins a card and closes the form without saving it, and Mara closes collecting. */
async function collectedWithout(
  about: string,
  names: string,
  begun: string,
): Promise<(who: Member) => Locator> {
  const retro = (who: Member) => who.message(titleOf(about));
  await mara.say(`/retro ${about}`);
  const start = mara.dialog('Start a retrospective');
  await mara.press('Change', start);
  await start.getByRole('radio', { name: names }).check();
  await mara.press('Start', start);
  await start.waitFor({ state: 'hidden' });
  const cards = await mara.open('Add cards', retro(mara), mara.dialog('Your cards'));
  await cards.getByRole('textbox', { name: 'What worked' }).fill('Calm weeks\nPairing on the redirects');
  await mara.press('Save', cards);
  await cards.waitFor({ state: 'hidden' });
  const form = await priya.open('Add cards', retro(priya), priya.dialog('Your cards'));
  await form.getByRole('textbox', { name: 'What did not' }).fill(begun);
  // What is typed is kept without pressing anything.
  await form.getByText('Your draft is saved as you type').first().waitFor();
  await priya.press('Cancel', form);
  await mara.pick('Close collecting (facilitator)', retro(mara));
  await mara.press('Close it', mara.dialog('Close collecting?'));
  await retro(priya).getByText('Group cards that say the same').first().waitFor();
  return retro;
}

/** Lore answers in place of the form. */
async function answered(member: Member, said: string): Promise<void> {
  const answer = member.dialog('Lore');
  await answer.getByText(said).waitFor();
  await member.press('Close', answer);
  await answer.waitFor({ state: 'hidden' });
}

/** Priya finds what she had begun in App Home, and sends it. */
async function sentFromHome(begun: string, submit: string, says: string, said: string): Promise<void> {
  await priya.goTo('Lore home');
  const home = priya.page.getByRole('region', { name: 'Home' });
  const form = await priya.open('Read what you had begun', home, priya.dialog('Late cards'));
  expect(await form.getByRole('textbox', { name: 'What did not' }).inputValue()).toBe(begun);
  await form.getByText(says).first().waitFor();
  await priya.press(submit, form);
  await answered(priya, said);
  await home.getByRole('button', { name: 'Read what you had begun' }).waitFor({ state: 'detached' });
  await priya.goTo('website-relaunch');
}

const openThread = async (member: Member, retro: (who: Member) => Locator): Promise<Locator> => {
  await retro(member).getByRole('button', { name: /repl/ }).click();
  return member.page.getByRole('log', { name: 'Thread replies' });
};

it('are held where names are hidden, and posted together without names when the phase ends', async () => {
  const begun = 'Nobody tested on phones';
  const retro = await collectedWithout('Autumn campaign', 'Hidden', begun);
  await sentFromHome(
    begun,
    'Post without names',
    'Nobody else sees it before this phase ends',
    'Your late cards are noted',
  );
  const form = await diego.open('Add a late card', retro(diego), diego.dialog('Late cards'));
  await form.getByRole('textbox', { name: 'What we will change' }).fill('Agree on a freeze');
  await diego.press('Post without names', form);
  await answered(diego, 'Your late cards are noted');

  const thread = await openThread(mara, retro);
  expect(await mara.page.content()).not.toMatch(/Nobody tested on phones|Agree on a freeze/);
  await mara.press('Continue to voting', retro(mara));
  await mara.press('Close it', mara.dialog('Continue?'));
  const told = thread
    .getByRole('article')
    .filter({ hasText: 'Late cards, posted without names and in random order' });
  await told.waitFor();
  for (const card of [begun, 'Agree on a freeze']) await told.getByText(card).first().waitFor();
  expect(await told.innerText()).not.toMatch(/Priya|Diego/);
  expect(await told.count()).toBe(1);
  await mara.press('Close thread');
  await mara.pick('Cancel the retrospective (facilitator)', retro(mara));
  await mara.press('Cancel it', mara.dialog('Cancel it?'));
  await retro(mara).getByText('cancelled').first().waitFor();
});

it('are posted at once with their author’s name where names are shown', async () => {
  const begun = 'The freeze came too late';
  const retro = await collectedWithout('Winter campaign', 'Shown beside each card', begun);
  await sentFromHome(
    begun,
    'Post in the thread',
    'It’s posted in the thread now, with your name.',
    'Your late cards are in the thread',
  );
  const thread = await openThread(mara, retro);
  const told = thread.getByRole('article').filter({ hasText: begun });
  await told.waitFor();
  expect(await told.innerText()).toMatch(/Priya[^]*added a late card/);
});
