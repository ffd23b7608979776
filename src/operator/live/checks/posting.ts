/** A message: posted, found again by its mark, changed, and taken away. */
import { day, minute } from '#core/clock.ts';
import { section } from '#core/kit/blocks.ts';
import { escape } from '#core/text.ts';
import { type Check, either, no, notTried, yes } from '../check.ts';
import { outcomeOf } from '../refused.ts';
import type { Live, Posted } from '../live.ts';
import { at, listAt, objectsIn, textAt } from '../read.ts';

const words = (text: string) => section(escape(text));

/** Where Lore looks up a post whose arrival it does not know. */
async function lookUp(live: Live, posted: Posted, threadTs?: string): ReturnType<Check['run']> {
  // As early as Lore looks for it.
  const began = live.now() - minute;
  const found = await live.messenger.find(
    live.team,
    posted.channel,
    { id: posted.id, mark: null },
    began,
    threadTs,
  );
  if (found.kind === 'cannot')
    return notTried('the scope for this history was not granted, so Lore asks a person');
  if (found.kind === 'found') return either(found.ts === posted.ts, 'found');
  return no(
    found.kind === 'absent'
      ? 'the history doesn’t have it'
      : 'Slack shows no metadata of Lore’s messages, or gave no answer',
  );
}

const asks = 'asks a person about each post whose answer got lost, instead of looking it up';

export const posting: readonly Check[] = [
  {
    subject: 'message',
    tries: 'a message with blocks and a text is posted, and Slack gives its time',
    documented: 'chat.postMessage',
    otherwise: 'can’t work here: posts wait in its outbox, and App Home says why',
    run: async (live) => either((await live.post({ blocks: [words('1')] })).ts !== '', 'posted'),
  },
  {
    subject: 'metadata',
    tries: 'a message is found in the history by the id in its metadata',
    documented: 'conversations.history with include_all_metadata (Message metadata)',
    otherwise: asks,
    run: async (live) => lookUp(live, await live.post()),
  },
  {
    subject: 'metadata',
    tries: 'a reply is found in its thread by the id in its metadata',
    documented: 'conversations.replies with include_all_metadata',
    otherwise: asks,
    run: async (live) => {
      const first = await live.post();
      return lookUp(live, await live.post({}, { threadTs: first.ts }), first.ts);
    },
  },
  {
    subject: 'metadata',
    tries: 'metadata of 8,000 characters is taken',
    documented: 'nothing says how much there may be',
    otherwise: 'is fine: its metadata is an id, and 21 characters for each thing that a message says',
    run: async (live) => {
      const payload = { id: live.newId(), fill: 'a'.repeat(8000) };
      const metadata = { event_type: 'lore_delivery', event_payload: payload };
      const args = { channel: live.channel, text: 'Lore is trying something.', metadata };
      const answer = await live.calls.ask('chat.postMessage', args);
      live.made.message({ channel: live.channel, ts: textAt(answer, 'ts') });
      return yes('8,000 taken');
    },
  },
  {
    subject: 'update',
    tries: 'a message that was just posted is changed, and its metadata stays',
    documented: 'chat.update; metadata that is left out is kept',
    otherwise: asks,
    run: async (live) => {
      const posted = await live.post({ blocks: [words('before')] });
      await live.redraw(posted, { blocks: [words('after')] });
      const found = await lookUp(live, posted);
      if (found.answer !== 'yes') return { ...found, came: `changed; ${found.came}` };
      const isChanged = objectsIn(await live.readBack(posted)).some((one) => one['text'] === 'after');
      return either(isChanged, isChanged ? 'changed and found' : 'found, and not changed');
    },
  },
  {
    subject: 'update',
    tries: 'an update with a text and no blocks takes the blocks away',
    documented: 'chat.update',
    otherwise: 'leaves old buttons in a message that says that it is over',
    run: async (live) => {
      const posted = await live.post({ blocks: [words('before')] });
      await live.redraw(posted, { blocks: [] });
      return blocksGone(await live.readBack(posted));
    },
  },
  {
    subject: 'update',
    tries: 'Lore’s oldest message here can still be changed',
    documented: 'no age limit for apps; edit_window_closed exists for people',
    otherwise: 'leaves the message as it was and logs Slack’s code; presses on it are answered as before',
    run: async (live) => changeOldest(live),
  },
  {
    subject: 'deletion',
    tries: 'Lore’s own message is deleted, and a second time Slack says that it is gone',
    documented: 'chat.delete, message_not_found',
    otherwise: 'tries again until Slack says that it is gone, and logs what could not be deleted',
    run: async (live) => {
      const { channel, ts } = await live.post();
      const ends: string[] = [];
      for (let time = 0; time < 2; time += 1)
        ends.push(await outcomeOf(live.calls.ask('chat.delete', { channel, ts })));
      return either(ends[0] === 'taken' && ends[1] === 'message_not_found', ends.join(', then '));
    },
  },
];

/** Slack makes a block of a text that has none. */
function blocksGone(message: unknown): ReturnType<typeof either> {
  const isGone = !objectsIn(listAt(message, 'blocks')).some((one) => one['text'] === 'before');
  return either(isGone, isGone ? 'gone' : 'still there');
}

/** Puts the same words and blocks there again, which nobody sees but for “edited”. */
async function changeOldest(live: Live): ReturnType<Check['run']> {
  // Elsewhere a running Lore may redraw it in the same second, without what somebody erased: here it would come back.
  if (!(await live.isStillAlone()))
    return notTried('it is a real message, which Lore may be changing: try it in a channel of your own');
  const before = String(Math.floor((live.now() - day) / 1000));
  const answer = await live.calls.ask('conversations.history', {
    channel: live.channel,
    latest: before,
    limit: 200,
  });
  const oldest = listAt(answer, 'messages')
    .filter((one) => textAt(one, 'user') === live.bot && at(one, 'subtype') === undefined)
    .filter(
      (one) => !objectsIn(one).some((each) => 'slack_file' in each) && listAt(one, 'files').length === 0,
    )
    .toSorted((a, b) => Number(textAt(a, 'ts')) - Number(textAt(b, 'ts')))[0];
  if (oldest === undefined) return notTried('none of its messages here is older than a day');
  const [ts, text] = [textAt(oldest, 'ts'), textAt(oldest, 'text')];
  const blocks = listAt(oldest, 'blocks');
  await live.calls.ask('chat.update', { channel: live.channel, ts, text, blocks, parse: 'none' });
  return yes(`${Math.floor((live.now() / 1000 - Number(ts)) / 86_400)} days old`);
}
