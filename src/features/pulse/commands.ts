/** `/pulse`: what concerns the person who typed it, and for an admin the tree and the windows. */
import { helpWords } from '#core/help-words.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, onReading, open, type Reading, type Reply, say } from '#core/listener.ts';
import { copy, type T } from './copy.ts';
import * as ids from './ids.ts';
import { renderPage } from './page.ts';

const help = (t: T) => messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.stored'), t.mrkdwn('help.admin'));

/** First words with which somebody asks for single answers, in each language. */
const rawWords: readonly string[] = ['raw', 'answers', 'rohdaten', 'antworten', 'einzelantworten'];

const showPage = async (it: Reading): Promise<Reply> =>
  it.person.memberType === 'member'
    ? open(await renderPage(it))
    : say(messageOf(copy.for(it).mrkdwn('answered.guest')));

export const commands: readonly Command[] = [
  {
    name: '/pulse',
    summary: copy.named('command.summary'),
    usage: copy.named('command.usage'),
    inWords: (reader, text) => {
      const t = copy.in(reader.locale, reader.tz);
      const word = text.toLowerCase();
      if (helpWords.includes(word)) return help(t);
      return rawWords.includes(word.split(' ')[0] ?? '') ? messageOf(t.mrkdwn('raw.refused')) : null;
    },
    isReader: true,
    run: async (it, text) => {
      if (text === '') return showPage(it);
      const t = copy.for(it);
      return say(messageOf(t.mrkdwn('help.unknown', { typed: text }), t.mrkdwn('help.what')));
    },
  },
];

export const pageActions = [onReading(ids.openPage, showPage)];
