/** A newcomer in the sandbox: three things to try that differ by person and hide nothing, and a tour of ten minutes that sees every practice. */
import type { Browser, Locator, Page } from 'playwright-core';
import { awaitHistory, HISTORY_MS, playHistory } from '../../sandbox/company/history.ts';
import { Member, openBrowser, openPage } from '../support/browser.ts';
import { startCompany } from '../support/company-here.ts';
import type { LoreHere } from '../support/lore-here.ts';
import { toNextDue } from '../support/page-clock.ts';
import { testTuesday } from '../support/test-date.ts';

let here: LoreHere;
let browser: Browser;
let early: Page;
let saidEarly: string;
beforeAll(async () => {
  const today = testTuesday();
  [here, browser] = await Promise.all([startCompany(today - HISTORY_MS, today), openBrowser()]);
  awaitHistory(here.sandbox);
  early = await openPage(browser, here.sandbox.url);
  const waiting = early.getByText('last weeks are being played');
  await waiting.waitFor();
  saidEarly = await early.innerText('main');
  expect(await playHistory(here.sandbox, today, new AbortController().signal)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  expect(here.wrong()).toEqual([]);
  await here.close();
});

const enter = (as: string, size = { width: 1280, height: 800 }) =>
  openPage(browser, `${here.sandbox.url}/?as=${as}`, { viewport: size }).then((page) => new Member(page));
const hints = ({ page }: Member) => page.getByRole('region', { name: 'Try this' });

it('the person who opens the page while the weeks are played reads that, and then finds the open retrospective', async () => {
  expect(saidEarly).toContain('It takes some seconds.');
  await early.getByRole('article').filter({ hasText: 'Retrospective: Website relaunch' }).waitFor();
  const clock = early.getByRole('region', { name: 'Clock' });
  await clock.getByText(/Next due: (Tue|Wed|now|today|tomorrow)/i).waitFor();
  await early.close();
});

it('what there is to try differs by person', async () => {
  const people = ['U0MARA', 'U0DIEGO', 'U0HANA', 'U0SEUN', 'U0KATRIN', 'U0ARJUN'];
  const all = await Promise.all(
    people.map(async (as) => {
      const member = await enter(as);
      const listed = hints(member).getByRole('listitem');
      await listed.first().waitFor();
      const items = await listed.allInnerTexts();
      await member.page.close();
      return items;
    }),
  );
  for (const items of all) expect(items).toHaveLength(3);
  expect(new Set(all.map((items) => items.join('\n'))).size).toBe(people.length);
});

/** Whether the middle of something is its own, and not covered by anything else. */
const isUncovered = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element: Middle) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2);
    return top !== null && (element.contains(top) || top.contains(element));
  });
interface Middle {
  readonly ownerDocument: { elementFromPoint(x: number, y: number): Middle | null };
  contains(other: Middle): boolean;
  getBoundingClientRect(): { x: number; y: number; width: number; height: number };
}

it.each([
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
  { width: 400, height: 800 },
])('“Try this” hides neither messages nor the composer nor menus at $width × $height', async (size) => {
  const mara = await enter('U0MARA', size);
  const retro = mara.message('Retrospective: Website relaunch');
  await retro.waitFor();
  const panel = await hints(mara).boundingBox();
  const log = await mara.messages.boundingBox();
  const composer = mara.page.getByRole('textbox', { name: 'Message' });
  if (panel === null || log === null) throw new Error('there is neither');
  const isBeside =
    panel.x + panel.width <= log.x || panel.y + panel.height <= log.y || panel.y >= log.y + log.height;
  expect(isBeside).toBe(true);
  expect(log.height).toBeGreaterThan(size.height * 0.35);
  expect(await isUncovered(composer)).toBe(true);
  for (const button of ['Add cards', 'Nothing to add'])
    expect(await isUncovered(retro.getByRole('button', { name: button }))).toBe(true);
  await retro.getByRole('button', { name: 'More options' }).click();
  // It opens, and takes the keys, after the page was drawn.
  await mara.page.getByRole('menuitem').first().waitFor();
  for (const item of await mara.page.getByRole('menuitem').all()) {
    // A long menu scrolls.
    await item.scrollIntoViewIfNeeded();
    expect(await isUncovered(item)).toBe(true);
  }
  await mara.page.keyboard.press('Escape');
  await mara.page.getByRole('menu').waitFor({ state: 'hidden' });
  await composer.pressSequentially('/');
  expect(await isUncovered(mara.page.getByRole('listbox').getByRole('option').first())).toBe(true);
  await mara.page.close();
});

