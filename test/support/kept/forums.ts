/** A forum begins, somebody is asked to present, it meets, and shows what it made. */
import type { LoreHere } from '../lore-here.ts';
import { fill, postWith, shows, viewOf } from './steps.ts';

interface Forum {
  readonly channel: string;
  readonly lead: string;
  /** The two who are in the core group with them, and the sponsor. */
  readonly others: readonly [string, string];
  readonly sponsor: string;
}

/** Sets one up that meets every other week. @param presents finished work, as its list names it, and who is asked to present it */
export async function beginForum(
  here: LoreHere,
  { channel, lead, others, sponsor }: Forum,
  presents: readonly [work: string, who: string],
): Promise<void> {
  await here.who(lead).say(channel, '/forum new');
  const words = { subject: 'Moving house calmly', about: 'How we move websites, and their data' };
  await fill(here, lead, { channel, ...words, core: [lead, ...others], sponsor, every: 'fortnight' });
  for (const who of [...others, sponsor]) {
    await here.who(who).openHome();
    await here.settle();
    await here.who(who).pressInHome('forums.agree');
    await here.settle();
  }
  const [work, who] = presents;
  await onPage(here, lead, 'forums.put-on');
  await fill(here, lead, { words: 'Who has moved a search index?' });
  await here.who(lead).closeAll();
  await onPage(here, lead, 'forums.invite');
  await fill(here, lead, { work: listed(viewOf(here, lead), work) });
  await here.who(lead).closeAll();
  await here.who(who).openHome();
  await here.settle();
  await here.who(who).pressInHome('forums.would-present');
  await shows(here, who, 'forums.present');
  await fill(here, who, { title: 'What one night of moving taught us' });
}

/** Weeks later: a meeting is over, and the channel reads what was said and made. */
export async function noteMeeting(here: LoreHere, channel: string, who: string): Promise<void> {
  await here.who(who).press(postWith(here, channel, 'We met. If'), 'forums.keep-notes');
  await fill(here, who, { words: 'Move the data first.\n\nThen tell the readers.' });
  await here.who(who).closeAll();
  await onPage(here, who, 'forums.made');
  await fill(here, who, { what: 'A checklist for moves', link: 'wiki.example/moves' });
  await here.who(who).closeAll();
}

async function onPage(here: LoreHere, who: string, action: string): Promise<void> {
  await here.who(who).openHome();
  await here.settle();
  await here.who(who).pressInHome('forums.open');
  await shows(here, who, action);
  await here.who(who).pressInModal(action);
  await here.settle();
}

/** The value of the choice whose text begins so. */
function listed(view: string, text: string): string {
  const [, after = ''] = view.split(`"text":"${text}`);
  const [, value] = /"value":"([^"]+)"/.exec(after) ?? [];
  if (value === undefined) throw new Error(`no choice is called “${text}”`);
  return value;
}
