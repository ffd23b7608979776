/** At the page: what Lore did by itself and why, the clock that is moved, and calls that are made to go wrong. */
import axe from 'axe-core';
import type { Browser, Locator } from 'playwright-core';
import { toWall } from '../../sandbox/page/zone.ts';
import { Member, openBrowser } from '../support/browser.ts';
import { jumpTo, timeOn } from '../support/page-clock.ts';
import { startSandboxProcess, type SandboxProcess } from '../support/sandbox-process.ts';
import { timeAfter } from '../support/test-date.ts';

let sandbox: SandboxProcess;
let browser: Browser;
let mara: Member;
let clock: Locator;
let monday: number;
/** Mara's clock, to the minute. */
const wall = (at: number) => toWall(at, 'Europe/Berlin').slice(0, 16);
beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandboxProcess(), openBrowser()]);
  mara = await Member.open(browser, sandbox.url, 'Mara');
  clock = mara.page.getByRole('region', { name: 'Clock' });
  await mara.goTo('website-relaunch');
  // A Monday morning in Berlin, after which everybody's day comes in order.
  monday = timeAfter(await timeOn(mara.page), 6, '09:00');
  await jumpTo(mara, wall(monday));
});
afterAll(async () => {
  await browser.close();
  await sandbox.stop();
});

/** A day as the page writes it, with its weekday and its month in full. */
const dayIn = (at: number) =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/Berlin' },
  })
    .format(at)
    .replace(',', '');

const journal = () => mara.page.getByRole('log', { name: 'What Lore did, and why' });
const opener = () => mara.page.getByRole('region', { name: 'What Lore did' }).locator('summary');

async function act(name: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox.url}/page-api/${name}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
}

describe('the clock', () => {
  it('offers no time that is past, neither to jump to nor as what is due next', async () => {
    const at = Date.parse((await clock.locator('.clock-now time').getAttribute('datetime')) ?? '');
    const field = clock.getByLabel('Jump to');
    expect(Math.floor((at - monday) / 600_000)).toBe(0);
    const min = (await field.getAttribute('min')) ?? '';
    expect(min.slice(0, -1)).toBe(wall(monday).slice(0, -1));
    await field.fill(wall(monday - 60_000));
    await field.press('Enter');
    const isTooEarly = 'document.querySelector("#jump-to").validity.rangeUnderflow';
    expect(await mara.page.evaluate<boolean>(isTooEarly)).toBe(true);
    await field.fill('');
    await clock.getByText(/Next due: (nothing|now|\w{3} \d)/).waitFor();
  });
});

describe('what Lore did, beside the clock', () => {
  it('is opened with the keyboard, and says to how many a reminder went, when, and why others got none', async () => {
    await mara.say('/retro Told');
    await mara.press('Start', mara.dialog('Start a retrospective'));
    await mara
      .message('Retrospective: Told')
      .getByText(/0 of \d+ have answered/)
      .waitFor();
    const until = timeAfter(monday, 19, '13:00');
    for (const as of ['U0PRIYA', 'U0HANA'])
      await act('person', { as, change: { kind: 'status', text: 'Away', emoji: ':palm_tree:', until } });
    await mara.page.getByText('user_change').first().waitFor({ state: 'attached' });
    await jumpTo(mara, wall(timeAfter(monday, 3, '12:00')));

    await opener().press('Enter');
    const reminder = journal().getByRole('listitem').filter({ hasText: 'Reminder' });
    await reminder.first().waitFor();
    const said = (await journal().innerText()).replaceAll('\n', ' ');
    expect(said).toContain('Retrospective in #website-relaunch: posted');
    expect(said).toMatch(/Phase of a retrospective in #website-relaunch: ended[\w ]* \(time was up\)/);
    expect(said).toMatch(/Reminder for \w+ people at [\d: to and]+ their time/);
    expect(said).toContain('two held back: away');
    expect(said).not.toMatch(/Priya|Hana|Diego|U0/);
    // The newest first: the phase ended on Wednesday.
    const days = [timeAfter(monday, 2, '09:00'), monday].map((at) => said.indexOf(dayIn(at)));
    expect(days[0]).toBeGreaterThan(-1);
    expect(days[1]).toBeGreaterThan(days[0] ?? Infinity);
    // The clock may have taken the focus back when its jump was over.
    await opener().focus();
    await mara.page.keyboard.press('Tab');
    expect(await mara.page.evaluate<string>('document.activeElement.role')).toBe('log');
  });

  it('is fine with axe in light and dark, at 1280 and 400 pixels', async () => {
    await mara.page.evaluate(axe.source);
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1280, 400]) {
        await mara.page.emulateMedia({ colorScheme });
        await mara.page.setViewportSize({ width, height: 860 });
        const violations = await mara.page.evaluate<axe.Result[]>(
          'axe.run().then(({ violations }) => violations)',
        );
        found.push(
          ...violations
            .filter(({ impact }) => impact !== 'minor')
            .flatMap(({ id, nodes }) =>
              nodes.map(({ target }) => `${colorScheme}, ${width}: ${id} ${target.join(' ')}`),
            ),
        );
        const { x = 0, width: wide = 0 } = (await journal().boundingBox()) ?? {};
        expect(x + wide).toBeLessThanOrEqual(width);
      }
    expect(found).toEqual([]);
    await mara.page.setViewportSize({ width: 1280, height: 900 });
    await opener().press('Enter');
    await journal().waitFor({ state: 'hidden' });
  });
});

describe('a fault that is ordered at the page', () => {
  it('is met by the next call, and what Lore did about it can be read', async () => {
    await mara.press('Faults');
    const dialog = mara.dialog('Faults');
    await dialog.getByLabel('Method').selectOption('chat.postMessage');
    await dialog.getByLabel('What goes wrong').selectOption({ label: 'Refused with an error' });
    await dialog.getByLabel('Error, for example restricted_action').fill('restricted_action');
    await mara.press('Add fault', dialog);
    await dialog.getByText('chat.postMessage: refused with restricted_action, the next call').waitFor();
    await mara.page.keyboard.press('Escape');

    await mara.say('/retro Refused');
    await mara.press('Start', mara.dialog('Start a retrospective'));
    await opener().click();
    await journal()
      .getByText(/failed \(restricted action\)/)
      .waitFor();
    expect(await mara.message('Retrospective: Refused').count()).toBe(0);

    await mara.press('Faults');
    await dialog.getByText('None. Every call works.').waitFor();
    await mara.page.keyboard.press('Escape');
  });
});
