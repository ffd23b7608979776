/** Two quarters of a safety pulse, with what is counted of learning, as a team, its leader and a team that is too small see them. */
import type { Browser } from 'playwright-core';
import { day } from '../../src/core/clock.ts';
import { features } from '../../src/features.ts';
import { Member } from '../support/browser.ts';
import { diego, hana, ines, katrin, learning, mara, priya, seun, website } from '../support/company.ts';
import { leaders, pulseOn, type PulseHere } from '../support/pulse-here.ts';
import { enter, picture, together } from './album.ts';

const [will, elliot, noor, jonas] = ['U0WILL', 'U0ELLIOT', 'U0NOOR', 'U0JONAS'] as const;

const wide = { width: 1080, height: 1500 };

const tree = [
  'name,part of,people,leader',
  'Lindgrove,,,Katrin',
  'Website,Lindgrove,#website-relaunch,Mara',
  'Learning,Lindgrove,#learning,Seun',
  'Office,Lindgrove,#general,Carol',
].join('\n');

/** What each says to the three themes in the first and in the second quarter; who is not here says nothing. */
const first: Readonly<Record<string, string>> = {
  ...{ [diego]: '3', [priya]: '4', [hana]: '3', [elliot]: '4', [noor]: '5', [jonas]: '3' },
  ...{ [katrin]: '5', [mara]: '6', U0MEILING: '5', U0ARJUN: '5', [ines]: '4', [will]: '2' },
};
const second: Readonly<Record<string, string>> = {
  ...{ [diego]: '5', [priya]: '6', [hana]: '5', [noor]: '6', [jonas]: '6', [will]: '4' },
  ...{ [katrin]: '5', [mara]: '6', U0MEILING: '6', U0ARJUN: '5', [ines]: '4' },
};
const morale = { SL1: '3', SL2: '4', SL3: '4', RR1: '5', RR2: '5', RR3: '6' };

const now = (here: PulseHere) => here.sandbox.core.clock.now();

export async function takePulse(browser: Browser): Promise<void> {
  const here = await pulseOn(null, { features });
  try {
    await here.recurs(learning, katrin, {
      'indicators.quarter': { every: 'month', weekday: 2, minutes: 600 },
    });
    await begins(here);
    const tabs = new Map<string, Member>();
    const at = async (name: string) => {
      const member = tabs.get(name) ?? (await enter(browser, here.sandbox.url, name, 'Lore'));
      tabs.set(name, member);
      return member;
    };
    await whileOpen(here, await at('Priya'));
    await answer(here, first);
    await here.toTheEnd();
    await show(await at('Priya'), 'pulse-priya-1');
    await show(await at('Mara'), 'pulse-mara-1-narrow');
    await show(await at('Will'), 'pulse-will-1-narrow');
    await leadersSay(here);
    await here.playUntil(now(here) + day);
    await show(await at('Priya'), 'pulse-priya-1-heard');
    await lives(here, 40);
    await saysWhether(here);
    await lives(here, 35);
    // Somebody came to the website's team, and somebody left.
    await here.sandbox.page('membership', { as: will, channelId: website, change: 'join' });
    await here.set(elliot, { standing: 'deactivated' });
    await here.settle();
    // Slack has told their languages again meanwhile.
    for (const who of Object.keys(second)) await here.set(who, { locale: 'en' });
    await here.openIt();
    await here.who(ines).closeAll();
    await here.playUntil(now(here) + day);
    await answer(here, second);
    await here.toTheEnd();
    await show(await at('Priya'), 'pulse-priya-2');
    await show(await at('Mara'), 'pulse-mara-2');
    await show(await at('Will'), 'pulse-will-2-narrow');
    await counted(here, await at('Mara'));
  } finally {
    await here.close();
  }
}

