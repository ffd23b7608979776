/** A company that has lived for weeks, in a browser: a newcomer finds it alive, reads its digest, and the week goes on. */
import type { Browser } from 'playwright-core';
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
  await digest().getByRole('button', { name: 'Useful' }).first().waitFor();
  await mara.press('Not for me', digest());
  await mara.message('I count that when I choose for others').waitFor();
});

it('something is due next: on Thursday that channel is asked again', async () => {
  const clock = mara.page.getByRole('region', { name: 'Clock' });
  await clock.getByText(/Next due: /).waitFor();
  expect(await clock.innerText()).not.toContain('nothing');
  const asked = () => mara.message('What did we learn?').count();
  const before = await asked();
  await untilSeen(mara, mara.message('What did we learn?').nth(before), 4);
});
