/** A retrospective over three zones and a weekend that a guest joins in the middle: nobody’s working day is missed, and App Home keeps it. */
import type { Browser } from 'playwright-core';
import { Member, openBrowser } from '../support/browser.ts';
import { letPass } from '../support/page-clock.ts';
import { titleOf } from '../support/retro-path.ts';
import { startSandboxProcess, type SandboxProcess } from '../support/sandbox-process.ts';

let sandbox: SandboxProcess;
let browser: Browser;

beforeEach(async () => {
  [sandbox, browser] = await Promise.all([startSandboxProcess(), openBrowser()]);
});

afterEach(async () => {
  await browser.close();
  expect(await sandbox.stop()).toBe(0);
});

const retro = (member: Member) => member.message(titleOf('Weekend sprint'));

it('is open until everybody has a working day, takes in who is added, and is found again in App Home', async () => {
  const [mara, elliot, sam] = (await Promise.all(
    ['Mara', 'Elliot', 'Sam'].map((name) => Member.open(browser, sandbox.url, name)),
  )) as [Member, Member, Member];
  await Promise.all([mara, elliot, sam].map((member) => member.goTo('website-relaunch')));
  // The sandbox begins on a Tuesday: four days later it is Saturday.
  await letPass(mara, 4);
  await mara.say('/retro Weekend sprint');
  const start = mara.dialog('Start a retrospective');
  await start.getByRole('radio', { name: /sprint/i }).check();
  await mara.press('Start', start);
  await start.waitFor({ state: 'hidden' });

  // In New York Monday is not over when it is in Berlin.
  const asked = retro(elliot)
    .getByText(/0 of \d have answered/)
    .first();
  const before = Number(/0 of (\d)/.exec(await asked.innerText())?.[1]);
  await retro(elliot).getByRole('button', { name: /repl/ }).click();
  const thread = elliot.page.getByRole('log', { name: 'Thread replies' });
  await thread.getByText('so that everybody has a working day').first().waitFor();

  await mara.pick('More time, reopen, hand over … (facilitator)', retro(mara));
  await mara.press('Add people', mara.dialog('Manage'));
  const adding = mara.dialog('Add people');
  await adding.getByRole('checkbox', { name: /Sam Okafor/ }).check();
  await mara.press('Add', adding);
  await adding.waitFor({ state: 'hidden' });
  await thread.getByText('added').first().waitFor();
  await retro(sam)
    .getByText(`0 of ${before + 1} have answered`)
    .first()
    .waitFor();
  const form = await sam.open('Add cards', retro(sam), sam.dialog('Your cards'));
  await form.getByRole('textbox').first().fill('From outside it looked calm');
  await sam.press('Save', form);
  await retro(mara)
    .getByText(`1 of ${before + 1} has answered`)
    .first()
    .waitFor();

  await mara.pick('Cancel the retrospective (facilitator)', retro(mara));
  await mara.press('Cancel it', mara.dialog('Cancel it?'));
  await retro(sam).getByText('cancelled').first().waitFor();
  await sam.goTo('Lore home');
  const home = sam.page.getByRole('region', { name: 'Home' });
  const list = await sam.open(/Past retrospectives/, home, sam.dialog('Past retrospectives'));
  await list.getByText('Weekend sprint').waitFor();
});
