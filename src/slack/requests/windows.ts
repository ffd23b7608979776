/** The modals around a listener's reply: "working", "done", and a message shown inside an open modal. */
import type { ModalView } from '@slack/types';
import { section } from '#core/kit/blocks.ts';
import type { Message } from '#core/post.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import type { LoreKey, LoreSentences } from '#locales/lore.ts';
import type { SentView } from '../receivers/payloads.ts';

function modal(t: TranslatorOf<LoreSentences>, title: LoreKey, blocks: ModalView['blocks']): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: t.plain(title) },
    close: { type: 'plain_text', text: t.plain('close') },
    blocks,
  };
}

/** A modal with one sentence. */
export function sentenceModal(t: TranslatorOf<LoreSentences>, title: LoreKey, sentence: LoreKey): ModalView {
  return modal(t, title, [section(t.mrkdwn(sentence))]);
}

/** A message as a modal. */
export function messageModal(t: TranslatorOf<LoreSentences>, message: Message): ModalView {
  return modal(
    t,
    'messageTitle',
    message.blocks.length === 0 ? [section(message.text)] : [...message.blocks],
  );
}

/** Why a slow submission was refused; what was typed is in the modal underneath. */
export function notSavedModal(t: TranslatorOf<LoreSentences>, sentences: readonly string[]): ModalView {
  return modal(t, 'savingTitle', notSaved(t.mrkdwn('notSaved'), sentences));
}

/** The same, for a person who is back at their input. */
export function notSavedMessage(t: TranslatorOf<LoreSentences>, sentences: readonly string[]): Message {
  const first = t.mrkdwn('notSavedForm');
  return { text: join([first, ...sentences.map(escape)]), blocks: notSaved(first, sentences) };
}

function notSaved(first: Mrkdwn, sentences: readonly string[]) {
  return [
    section(first),
    ...sentences.map((sentence) => ({
      type: 'section' as const,
      text: { type: 'plain_text' as const, text: sentence },
    })),
  ];
}

const noticeId = 'lore.notice';

/** An open modal with a message on top. Inputs keep their ids, so what was typed stays. */
export function withNotice(view: SentView, message: Message): ModalView {
  const { title, submit, close, blocks, callback_id, private_metadata } = view;
  const notice = message.blocks.map((block, index) => ({ ...block, block_id: `${noticeId}.${index}` }));
  const rest = blocks
    .filter(({ block_id: id }) => id?.startsWith(noticeId) !== true)
    .map(({ block_id: id, ...block }) => (id === undefined ? block : { ...block, block_id: id }));
  return {
    type: 'modal',
    title,
    ...(submit === undefined ? {} : { submit }),
    ...(close === undefined ? {} : { close }),
    ...(callback_id === undefined ? {} : { callback_id }),
    ...(private_metadata === undefined ? {} : { private_metadata }),
    // Slack returns the blocks that we sent.
    blocks: [...notice, ...rest],
  };
}
