/** Twelve weeks of people who find people, as somebody sees them who takes part, and as somebody does who ignores everything. */
import type { Browser } from 'playwright-core';
import type { Member } from '../support/browser.ts';
import { letPass } from '../support/page-clock.ts';
import { startSandboxProcess } from '../support/sandbox-process.ts';
import { enter, opened, picture, together } from './album.ts';

const wide = { width: 1280, height: 1500 };
const narrow = { width: 400, height: 1500 };

/** @param begins the day on which it begins, a Tuesday: the company joined coaching and began a forum in the weeks before */
export async function takePeople(browser: Browser, begins: string): Promise<void> {
  const sandbox = await startSandboxProcess({ SANDBOX_BEGINS: begins, SANDBOX_HISTORY: 'on' });
  try {
    const [mara, meiling, priya] = (await Promise.all(
      ['Mara', 'Mei-Ling', 'Priya'].map((name) => enter(browser, sandbox.url, name, 'learning')),
    )) as [Member, Member, Member];
    let week = 1;
    for (const shown of [1, 4, 12]) {
      for (; week < shown; week += 1) await lives(mara, meiling, week);
      await lives(mara, meiling, week);
      week += 1;
      for (const [member, who] of [
        [mara, 'mara'],
        [priya, 'priya'],
      ] as const)
        await show(member, `people-${who}-${String(shown)}`);
      await showChannel(mara, `people-channel-${String(shown)}`);
    }
  } finally {
    await sandbox.stop();
  }
}

/** Somebody asks, somebody answers, and both say yes to whom they are proposed; Priya does nothing in any of the weeks. */
async function lives(mara: Member, meiling: Member, week: number): Promise<void> {
  if (week % 4 === 1) {
    await mara.goTo('learning');
    await meiling.goTo('learning');
    const words = `How do you rehearse a launch, ${['in winter', 'in January', 'in February'][Math.floor(week / 4)] ?? ''}?`;
    const form = await opened(mara.dialog('Ask a question'), () => mara.say(`/ask ${words}`));
    await mara.press('Ask', form);
    await form.waitFor({ state: 'hidden' });
    const question = meiling.message(words).last();
    const answer = await opened(meiling.dialog('Answer'), () => meiling.press('Answer', question));
    await answer
      .getByRole('textbox')
      .fill('With the real data, the week before, and with everybody who will be there');
    await meiling.press('Post it', answer);
    await answer.waitFor({ state: 'hidden' });
  }
  for (const member of [mara, meiling]) {
    await member.closeAll();
    await member.goTo('Lore');
    await member.messages.getByRole('article').last().waitFor();
    const yes = member.messages.getByRole('button', { name: 'Yes', exact: true }).last();
    if (await yes.isVisible()) await yes.click();
  }
  await letPass(mara, 7);
}

/** What they were written, in the order in which it came. */
async function show(member: Member, name: string): Promise<void> {
  await member.page.setViewportSize(wide);
  await member.goTo('Lore');
  await picture(member.messages, `${name}-direct`);
  await member.page.setViewportSize(narrow);
  await picture(member.messages, `${name}-direct-narrow`);
  await member.page.setViewportSize(wide);
  // Tall enough for all of it.
  await member.page.setViewportSize({ width: 1080, height: 2600 });
  await member.goTo('Lore home');
  await member.page.getByText('What Lore stores about you').first().waitFor();
  await together([member.page.locator('.home-view')], `${name}-home`, 16);
  await member.page.setViewportSize(wide);
}

/** What everybody in the channel reads. */
async function showChannel(member: Member, name: string): Promise<void> {
  await member.goTo('learning');
  await member.messages.getByRole('article').last().waitFor();
  await picture(member.messages, name);
}
