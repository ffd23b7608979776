/** "What I know": the form, and what App Home says of it. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import type { Mrkdwn } from '#core/text.ts';
import { messageOf } from '#core/kit/message.ts';
import type { T } from '../copy.ts';
import { askAgain, changeKnows, hideKnows, knowsModal } from './ids.ts';
import { type ExpertiseRow, mayBeAsked } from './rows.ts';
import { limitsOf } from './rules.ts';

/** @param suggested topics of what they wrote, which stand in the form while nothing is shown yet */
export function renderKnows(t: T, own: readonly ExpertiseRow[], suggested: readonly string[]): RenderedModal {
  const isShown = own.length > 0;
  const topics = isShown ? own.map(({ topic }) => topic) : suggested;
  const fresh = suggested.filter((one) => !topics.some((topic) => topic.toLowerCase() === one.toLowerCase()));
  return renderModal(knowsModal, {}, t.modal('knows.title', 'knows.show'), [
    section(t.mrkdwn('knows.intro')),
    ...(!isShown && suggested.length > 0 ? [context(t.mrkdwn('knows.suggested'))] : []),
    input(
      knowsModal,
      'topics',
      {
        label: t.plain('knows.topics'),
        hint: t.plain('knows.topicsHint', { most: limitsOf.topics }),
        placeholder: t.plain('form.topicsExample'),
      },
      topics.join(', '),
    ),
    ...(isShown && fresh.length > 0 ? [context(t.mrkdwn('knows.also', { topics: fresh.join(', ') }))] : []),
    input(
      knowsModal,
      'asked',
      { label: t.plain('knows.askedLabel'), choices: { mayAsk: t.plain('knows.mayAsk') } },
      mayBeAsked(own) ? ['mayAsk'] : [],
    ),
    context(t.mrkdwn('knows.askedMeans')),
    context(t.mrkdwn('knows.seen')),
  ]);
}

/** What holds now. */
export function knowsLine(t: T, own: readonly ExpertiseRow[]): Mrkdwn {
  if (own.length === 0) return t.mrkdwn('knows.none');
  return t.mrkdwn(mayBeAsked(own) ? 'knows.shownAsked' : 'knows.shown', { topics: topicsOf(own) });
}

const topicsOf = (own: readonly ExpertiseRow[]): string => own.map(({ topic }) => topic).join(', ');

export const knowsMessage = (t: T, own: readonly ExpertiseRow[]): Message =>
  own.length === 0
    ? messageOf(t.mrkdwn('knows.hidden'))
    : messageOf(knowsLine(t, own), context(t.mrkdwn('knows.seen')));

/** At most two blocks. @param isLeft whether they are left alone until they go on */
export const knowsInHome = (t: T, own: readonly ExpertiseRow[], isLeft: boolean): KnownBlock[] => [
  context(isLeft ? t.mrkdwn('knows.leftAlone', { topics: topicsOf(own) }) : knowsLine(t, own)),
  actions([
    ...(isLeft ? [button(askAgain, t.plain('knows.askAgain'), {})] : []),
    button(changeKnows, t.plain('knows.button'), {}),
    ...(own.length === 0 ? [] : [button(hideKnows, t.plain('knows.back'), {})]),
  ]),
];
