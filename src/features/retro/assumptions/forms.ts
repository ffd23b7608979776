/** The forms of a question: asking a leader, answering, and changing something as a team. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { channelLink, namesOf, nameOf } from '#core/sentence.ts';
import type { ActionRow } from '../action-items/operations.ts';
import type { ListAt } from '../action-items/ids.ts';
import type { Loaded } from '../session/load.ts';
import { usualDueDate } from '../session/lengths.ts';
import type { Translator } from '../session/words.ts';
import { answerKinds, answerModal, beyondModal, leadModal, ownModal, withdrawQuestion } from './ids.ts';
import type { Leaders } from './leaders.ts';
import type { AssumptionRow } from './rows.ts';
import { questionPieces } from './screens.ts';
import type { AssumptionView } from './view.ts';

/** How many people who are not in the channel are named. */
const mostElsewhere = 5;

/** Who agreed and cannot be asked here, and what to do about it. */
function elsewhereBlocks(t: Translator, channel: ChannelId, { here, elsewhere }: Leaders): KnownBlock[] {
  const facts = { channel: channelLink(channel), people: namesOf(elsewhere.slice(0, mostElsewhere)) };
  if (elsewhere.length > 0) return [section(t.mrkdwn('assumption.elsewhere', facts))];
  return here.length > 0 ? [] : [section(t.mrkdwn('assumption.nobodyAgreed'))];
}

const leaderWords = (t: Translator, { here }: Leaders) => ({
  label: t.plain('assumption.whichLeader'),
  hint: t.plain('assumption.whichLeaderHint'),
  groups: [
    {
      label: t.plain('assumption.agreed'),
      choices: here.slice(0, limits.options).map(({ userId, name }) => ({ value: userId, text: name })),
    },
  ],
});

/** Asks a leader, or another; a question that somebody is asked can be withdrawn here. */
export function renderLead(
  t: Translator,
  { row: retro }: Loaded,
  view: AssumptionView,
  leaders: Leaders,
): RenderedModal {
  const { row } = view;
  const id = { assumption: row.id };
  const asked = { leader: nameOf(row.leader_id) };
  const now: KnownBlock[] =
    row.state === 'asked'
      ? [
          section(
            row.leader_id === null ? t.mrkdwn('assumption.nobodyNow') : t.mrkdwn('assumption.isAsked', asked),
          ),
          actions([button(withdrawQuestion, t.plain('assumption.withdraw'), id)]),
        ]
      : [];
  const isAny = leaders.here.length > 0;
  const words = isAny
    ? t.modal('assumption.leadTitle', 'assumption.leadSubmit')
    : t.modal('assumption.leadTitle');
  return renderModal(leadModal, { ...id, round: row.round }, words, [
    userText(...questionPieces(t, view)),
    ...now,
    ...(isAny
      ? [
          context(t.mrkdwn('assumption.leadIntro', { channel: channelLink(retro.channel_id) })),
          input(
            leadModal,
            'theme',
            t.labels('assumption.theme', { hint: 'assumption.themeHint' }),
            view.proposed,
          ),
          input(leadModal, 'leader', leaderWords(t, leaders)),
        ]
      : []),
    ...elsewhereBlocks(t, retro.channel_id, leaders),
  ]);
}

/** Asks a leader about what stands in the way of an action. @param at the list that it was opened from */
export function renderBeyond(t: Translator, action: ActionRow, leaders: Leaders, at: ListAt): RenderedModal {
  const isAny = leaders.here.length > 0;
  const words = isAny
    ? t.modal('assumption.beyondTitle', 'assumption.leadSubmit')
    : t.modal('assumption.beyondTitle');
  return renderModal(beyondModal, { action: action.id, ...at }, words, [
    userText({ written: action.what, as: 'title' }),
    ...(isAny
      ? [
          context(t.mrkdwn('assumption.beyondIntro', { channel: channelLink(action.channel_id) })),
          input(
            beyondModal,
            'theme',
            t.labels('assumption.obstacle', {
              hint: 'assumption.themeHint',
              placeholder: 'assumption.obstacleExample',
            }),
          ),
          input(beyondModal, 'leader', leaderWords(t, leaders)),
        ]
      : []),
    ...elsewhereBlocks(t, action.channel_id, leaders),
  ]);
}

/** For the leader. What they send is for everyone in the channel, and the form says so. */
export function renderAnswer(
  t: Translator,
  { row: retro, retro: state }: Loaded,
  view: AssumptionView,
  now: Instant,
): RenderedModal {
  const { row } = view;
  const kinds = Object.fromEntries(answerKinds.map((kind) => [kind, t.plain(`assumption.kind.${kind}`)]));
  return renderModal(
    answerModal,
    { assumption: row.id, round: row.round },
    t.modal('assumption.answerTitle', 'assumption.answerSubmit'),
    [
      userText(...questionPieces(t, view), ' ', t.plain('assumption.which')),
      context(t.mrkdwn('assumption.answerIntro', { channel: channelLink(retro.channel_id) })),
      input(answerModal, 'kind', { label: t.plain('assumption.kind'), choices: kinds }),
      input(answerModal, 'answer', t.labels('assumption.answerText', { hint: 'assumption.answerTextHint' })),
      input(answerModal, 'what', t.labels('assumption.change', { hint: 'assumption.changeHint' })),
      input(
        answerModal,
        'due',
        t.labels('propose.due', { hint: 'propose.dueHint' }),
        usualDueDate(now, state.tz),
      ),
    ],
  );
}

/** For the team. @param me proposed as the owner */
export function renderOwn(
  t: Translator,
  { retro }: Loaded,
  view: AssumptionView,
  me: UserId,
  now: Instant,
): RenderedModal {
  return renderModal(
    ownModal,
    { assumption: view.row.id },
    t.modal('assumption.ownTitle', 'propose.submit'),
    [
      userText(...questionPieces(t, view), ' ', t.plain('assumption.which')),
      input(ownModal, 'what', t.labels('assumption.change')),
      input(ownModal, 'owner', t.labels('propose.owner', { hint: 'propose.ownerHint' }), me),
      input(
        ownModal,
        'due',
        t.labels('propose.due', { hint: 'propose.dueHint' }),
        usualDueDate(now, retro.tz),
      ),
    ],
  );
}

/** In place of the form in which a question was withdrawn. */
export const renderWithdrawn = (t: Translator, row: AssumptionRow): RenderedModal =>
  renderModal(leadModal, { assumption: row.id, round: row.round }, t.modal('assumption.leadTitle'), [
    section(t.mrkdwn('assumption.isWithdrawn')),
  ]);
