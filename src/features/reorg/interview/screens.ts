/** A hand-over interview as the person reads it, and what their successor reads. */
import type { KnownBlock } from '@slack/types';
import type { EvidenceItem } from '#core/evidence.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { HandoverRow, InterviewRow } from './rows.ts';
import { type Part, parts } from './rules.ts';

const buttonsOf = (t: T, { reorg_id: reorg, state }: InterviewRow) => [
  button(ids.openInterview, t.plain(state === 'open' ? 'interview.goOn' : 'interview.begin'), { reorg }),
  ...(state === 'offered' ? [button(ids.notNow, t.plain('interview.no'), { reorg })] : []),
];

/** @param round 1: the one reminder @param isPast the team changed on that day */
export function interviewMessage(
  t: T,
  row: InterviewRow,
  day: number,
  round: number,
  isPast: boolean,
): Message {
  if (row.state === 'open')
    return messageOf(
      t.mrkdwn('interview.written'),
      actions([
        ...buttonsOf(t, row),
        button(ids.chooseSuccessor, t.plain('successor.choose'), { reorg: row.reorg_id }),
      ]),
    );
  return messageOf(
    t.mrkdwn(`interview.${round === 0 ? 'offer' : 'again'}${isPast ? 'After' : ''}`, { day: onDay(day) }),
    t.mrkdwn('interview.what'),
    actions(buttonsOf(t, row)),
    context(t.mrkdwn('interview.unseen'), t.mrkdwn('interview.stop')),
  );
}

export interface Interview {
  readonly row: InterviewRow;
  readonly handover: HandoverRow | null;
  /** The successor is a full member of the workspace. */
  readonly isHere: boolean;
  /** What the person did for others’ learning, the newest first. */
  readonly did: readonly EvidenceItem[];
}

/** So much of it stands beside the questions. */
const most = 20;

/** What became of the person whom they asked. */
export function handoverBlocks(
  t: T,
  { row, handover, isHere }: Omit<Interview, 'did'>,
  where: 'modal' | 'home',
): readonly KnownBlock[] {
  const action = where === 'modal' ? ids.chooseOnTop : ids.chooseSuccessor;
  const choose = button(action, t.plain('successor.choose'), { reorg: row.reorg_id });
  if (handover === null || handover.state === 'back')
    return row.state === 'open' ? [section(t.mrkdwn('successor.none'), choose)] : [];
  if (!isHere || handover.to_id === null) return [section(t.mrkdwn('successor.left'), choose)];
  const who = nameOf(handover.to_id);
  if (handover.state === 'no') return [section(t.mrkdwn('successor.saidNo', { who }), choose)];
  const back = button(ids.handoverBack, t.plain('successor.back'), { handover: handover.id });
  return [section(t.mrkdwn(handover.state === 'yes' ? 'successor.reads' : 'successor.asked', { who }), back)];
}

export function renderInterview(t: T, interview: Interview): RenderedModal {
  const modal = ids.interviewModal;
  const { row, handover, did } = interview;
  const isChosen = handover?.state === 'asked' || handover?.state === 'yes';
  return renderModal(modal, { reorg: row.reorg_id }, t.modal('interview.title', 'save'), [
    section(t.mrkdwn(isChosen ? 'interview.introChosen' : 'interview.intro')),
    input(modal, 'asked', t.labels('interview.asked', { hint: 'interview.askedHint' }), row.asked),
    input(modal, 'known', t.labels('interview.known', { hint: 'interview.knownHint' }), row.known),
    ...handoverBlocks(t, interview, 'modal'),
    ...(did.length === 0
      ? []
      : [
          divider(),
          section(t.mrkdwn('interview.did')),
          ...did
            .slice(0, most)
            .flatMap(({ what, facts }) => [
              userText({ written: what, as: 'line' }, ...(facts === null ? [] : [`\n${facts}`])),
            ]),
        ]),
  ]);
}

export function renderSuccessor(t: T, row: InterviewRow): RenderedModal {
  const modal = ids.successorModal;
  const gives = parts.filter((part) => row[part] !== '' && row[`gives_${part}`] === 1);
  const choices = Object.fromEntries(parts.map((part) => [part, t.plain(`interview.${part}`)]));
  return renderModal(modal, { reorg: row.reorg_id }, t.modal('successor.title', 'successor.ask'), [
    section(t.mrkdwn('successor.means')),
    input(modal, 'person', t.labels('successor.who')),
    input(modal, 'parts', { label: t.plain('successor.parts'), choices }, gives),
  ]);
}

/** To the successor: a question, then what was chosen for them. */
export function successorMessage(t: T, row: HandoverRow, day: number | null): Message | null {
  if (row.from_id === null) return null;
  const of = { handover: row.id };
  const who = nameOf(row.from_id);
  if (row.state === 'asked')
    return messageOf(
      t.mrkdwn('asked.line', { who }),
      ...(day === null ? [] : [t.mrkdwn('asked.day', { day: onDay(day) })]),
      actions([
        button(ids.takeOver, t.plain('asked.yes'), of, { style: 'primary' }),
        button(ids.takeOverNot, t.plain('asked.no'), of),
      ]),
      context(t.mrkdwn('asked.means')),
    );
  return row.state === 'yes' ? messageOf(t.mrkdwn('handover.line', { who }), ...handoverWords(t, row)) : null;
}

export function handoverWords(t: T, row: HandoverRow): readonly KnownBlock[] {
  const blocks = parts.flatMap((part: Part) =>
    row[part] === ''
      ? []
      : [section(t.mrkdwn(`handover.${part}`)), userText({ written: row[part], as: 'quote' })],
  );
  return blocks.length === 0 ? [section(t.mrkdwn('handover.empty'))] : blocks;
}

/** To the person who asked. */
export const answeredMessage = (t: T, row: HandoverRow): Message | null =>
  row.state !== 'yes' && row.state !== 'no'
    ? null
    : messageOf(
        t.mrkdwn(row.state === 'yes' ? 'answered.yes' : 'answered.no', { who: nameOf(row.to_id) }),
        actions([
          row.state === 'yes'
            ? button(ids.handoverBack, t.plain('successor.back'), { handover: row.id })
            : button(ids.openInterview, t.plain('answered.other'), { reorg: row.reorg_id }),
        ]),
      );
