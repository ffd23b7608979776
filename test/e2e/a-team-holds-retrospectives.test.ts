/** Whole retrospectives of six people in several time zones, each in a tab of their own: live, and when it suits them. What it costs them is counted. */
import type { Browser } from 'playwright-core';
import { Member, openBrowser } from '../support/browser.ts';
import { startSandboxProcess, type SandboxProcess } from '../support/sandbox-process.ts';
import { untilDue } from '../support/until-seen.ts';
import { titleOf } from '../support/retro-path.ts';

/** So much may a retrospective cost its facilitator, and everybody else. */
const limits = { facilitator: 25, others: 10, directMessages: 3 };

let sandbox: SandboxProcess;
let browser: Browser;
let all: readonly Member[];
let mara: Member, priya: Member, diego: Member, hana: Member, noor: Member, elliot: Member;
let directBefore: readonly number[];

beforeEach(async () => {
  [sandbox, browser] = await Promise.all([startSandboxProcess(), openBrowser()]);
  const names = ['Mara', 'Priya', 'Diego', 'Hana', 'Noor', 'Elliot'];
  all = await Promise.all(names.map((name) => Member.open(browser, sandbox.url, name)));
  [mara, priya, diego, hana, noor, elliot] = all as [Member, Member, Member, Member, Member, Member];
  directBefore = await directMessages();
  await Promise.all(all.map((member) => member.goTo('website-relaunch')));
});

afterEach(async () => {
  await browser.close();
  expect(await sandbox.stop()).toBe(0);
});

const retro = (member: Member) => member.message(titleOf('Autumn campaign'));
const sees = (member: Member, text: string | RegExp) => retro(member).getByText(text).first().waitFor();
const topic = (member: Member, place: number) => member.message(`, topic ${place} of `);

/** How many messages stand in each one's conversation with Lore. */
async function directMessages(): Promise<number[]> {
  return Promise.all(
    all.map(async (member) => {
      await member.goTo('Lore');
      await member.page.getByText('Sending messages to this app has been turned off.').waitFor();
      return member.messages.getByRole('article').count();
    }),
  );
}

async function write(member: Member, cards: string): Promise<void> {
  const dialog = await member.open('Add cards', retro(member), member.dialog('Your cards'));
  await dialog.getByRole('textbox', { name: 'What did not' }).fill(cards);
  await member.press('Save', dialog);
  await dialog.waitFor({ state: 'hidden' });
}

async function vote(member: Member, name: RegExp): Promise<void> {
  const form = await member.open(/^Vote$/, retro(member), member.dialog('Your votes'));
  await member.choose('One vote', form.getByRole('combobox', { name }));
  await form.getByText('2 votes left.').waitFor();
  await member.press('I have voted', form);
  await form.waitFor({ state: 'hidden' });
}

async function propose(member: Member, what: string): Promise<void> {
  const dialog = await member.open('Propose an action', retro(member), member.dialog('Propose an action'));
  await dialog.getByRole('textbox', { name: 'What will get done?' }).fill(what);
  await member.press('Propose', dialog);
  await dialog.waitFor({ state: 'hidden' });
}

/** One after the other, as the message counts them. */
async function everybodyIsThrough(): Promise<void> {
  for (const [at, member] of all.entries()) {
    await sees(member, new RegExp(`${at} of 6 (?:is|are) done`));
    await member.press('I’m done', retro(member));
  }
}

async function expectCheap(): Promise<void> {
  const [facilitator = 0, ...others] = all.map(({ presses }) => presses);
  expect(facilitator).toBeLessThanOrEqual(limits.facilitator);
  expect(Math.max(...others)).toBeLessThanOrEqual(limits.others);
  const direct = await directMessages();
  const got = direct.map((count, at) => count - (directBefore[at] ?? 0));
  expect(Math.max(...got)).toBeLessThanOrEqual(limits.directMessages);
}

