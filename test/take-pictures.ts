/** `npm run pictures`: takes the pictures of the README and the guides from the real page, so that they stay true. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { Member, openBrowser } from './support/browser.ts';
import { startSandboxProcess } from './support/sandbox-process.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'pictures');
mkdirSync(folder, { recursive: true });
const [sandbox, browser] = await Promise.all([startSandboxProcess(), openBrowser()]);
try {
  const size = { width: 1280, height: 860 };
  const names = ['Mara', 'Priya', 'Diego', 'Hana', 'Noor', 'Elliot'];
  const everybody = await Promise.all(names.map((name) => Member.open(browser, sandbox.url, name, size)));
  const [mara, priya, diego, hana, noor, elliot] = everybody as [
    Member,
    Member,
    Member,
    Member,
    Member,
    Member,
  ];
  const picture = (member: Member, name: string) =>
    member.page.screenshot({ path: join(folder, `${name}.png`) });
  const retro = (member: Member) => member.message('Retrospective: Website relaunch').first();
  const settled = async (member: Member, text: string | RegExp) => {
    await retro(member).getByText(text).first().waitFor();
    await retro(member).scrollIntoViewIfNeeded();
  };
  const column = (form: Locator, name: string) => form.getByRole('textbox', { name });

  for (const member of everybody) await member.goTo('website-relaunch');
  await mara.say('/retro Website relaunch');
  const start = mara.dialog('Start a Retrospective');
  await start.waitFor();
  await picture(mara, 'retro-start');
  await mara.press('Start', start);
  await settled(priya, '0 of 6 have answered');

  await priya.press('Add cards', retro(priya));
  const form = priya.dialog('Your Cards');
  await column(form, 'What worked').fill('Pairing on the redirects\nSmall steps, one page a day');
  await column(form, 'What did not').fill('Photos came on the last evening');
  await picture(priya, 'cards');
  await priya.press('Save', form);
  await mara.press('Nothing to add', retro(mara));
  await settled(mara, '2 of 6 have answered');
  await retro(mara).getByRole('button', { name: 'More actions' }).scrollIntoViewIfNeeded();
  await picture(mara, 'retro-collecting');

  for (const [member, name, cards] of [
    [diego, 'What did not', 'The photos came too late\nFlaky tests slow us down'],
    [hana, 'What did not', 'Our tests are flaky'],
  ] as const) {
    await member.press('Add cards', retro(member));
    const theirs = member.dialog('Your Cards');
    await column(theirs, name).fill(cards);
    await member.press('Save', theirs);
    await theirs.waitFor({ state: 'hidden' });
  }
  for (const member of [noor, elliot]) await member.press('Nothing to add', retro(member));

  await settled(priya, 'Everybody has answered');
  await priya.press('Read the topics', retro(priya));
  const topics = priya.dialog('The Topics');
  await topics.getByText('Pairing on the redirects').waitFor();
  await priya.press('Close', topics);

  await mara.press('Group the cards', retro(mara));
  const groups = mara.dialog('Group the Cards');
  await groups.getByText('Suggested as one topic').first().waitFor();
  await picture(mara, 'retro-grouping');
  await mara.press(/^Accept all suggestions/, groups);
  await groups.getByText('Joined').first().waitFor();
  await mara.press('Go on to voting', groups);

  await settled(priya, '0 of 6 have voted');
  for (const member of everybody) {
    await member.press(/^Vote$/, retro(member));
    const ballot = member.dialog('Your Votes');
    const photos = ballot.getByRole('combobox', { name: /photos/i });
    await photos.selectOption(member === priya ? 'Two votes' : 'One vote');
    await ballot.getByText(member === priya ? 'One vote is left.' : '2 votes are left.').waitFor();
    if (member === priya) await picture(priya, 'retro-voting');
    await member.press('I have voted', ballot);
    await ballot.waitFor({ state: 'hidden' });
  }

  await settled(priya, 'Talk about the topics with the most votes');
  const topic = priya.message('topic 1 of 3: 7 votes').first();
  await topic.waitFor();
  await topic.scrollIntoViewIfNeeded();
  await picture(priya, 'retro-talking');

  await mara.press('Note the outcome', mara.message('topic 1 of 3').first());
} finally {
  await browser.close();
  await sandbox.stop();
}
