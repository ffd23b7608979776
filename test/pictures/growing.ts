/** Twelve weeks of growing, as somebody sees them who takes part, and as somebody does who ignores everything. */
import type { Browser } from 'playwright-core';
import type { Member } from '../support/browser.ts';
import type { GrowingHere } from '../support/growing-here.ts';
import { growing, lives } from '../support/growing-weeks.ts';
import { enter, picture, together } from './album.ts';

/** Tall enough for all of it. */
const tall = { width: 1080, height: 4200 };
const narrow = { width: 400, height: 5200 };
const wide = { width: 1080, height: 1500 };

export async function takeGrowing(browser: Browser): Promise<void> {
  const here = await growing(null);
  try {
    const tabs = new Map<string, Member>();
    const at = async (name: string) => {
      const member = tabs.get(name) ?? (await enter(browser, here.sandbox.url, name, 'Lore'));
      tabs.set(name, member);
      return member;
    };
    let week = 1;
    for (const shown of [1, 4, 12]) {
      for (; week <= shown; week += 1) await lives(here, week);
      for (const name of ['Mara', 'Priya']) await show(here, await at(name), name.toLowerCase(), shown);
      await showChannel(await at('Mara'), shown);
      await pages(here, await at('Arjun'), await at('Mara'), shown);
    }
  } finally {
    await here.close();
  }
}

/** What they were written, in the order in which it came, and their Home. */
async function show(here: GrowingHere, member: Member, who: string, week: number): Promise<void> {
  const name = `growing-${who}-${String(week)}`;
  await member.page.setViewportSize(tall);
  await member.goTo('Lore');
  // As on a telephone, where who looks at nothing would look first.
  if (who === 'priya' && week === 1) {
    await member.page.setViewportSize(narrow);
    await conversation(member, `${name}-direct-narrow`, 24);
  } else await conversation(member, `${name}-direct`, 24);
  await member.page.setViewportSize(tall);
  await member.goTo('Lore home');
  await here.settle();
  await member.page.getByText('What Lore stores about you').first().waitFor();
  await together([member.page.locator('.home-view')], `${name}-home`, 16);
}

/** The last messages of a conversation, without what is empty above them. */
async function conversation(member: Member, name: string, most: number): Promise<void> {
  const { page, messages } = member;
  const articles = messages.getByRole('article');
  await articles.last().waitFor();
  await articles.last().scrollIntoViewIfNeeded();
  const [first] = (await articles.all()).slice(-most);
  const [from, log] = [await first?.boundingBox(), await messages.boundingBox()];
  const size = page.viewportSize();
  if (from === null || from === undefined || log === null || size === null)
    throw new Error('nothing stands there');
  // Above the first one stands its day.
  const height = Math.ceil(size.height - (from.y - log.y) + 44);
  await page.setViewportSize({ ...size, height });
  await articles.last().scrollIntoViewIfNeeded();
  await picture(messages, name);
}

/** What everybody in the channel reads. */
async function showChannel(member: Member, week: number): Promise<void> {
  await member.page.setViewportSize(tall);
  await member.goTo('learning');
  if (week === 12) await picture(member.message('Something changes here').last(), 'growing-brief');
  await conversation(member, `growing-channel-${String(week)}`, 6);
}

/** A pathway, a sheet and what two plan, as those read it to whom they belong. */
async function pages(here: GrowingHere, arjun: Member, mara: Member, week: number): Promise<void> {
  if (week !== 1) return;
  for (const member of [arjun, mara]) await member.page.setViewportSize(wide);
  await arjun.goTo('learning');
  await arjun.say('/purpose');
  await here.settle();
  const page = arjun.dialog('Purpose');
  await page.waitFor();
  await picture(page, 'growing-purpose');
  await arjun.press(/^Open what you plan/, page);
  await here.settle();
  const pair = arjun.dialog('Development talk');
  await pair.waitFor();
  await picture(pair, 'growing-talk');
  await arjun.closeAll();
  await mara.goTo('learning');
  await mara.press('Open', mara.message('A pathway').last());
  await here.settle();
  const pathway = mara.dialog('Pathway');
  await pathway.waitFor();
  await picture(pathway, 'growing-pathway');
  await mara.closeAll();
}
