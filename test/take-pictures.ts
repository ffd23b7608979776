/** `npm run pictures`: takes the README's pictures from the real page, so that they stay true. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Member, openBrowser } from './support/browser.ts';
import { startSandboxProcess } from './support/sandbox-process.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'pictures');
mkdirSync(folder, { recursive: true });
const [sandbox, browser] = await Promise.all([startSandboxProcess(), openBrowser()]);
try {
  const size = { width: 1280, height: 860 };
  const [mara, priya] = await Promise.all([
    Member.open(browser, sandbox.url, 'Mara', size),
    Member.open(browser, sandbox.url, 'Priya', size),
  ]);
  const picture = (member: Member, name: string) =>
    member.page.screenshot({ path: join(folder, `${name}.png`) });
  const retro = (member: Member) => member.message('Retrospective: Website relaunch');
  const settled = async (member: Member, text: string | RegExp) => {
    await retro(member).getByText(text).first().waitFor();
    await retro(member).scrollIntoViewIfNeeded();
  };

  for (const member of [mara, priya]) await member.goTo('website-relaunch');
  await mara.say('/retro Website relaunch');
  await mara.press('Start', mara.dialog('Start a Retrospective'));
  await settled(priya, '0 of 6 have answered');

  await priya.press('Add cards', retro(priya));
  const form = priya.dialog('Your Cards');
  await form
    .getByRole('textbox', { name: 'What worked' })
    .fill('Pairing on the redirects\nSmall steps, one page a day');
  await form.getByRole('textbox', { name: 'What did not' }).fill('Photos came on the last evening');
  await picture(priya, 'cards');
  await priya.press('Save', form);
  await mara.press('Nothing to add', retro(mara));
  await settled(mara, '2 of 6 have answered');
  await retro(mara).getByRole('button', { name: 'More actions' }).scrollIntoViewIfNeeded();
  await picture(mara, 'retro-collecting');

  await retro(mara).getByRole('button', { name: 'More options' }).click();
  await mara.page.getByRole('menuitem', { name: 'Close collecting' }).click();
  await mara.press('Close it', mara.dialog('Close Collecting?'));
  await settled(priya, 'Collecting is over');
  await priya.press('See the cards', retro(priya));
  await priya.dialog('The Cards').getByText('Pairing on the redirects').waitFor();
  await picture(priya, 'the-cards');
} finally {
  await browser.close();
  await sandbox.stop();
}
