/** The guide for the first conversation, how often and when, and how it ends. */
import type { Button, KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { atMoment, nameOf, namesOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import { instantOf, localTime } from '#core/time/zone.ts';
import { openFind } from '../mentors/ids.ts';
import { ofPair, type PairRow } from '../rows.ts';
import type { T } from './copy.ts';
import * as ids from './ids.ts';
import { type CheckRow, rhythmOf, type TalkRow, wishOf } from './rows.ts';
import { type CheckAnswer, checkAnswers, rhythms } from './rules.ts';

/** A pair as one of its people sees it. */
export interface SeenTalk {
  readonly pair: PairRow;
  readonly talk: TalkRow;
  /** Who reads. */
  readonly self: UserId;
  /** The dates on which they met, the oldest first. */
  readonly dates: readonly LocalDate[];
  /** When all are at work next; `null`: they have no hours in common. */
  readonly common: Instant | null;
}

type Role = 'peer' | 'trio' | 'mentor' | 'mentee';

const roleOf = ({ pair, self }: Pick<SeenTalk, 'pair' | 'self'>): Role => {
  if (pair.kind === 'mentor') return pair.two_id === self ? 'mentor' : 'mentee';
  return pair.size > 2 ? 'trio' : 'peer';
};

export const othersIn = ({ pair, self }: Pick<SeenTalk, 'pair' | 'self'>): readonly UserId[] =>
  ofPair(pair).filter((user) => user !== self);

/** The same date for every reader. */
const dayOf = (date: LocalDate) => onDay(instantOf(date, 12 * 60, 'UTC'));

/** With all it takes for the first time, and what holds since. */
export function guideMessage(t: T, seen: SeenTalk): Message {
  const role = roleOf(seen);
  const others = namesOf(othersIn(seen));
  if (seen.talk.state === 'over') return messageOf(t.mrkdwn('talk.over'));
  return messageOf(
    header(t.plain('guide.title')),
    section(t.mrkdwn(`guide.${role}`, { others })),
    // Each stands apart: in one piece four paragraphs are a wall.
    section(t.mrkdwn(`guide.wants.${role}`, { others })),
    section(t.mrkdwn('guide.between')),
    section(t.mrkdwn('guide.often')),
    section(t.mrkdwn('guide.ends')),
    ...statusBlocks(t, seen),
  );
}

/** What holds now, and what can be done. At most two blocks. */
function statusBlocks(t: T, seen: SeenTalk): KnownBlock[] {
  const { pair, talk } = seen;
  const isPlanning = talk.state === 'going' && rhythmOf(talk) === null;
  return [
    section(statusLine(t, seen)),
    actions([
      ...(talk.state === 'going' ? [planButton(t, pair, isPlanning)] : []),
      metButton(t, pair),
      endButton(t, pair),
    ]),
  ];
}

function statusLine(t: T, { talk, dates, common }: SeenTalk): Mrkdwn {
  const last = dates.at(-1);
  const rhythm = rhythmOf(talk);
  const next = talk.state === 'going' ? talk.next_at : null;
  return join([
    ...(talk.state === 'asked' || talk.state === 'resting' ? [t.mrkdwn(`talk.${talk.state}`)] : []),
    ...(rhythm === null ? [] : [t.mrkdwn('talk.rhythm', { rhythm })]),
    ...(talk.wish_by === null ? [] : [t.mrkdwn('talk.wished', { by: nameOf(talk.wish_by) })]),
    ...(next !== null
      ? [t.mrkdwn('talk.next', { at: atMoment(next) })]
      : common === null
        ? [t.mrkdwn('talk.noTime')]
        : [t.mrkdwn('talk.time', { at: atMoment(common) })]),
    ...(last === undefined ? [] : [t.mrkdwn('talk.met', { count: dates.length, day: dayOf(last) })]),
  ]);
}

/** In App Home. */
export function talkInHome(t: T, seen: SeenTalk): KnownBlock[] {
  const others = namesOf(othersIn(seen));
  const keys = { peer: 'with', trio: 'with', mentor: 'mentoring', mentee: 'mentored' } as const;
  return [section(t.mrkdwn(`talk.${keys[roleOf(seen)]}`, { others })), ...statusBlocks(t, seen)];
}

const planButton = (t: T, { id: pair }: PairRow, isPrimary = false): Button =>
  button(ids.openRhythm, t.plain('talk.plan'), { pair }, isPrimary ? { style: 'primary' } : {});
const metButton = (t: T, { id: pair }: PairRow): Button =>
  button(ids.openMet, t.plain('talk.metButton'), { pair });
const endButton = (t: T, { id: pair }: PairRow): Button =>
  button(
    ids.endPair,
    t.plain('talk.end'),
    { pair },
    { confirm: t.confirm('end.title', 'end.means', 'talk.end') },
  );

/** @param tz the proposer’s, in which the form asks */
export function renderRhythm(t: T, { pair, talk, common }: SeenTalk, tz: string): RenderedModal {
  const choices = Object.fromEntries(rhythms.map((one) => [one, t.plain(`rhythm.${one}`)]));
  const first = talk.wish_at ?? talk.next_at ?? common;
  const local = first === null ? null : localTime(first, tz);
  const rhythm = wishOf(talk) ?? rhythmOf(talk) ?? 'fortnight';
  return renderModal(ids.rhythmModal, { pair: pair.id }, t.modal('rhythm.title', 'rhythm.propose'), [
    input(ids.rhythmModal, 'rhythm', { label: t.plain('rhythm.label'), choices }, rhythm),
    ...(local === null
      ? [context(t.mrkdwn('talk.noTime'))]
      : [
          input(ids.rhythmModal, 'on', t.labels('rhythm.on'), local.date),
          input(ids.rhythmModal, 'at', t.labels('rhythm.at', { hint: 'rhythm.zone' }), local.minutes),
          ...(first === common ? [context(t.mrkdwn('rhythm.common'))] : []),
        ]),
    context(t.mrkdwn('rhythm.means')),
  ]);
}

export function renderMet(t: T, { pair }: Pick<SeenTalk, 'pair'>, today: LocalDate): RenderedModal {
  return renderModal(ids.metModal, { pair: pair.id }, t.modal('met.title', 'save'), [
    input(ids.metModal, 'on', t.labels('met.on'), today),
    context(t.mrkdwn('met.means')),
  ]);
}

export const notedLine = (t: T, on: LocalDate, isNew: boolean): Mrkdwn =>
  t.mrkdwn(isNew ? 'met.done' : 'met.again', { day: dayOf(on) });

/** To the others; `null`: it was replaced, agreed to, or is over. */
export function wishMessage(t: T, { pair, talk, self }: SeenTalk, nth: number): Message | null {
  const { wish_by: by, wish_at: at } = talk;
  const rhythm = wishOf(talk);
  if (talk.wish_nth !== nth || by === null || by === self || rhythm === null || talk.state !== 'going')
    return null;
  return messageOf(
    section(
      join([
        t.mrkdwn('wish.line', { by: nameOf(by), rhythm }),
        ...(at === null ? [t.mrkdwn('talk.noTime')] : [t.mrkdwn('wish.at', { at: atMoment(at) })]),
      ]),
    ),
    actions([
      button(ids.agreeRhythm, t.plain('wish.agree'), { pair: pair.id, nth }, { style: 'primary' }),
      button(ids.openRhythm, t.plain('wish.change'), { pair: pair.id }),
      endButton(t, pair),
    ]),
  );
}

/** Before a time that they planned; `null`: it was moved, or is over. */
export function reminderMessage(t: T, seen: SeenTalk, at: Instant): Message | null {
  const { pair, talk } = seen;
  if (talk.next_at !== at || talk.state !== 'going') return null;
  return messageOf(
    section(t.mrkdwn('reminder.line', { at: atMoment(at), others: namesOf(othersIn(seen)) })),
    actions([
      metButton(t, pair),
      button(ids.openRhythm, t.plain('reminder.other'), { pair: pair.id }),
      endButton(t, pair),
    ]),
    context(t.mrkdwn('reminder.means')),
  );
}

/** @param said what the reader answered @param thanks where they can be said; `null`: this was another time */
export function checkMessage(
  t: T,
  seen: SeenTalk,
  round: number,
  said: CheckRow | null,
  thanks: readonly Button[],
): Message | null {
  const { pair, talk } = seen;
  const others = namesOf(othersIn(seen));
  if (talk.round !== round || talk.state === 'over') return null;
  if (talk.state !== 'asked' || talk.until === null)
    return messageOf(t.mrkdwn(talk.state === 'resting' ? 'check.resting' : 'check.going', { others }));
  const until = atMoment(talk.until);
  const say = (answer: CheckAnswer) =>
    button(
      ids.sayChecks[answer],
      t.plain(`check.${answer}`),
      { pair: pair.id, round },
      said === null && answer === 'on' ? { style: 'primary' } : {},
    );
  const left = checkAnswers.filter((answer) => answer !== said?.answer);
  return messageOf(
    section(t.mrkdwn('check.line', { others })),
    ...(said === null ? [] : [section(t.mrkdwn(`check.said.${said.answer}`, { until }))]),
    actions([...left.map(say), ...(said?.answer === 'end' ? thanks : [])]),
    ...(said === null ? [context(t.mrkdwn('check.means', { until }))] : []),
  );
}

/** The same for all of them, whatever the reason. @param here those of the others who are still there */
export function overMessage(
  t: T,
  seen: SeenTalk,
  here: readonly UserId[],
  thanks: readonly Button[],
): Message {
  const role = roleOf(seen);
  const next = role === 'trio' ? 'peer' : role;
  const find = role === 'mentee' ? [button(openFind, t.plain('over.find'), {})] : [];
  const buttons = [...thanks, ...find];
  return messageOf(
    section(here.length === 0 ? t.mrkdwn('over.alone') : t.mrkdwn('over.line', { others: namesOf(here) })),
    section(t.mrkdwn(`over.next.${next}`)),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  );
}
