/** An entry as a channel reads it. */
import { messageOf } from '../../../core/kit/message.ts';
import type { KnownBlock } from '@slack/types';
import { mention } from '../../../core/sentence.ts';
import { button, overflow } from '../../../core/kit/action.ts';
import { actions, context, section, userText } from '../../../core/kit/blocks.ts';
import type { Message } from '../../../core/post.ts';
import { escape, join, type Mrkdwn } from '../../../core/text.ts';
import { manage, seeJourney } from '../ids.ts';
import type { EntryRow } from '../tables.ts';
import { type Words } from './words.ts';

export type Shown = Pick<EntryRow, 'teller_id' | 'question' | 'text' | 'edited_at'>;

/** The message in a channel. */
export function entryMessage(words: Words, row: EntryRow): Message {
  const { say } = words;
  if (row.withdrawn_at !== null)
    return messageOf(say.mrkdwn('entry.withdrawn', { person: mention(row.teller_id) }));
  const buttons = actions([
    button(seeJourney, say.plain('entry.journey'), { person: row.teller_id }),
    overflow(manage, [
      { text: say.plain('entry.edit'), value: { e: row.entry_id, do: 'edit' } },
      { text: say.plain('entry.withdraw'), value: { e: row.entry_id, do: 'back' } },
    ]),
  ]);
  return { text: entryText(words, row), blocks: [...entryBlocks(words, row), buttons] };
}

/** All of it but what can be pressed. */
export function entryBlocks(words: Words, row: Shown): KnownBlock[] {
  const asked = question(words, row);
  return [
    section(from(words, row)),
    ...(asked === null ? [] : [section(asked)]),
    userText(row.text),
    context(foot(words, row)),
  ];
}

function entryText(words: Words, row: Shown): Mrkdwn {
  const asked = question(words, row);
  return join([from(words, row), ...(asked === null ? [] : [asked]), escape(row.text), foot(words, row)]);
}

const from = ({ say }: Words, row: Shown) => say.mrkdwn('entry.from', { person: mention(row.teller_id) });

function question({ say }: Words, { question: asked }: Shown): Mrkdwn | null {
  return asked === 'own' ? null : (`*${say.mrkdwn(`question.${asked}`)}*` as Mrkdwn);
}

const foot = ({ say }: Words, row: Shown) =>
  say.mrkdwn(row.edited_at === null ? 'entry.answer' : 'entry.answerEdited');
