/** What a leader is asked, and what their team reads of it. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import { addDates } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import type { T } from '../copy.ts';
import type { Results } from '../results/read.ts';
import { answerModal, closeDuty, ofRow, openAnswer, sayHelped } from './ids.ts';
import { type AnswerRow, type DutyRow, helpedAnswers } from './rows.ts';
import { mayClose } from './rules.ts';

const named = ({ places }: Pick<Results, 'places'>, place: RowId): string =>
  places.find(({ place_id: id }) => id === place)?.name ?? '';

/** A leader's own: the guide for the talk, and until when they say what they heard. @param isFirst of those in the message, in which one button is primary */
export function owedBlocks(
  t: T,
  results: Results,
  duty: DutyRow,
  viewer: string,
  { isFirst, now }: { readonly isFirst: boolean; readonly now: Instant },
): readonly KnownBlock[] {
  if (duty.state !== 'open' || duty.leader_id !== viewer) return [];
  const place = named(results, duty.place_id);
  const isTheirs = results.places.some(
    ({ place_id: id, leader_id: leader }) => id === duty.place_id && leader === viewer,
  );
  const until = now < duty.due_at ? duty.due_at : duty.ends_at;
  return [
    section(t.mrkdwn('duty.guide', { place })),
    // Who leads what it is part of has agreed to nothing for this place.
    section(t.mrkdwn(isTheirs ? 'duty.owed' : 'duty.passed', { place, until: onDay(until) })),
    actions(
      [button(openAnswer, t.plain('duty.answer'), ofRow(duty), isFirst ? { style: 'primary' } : {})],
      duty.id,
    ),
  ];
}

/**
 * What leaders said, or that nobody did.
 * @param place only of this one, and of what it is part of; `null`: of all that the viewer sees @param most how many answers, and how much of each text
 * @param viewer who reads what they said themselves wherever it belongs
 */
export function heardBlocks(
  t: T,
  results: Results,
  place: RowId | null,
  most: { readonly answers: number; readonly characters: number } = { answers: 6, characters: Infinity },
  viewer: string | null = null,
): readonly KnownBlock[] {
  const { places, duties, answers } = results;
  const within = new Set<RowId>();
  for (let at = place; at !== null; at = places.find(({ place_id: id }) => id === at)?.under_id ?? null)
    within.add(at);
  return answers
    .filter((one) => place === null || within.has(one.place_id) || one.said_by === viewer)
    .slice(0, most.answers)
    .flatMap((answer) => {
      const duty = duties.find(({ place_id: id }) => id === answer.place_id);
      const name = named(results, answer.place_id);
      if (duty?.state === 'closed') return [context(t.mrkdwn('duty.closed', { place: name }))];
      return answer.said_at === null ? [] : saidBlocks(t, name, answer, most.characters);
    });
}

function saidBlocks(t: T, place: string, answer: AnswerRow, most: number): readonly KnownBlock[] {
  const { heard, change, reason, helped, said_by: by } = answer;
  return [
    section(t.mrkdwn('duty.heard', { place, person: nameOf(by) })),
    userText({ written: heard, as: 'quote', most }),
    section(t.mrkdwn(change === null ? 'duty.noChange' : 'duty.change')),
    userText({ written: change ?? reason ?? '', as: 'quote', most }),
    ...(helped === null ? [] : [context(t.mrkdwn(`duty.helped.${helped}`))]),
  ];
}

/** Near the date, or to the leader one place up. */
export const owedMessage = (t: T, place: string, duty: DutyRow, until: Instant, isOther: boolean): Message =>
  messageOf(
    header(t.plain('duty.title')),
    section(t.mrkdwn(isOther ? 'duty.passed' : 'duty.reminder', { place, until: onDay(until) })),
    actions([button(openAnswer, t.plain('duty.answer'), ofRow(duty), { style: 'primary' })]),
    context(t.mrkdwn('duty.why')),
  );

/** After how many days they are asked whether it helped, unless they choose another date. */
const usually = 30;

export function renderAnswer(t: T, place: string, duty: DutyRow, now: Instant, tz: string): RenderedModal {
  const choices = { change: t.plain('duty.isChange'), none: t.plain('duty.isNone') };
  const on = addDates(localTime(now, tz).date, usually);
  return renderModal(answerModal, ofRow(duty), t.modal('duty.modal', 'duty.send'), [
    section(t.mrkdwn('duty.intro', { place })),
    input(answerModal, 'heard', t.labels('duty.heardLabel', { hint: 'duty.heardHint' })),
    input(answerModal, 'is', { label: t.plain('duty.isLabel'), choices }, 'change'),
    input(answerModal, 'what', t.labels('duty.whatLabel', { hint: 'duty.whatHint' })),
    input(answerModal, 'on', t.labels('duty.onLabel', { hint: 'duty.onHint' }), on),
  ]);
}

/** At its date, to who said it. @param isAsked this message asks; otherwise it says what was said */
export function helpedMessage(t: T, place: string, answer: AnswerRow, isAsked: boolean): Message {
  const of = ofRow(answer);
  return messageOf(
    header(t.plain('duty.helpedTitle')),
    section(t.mrkdwn('duty.helpedAsk', { place })),
    userText({ written: answer.change ?? '', as: 'quote' }),
    ...(isAsked
      ? [
          actions(helpedAnswers.map((said) => button(sayHelped[said], t.plain(`duty.say.${said}`), of))),
          context(t.mrkdwn('duty.helpedMeans')),
        ]
      : answer.helped === null
        ? []
        : [context(t.mrkdwn(`duty.helped.${answer.helped}`))]),
  );
}

/** For an admin: what nobody answered in twenty working days. */
export const closable = (
  t: T,
  results: Pick<Results, 'places' | 'duties'>,
  now: Instant,
  canClose: boolean,
): readonly KnownBlock[] =>
  results.duties
    .filter((duty) => mayClose(duty, now))
    .map((duty) =>
      section(
        t.mrkdwn('duty.closable', { place: named(results, duty.place_id) }),
        canClose ? button(closeDuty, t.plain('duty.close'), ofRow(duty)) : undefined,
      ),
    );
