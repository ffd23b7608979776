/** From the end of collecting to the topics that are talked about, in a browser: six people in several time zones, each in a tab of their own. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Member } from '../support/browser.ts';
import { companyInBrowser } from '../support/company-in-browser.ts';
import { titleOf } from '../support/retro-path.ts';

const pictures = join(import.meta.dirname, '..', '..', 'test-results');
const retro = (member: Member) => member.message(titleOf('Autumn campaign'));
const sees = (member: Member, text: string | RegExp) => retro(member).getByText(text).first().waitFor();

const enter = companyInBrowser();
let mara: Member, priya: Member, diego: Member, hana: Member, noor: Member, elliot: Member;
let all: readonly Member[];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const names = ['Mara', 'Priya', 'Diego', 'Hana', 'Noor', 'Elliot'];
  const opened = await Promise.all(names.map(enter));
  [mara, priya, diego, hana, noor, elliot] = opened as [Member, Member, Member, Member, Member, Member];
  all = opened;
  await Promise.all(all.map((member) => member.goTo('website-relaunch')));

  await mara.say('/retro Autumn campaign');
  await mara.press('Start', mara.dialog('Start a retrospective'));
  await Promise.all(all.map((member) => sees(member, '0 of 6 have answered')));
  await write(mara, 'Calm weeks before the launch');
  await write(priya, 'Photos came too late\nFlaky tests slow us down');
  await write(diego, 'The photos were late');
  await write(hana, 'Our tests are flaky');
  await noor.press('Nothing to add', retro(noor));
  await elliot.press('Nothing to add', retro(elliot));
});

async function write(member: Member, cards: string): Promise<void> {
  const dialog = member.dialog('Your cards');
  await member.open('Add cards', retro(member), dialog);
  await dialog.getByRole('textbox', { name: 'What did not' }).fill(cards);
  await member.press('Save', dialog);
  await dialog.waitFor({ state: 'hidden' });
}

/** Opens the form for votes. */
async function ballot(member: Member): Promise<Locator> {
  const form = member.dialog('Your votes');
  await member.open(/^Vote$/, retro(member), form);
  await form.waitFor();
  return form;
}

