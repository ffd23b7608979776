/** How this feature speaks to one reader, and the pieces that several of its surfaces share. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { drawModal, input, type ModalDrawing } from '#core/kit/modal.ts';
import { channelLink, mention, onDay, type Values } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import { type Exposed, exposedSentences } from '../session/ending.ts';
import { confirmModal } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { isOpen, phaseAfter } from '../session/phases.ts';
import { promise } from '../session/promises.ts';
import type { Refusal, Retro } from '../session/retro.ts';
import { keptNow } from '../session/secrecy.ts';
import { usualDueDate } from '../session/time.ts';
import { noonOf, type Said, type Words } from '../session/words.ts';
import type { TimedPhase } from '../start/formats.ts';
import type { ActionItem } from './action-item.ts';
import { dropAction, dropModal, proposeModal } from './ids.ts';
import { actionLimits, mostActions, openActions, standingActions } from './rules.ts';

const dueAt = (action: Pick<ActionItem, 'dueOn'>, tz: string) => noonOf(action.dueOn, tz);

/** One action as the team sees it: what, who, until when, and the plan. */
export function actionBlock({ t, tz }: Words, action: ActionItem): KnownBlock {
  const owner: Piece = action.owner === null ? t.plain('action.nobody') : { person: action.owner };
  const due = t.plain('action.due', { date: onDay(dueAt(action, tz)) });
  const plan = action.whenThen === '' ? '' : `\n${action.whenThen}`;
  return userText({ bold: action.what }, ' · ', owner, ` · ${due}${plan}`);
}

/** The same for notifications and screen readers. */
export function actionLine({ t, tz }: Words, action: ActionItem): Mrkdwn {
  const due = onDay(dueAt(action, tz));
  const line =
    action.owner === null
      ? t.mrkdwn('action.lineNobody', { what: action.what, due })
      : t.mrkdwn('action.line', { what: action.what, owner: mention(action.owner), due });
  return action.whenThen === '' ? line : join([line, escape(action.whenThen)], ' ');
}

/** The day on which an action is due, as a value for a sentence. */
export const dueOf = (words: Words, action: Pick<ActionItem, 'dueOn'>) => onDay(dueAt(action, words.tz));

/** The rules allow fewer; whatever is stored, the message must be one that Slack takes. */
const mostShown = 8;

/** The actions that stand: open ones and those done, not those dropped. */
export function actionList(words: Words, retro: Retro): Said {
  const standing = standingActions(retro);
  const shown = standing.slice(0, mostShown);
  const count = standing.length - shown.length;
  const more = count === 0 ? [] : [words.t.mrkdwn('main.moreActions', { count })];
  return {
    blocks: [...shown.map((action) => actionBlock(words, action)), ...more.map((text) => section(text))],
    text: [...shown.map((action) => actionLine(words, action)), ...more],
  };
}

/** @param me proposed as the owner, if they take part */
export function renderPropose({ t }: Words, { row, retro }: Loaded, me: UserId, now: Instant): ModalDrawing {
  const words = (label: Parameters<typeof t.plain>[0], hint: Parameters<typeof t.plain>[0]) => ({
    label: t.plain(label),
    hint: t.plain(hint),
  });
  return drawModal(
    proposeModal,
    { retro: row.id },
    { title: t.plain('propose.title'), submit: t.plain('propose.submit'), close: t.plain('cancel') },
    [
      context(t.mrkdwn('propose.intro', { channel: channelLink(row.channel_id) })),
      input(proposeModal, 'what', {
        label: t.plain('propose.what'),
        placeholder: t.plain('propose.whatExample'),
      }),
      input(proposeModal, 'owner', words('propose.owner', 'propose.ownerHint'), me),
      input(proposeModal, 'due', words('propose.due', 'propose.dueHint'), usualDueDate(now, retro.tz)),
      input(proposeModal, 'whenThen', words('propose.whenThen', 'propose.whenThenHint')),
    ],
  );
}

/** The actions that stand, with a button at those that this person may drop. */
export function renderDrop(words: Words, { row, retro }: Loaded, me: UserId): ModalDrawing {
  const { t } = words;
  const open = openActions(retro);
  const isFull = standingActions(retro).length >= mostActions;
  const some = isFull ? 'drop.which' : 'drop.how';
  const none = isFull ? 'drop.allDone' : 'drop.none';
  const first = open.length === 0 ? none : some;
  return drawModal(dropModal, { retro: row.id }, { title: t.plain('drop.title'), close: t.plain('close') }, [
    section(t.mrkdwn(first)),
    ...(first === 'drop.which' ? [context(t.mrkdwn('drop.how'))] : []),
    ...open.flatMap((action): KnownBlock[] => [
      actionBlock(words, action),
      ...([action.proposer, retro.facilitator].includes(me) ? [actions([dropButton(words, action)])] : []),
    ]),
  ]);
}

function dropButton({ t }: Words, action: ActionItem) {
  return button(
    dropAction,
    t.plain('drop.button'),
    { action: action.id },
    {
      style: 'danger',
      label: t.plain('drop.label', { what: action.what }),
    },
  );
}

/** Asked before a phase or the whole ends, since that cannot be taken back. @param exposed of whom ending shows something; `null`: it is cancelled */
export function renderConfirm(words: Words, loaded: Loaded, exposed: Exposed | null): ModalDrawing {
  const { t } = words;
  const { row, retro } = loaded;
  const phase = isOpen(retro.phase) ? retro.phase : 'actions';
  const { title, text } = questionOf(words, loaded, phase, exposed === null);
  return drawModal(
    confirmModal,
    { retro: row.id, phase, what: exposed === null ? 'cancel' : 'end' },
    {
      title,
      submit: t.plain(exposed === null ? 'confirm.yesCancel' : 'confirm.yesEnd'),
      close: t.plain('confirm.no'),
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
  const { t } = words;
  const { retro } = loaded;
  const kept = keptNow(loaded, words.now);
  if (isCancelled)
    return {
      title: t.plain('confirm.cancelTitle'),
      text: join([t.mrkdwn('confirm.cancel'), promise(words, 'cancelling', kept)], ' '),
    };
  if (phase === 'collect') {
    const answered = t.mrkdwn('confirm.endCollect', { answered: retro.answers, asked: retro.invited });
    const then = retro.answers > 0 ? [promise(words, 'endingCards', kept)] : [];
    return { title: t.plain('confirm.endCollectTitle'), text: join([answered, ...then], ' ') };
  }
  return phaseAfter(retro.kind, phase, retro.topics) === 'closed'
    ? {
        title: t.plain('confirm.endActionsTitle'),
        text: t.mrkdwn('confirm.endActions', { count: standingActions(retro).length }),
      }
    : { title: t.plain('confirm.goOnTitle'), text: t.mrkdwn('confirm.goOn') };
}

/** @param lengths in characters, of what was typed */
export function actionError(
  { t, tz }: Words,
  code: Refusal,
  now: Instant,
  lengths: { readonly what?: number; readonly whenThen?: number } = {},
): string {
  const example = onDay(noonOf(usualDueDate(now, tz), tz));
  const values: Partial<Record<Refusal, Values>> = {
    whatLong: { length: lengths.what ?? 0, most: actionLimits.what },
    whenLong: { length: lengths.whenThen ?? 0, most: actionLimits.whenThen },
    dueWrong: { example },
    duePast: { example },
    dueFar: { example },
  };
  return t.plain(`refused.${code}`, values[code] ?? {});
}
