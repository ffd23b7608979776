/** A company that has shared for weeks, in a browser: a newcomer finds it alive, turns the digest on, and the week brings what others learned. */
import type { Browser } from 'playwright-core';
import { Member, openBrowser } from '../support/browser.ts';
import { toNextDue } from '../support/page-clock.ts';
import { startSandboxProcess, type SandboxProcess } from '../support/sandbox-process.ts';
import { untilDue } from '../support/until-seen.ts';

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
  for (const note of ['Stashing Untracked Files', 'Run A Hardware Check'])
    await mara.message(note).getByRole('button', { name: 'Used it' }).waitFor();
  expect(await mara.message('Toggle Device Mode').count()).toBe(0);
  await mara.goTo('website-relaunch');
  await mara.message('Toggle Device Mode').waitFor();
});

it('something is due next: on Thursday that channel is asked for the first time', async () => {
  const clock = mara.page.getByRole('region', { name: 'Clock' });
  await clock.getByText(/Next due: Thu \d/).waitFor();
  await mara.goTo('learning');
  await toNextDue(mara);
  await mara.message('What did we learn?').waitFor();
});

it('once it is turned on, the digest brings what was learned elsewhere, why, and what to do with it', async () => {
  await mara.goTo('learning');
  await mara.say('/lore settings');
  const all = mara.dialog('Rituals here');
  await all.getByText('Weekly digest').first().waitFor();
  await all.getByRole('button', { name: 'Set up' }).last().click();
  await mara.press('Save', mara.dialog('Weekly digest'));
  await mara.page.getByRole('dialog').first().waitFor({ state: 'detached' });
  await untilDue(mara, digest());
  await digest().getByText('#website-relaunch').first().waitFor();
  await digest().getByRole('button', { name: 'Useful' }).first().waitFor();
  await mara.press('Not for me', digest());
  await mara.message('I count that when I choose for others').waitFor();
});