/** In a window, and on a phone. */
async function pictured({ page }: Member, name: string): Promise<void> {
  for (const width of [1280, 400]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(pictures, `${name}-${width}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

const votesFor = (form: Locator, topic: RegExp) => form.getByRole('combobox', { name: topic });

describe('cards that say the same', () => {
  it('are joined by the facilitator, who can undo each', async () => {
    await sees(mara, 'Group cards that say the same');
    const form = mara.dialog('Group the cards');
    await mara.open('Group the cards', retro(mara), form);
    await form.getByText('5 cards, 5 topics').waitFor();
    await form.getByText('Suggested as one topic').waitFor();
    await mara.page.screenshot({ path: join(pictures, 'grouping.png') });

    await mara.joinSuggested(form);
    await form.getByText('5 cards, 3 topics').waitFor();
    await mara.press(/^Ungroup: .*tests/i, form);
    await form.getByText('5 cards, 4 topics').waitFor();
    await form.getByText('Kept separate').waitFor();
    await mara.press(/^Group after all: .*tests/i, form);
    await form.getByText('5 cards, 3 topics').waitFor();
  });

  it('are joined by hand where nothing suggests it', async () => {
    const choose = mara.dialog('Group topics');
    await mara.open('Group by hand', mara.dialog('Group the cards'), choose);
    await choose.getByRole('checkbox', { name: /Calm weeks/ }).check();
    await mara.press(/^Group$/, choose);
    await choose.getByText('Choose two topics or more').waitFor();
    await choose.getByRole('checkbox', { name: /photos/i }).check();
    const form = mara.dialog('Group the cards');
    await mara.open(/^Group$/, choose, form);
    await form.getByText('5 cards, 2 topics').waitFor();
    await mara.press(/^Ungroup: .*(photos|weeks)/i, form);
    await form.getByText('5 cards, 3 topics').waitFor();
    await mara.press('Close', form);
    await sees(diego, 'Topics: 3.');
  });

  it('get names that nobody’s card is quoted for, and that the facilitator changes', async () => {
    const form = mara.dialog('Group the cards');
    await mara.open('Group the cards', retro(mara), form);
    const names = form.getByRole('textbox', { name: 'What is this topic called?' });
    const proposed = await Promise.all([0, 1].map((at) => names.nth(at).inputValue()));
    expect(proposed.toSorted()).toEqual(['Flaky tests', 'Photos']);
    const photos = names.nth(proposed.indexOf('Photos'));
    await photos.fill('Late photos');
    await pictured(mara, 'names');
    await mara.press('Close', form);
    // It was kept as it was typed.
    await mara.open('Group the cards', retro(mara), form);
    await names.first().waitFor();
    const kept = await Promise.all([0, 1].map((at) => names.nth(at).inputValue()));
    expect(kept).toContain('Late photos');
    await mara.press('Close', form);
  });

  it('are read in full by every participant, and grouped by nobody else', async () => {
    await priya.press('Group the cards', retro(priya));
    await priya.message('Only the facilitator').last().waitFor();
    const topics = priya.dialog('The topics');
    await priya.open('Read the topics', retro(priya), topics);
    await topics.getByText('Flaky tests').first().waitFor();
    expect(await topics.getByText('· 2 cards').count()).toBe(2);
    for (const card of ['Photos came too late', 'The photos were late', 'Our tests are flaky'])
      await topics.getByText(card).waitFor();
    expect(await topics.innerText()).not.toMatch(/Diego|Hana/);
    await priya.press('Close', topics);
  });

  it('are left as they are when the facilitator goes on', async () => {
    await mara.press('Group the cards', retro(mara));
    await mara.press('Continue to voting', mara.dialog('Group the cards'));
    await Promise.all(all.map((member) => sees(member, '0 of 6 have voted')));
    await sees(hana, 'everyone has 3 votes for 3 topics, at most 2 per topic');
  });
});

describe('votes', () => {
  it('are kept as they are chosen, also when the form is closed', async () => {
    const form = await ballot(priya);
    await votesFor(form, /photos/i).selectOption('Two votes');
    await form.getByText('One vote left.').waitFor();
    await votesFor(form, /tests/i).selectOption('Two votes');
    await form.getByText('more votes than you have').waitFor();
    await form.getByText('Late photos').first().waitFor();
    await form.getByText('What did not · 2 cards.').first().waitFor();
    await pictured(priya, 'votes');
    await priya.press('Close', form);
    const again = await ballot(priya);
    expect(await votesFor(again, /photos/i).inputValue()).toBe('2');
    expect(await votesFor(again, /tests/i).inputValue()).toBe('0');
    await priya.press('Read the topics', again);
    await priya.press('Close', priya.dialog('The topics'));
    await priya.press('I have voted', again);
    await again.waitFor({ state: 'hidden' });
    await sees(mara, '1 of 6 has voted');
  });

  it('say nothing of how they stand until everybody has voted, and then it goes on at once', async () => {
    for (const [member, topic] of [
      [diego, /tests/i],
      [hana, /tests/i],
      [noor, /weeks/i],
      [elliot, /tests/i],
    ] as const) {
      const form = await ballot(member);
      await votesFor(form, topic).selectOption('One vote');
      await form.getByText('2 votes left.').waitFor();
      await member.press('I have voted', form);
      await form.waitFor({ state: 'hidden' });
    }
    await sees(mara, '5 of 6 have voted');
    expect(await mara.messages.innerText()).not.toMatch(/topic 1 of/);
    const last = await ballot(mara);
    await last.getByText('Everyone else has voted').waitFor();
    await mara.press('I have voted', last);
    await Promise.all(all.map((member) => sees(member, 'Talk about the topics with the most votes')));
    await priya.message('Flaky tests, topic 1 of 3 of “Autumn campaign”: 3 votes').first().waitFor();
    await priya.message('Late photos, topic 2 of 3 of “Autumn campaign”: 2 votes').first().waitFor();
    await sees(hana, '2. Late photos · 2 votes');
    await pictured(hana, 'discussion');
  });
});