/** An admin pastes the teams, their leaders agree, and it opens. */
async function begins(here: PulseHere): Promise<void> {
  await here.setUp();
  await here.paste(tree);
  await here.settle();
  await here.agree(...leaders, 'U0CAROL');
  await here.openIt();
  await here.who(ines).closeAll();
  await here.playUntil(now(here) + day);
}

async function whileOpen(here: PulseHere, member: Member): Promise<void> {
  const message = member.message('How safe is it to learn in').last();
  await message.waitFor();
  await picture(message, 'pulse-asked');
  const form = await member.open('Begin', message, member.dialog('How safe is it to learn?'));
  await picture(form, 'pulse-promise');
  await member.press('Begin', form);
  await form.getByRole('radio').first().waitFor();
  await member.page.setViewportSize({ width: 400, height: 1000 });
  await picture(form, 'pulse-statements-narrow');
  await member.page.setViewportSize(wide);
  await member.closeAll();
  await member.goTo('Lore home');
  await homeOf(member, 'pulse-home-open');
  await here.settle();
}

async function answer(here: PulseHere, said: Readonly<Record<string, string>>): Promise<void> {
  for (const [who, point] of Object.entries(said)) {
    await here.answer(who, point, morale);
    await here.who(who).closeAll();
  }
}

async function leadersSay(here: PulseHere): Promise<void> {
  for (const [who, heard, what] of [
    [
      mara,
      'We say late what goes wrong, since nobody asks early.',
      'Each Monday begins with what worries us.',
    ],
    [katrin, 'Many would like more time to learn.', 'Friday afternoons are for learning.'],
  ] as const) {
    const report = here
      .direct(who)
      .findLast(({ blocks }) => JSON.stringify(blocks).includes('"pulse.heard"'));
    if (report === undefined) throw new Error(`${who} is not asked what they heard`);
    await here.who(who).press(report, 'pulse.heard');
    await here.settle();
    await here.who(who).submit({ heard, what });
    await here.settle();
  }
}

async function saysWhether(here: PulseHere): Promise<void> {
  for (const who of [mara, katrin]) {
    const question = here.direct(who).findLast(({ text }) => text.includes('Did it help?'));
    if (question !== undefined) await here.who(who).press(question, 'pulse.helped-yes');
    await here.settle();
  }
}

/** Weeks in which people share what they learned. */
async function lives(here: PulseHere, days: number): Promise<void> {
  const authors = [mara, 'U0MEILING', 'U0ARJUN', seun, noor];
  for (let passed = 0; passed < days; passed += 5) {
    const who = authors[(passed / 5) % authors.length] ?? mara;
    await here.type(who, `/learned Ask early, and ask twice: part ${String(passed / 5 + 1)}`, learning);
    await here.who(who).submit({});
    await here.who(who).closeAll();
    await here.playUntil(now(here) + 5 * day);
  }
}

async function counted(here: PulseHere, member: Member): Promise<void> {
  await lives(here, 30);
  await member.goTo('learning');
  const post = member.message('what learning came to here').last();
  await post.waitFor();
  await picture(post, 'indicators-post');
  const page = await member.open('What they mean', post, member.dialog('Indicators'));
  await picture(page, 'indicators-page');
  await member.closeAll();
  await member.goTo('Lore home');
  await homeOf(member, 'indicators-home');
}

async function homeOf(member: Member, name: string): Promise<void> {
  await member.page.setViewportSize({ width: 1080, height: 2600 });
  await member.page.getByText('What Lore stores about you').first().waitFor();
  await together([member.page.locator('.home-view')], name, 16);
  await member.page.setViewportSize(wide);
}

/** The last report; a name that ends in `-narrow` as on a telephone. */
async function show(member: Member, name: string): Promise<void> {
  await member.goTo('Lore');
  const report = member.message('What came of the safety pulse').last();
  await report.waitFor();
  if (name.endsWith('-narrow')) await member.page.setViewportSize({ width: 400, height: 2200 });
  await picture(report, name);
  await member.page.setViewportSize(wide);
}
