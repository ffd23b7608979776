/** What becomes a mention, and what stays text. */
import type { KnownBlock } from '@slack/types';
import { section, userText } from '#core/kit/blocks.ts';
import { escape, type Mrkdwn } from '#core/text.ts';
import { type Check, either, notTried, withPerson } from '../check.ts';
import type { Live } from '../live.ts';
import { listAt, objectsIn, textAt } from '../read.ts';

/** What a person may have written who means no harm, or some. */
const written = '@here @channel <!channel> <!here>';

/** Whether Slack made a call to everybody of it: only in its text and in mrkdwn are these signs more than text. */
function callsAll(message: unknown): boolean {
  const isCall = (text: string) => /<!(here|channel|everyone)/.test(text);
  if (isCall(textAt(message, 'text'))) return true;
  return objectsIn(listAt(message, 'blocks')).some(
    (each) => each['type'] === 'broadcast' || (each['type'] === 'mrkdwn' && isCall(textAt(each, 'text'))),
  );
}

const plain = (text: string): KnownBlock => ({
  type: 'header',
  text: { type: 'plain_text', text, emoji: false },
});

const pings = 'would notify a whole channel where a person only wrote the words';

async function staysText(
  live: Live,
  blocks: readonly KnownBlock[],
  isUpdate = false,
): ReturnType<Check['run']> {
  if (!(await live.isStillAlone()))
    return notTried('it could notify everybody here: try it in a channel of your own');
  const shown = { text: escape(written), blocks };
  const posted = await live.post(isUpdate ? {} : shown);
  if (isUpdate) await live.redraw(posted, shown);
  const isCall = callsAll(await live.readBack(posted));
  return either(!isCall, isCall ? 'it became a call to everybody' : 'it stayed text');
}

export const mentions: readonly Check[] = [
  {
    subject: 'mention',
    tries: '@here and <!channel> that a person wrote stay text: in a sentence, in rich text, in a heading',
    documented: 'verbatim: true parses no names; rich text and plain_text are never parsed',
    otherwise: pings,
    breaksLore: true,
    run: async (live) => staysText(live, [section(escape(written)), userText({ written }), plain(written)]),
  },
  {
    subject: 'mention',
    tries: 'they stay text in an update, too',
    documented: 'chat.update with parse: none',
    otherwise: pings,
    breaksLore: true,
    run: async (live) => staysText(live, [section(escape(written))], true),
  },
  {
    subject: 'mention',
    tries: 'a mention in a sentence and in rich text comes back as one',
    documented: '<@U…> in mrkdwn, the element user in rich text',
    otherwise: 'names people who are not notified; the direct message that asks them still arrives',
    run: withPerson(async (live) => {
      const text = `<@${live.person}>` as Mrkdwn;
      const message = await live.readBack(
        await live.post({ text, blocks: [section(text), userText({ person: live.person })] }),
      );
      const blocks = objectsIn(listAt(message, 'blocks'));
      const inText = textAt(message, 'text').includes(text);
      const inSentence = blocks.some((each) => each['type'] === 'mrkdwn' && each['text'] === text);
      const inRich = blocks.some((each) => each['type'] === 'user' && each['user_id'] === live.person);
      return either(
        inText && inSentence && inRich,
        `text ${inText}, sentence ${inSentence}, rich text ${inRich}`,
      );
    }),
  },
  {
    subject: 'text',
    tries: 'a name in colons that a person wrote stays text in rich text',
    documented: 'rich text: an emoji is an element of its own',
    otherwise: 'shows an emoji where somebody wrote its name',
    run: async (live) => {
      const message = await live.readBack(
        await live.post({ blocks: [userText({ written: 'at 10:tada:30' })] }),
      );
      return either(
        objectsIn(message).every((each) => each['type'] !== 'emoji'),
        'read back',
      );
    },
  },
  {
    subject: 'text',
    tries: 'a date stands in a message as Lore wrote it, for each reader’s zone',
    documented: '<!date^…^{time}|…> (Formatting text)',
    otherwise: 'shows the words behind the bar, which name the zone',
    run: async (live) => {
      const date = '<!date^1767225600^{date_short_pretty} {time}|1 January, 00:00 UTC>' as Mrkdwn;
      const message = await live.readBack(await live.post({ text: date, blocks: [section(date)] }));
      return either(
        objectsIn(message).some((each) => each['text'] === date),
        'read back',
      );
    },
  },
];