describe('a tour', () => {
  let mara: Member;
  let clicks = 0;
  const form = () => mara.page.getByRole('dialog').last();
  /** Going somewhere, closing a window and opening a tab are clicks, too. */
  const goTo = async (place: string, member = mara) => {
    await member.goTo(place);
    clicks += 1;
  };
  const close = async () => {
    await mara.page.keyboard.press('Escape');
    await mara.page.getByRole('dialog').waitFor({ state: 'hidden' });
    clicks += 1;
  };
  beforeAll(async () => {
    mara = await enter('U0MARA');
  });

  it('adds cards to the retrospective that is open, and reads what an earlier one agreed on', async () => {
    const retro = mara.message('Retrospective: Website relaunch');
    await mara.open('Add cards', retro, mara.dialog('Your cards'));
    await form().getByRole('textbox').first().fill('We asked early');
    await mara.press('Save', form());
    await retro.getByText('3 of 6 have answered').waitFor();
    await mara.say('/retro history');
    await form().getByText('Autumn newsletter').first().waitFor();
    await close();
  });

  it('finds shares, the digest, a journey and whose turn it is, and says that it used something', async () => {
    await goTo('learning');
    const digest = mara.message('Worth knowing this week');
    for (const seen of [
      'Worth knowing this week',
      'learned:',
      'Who presents next',
      'From the learning journey of',
    ])
      await mara.message(seen).first().waitFor();
    await mara.pick('I used “', digest.locator('.block-section', { hasText: '#website-relaunch' }).first());
    await form().getByRole('textbox').first().fill('Showed it to the team');
    await mara.press('Save', form());
    await digest.getByText('One person used it').first().waitFor();
    // Its author may be thanked in the next step.
    await form().getByRole('button', { name: 'Say thanks' }).waitFor();
    await close();
  });

  it('shares a line, whose form says first who can see it', async () => {
    await mara.say('/learned Ask who owns the photos first');
    await form().getByText('Who can see it?').waitFor();
    await mara.press('Share', form());
    await form().waitFor({ state: 'hidden' });
    // It collects in the thread of the week's question.
    const question = mara.message('What did we learn?').last();
    await mara.press(/repl(y|ies)/, question);
    await mara.page
      .getByRole('log', { name: 'Thread replies' })
      .getByText('Ask who owns the photos first')
      .first()
      .waitFor();
    await mara.press('Close thread');
  });

  it('sees what recurs in the channel', async () => {
    await mara.say('/lore settings');
    for (const ritual of ['Weekly digest', 'Presenter', 'agenda'])
      await form().getByText(ritual).first().waitFor();
    await close();
  });

  it('finds a project that is planned, one that is looked ahead to, and somebody who was thanked', async () => {
    await goTo('harbour-launch');
    await mara.message('Harbour film').first().waitFor();
    await goTo('website-relaunch');
    await mara.message('Before we start: Winter shop').getByText('2 people have answered').waitFor();
    const hana = await enter('U0HANA');
    await goTo('Lore', hana);
    clicks += 1;
    await hana.message(/thank/i).first().waitFor();
    await hana.page.close();
  });

  it('opens its own page, and lets time pass', async () => {
    await goTo('Lore home');
    await mara.page.getByText('Website relaunch').first().waitFor();
    await toNextDue(mara);
    clicks += 1;
    await mara.page.close();
  });

  it('took at most thirty clicks: at twenty seconds for reading after each, ten minutes', () => {
    expect(mara.presses).toBeGreaterThan(0);
    expect(mara.presses + clicks).toBeLessThanOrEqual(30);
  });
});
