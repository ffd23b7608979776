/** The modals of the house: "working", "done", and a message shown where a person is in a modal already. */
import type { ModalView } from '@slack/types';
import type { Say } from '../core/copy.ts';
import { section } from '../core/kit/blocks.ts';
import type { Message } from '../core/post.ts';
import type { HouseKey } from './copy.ts';

function modal(say: Say<HouseKey>, title: HouseKey, blocks: ModalView['blocks']): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: say.plain(title) },
    close: { type: 'plain_text', text: say.plain('close') },
    blocks,
  };
}

/** A modal that says one sentence. */
export function sentenceModal(say: Say<HouseKey>, title: HouseKey, sentence: HouseKey): ModalView {
  return modal(say, title, [section(say.mrkdwn(sentence))]);
}

/** A message as a modal of its own. */
export function messageModal(say: Say<HouseKey>, message: Message): ModalView {
  return modal(
    say,
    'messageTitle',
    message.blocks.length === 0 ? [section(message.text)] : [...message.blocks],
  );
}

/** Why a submission that took long was not taken; what was typed stands in the modal beneath. */
export function notSavedModal(say: Say<HouseKey>, sentences: readonly string[]): ModalView {
  return modal(say, 'savingTitle', [
    section(say.mrkdwn('notSaved')),
    ...sentences.map((sentence) => ({
      type: 'section' as const,
      text: { type: 'plain_text' as const, text: sentence },
    })),
  ]);
}
