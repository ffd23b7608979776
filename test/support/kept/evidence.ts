/** People put together their evidence packs. */
import type { LoreHere } from '../lore-here.ts';
import { fill, shows } from './steps.ts';

/** @param people who have something to put in, and a channel in which they type */
export async function makeEvidence(
  here: LoreHere,
  people: readonly (readonly [who: string, channel: string])[],
): Promise<void> {
  for (const [who, channel] of people) {
    await here.who(who).say(channel, '/thanks evidence');
    await shows(here, who, 'Your evidence pack');
    await here.who(who).pressInModal('thanks.pack-in');
    await shows(here, who, 'In your pack, in this order');
    await here.who(who).pressInModal('thanks.pack-words');
    await shows(here, who, 'Saved as you type');
    await fill(here, who, { heading: 'My year', learned: 'To ask early' });
    await here.who(who).closeAll();
  }
}
