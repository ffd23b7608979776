/** People join the rounds of a channel; those who were put together answer, and one pauses. */
import type { LoreHere } from '../lore-here.ts';
import { fill } from './steps.ts';

/** @param people in the channel; the first would rather not talk with `notWith` */
export async function joinRounds(
  here: LoreHere,
  channel: string,
  people: readonly string[],
  notWith: string,
): Promise<void> {
  for (const [nth, who] of people.entries()) {
    await here.who(who).say(channel, '/coach join');
    await fill(here, who, nth === 0 ? { notWith: [notWith] } : {});
    await here.who(who).closeAll();
  }
}
