/** Actions: the form that proposes one, the list from which one is dropped, and the question before a phase ends. */
import type { KnownBlock } from '@slack/types';
import { channelLink } from '../../../core/sentence.ts';
import type { UserId } from '../../../core/ids.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, context, section } from '../../../core/kit/blocks.ts';
import { drawModal, input, type ModalDrawing } from '../../../core/kit/modal.ts';
import type { Instant } from '../../../core/clock.ts';
import { isOpen, phaseAfter, type TimedPhase } from '../domain/flow.ts';
import { keptNow } from '../domain/secrecy.ts';
import { promise } from './promises.ts';
import { join, type Mrkdwn } from '../../../core/text.ts';
import { exposedSentences, type Exposed } from './ending.ts';
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

/** Asked before a phase or the whole ends, since that cannot be taken back. @param exposed of whom ending shows something; `null`: it is cancelled */
export function confirmDrawing(words: Words, loaded: Loaded, exposed: Exposed | null): ModalDrawing {
  const { say } = words;
  const { row, retro } = loaded;
  const phase = isOpen(retro.phase) ? retro.phase : 'actions';
  const { title, text } = questionOf(words, loaded, phase, exposed === null);
  return drawModal(
    confirmModal,
    { retro: row.id, phase, what: exposed === null ? 'cancel' : 'end' },
    {
      title,
      submit: say.plain(exposed === null ? 'confirm.yesCancel' : 'confirm.yesEnd'),
      close: say.plain('confirm.no'),
    },
    [
      section(text),
      ...(exposed === null ? [] : exposedSentences(words, loaded, exposed)).map((said) => section(said)),
    ],
  );
}

function questionOf(
  words: Words,
  loaded: Loaded,
  phase: TimedPhase,
  isCancelled: boolean,
): { readonly title: string; readonly text: Mrkdwn } {
  const { say } = words;
  const { retro } = loaded;
  const kept = keptNow(loaded, words.now);
  if (isCancelled)
    return {
      title: say.plain('confirm.cancelTitle'),
      text: join([say.mrkdwn('confirm.cancel'), promise(words, 'cancelling', kept)], ' '),
    };
  if (phase === 'collect') {
    const answered = say.mrkdwn('confirm.endCollect', { answered: retro.answers, asked: retro.invited });
    const then = retro.answers > 0 ? [promise(words, 'endingCards', kept)] : [];
    return { title: say.plain('confirm.endCollectTitle'), text: join([answered, ...then], ' ') };
  }
  return phaseAfter(retro.kind, phase, retro.topics) === 'closed'
    ? {
        title: say.plain('confirm.endActionsTitle'),
        text: say.mrkdwn('confirm.endActions', { count: standingActions(retro).length }),
      }
    : { title: say.plain('confirm.goOnTitle'), text: say.mrkdwn('confirm.goOn') };
}
