/** "Being asked": the form, and what App Home says of it. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { Translator } from '../session/words.ts';
import { type Agreement, agreedModal, changeAgreed } from './ids.ts';

export function renderAgreed(t: Translator, own: readonly Agreement[]): RenderedModal {
  const choices = { peers: t.plain('agreed.peers'), leader: t.plain('agreed.leader') };
  return renderModal(agreedModal, {}, t.modal('agreed.title', 'save'), [
    section(t.mrkdwn('agreed.intro')),
    input(agreedModal, 'to', { label: t.plain('agreed.label'), choices }, own),
    context(t.mrkdwn('agreed.peersMeans')),
    context(t.mrkdwn('agreed.leaderMeans')),
    context(t.mrkdwn('agreed.known')),
  ]);
}

/** What holds now, in one sentence. */
export function agreedLine(t: Translator, own: readonly Agreement[]): Mrkdwn {
  const [only] = own;
  if (only === undefined) return t.mrkdwn('agreed.none');
  return t.mrkdwn(own.length > 1 ? 'agreed.both' : `agreed.only.${only}`);
}

/** At most two blocks. */
export const agreedInHome = (t: Translator, own: readonly Agreement[]): KnownBlock[] => [
  context(agreedLine(t, own)),
  actions([button(changeAgreed, t.plain('agreed.button'), {})]),
];
