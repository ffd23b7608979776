/** Who something is for, as the first thing in its form: a choice where there is one, otherwise a sentence. */
import type { KnownBlock } from '@slack/types';
import type { SharedSentences } from '../../../locales/shared.ts';
import type { TranslatorOf } from '../sentence.ts';
import type { Mrkdwn, Plain } from '../text.ts';
import { visibilities, type Visibility, type VisibilityOffer } from '../visibility.ts';
import { context } from './blocks.ts';
import { choiceField, input, type Modal } from './modal.ts';

/** The fields of a form that has `reachBlocks`. */
export const reachFields = {
  /** If only the conversation is offered: whether the person wants more. Their answer redraws the form (`Reach.isWide`). */
  ask: choiceField(['here', 'more'], 'radio', { isLive: true }),
  reach: choiceField(visibilities, 'radio'),
} as const;

export interface Reach {
  readonly offer: VisibilityOffer;
  /** More than the conversation was asked for, or is chosen already. */
  readonly isWide: boolean;
  readonly chosen: Visibility;
}

/** The sentences of a practice: what it asks, and what follows from the answer. */
export interface ReachWords {
  readonly label: Plain;
  readonly hint?: Plain;
  /** It can only be for the conversation. */
  readonly onlyHere: Mrkdwn;
  /** What it means to choose more than a conversation that others cannot see. */
  readonly widerMeans: Mrkdwn;
}

export function reachBlocks(
  t: TranslatorOf<SharedSentences>,
  modal: Modal<unknown, typeof reachFields>,
  { offer, isWide, chosen }: Reach,
  words: ReachWords,
): KnownBlock[] {
  const { label, hint } = words;
  if (offer === 'conversation') return [context(words.onlyHere)];
  if (offer === 'ifAsked' && !isWide) {
    const choices = { here: t.plain('ask.here'), more: t.plain('ask.more') };
    return [input(modal, 'ask', { label, choices }, 'here')];
  }
  const choices = { conversation: t.plain('reach.conversation'), workspace: t.plain('reach.workspace') };
  return [
    input(modal, 'reach', { label, ...(hint === undefined ? {} : { hint }), choices }, chosen),
    ...(offer === 'ifAsked' ? [context(words.widerMeans)] : []),
  ];
}
