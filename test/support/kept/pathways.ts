/** A pathway is made by two, followed, and shown to somebody; what was finished is counted. */
import type { LoreHere } from '../lore-here.ts';
import { fill, shows, viewOf } from './steps.ts';

interface Path {
  /** One that all of them are in. */
  readonly channel: string;
  readonly editors: readonly [string, string];
  readonly follower: string;
  /** To whom the follower shows how far they are. */
  readonly manager: string;
}

/** Makes it, and has somebody walk it. */
export async function walkAPath(
  here: LoreHere,
  { channel, editors, follower, manager }: Path,
): Promise<void> {
  const [first, second] = editors;
  const press = async (who: string, action: string, shown: string) => {
    await here.who(who).pressInModal(`pathways.${action}`);
    await shows(here, who, shown);
  };
  const open = async (who: string, shown: string) => {
    await here.who(who).closeAll();
    await here.who(who).say(channel, '/pathway');
    await shows(here, who, 'pathways.open');
    await press(who, 'open', shown);
  };
  await here.who(first).say(channel, '/pathway new');
  await fill(here, first, { role: 'Facilitator', about: 'For people who like to lead a retrospective' });
  await press(first, 'add', 'Activities, one on each line');
  const words = { skill: 'Asking without judging', level: '3', format: 'presenting' };
  await fill(here, first, { ...words, lines: 'Read the guide https://example.com/guide\nLead a short one' });
  await open(second, 'pathways.walk');
  await press(second, 'walk', 'You can edit it from now on');
  await press(second, 'publish', 'It’s published');
  await open(follower, 'pathways.follow');
  await press(follower, 'follow', 'You follow it');
  await press(follower, 'show', 'Who may see it?');
  await fill(here, follower, { to: manager });
  await here.who(follower).closeAll();
  await here.who(follower).say(channel, '/pathway mine');
  await shows(here, follower, 'pathways.settings');
  await press(follower, 'settings', 'Count me');
  await fill(here, follower, { channel });
  await open(follower, 'pathways.finish');
  await press(follower, 'finish', 'What will you use of it?');
  await fill(here, follower, { use: 'Three open questions in our next one' });
  if (!viewOf(here, follower).includes('✓')) throw new Error('nothing is finished');
  for (const who of [first, second, follower]) await here.who(who).closeAll();
}
