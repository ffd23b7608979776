/** Lore's direct message with a person, and what one person alone sees. */
import { minute } from '#core/clock.ts';
import { section } from '#core/kit/blocks.ts';
import { escape } from '#core/text.ts';
import { type Check, either, no, withPerson, yes } from '../check.ts';
import { outcomeOf } from '../refused.ts';
import { passing } from '../live.ts';
import { textAt } from '../read.ts';

export const direct: readonly Check[] = [
  {
    subject: 'direct',
    tries: 'Lore’s direct message with a person opens, and is the same one the next time',
    documented: 'conversations.open (im:write)',
    otherwise: 'writes to nobody directly: what it would say waits, and stands in App Home',
    run: withPerson(async (live) => {
      const first = await live.direct();
      const again = textAt(
        await live.calls.ask('conversations.open', { users: live.person }),
        'channel',
        'id',
      );
      return either(first === again, first === again ? 'the same' : 'another');
    }),
  },
  {
    subject: 'direct',
    tries:
      'a direct message arrives in the Messages tab, is found again by its metadata, changed and deleted',
    documented: 'chat.postMessage; messages_tab_disabled without the tab; im:history to read',
    otherwise:
      'asks the person whether it arrived (without im:history); without the tab nothing is sent, and App Home says so',
    run: withPerson(async (live) => {
      const posted = await live.post({}, { channel: await live.direct() });
      await live.redraw(posted, { blocks: [section(escape(passing))] });
      const { kind } = await live.messenger.find(
        live.team,
        posted.channel,
        { id: posted.id, mark: null },
        live.now() - minute,
      );
      await live.calls.ask('chat.delete', { channel: posted.channel, ts: posted.ts });
      if (kind === 'absent' || kind === 'unknown') return no(`posted, changed, deleted; looked up: ${kind}`);
      return yes(
        kind === 'found'
          ? 'posted, found, changed, deleted'
          : 'posted, changed, deleted; im:history was not granted',
      );
    }),
  },
  {
    subject: 'one person',
    tries: 'a message that one person alone sees is taken, also where it is their first',
    documented: 'chat.postEphemeral: not guaranteed to arrive; gone when Slack is reloaded',
    otherwise: 'answers in a form, or in App Home',
    run: withPerson(async ({ calls, channel, person }) => {
      const text = 'Only you see this. It goes away when you reload Slack.';
      const end = await outcomeOf(calls.ask('chat.postEphemeral', { channel, user: person, text }));
      return either(end === 'taken', end);
    }),
  },
];
