/** `/lore reorg`: the page of reorganisations, for admins; and naming sponsors, for who looks after a channel, too. */
import { helped } from '#core/help-words.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, open, type Reading, type Reply, say } from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import { page } from './brief/handlers.ts';
import { copy, type T } from './copy.ts';
import { openSponsors } from './sponsors/handlers.ts';

const help = (t: T) => messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.people'), t.mrkdwn('help.sponsor'));

/** In each language. */
const sponsorWords: readonly string[] = ['sponsor', 'sponsors', 'patin', 'pate', 'paten'];

async function run(it: Reading, text: string): Promise<Reply> {
  const t = copy.for(it);
  const channel = it.channel?.channelId ?? null;
  if (it.person.memberType !== 'member') return say(messageOf(t.mrkdwn('told.guest')));
  if (sponsorWords.includes(text.toLowerCase())) return open(await openSponsors(it, channel));
  if (text !== '') return say(messageOf(t.mrkdwn('help.unknown', { typed: text }), ...help(t).blocks));
  return isAdmin(it.person)
    ? open(await page(it, channel))
    : say(messageOf(t.mrkdwn('told.adminsOnly'), t.mrkdwn('help.people'), t.mrkdwn('help.sponsor')));
}

export const commands: readonly Command[] = [
  {
    name: '/reorg',
    ...helped(copy, help),
    isReader: true,
    run,
  },
];
