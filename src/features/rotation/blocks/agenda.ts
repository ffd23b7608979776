/** The agenda of a meeting: who presents, and what was shared since the last one. */
import type { Words } from '../copy.ts';
import { mention } from '../../../core/sentence.ts';
import type { UserId } from '../../../core/ids.ts';
import { context, header, section } from '../../../core/kit/blocks.ts';
import type { Message } from '../../../core/post.ts';
import { join } from '../../../core/text.ts';
import type { AgendaItem } from '../../../core/week.ts';
import type { SlotRow } from '../tables.ts';
import { volunteerButtons, whoLines } from './slot.ts';

/** @param slot `null`: nobody was looked for. @param owner who looks after it; `null`: nobody does */
export function agendaMessage(
  words: Words,
  slot: SlotRow | null,
  items: readonly AgendaItem[],
  owner: UserId | null,
): Message {
  const who = slot === null ? [] : whoLines(words, slot).slice(0, 1);
  const intro = words.mrkdwn(items.length === 0 ? 'agenda.empty' : 'agenda.shared');
  const how =
    owner === null ? words.mrkdwn('agenda.how') : words.mrkdwn('agenda.howOwner', { owner: mention(owner) });
  return {
    text: join([words.mrkdwn('agenda.header'), ...who, intro, ...items.map(({ text }) => text), how]),
    blocks: [
      header(words.plain('agenda.header')),
      ...who.map((line) => section(line)),
      ...(slot?.presenter_id === null ? volunteerButtons(words, slot) : []),
      section(intro),
      ...items.map(({ block }) => block),
      context(how),
    ],
  };
}
