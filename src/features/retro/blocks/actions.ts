/** Actions: the form that proposes one, the list from which one is dropped, and the question before a phase ends. */
import type { KnownBlock } from '@slack/types';
import { channelLink } from '../../../core/copy.ts';
import type { UserId } from '../../../core/ids.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, context, section } from '../../../core/kit/blocks.ts';
import { drawModal, input, type ModalDrawing } from '../../../core/kit/modal.ts';
import type { Instant } from '../../../core/clock.ts';
import { enoughToHide } from '../domain.ts';
import { isOpen, phaseAfter } from '../domain/flow.ts';
import { mostActions, openActions, standingActions, type ActionItem } from '../domain/actions.ts';
import { usualDueDate } from '../domain/days.ts';
import { confirmModal, dropAction, dropModal, proposeModal } from '../ids.ts';
import type { Loaded } from '../repository.ts';
import { actionBlock, type Words } from './words.ts';

/** @param me proposed as the owner, if they take part */
export function proposeDrawing(
  { say }: Words,
  { row, retro }: Loaded,
  me: UserId,
  now: Instant,
): ModalDrawing {
  const words = (label: Parameters<typeof say.plain>[0], hint: Parameters<typeof say.plain>[0]) => ({
    label: say.plain(label),
    hint: say.plain(hint),
  });
  return drawModal(
    proposeModal,
    { retro: row.id },
    { title: say.plain('propose.title'), submit: say.plain('propose.submit'), close: say.plain('cancel') },
    [
      context(say.mrkdwn('propose.intro', { channel: channelLink(row.channel_id) })),
      input(proposeModal, 'what', {
        label: say.plain('propose.what'),
        placeholder: say.plain('propose.whatExample'),
      }),
      input(proposeModal, 'owner', words('propose.owner', 'propose.ownerHint'), me),
      input(proposeModal, 'due', words('propose.due', 'propose.dueHint'), usualDueDate(now, retro.tz)),
      input(proposeModal, 'whenThen', words('propose.whenThen', 'propose.whenThenHint')),
    ],
  );
}

/** The actions that stand, with a button at those that this person may drop. */
export function dropDrawing(words: Words, { row, retro }: Loaded, me: UserId): ModalDrawing {
  const { say } = words;
  const open = openActions(retro);
  const isFull = standingActions(retro).length >= mostActions;
  const some = isFull ? 'drop.which' : 'drop.how';
  const none = isFull ? 'drop.allDone' : 'drop.none';
  const first = open.length === 0 ? none : some;
  return drawModal(
    dropModal,
    { retro: row.id },
    { title: say.plain('drop.title'), close: say.plain('close') },
    [
      section(say.mrkdwn(first)),
      ...(first === 'drop.which' ? [context(say.mrkdwn('drop.how'))] : []),
      ...open.flatMap((action): KnownBlock[] => [
        actionBlock(words, action),
        ...([action.proposer, retro.facilitator].includes(me) ? [actions([dropButton(words, action)])] : []),
      ]),
    ],
  );
}

function dropButton({ say }: Words, action: ActionItem) {
  return button(
    dropAction,
    say.plain('drop.button'),
    { action: action.id },
    {
      style: 'danger',
      label: say.plain('drop.label', { what: action.what }),
    },
  );
}

/** Asked before a phase or the whole ends, since that cannot be taken back. */
export function confirmDrawing({ say }: Words, { row, retro }: Loaded, what: 'end' | 'cancel'): ModalDrawing {
  const phase = isOpen(retro.phase) ? retro.phase : 'actions';
  const isLast = phaseAfter(retro.kind, phase, retro.topics) === 'closed';
  const question =
    what === 'cancel'
      ? ({ title: say.plain('confirm.cancelTitle'), text: say.mrkdwn('confirm.cancel') } as const)
      : phase === 'collect'
        ? {
            title: say.plain('confirm.endCollectTitle'),
            text: say.mrkdwn('confirm.endCollect', { answered: retro.answers, asked: retro.invited }),
          }
        : isLast
          ? {
              title: say.plain('confirm.endActionsTitle'),
              text: say.mrkdwn('confirm.endActions', { count: standingActions(retro).length }),
            }
          : { title: say.plain('confirm.goOnTitle'), text: say.mrkdwn('confirm.goOn') };
  const hidesLittle =
    what === 'end' &&
    phase === 'collect' &&
    row.names === 'hidden' &&
    retro.answers > 0 &&
    retro.answers < enoughToHide;
  return drawModal(
    confirmModal,
    { retro: row.id, phase, what },
    {
      title: question.title,
      submit: say.plain(what === 'cancel' ? 'confirm.yesCancel' : 'confirm.yesEnd'),
      close: say.plain('confirm.no'),
    },
    [section(question.text), ...(hidesLittle ? [section(say.mrkdwn('confirm.fewAnswers'))] : [])],
  );
}
