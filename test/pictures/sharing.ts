/** A month of a team that shares: its digest, its meeting, its weekly question, what it used, and how it is set up. */
import type { Browser } from 'playwright-core';
import type { Member } from '../support/browser.ts';
import { letPass } from '../support/page-clock.ts';
import { startSandboxProcess } from '../support/sandbox-process.ts';
import { untilDue } from '../support/until-seen.ts';
import { enter, opened, picture, together } from './album.ts';

/** @param begins the day on which it begins, a Tuesday: the company has lived through some weeks by then */
export async function takeSharing(browser: Browser, begins: string): Promise<void> {
  const sandbox = await startSandboxProcess({ SANDBOX_BEGINS: begins, SANDBOX_HISTORY: 'on' });
  try {
    const [mara, priya, arjun] = (await Promise.all(
      ['Mara', 'Priya', 'Arjun'].map((name) => enter(browser, sandbox.url, name, 'learning')),
    )) as [Member, Member, Member];
    await digest(priya, arjun);
    await meeting(mara);
    await question(mara, priya, arjun);
    await laterWeeks(mara, priya, arjun);
    await setUp(mara);
  } finally {
    await sandbox.stop();
  }
}

const asked = 'What did we learn?';
const last = (member: Member, text: string) => member.message(text).last();

/** This morning's, with the menu of one thing in it, and what that says once somebody has used it. */
async function digest(priya: Member, arjun: Member): Promise<void> {
  const message = last(priya, 'Worth knowing this week');
  const item = message.locator('.block-section', { hasText: '#website-relaunch' }).first();
  await item.getByRole('button', { name: 'More options' }).click();
  await priya.page.getByRole('menuitem', { name: /^I used “/ }).waitFor();
  await together([message, priya.page.getByRole('menu')], 'digest');
  await priya.page.keyboard.press('Escape');

  const theirs = last(arjun, 'Worth knowing this week')
    .locator('.block-section', { hasText: '#website-relaunch' })
    .first();
  const form = await opened(arjun.dialog('Used it'), () => arjun.pick('I used “', theirs));
  await form.getByRole('textbox').fill('Found why our own form was slow');
  await arjun.press('Save', form);
  await form.waitFor({ state: 'hidden' });
}

async function meeting(mara: Member): Promise<void> {
  const agendas = mara.message('I post this about an hour before you meet');
  const before = await agendas.count();
  await untilDue(mara, agendas.nth(before));
  await picture(agendas.nth(before), 'agenda');
}

async function question(mara: Member, priya: Member, arjun: Member): Promise<void> {
  const before = await mara.message(asked).count();
  await untilDue(mara, mara.message(asked).nth(before));
  for (const [member, text, name] of [
    [priya, 'Ask for the photos before the texts: they take longer', 'share'],
    [arjun, 'Rehearse the move with the real data. Ours took ten minutes, and found two full disks.', null],
  ] as const) {
    const message = last(member, asked);
    const form = await opened(member.dialog('What I learned'), () =>
      member.press('Share what you learned', message),
    );
    await form.getByRole('textbox', { name: 'What did you learn?' }).fill(text);
    if (name !== null) await picture(form, name);
    await member.press('Share', form);
    await form.waitFor({ state: 'hidden' });
  }
  await last(mara, asked).getByText('2 shares so far').waitFor();
  await picture(last(mara, asked), 'question');
}

/** Three more weeks, and then somebody looks back. */
async function laterWeeks(mara: Member, priya: Member, arjun: Member): Promise<void> {
  for (const [author, reader, texts] of [
    [arjun, priya, ['Read the error before the code']],
    [priya, arjun, ['Two people at a release are quicker than one', 'Write the alt text first']],
    [arjun, priya, ['Name an owner for every alert', 'Look at the graph of last week, too']],
  ] as const) {
    await letPass(mara, 7);
    for (const text of texts) {
      const form = await opened(author.dialog('What I learned'), () => author.say(`/learned ${text}`));
      await author.press('Share', form);
      await form.waitFor({ state: 'hidden' });
    }
    await last(mara, asked)
      .getByRole('button', { name: /repl(y|ies)/ })
      .waitFor();
    await readsAndUses(reader, texts[0]);
  }
  const form = await opened(priya.dialog('The last 13 weeks'), () => priya.say('/learned quarter'));
  await form.getByRole('radio', { name: 'Everyone in this channel' }).check();
  await priya.press('Show it', form);
  const shown = last(priya, 'In the last 13 weeks');
  await untilDue(priya, shown.getByRole('img', { name: /^Shared and used/ }), 6);
  await picture(shown, 'quarter');
}

/** In the thread of the question. */
async function readsAndUses(reader: Member, text: string): Promise<void> {
  await last(reader, asked)
    .getByRole('button', { name: /repl(y|ies)/ })
    .click();
  const share = reader.page
    .getByRole('log', { name: 'Thread replies' })
    .getByRole('article')
    .filter({ hasText: text });
  const form = await opened(reader.dialog('Used it'), () => reader.press('Used it', share));
  await reader.press('Save', form);
  await form.waitFor({ state: 'hidden' });
  await reader.page.getByRole('button', { name: 'Close thread' }).click();
}

async function setUp(mara: Member): Promise<void> {
  const form = await opened(mara.dialog('Set up #learning'), () => mara.say('/lore settings'));
  await picture(form, 'set-up');
}
