/** What two people have together: the sheet that one shares, a guide for the talk, dates, and next steps. */
import type { Button, KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, header, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { atMoment, nameOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { Pair } from '../pairs.ts';
import { aimBlocks } from '../aims/screens.ts';
import {
  type AimRow,
  type DateRow,
  isOpenStep,
  isShared,
  otherIn,
  type ShareRow,
  type StepRow,
} from '../rows.ts';
import type { Sheet } from '../sheet/rules.ts';
import { backButton, sheetBlocks } from '../sheet/screens.ts';
import { isAhead, isEarly, limitsOf, type StepAnswer, stepAnswers } from './rules.ts';

/** What the two have, as one of them sees it. */
export interface SeenPair extends Pair {
  readonly now: Instant;
  /** What the reader was chosen to read; `lost`: its key is; `null`: it is their own, or taken back. */
  readonly sheet: Sheet | 'lost' | null;
  readonly dates: readonly DateRow[];
  /** What the organisation aims for. */
  readonly aim: AimRow | null;
  readonly steps: readonly { readonly step: StepRow; readonly what: string | null }[];
}

/** The same date for every reader. */
const dayOf = (on: LocalDate) => onDay(instantOf(on, 12 * 60, 'UTC'));

const other = ({ row, self }: Pair) => nameOf(otherIn(row, self));

/** Whose part in the talk the reader has. */
const roleOf = ({ row, self }: Pair): 'person' | 'chosen' => (row.person_id === self ? 'person' : 'chosen');

/** @param note what was just said to them */
export function renderPair(t: T, seen: SeenPair, note?: Mrkdwn): RenderedModal {
  const { row, sheet } = seen;
  const isOpen = isShared(row);
  return renderModal(ids.pairModal, { share: row.id }, t.modal('pair.title'), [
    ...(note === undefined ? [] : [section(note)]),
    section(
      t.mrkdwn(isOpen ? `pair.${roleOf(seen)}` : 'pair.over', { other: other(seen) }),
      isOpen ? undefined : backButton(t),
    ),
    ...(sheet === null
      ? []
      : sheet === 'lost'
        ? [section(t.mrkdwn('pair.lost', { other: other(seen) }))]
        : sheetBlocks(t, sheet, 'theirs')),
    ...(isOpen ? [divider(), ...dateBlocks(t, seen), ...guideBlocks(t, seen)] : []),
    // What the guide asks about.
    ...(isOpen && seen.aim !== null ? aimBlocks(t, seen.aim, { hasPast: false, mayWrite: false }) : []),
    divider(),
    ...stepBlocks(t, seen),
    ...(isOpen ? [actions([backButton(t)])] : []),
  ]);
}

const guideBlocks = (t: T, seen: Pair): KnownBlock[] => [section(t.mrkdwn(`guide.${roleOf(seen)}`))];

function dateBlocks(t: T, seen: SeenPair): KnownBlock[] {
  const { row, self, dates, now } = seen;
  const { talk_at: at } = row;
  const isComing = isAhead(at, now);
  const theirs = dates.filter(({ by_id: by }) => by !== self);
  const own = dates.filter(({ by_id: by }) => by === self);
  return [
    section(
      at === null
        ? t.mrkdwn('dates.none')
        : t.mrkdwn(isComing ? 'dates.agreed' : 'dates.talked', { at: atMoment(at), other: other(seen) }),
    ),
    ...theirs.map(({ id, at }) =>
      section(
        t.mrkdwn('dates.theirs', { other: other(seen), at: atMoment(at) }),
        button(ids.agree, t.plain('dates.agree'), { date: id, share: row.id }),
      ),
    ),
    ...(own.length === 0 ? [] : [section(join(own.map(({ at }) => ownDate(t, at))))]),
    actions([
      button(
        ids.openDates,
        t.plain(own.length + theirs.length === 0 && !isComing ? 'dates.propose' : 'dates.others'),
        { share: row.id },
      ),
      ...(isComing ? [offButton(t, seen)] : []),
    ]),
  ];
}

const ownDate = (t: T, at: Instant): Mrkdwn => t.mrkdwn('dates.own', { at: atMoment(at) });

const offButton = (t: T, seen: SeenPair): Button =>
  button(
    ids.callOff,
    t.plain('off.button'),
    { share: seen.row.id },
    {
      confirm: {
        title: t.plain('off.title'),
        text: t.plain('off.means', { other: other(seen) }),
        confirm: t.plain('off.button'),
        deny: t.plain('cancel'),
      },
    },
  );

function stepBlocks(t: T, seen: SeenPair): KnownBlock[] {
  const { row, steps } = seen;
  const open = steps.filter(({ step }) => isOpenStep(step));
  const over = steps.filter(({ step }) => !isOpenStep(step)).slice(-limitsOf.steps);
  return [
    header(t.plain('steps.title')),
    ...(steps.length === 0 ? [section(t.mrkdwn('steps.none'))] : []),
    ...open.flatMap((one) => [...stepLines(t, one), actions(answerButtons(t, one.step), one.step.id)]),
    ...over.flatMap((one) => stepLines(t, one)),
    ...(isShared(row) && open.length < limitsOf.steps
      ? [actions([button(ids.openStep, t.plain('steps.add'), { share: row.id })], 'purpose.add')]
      : []),
  ];
}

const saidOf = ({ answered_at: at, due_on: due }: StepRow, answer: StepAnswer) =>
  answer === 'notYet' && isEarly(at, due) ? 'steps.said.early' : (`steps.said.${answer}` as const);

function stepLines(t: T, { step, what }: SeenPair['steps'][number]): KnownBlock[] {
  return [
    what === null ? section(t.mrkdwn('steps.lost')) : userText({ written: what, as: 'quote' }),
    context(
      t.mrkdwn('steps.facts', { owner: nameOf(step.owner_id), due: dayOf(step.due_on) }),
      ...(step.answer === null ? [] : [t.mrkdwn(saidOf(step, step.answer))]),
    ),
  ];
}

const answerButtons = (t: T, step: StepRow): Button[] =>
  stepAnswers
    .filter((said) => said !== step.answer)
    .map((said: StepAnswer) => button(ids.answerStep[said], t.plain(`steps.${said}`), { step: step.id }));

/** @param tz the proposer's, in which the form asks */
export function renderDates(t: T, { row, self, dates }: SeenPair, tz: string): RenderedModal {
  const own = dates.filter(({ by_id: by }) => by === self).map(({ at }) => localTime(at, tz));
  const on = (name: 'on1' | 'on2' | 'on3', nth: number) =>
    input(ids.datesModal, name, { label: t.plain('dates.on', { nth: nth + 1 }) }, own[nth]?.date);
  return renderModal(ids.datesModal, { share: row.id }, t.modal('dates.title', 'dates.submit'), [
    section(t.mrkdwn('dates.what', { other: other({ row, self }) })),
    on('on1', 0),
    on('on2', 1),
    on('on3', 2),
    input(ids.datesModal, 'at', t.labels('dates.at', { hint: 'dates.zone' }), own[0]?.minutes ?? 14 * 60),
  ]);
}

/** @param names what the two are called, as plain text */
export function renderStep(t: T, { row, self }: Pair, proposal: LocalDate): RenderedModal {
  const choices = {
    self: t.plain('steps.ownerSelf'),
    other: t.plain('steps.ownerOther', { other: other({ row, self }) }),
  };
  return renderModal(ids.stepModal, { share: row.id }, t.modal('steps.formTitle', 'save'), [
    input(ids.stepModal, 'what', t.labels('steps.what', { placeholder: 'steps.example' })),
    input(ids.stepModal, 'owner', { label: t.plain('steps.owner'), choices }, 'self'),
    input(
      ids.stepModal,
      'due',
      { label: t.plain('steps.due'), hint: t.plain('steps.dueHint', { other: other({ row, self }) }) },
      proposal,
    ),
    context(t.mrkdwn('steps.sealed')),
  ]);
}

const openButton = (t: T, { id }: ShareRow, key: 'pair.open' | 'dates.choose', isPrimary = false): Button =>
  button(ids.openPair, t.plain(key), { share: id }, isPrimary ? { style: 'primary' } : {});

/** To the one whom the other proposes times to; `null`: it was replaced, agreed on, or is over. */
export function datesMessage(t: T, { row, self, dates }: Pair & Pick<SeenPair, 'dates'>, nth: number) {
  const theirs = dates.filter(({ by_id: by }) => by !== self);
  if (!isShared(row) || row.proposals !== nth || theirs.length === 0) return null;
  return messageOf(
    section(
      join([
        t.mrkdwn('dates.proposed', { other: other({ row, self }) }),
        ...theirs.map(({ at }) => t.mrkdwn('dates.line', { at: atMoment(at) })),
      ]),
    ),
    actions([openButton(t, row, 'dates.choose', true)]),
    context(t.mrkdwn('dates.means')),
  );
}

/** What became of dates that the other proposed. @param dates those that nobody replaced, also past ones */
export function datesOver(t: T, seen: Pair & Pick<SeenPair, 'dates' | 'now'>): Mrkdwn {
  const { row, self, dates, now } = seen;
  const values = { other: other(seen) };
  if (!isShared(row)) return t.mrkdwn('dates.unshared', values);
  const theirs = dates.filter(({ by_id: by }) => by !== self);
  if (theirs.some(({ at }) => at > now)) return t.mrkdwn('dates.newer', values);
  if (theirs.length > 0) return t.mrkdwn('dates.passed', values);
  const { talk_at: at } = row;
  if (at === null) return t.mrkdwn('dates.over', values);
  return t.mrkdwn(isAhead(at, now) ? 'dates.held' : 'dates.talked', { ...values, at: atMoment(at) });
}

/** What became of a talk at a time that does not hold any more. */
export function talkOver(t: T, seen: Pair, at: Instant): Mrkdwn {
  const { row } = seen;
  const values = { other: other(seen), at: atMoment(at) };
  if (!isShared(row)) return t.mrkdwn('talk.unshared', values);
  if (row.talk_at === null) return t.mrkdwn('talk.over', values);
  return t.mrkdwn('talk.moved', { ...values, before: atMoment(at), at: atMoment(row.talk_at) });
}

/** To the one who proposed it, and again before it; `null`: it was moved, or is off. */
export function talkMessage(
  t: T,
  seen: Pair & Pick<SeenPair, 'now'>,
  at: Instant,
  key: 'talk.agreed' | 'talk.soon',
) {
  const { row, now } = seen;
  if (!isShared(row) || row.talk_at !== at) return null;
  if (!isAhead(at, now))
    return messageOf(
      section(t.mrkdwn('dates.talked', { at: atMoment(at), other: other(seen) })),
      actions([openButton(t, row, 'pair.open')]),
    );
  return messageOf(
    section(t.mrkdwn(key, { at: atMoment(at), other: other(seen) })),
    ...guideBlocks(t, seen),
    actions([openButton(t, row, 'pair.open')]),
    context(t.mrkdwn('talk.means')),
  );
}

export function offMessage(t: T, seen: Pair, at: Instant): Message {
  return messageOf(
    section(t.mrkdwn('off.line', { at: atMoment(at), other: other(seen) })),
    ...(isShared(seen.row) ? [actions([openButton(t, seen.row, 'pair.open')])] : []),
  );
}

/** To both, once, without its words, which Slack would keep; `null`: it is done, or dropped. */
export function stepMessage(t: T, seen: Pair, step: StepRow): Message | null {
  if (!isOpenStep(step)) return null;
  return messageOf(
    section(
      t.mrkdwn(step.owner_id === seen.self ? 'step.own' : 'step.theirs', {
        other: other(seen),
        owner: nameOf(step.owner_id),
        due: dayOf(step.due_on),
      }),
    ),
    actions([openButton(t, seen.row, 'pair.open', true)]),
    context(t.mrkdwn('step.means')),
  );
}
