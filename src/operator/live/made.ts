/**
 * What the checks leave in Slack until it is taken away: their messages and files. A message carries a mark in its metadata, so that what a
 * run that was killed left behind is found by the next one.
 */
import type { ChannelId } from '#core/ids.ts';
import { deliveryIn } from '../../slack/api/messenger.ts';
import type { Calls } from './calls.ts';
import { Refused } from './refused.ts';
import { at, listAt, objectsIn, textAt } from './read.ts';

export interface Made {
  message(posted: { readonly channel: ChannelId; readonly ts: string }): void;
  file(id: string): void;
  /** A message that Slack did not say the time of, so that only a sweep finds it. */
  unseen(): void;
  readonly hasUnseen: () => boolean;
  /** Takes away what was made so far, the newest first. @returns how many could not be, with Slack's code each */
  remove(): Promise<readonly string[]>;
  /** Takes away what the history of a conversation has of this kind. @param since epoch ms. @returns how many there were. @throws Refused */
  sweep(channel: ChannelId, since?: number): Promise<number>;
}

const mark = 'lore-live-';
/** The name of every file that is sent to a conversation, whose message has no metadata. */
export const fileName = 'lore-live.txt';

/** An id that no post of Lore's own has. */
export const marked = (id: string): string => `${mark}${id}`;

/** Slack's words for what is gone already. */
const gone: ReadonlySet<string> = new Set([
  'message_not_found',
  'file_not_found',
  'file_deleted',
  'thread_not_found',
]);

/** At most so many pages of a conversation are looked through: what a run leaves is among the newest. */
const mostPages = 5;

export function makeMade(calls: Calls, bot: string): Made {
  const messages: { readonly channel: string; readonly ts: string }[] = [];
  const files: string[] = [];
  let hasUnseen = false;
  /** What a call of the kind that may be repeated ends with; `null`: it is gone. */
  const take = async (method: string, args: Readonly<Record<string, unknown>>): Promise<string | null> => {
    try {
      await calls.ask(method, args);
      return null;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return gone.has(error.code) ? null : error.code;
    }
  };
  const remove: Made['remove'] = async () => {
    const left: string[] = [];
    for (let next = messages.at(-1); next !== undefined; next = messages.at(-1)) {
      const code = await take('chat.delete', { channel: next.channel, ts: next.ts });
      messages.pop();
      if (code !== null) left.push(`a message (${code})`);
    }
    for (let file = files.at(-1); file !== undefined; file = files.at(-1)) {
      const code = await take('files.delete', { file });
      files.pop();
      if (code !== null) left.push(`a file (${code})`);
    }
    return left;
  };
  const note = (channel: ChannelId, message: unknown) => {
    messages.push({ channel, ts: textAt(message, 'ts') });
    files.push(...filesIn(message));
  };
  // Anybody's message may have the mark, and show a file that is to stay.
  const isOurs = (message: unknown): boolean =>
    textAt(message, 'user') === bot &&
    (deliveryIn(at(message, 'metadata'))?.startsWith(mark) === true ||
      listAt(message, 'files').some((file) => textAt(file, 'name') === fileName));
  const replies = async (channel: ChannelId, ts: string): Promise<readonly unknown[]> => {
    const args = { channel, ts, limit: 200, include_all_metadata: true };
    return listAt(await calls.ask('conversations.replies', args), 'messages').filter(
      (one) => textAt(one, 'ts') !== ts && isOurs(one),
    );
  };
  return {
    message: (posted) => void messages.push(posted),
    file: (id) => void files.push(id),
    unseen: () => {
      hasUnseen = true;
    },
    hasUnseen: () => hasUnseen,
    remove,
    sweep: async (channel, since = 0) => {
      let cursor = '';
      let found = 0;
      for (let page = 0; page < mostPages; page += 1) {
        const answer = await calls.ask('conversations.history', {
          channel,
          oldest: String(Math.max(0, Math.floor(since / 1000) - 60)),
          limit: 200,
          include_all_metadata: true,
          ...(cursor === '' ? {} : { cursor }),
        });
        for (const message of listAt(answer, 'messages').filter(isOurs)) {
          const ts = textAt(message, 'ts');
          const below = at(message, 'reply_count') === undefined ? [] : await replies(channel, ts);
          for (const one of [message, ...below]) note(channel, one);
          found += 1 + below.length;
        }
        cursor = textAt(answer, 'response_metadata', 'next_cursor');
        if (cursor === '') break;
      }
      return found;
    },
  };
}

/** Files that came with a message, and those that it shows. */
function filesIn(message: unknown): readonly string[] {
  const sent = listAt(message, 'files').map((file) => textAt(file, 'id'));
  const shown = objectsIn(listAt(message, 'blocks')).map((block) => textAt(block, 'slack_file', 'id'));
  return [...new Set([...sent, ...shown])].filter((id) => id !== '');
}