it('is held live: topics one after the other, each with an end that can be put off', async () => {
  await mara.say('/retro Autumn campaign');
  const start = mara.dialog('Start a retrospective');
  await mara.press('Change', start);
  await mara.choose(
    'Yes: phases take minutes, one topic after another',
    start.getByRole('combobox', { name: 'Is everyone here now?' }),
  );
  await mara.press('Start', start);
  await start.waitFor({ state: 'hidden' });
  await Promise.all(all.map((member) => sees(member, '0 of 6 have answered')));
  await write(mara, 'Calm weeks');
  await write(priya, 'Photos came too late');
  await write(diego, 'Flaky tests');
  for (const [at, member] of [hana, noor].entries()) {
    await member.press('Nothing to add', retro(member));
    await sees(elliot, `${at + 4} of 6 have answered`);
  }
  await elliot.press('Nothing to add', retro(elliot));

  await sees(mara, 'Group cards that say the same');
  await mara.press('Continue to voting', retro(mara));
  await mara.press('Close it', mara.dialog('Continue?'));
  await Promise.all(all.map((member) => sees(member, '0 of 6 have voted')));
  for (const member of all) await vote(member, member === mara ? /weeks/i : /photos/i);

  await topic(hana, 1).getByText('5 votes').first().waitFor();
  await topic(hana, 1).getByText('On until').first().waitFor();
  expect(await topic(hana, 2).count()).toBe(0);
  await untilDue(mara, topic(mara, 1).getByRole('button', { name: '1 reply' }));
  await topic(noor, 1).getByRole('button', { name: '1 reply' }).click();
  const thread = noor.page.getByRole('log', { name: 'Thread replies' });
  await noor.press('Five more minutes', thread);
  await thread.getByText('it continues until').first().waitFor();
  await noor.page.getByRole('button', { name: 'Close thread' }).click();
  // Nobody answers the second time: the next topic begins.
  await untilDue(mara, topic(mara, 2));
  expect(await topic(mara, 1).getByText('On until').count()).toBe(0);
  const note = mara.dialog('Note the outcome');
  await mara.open('Note the outcome', topic(mara, 2), note);
  await note.getByRole('textbox').fill('Calm weeks are planned');
  await mara.press('Save', note);
  await topic(elliot, 2).getByText('Outcome: Calm weeks are planned').waitFor();
  // Nobody voted for the third, so this is the last.
  expect(await topic(mara, 3).count()).toBe(0);
  await mara.press('Continue to actions', topic(mara, 2));
  await mara.press('Close it', mara.dialog('Continue?'));

  await Promise.all(all.map((member) => sees(member, 'agree on up to three actions')));
  await propose(priya, 'Photos in week one');
  await everybodyIsThrough();
  await Promise.all(all.map((member) => sees(member, /Closed on/)));
  await sees(hana, 'Autumn campaign: what we take with us');
  await sees(hana, 'One promise · 3 cards · 6 people');
  await sees(hana, /^Photos in week one · Priya .* · accepted/);
  await sees(hana, 'Calm weeks are planned');
  await expectCheap();
});

it('is held over some days, when it suits each: nobody waits for people who do not answer', async () => {
  await mara.say('/retro Autumn campaign');
  await mara.press('Start', mara.dialog('Start a retrospective'));
  await sees(mara, '0 of 6 have answered');
  await write(mara, 'Calm weeks');
  await write(priya, 'Photos came too late');
  await write(diego, 'Flaky tests');
  await write(hana, 'Nobody knew the date');
  await elliot.press('Nothing to add', retro(elliot));
  // Noor is reminded, and says nothing: her time is up.
  await untilDue(mara, retro(mara).getByText('Collecting is over').first());
  await mara.press('Continue to voting', retro(mara));
  await mara.press('Close it', mara.dialog('Continue?'));
  await sees(noor, '0 of 6 have voted');
  for (const member of [mara, priya, diego, hana, elliot]) await vote(member, /photos/i);
  await untilDue(mara, retro(mara).getByText('Talk about the topics with the most votes').first());
  await topic(hana, 1).first().waitFor();
  // What nobody voted for is not talked about.
  expect(await topic(hana, 2).count()).toBe(0);
  await everybodyIsThrough();
  await Promise.all(all.map((member) => sees(member, 'agree on up to three actions')));
  await propose(priya, 'Photos in week one');
  await everybodyIsThrough();
  await Promise.all(all.map((member) => sees(member, /Closed on/)));
  await expectCheap();
});
