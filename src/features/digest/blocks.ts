/** The digest as its channel reads it. */
import type { Button, KnownBlock } from '@slack/types';
import { mention, type Say } from '../../core/copy.ts';
import type { RowId, UserId } from '../../core/ids.ts';
import { button } from '../../core/kit/action.ts';
import { actions, context, header, section } from '../../core/kit/blocks.ts';
import type { Interaction } from '../../core/listener.ts';
import type { Drawing, Message } from '../../core/post.ts';
import { join, type Mrkdwn } from '../../core/text.ts';
import type { DigestDrawing, DigestReason } from '../../core/week.ts';
import { copy } from './copy.ts';
import type { DigestKey } from './copy/en.ts';
import { dismiss } from './ids.ts';

export type Words = Say<DigestKey>;

/** For somebody who acted. */
export const wordsFor = ({ locale, person }: Pick<Interaction, 'locale' | 'person'>): Words =>
  copy.in(locale, person.tz);

/** For whoever will read what is drawn. */
export const wordsOf = ({ locale, tz }: Pick<Drawing, 'locale' | 'tz'>): Words => copy.in(locale, tz);

export function messageOf(sentence: Mrkdwn): Message {
  return { text: sentence, blocks: [section(sentence)] };
}

export interface Shown {
  readonly item: RowId;
  readonly reason: DigestReason;
  readonly drawn: DigestDrawing;
}

/** Whether it is for some people and not for others: who presents, and what waits for an owner, is for all. */
const isForSome: ReadonlySet<DigestReason> = new Set(['journey', 'elsewhere', 'here', 'recall']);

/** @param owner who looks after it; `null`: nobody */
export function digestMessage(words: Words, shown: readonly Shown[], owner: UserId | null): Message {
  if (shown.length === 0) return messageOf(words.mrkdwn('digest.gone'));
  const how =
    owner === null ? words.mrkdwn('digest.how') : words.mrkdwn('digest.howOwner', { owner: mention(owner) });
  return {
    text: join([
      words.mrkdwn('digest.title'),
      ...shown.flatMap(({ drawn }) => [drawn.text, drawn.reason]),
      how,
    ]),
    blocks: [
      header(words.plain('digest.title')),
      ...shown.flatMap((one) => itemBlocks(words, one)),
      context(how),
    ],
  };
}

function itemBlocks(words: Words, { item, reason, drawn }: Shown): KnownBlock[] {
  const buttons: Button[] = [
    ...drawn.buttons,
    ...(isForSome.has(reason) ? [button(dismiss, words.plain('digest.notForMe'), { item })] : []),
  ];
  return [
    ...drawn.blocks,
    context(drawn.reason),
    ...(buttons.length === 0 ? [] : [actions(buttons, `digest.${item}`)]),
  ];
}
