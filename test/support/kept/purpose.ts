/** Somebody writes what they want to learn, shares it, and plans with the one they chose; an admin writes the aims. */
import { addDates } from '../../../src/core/time/date.ts';
import { localTime } from '../../../src/core/time/zone.ts';
import type { LoreHere } from '../lore-here.ts';
import { fill, learning, shows } from './steps.ts';

/** @param chosen who may read it, in the same channel @param admin of the workspace */
export async function writePurposes(
  here: LoreHere,
  who: string,
  chosen: string,
  admin: string,
): Promise<void> {
  const today = localTime(here.sandbox.core.clock.now(), 'Europe/Berlin').date;
  const press = async (person: string, action: string, shown: string) => {
    await here.who(person).pressInModal(action);
    await shows(here, person, shown);
  };
  const page = async (person: string, channel: string) => {
    await here.who(person).closeAll();
    await here.who(person).say(channel, '/purpose');
    await shows(here, person, 'Your sheet');
  };
  await page(who, learning);
  await press(who, 'purpose.write', 'Where I want to go');
  await fill(here, who, { learn: 'Leading a project', drives: 'Sparing others work' });
  await press(who, 'purpose.share', 'With whom?');
  await fill(here, who, { chosen, channel: learning });
  await page(chosen, learning);
  await press(chosen, 'purpose.pair', 'Ask first, advise later');
  await press(chosen, 'purpose.dates', 'Up to three days');
  await fill(here, chosen, { on1: workday(today, 14), at: '14:00' });
  await press(chosen, 'purpose.step', 'By when?');
  await fill(here, chosen, { what: 'Facilitate the next retro', owner: 'other', due: addDates(today, 21) });
  await here.who(chosen).closeAll();
  await here.who(admin).say('C0PEOPLE', '/purpose');
  await shows(here, admin, 'Write the aims');
  await press(admin, 'purpose.aims', 'What does the organisation aim for?');
  await here.sandbox.page('membership', { as: admin, channelId: learning, change: 'join' });
  await here.settle();
  await fill(here, admin, { words: 'Shorter ways to learn', channel: learning });
  await here.who(admin).closeAll();
  await here.who(who).closeAll();
}

/** The first day from then on that is from Tuesday to Thursday. */
function workday(today: ReturnType<typeof addDates>, from: number): ReturnType<typeof addDates> {
  const on = addDates(today, from);
  const weekday = new Date(`${on}T12:00:00Z`).getUTCDay();
  return weekday >= 2 && weekday <= 4 ? on : workday(today, from + 1);
}
