/** `/purpose`: one's own page. */
import { helped } from '#core/help-words.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Command, onReading, say } from '#core/listener.ts';
import { copy, type T } from './copy.ts';
import * as ids from './ids.ts';
import { showPage } from './page.ts';

const help = (t: T) => messageOf(t.mrkdwn('help.what'), t.mrkdwn('help.share'), t.mrkdwn('help.stored'));

export const commands: readonly Command[] = [
  {
    name: '/purpose',
    ...helped(copy, help),
    isReader: true,
    run: async (it, text) => {
      if (text === '') return showPage(it);
      const t = copy.for(it);
      // What was typed may be what they want to learn: it is not repeated here.
      return say(messageOf(t.mrkdwn('help.unknown'), t.mrkdwn('help.what')));
    },
  },
];

export const pageActions = [onReading(ids.openPage, showPage)];
