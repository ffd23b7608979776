/** A company that has lived for weeks, in a browser: a newcomer finds it alive, reads its digest, and the week goes on. */
import type { Browser, Locator } from 'playwright-core';
import { Member, openBrowser } from '../support/browser.ts';
import { startSandboxProcess, type SandboxProcess } from '../support/sandbox-process.ts';
import { untilSeen } from '../support/until-seen.ts';

let sandbox: SandboxProcess;
let browser: Browser;
let mara: Member;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandboxProcess({ SANDBOX_HISTORY: 'on' }), openBrowser()]);
  mara = await Member.open(browser, sandbox.url, 'Mara');
});

afterAll(async () => {
  await browser.close();
  expect(await sandbox.stop()).toBe(0);
});

const digest = () => mara.message('Worth knowing this week');

it('a newcomer finds what people of the company shared, each in its channel', async () => {
  await mara.goTo('learning');
  await mara.message('Stashing Untracked Files').getByRole('button', { name: 'Used it' }).waitFor();
  expect(await mara.message('Toggle Device Mode').count()).toBe(0);
  await mara.goTo('website-relaunch');
  await mara.message('Toggle Device Mode').waitFor();
});

it('this morning’s digest brings what was learned elsewhere, why, and what to do with it', async () => {
  await mara.goTo('learning');
  await digest().getByText('#website-relaunch').first().waitFor();
  await digest()
    .getByText(/shared here (this week|lately)/)
    .waitFor();
  await digest()
    .getByRole('link', { name: /^Read (it|them)$/ })
    .waitFor();
  // The entry of a journey was published here: a line with a link, and none of its words.
  await digest().getByText('New here from the learning journey of').waitFor();
  await digest().getByRole('link', { name: 'Read the entry' }).waitFor();
  // At most one thing to press an item, and no button for what its menu has.
  expect(await menus(digest()).count()).toBeGreaterThan(0);
  for (const name of ['Used it', 'Useful', 'Not for me', 'No longer true'])
    expect(await digest().getByRole('button', { name, exact: true }).count()).toBe(0);
  await digest()
    .getByText(/^Used one\? Choose ⋯ beside it\. Set up by .+ · \/lore settings$/)
    .waitFor();
  expect(await digest().innerText()).not.toContain('@');
});

it('two people use its menus: one says what they used, the other that it is not for them, and opens the whole', async () => {
  const seun = await Member.open(browser, sandbox.url, 'Seun');
  await seun.goTo('learning');
  const theirs = seun.message('Worth knowing this week');
  const before = seun.presses;
  await chooseFrom(seun, fromElsewhere(theirs), /^I used “/);
  // From a menu, a choice is two presses.
  expect(seun.presses - before).toBe(2);
  await seun.page.getByRole('textbox', { name: 'How did you use it?' }).fill('Showed it to the team');
  await seun.press('Save', seun.dialog('Used it'));
  await theirs
    .getByText(/\d+ people used it|One person used it/)
    .first()
    .waitFor();
  await mara.goTo('learning');
  await chooseFrom(mara, fromElsewhere(digest()), 'Not for me');
  await mara.message('I count that when I choose for others').waitFor();
  await chooseFrom(mara, fromElsewhere(digest()), 'Open');
  const whole = mara.dialog('What someone learned');
  await whole.getByText(/used it: Showed it to the team/).waitFor();
  await whole.getByRole('button', { name: 'Used it' }).waitFor();
  await mara.page.keyboard.press('Escape');
  await whole.waitFor({ state: 'hidden' });
});

it('something is due next: on Thursday that channel is asked again', async () => {
  const clock = mara.page.getByRole('region', { name: 'Clock' });
  await clock.getByText(/Next due: /).waitFor();
  expect(await clock.innerText()).not.toContain('nothing');
  const asked = () => mara.message('What did we learn?').count();
  const before = await asked();
  await untilSeen(mara, mara.message('What did we learn?').nth(before), 4);
});

const menus = (message: Locator) => message.getByRole('button', { name: 'More options' });
/** The menu beside what comes from another channel. */
const fromElsewhere = (message: Locator) =>
  menus(message.locator('.block-section', { hasText: '#website-relaunch' }).first());

async function chooseFrom(member: Member, menu: Locator, entry: string | RegExp): Promise<void> {
  await menu.click();
  await member.page.getByRole('menuitem', { name: entry }).click();
  member.presses += 2;
}
