/** An offer as others read it, and how an assignment stands for each of its people. */
import type { Button, KnownBlock } from '@slack/types';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, header, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { Offered } from '../offering/operations.ts';
import type { AssignmentRow, RatingRow } from '../rows.ts';
import { type Card, type Level, levels, type Moment, moments } from '../rules.ts';

/** What somebody is in an assignment. */
export type Part = 'taker' | 'offerer' | 'partner';

/** How both say it goes. */
export interface Line {
  readonly round: number;
  readonly by: UserId | null;
  readonly words: string;
}

/** An assignment as one of its people sees it. */
export interface Seen {
  readonly row: AssignmentRow;
  readonly self: UserId;
  readonly part: Part;
  /** They would rather not give feedback, which only they know. */
  readonly hasDeclined: boolean;
  /** The newest first; for who takes it on and who gives feedback. */
  readonly lines: readonly Line[];
  /** Those that the viewer may read by now; for the one who offers it, none. */
  readonly ratings: readonly RatingRow[];
}

/** What it is, in the words of the one who offers it. */
function cardBlocks(t: T, card: Card, by: UserId | null): KnownBlock[] {
  const { what, skill, challenge, weeks, support } = card;
  if (what === '') return [section(t.mrkdwn('card.erased'))];
  return [
    userText({ written: what, as: 'quote' }),
    context(t.mrkdwn('card.facts', { skill, challenge, weeks, by: nameOf(by) })),
    ...(support === '' ? [] : [userText(`${t.plain('card.support')} `, { written: support, as: 'line' })]),
  ];
}

export function renderTake(t: T, { row, by }: Offered, channel: ChannelId | undefined): RenderedModal {
  const { takeModal: modal } = ids;
  return renderModal(modal, { offer: row.id }, t.modal('take.title', 'take.submit'), [
    ...cardBlocks(t, row, by.userId),
    input(modal, 'partner', t.labels('take.partner', { hint: 'take.partnerHint' })),
    input(modal, 'channel', t.labels('take.channel', { hint: 'take.channelHint' }), channel),
    context(t.mrkdwn('take.means', { by: nameOf(by.userId) })),
  ]);
}

export function renderName(t: T, { id }: AssignmentRow): RenderedModal {
  const { nameModal: modal } = ids;
  return renderModal(modal, { assignment: id }, t.modal('name.title', 'name.submit'), [
    input(modal, 'partner', t.labels('take.partner', { hint: 'take.partnerHint' })),
    context(t.mrkdwn('name.means')),
  ]);
}

const valuesOf = ({ taker_id, offerer_id, partner_id, skill, until, began_at }: AssignmentRow) => ({
  taker: nameOf(taker_id),
  offerer: nameOf(offerer_id),
  partner: nameOf(partner_id),
  skill,
  until: onDay(until),
  began: began_at === null ? 'no' : 'yes',
});

/** How it stands, in a sentence. */
function standingLine(t: T, { row, part, hasDeclined }: Seen): Mrkdwn {
  const { state } = row;
  if (state === 'over') return t.mrkdwn('standing.over', valuesOf(row));
  if (part === 'partner' && state === 'proposed')
    return t.mrkdwn(hasDeclined ? 'standing.declined' : 'standing.proposed.partner', valuesOf(row));
  if (part === 'partner')
    return t.mrkdwn(state === 'rating' ? 'standing.rating.two' : 'standing.going.partner', valuesOf(row));
  if (part === 'offerer') {
    const key = state === 'proposed' ? 'looking' : state;
    return t.mrkdwn(`standing.${key}.offerer`, valuesOf(row));
  }
  return t.mrkdwn(state === 'rating' ? 'standing.rating.two' : `standing.${state}.taker`, valuesOf(row));
}

const levelIn = (t: T, rating: number) => t.plain(`level.${levels[rating - 1] ?? '1'}`);

const ratedAt = ({ ratings }: Seen, moment: Moment) =>
  (['self', 'partner'] as const).map(
    (role) => ratings.findLast((one) => one.moment === moment && one.role === role)?.rating,
  );

/** What both rated, once both did; until then each reads their own, which says nothing any more once it is over. */
function ratingLines(t: T, seen: Seen): Mrkdwn[] {
  return moments.flatMap((moment) => {
    const [self, partner] = ratedAt(seen, moment);
    if (self !== undefined && partner !== undefined)
      return [t.mrkdwn(`rated.${moment}.both`, { self: levelIn(t, self), partner: levelIn(t, partner) })];
    const own = seen.row.state === 'over' ? undefined : (self ?? partner);
    return own === undefined ? [] : [t.mrkdwn(`rated.${moment}.own`, { rating: levelIn(t, own) })];
  });
}

const outButton = (t: T, { row, self, part }: Seen): Button => {
  const { id: assignment, state } = row;
  const isPartnerAlone = part === 'partner' && row.offerer_id !== self && state !== 'rating';
  const has = isPartnerAlone ? 'partner' : state === 'going' || state === 'rating' ? 'all' : 'begins';
  const label = t.plain(has === 'partner' ? 'out.partner' : has === 'all' ? 'out.all' : 'out.back');
  return button(
    ids.stepOut,
    label,
    { assignment },
    {
      confirm: {
        title: t.plain('out.title'),
        text: t.plain(`out.means.${has}`),
        confirm: label,
        deny: t.plain('cancel'),
      },
    },
  );
};

const rateButton = (t: T, { id: assignment }: AssignmentRow, moment: Moment): Button =>
  button(ids.openRate, t.plain(`rate.button.${moment}`), { assignment, moment });

/** Whether both rated, so that it stays as it is. */
export const isRated = (row: AssignmentRow, moment: Moment): boolean =>
  moment === 'start' ? row.start_self + row.start_partner === 2 : row.end_self + row.end_partner === 2;

/** What the viewer can do now. */
function buttonsFor(t: T, seen: Seen): readonly Button[] {
  const { row, part, hasDeclined } = seen;
  const { id: assignment, nth, state, round } = row;
  const out = outButton(t, seen);
  switch (state) {
    case 'over':
      return [];
    case 'asked':
      return part === 'offerer'
        ? [
            button(ids.agree, t.plain('asked.agree'), { assignment }),
            button(ids.notThisTime, t.plain('asked.notNow'), { assignment }),
          ]
        : [button(ids.openName, t.plain('name.other'), { assignment }), out];
    case 'looking':
    case 'proposed':
      if (part === 'partner')
        return [
          button(ids.giveFeedback, t.plain('asked.yes'), { assignment, nth }),
          ...(hasDeclined ? [] : [button(ids.noFeedback, t.plain('asked.no'), { assignment, nth })]),
        ];
      return part === 'taker' ? [button(ids.openName, t.plain('name.other'), { assignment }), out] : [out];
    case 'going':
      if (part === 'offerer') return [out];
      return [
        ...(round === 0 ? [] : [button(ids.openCheck, t.plain('check.button'), { assignment, round })]),
        ...(isRated(row, 'start') ? [] : [rateButton(t, row, 'start')]),
        out,
      ];
    case 'rating':
      return part === 'offerer' ? [out] : [rateButton(t, row, 'end'), out];
  }
}

/** Whether the viewer is asked, until a day. */
const isAsked = ({ row: { state }, part, hasDeclined }: Seen): boolean =>
  part === 'offerer' ? state === 'asked' : part === 'partner' && state === 'proposed' && !hasDeclined;

/** A message asks for one thing: to answer, to say how it goes, to rate. In Home, where there are many, none stands out. */
function asMessage(seen: Seen, [first, ...rest]: readonly Button[]): readonly Button[] {
  const { row, part } = seen;
  const waitsForOthers = part === 'taker' && (row.state === 'asked' || row.state === 'proposed');
  if (first === undefined || first.action_id === ids.stepOut.actionId || waitsForOthers)
    return first === undefined ? [] : [first, ...rest];
  return [{ ...first, style: 'primary' }, ...rest];
}

/**
 * In Home and in a list: what it is and how it stands, and what can be done. Two blocks at most.
 * @param where `titled`: in a message that says what it is nowhere else
 */
export function standingBlocks(
  t: T,
  seen: Seen,
  where: 'list' | 'message' | 'titled' = 'list',
): KnownBlock[] {
  const { row, part } = seen;
  const all = buttonsFor(t, seen);
  const buttons = where === 'list' ? all : asMessage(seen, all);
  const title = row.what === '' ? t.mrkdwn('card.erased') : t.mrkdwn('standing.title', { skill: row.skill });
  return [
    section(
      join([
        ...(where === 'message' ? [] : [title]),
        standingLine(t, seen),
        ...(where === 'list' && isAsked(seen) ? [t.mrkdwn('standing.until', valuesOf(row))] : []),
        ...ratingLines(t, seen),
      ]),
    ),
    ...(buttons.length === 0 ? [] : [actions([...buttons], `stretch.${row.id}.${part}`)]),
  ];
}

/** The whole of it, as a message. */
export function standingMessage(t: T, seen: Seen): Message {
  const { row, part } = seen;
  if (row.state === 'over')
    return row.what === ''
      ? messageOf(t.mrkdwn('card.erased'))
      : messageOf(section(join([standingLine(t, seen), ...ratingLines(t, seen)])));
  return messageOf(
    ...cardBlocks(t, row, row.offerer_id),
    ...standingBlocks(t, seen, 'message'),
    context(
      t.mrkdwn(
        isAsked(seen) ? `how.${part === 'partner' ? 'partner' : 'offerer'}` : 'how.out',
        valuesOf(row),
      ),
    ),
  );
}

/** To the one who takes it on: all have agreed. */
export const begunMessage = (t: T, seen: Seen): Message =>
  messageOf(
    header(t.plain('begun.title')),
    ...standingBlocks(t, seen, 'titled'),
    ...(isRated(seen.row, 'start') ? [] : [context(t.mrkdwn('begun.means'))]),
  );

/** To the one who takes it on: nobody gives feedback (any more). */
export const nameMessage = (t: T, seen: Seen): Message =>
  messageOf(...standingBlocks(t, seen, 'titled'), context(t.mrkdwn('name.why')));

/** What both said, a line each. @param round `null`: all of it */
function linesBlocks(seen: Seen, round: number): KnownBlock[] {
  const said = seen.lines.filter((one) => one.round === round);
  if (said.length === 0) return [];
  const line = ({ by, words }: Line) => [
    ...(by === null ? [] : [{ name: by }, ': ']),
    { written: words, as: 'line' as const },
  ];
  return [bullets(said.map(line))];
}

/** How it goes, every two weeks. Later it only says what both said. */
export function checkMessage(t: T, seen: Seen, round: number): Message | null {
  const { row } = seen;
  const isNow = row.round === round && row.state === 'going';
  const lines = linesBlocks(seen, round);
  if (!isNow)
    return lines.length === 0 ? null : messageOf(t.mrkdwn('check.was', { skill: row.skill }), ...lines);
  return messageOf(
    section(t.mrkdwn('check.line', valuesOf(row))),
    ...lines,
    actions([
      button(ids.openCheck, t.plain('check.button'), { assignment: row.id, round }, { style: 'primary' }),
      outButton(t, seen),
    ]),
    context(row.check_at === null ? t.mrkdwn('check.last', valuesOf(row)) : t.mrkdwn('check.means')),
  );
}

/** To both, when its weeks are over. */
export const rateMessage = (t: T, seen: Seen): Message =>
  messageOf(...standingBlocks(t, seen, 'titled'), context(t.mrkdwn('rate.means')));

/** Which one has moved on, as far as its people still may read it. */
export const movedOnLine = (t: T, row: AssignmentRow | null): Mrkdwn =>
  row === null || row.what === ''
    ? t.mrkdwn('post.movedOn')
    : t.mrkdwn(row.state === 'over' ? 'standing.over' : 'post.movedOnWith', { skill: row.skill });

/**
 * What came of it, the same for all, no matter who ended it.
 * @param isFound whether others find the offer
 */
export function overMessage(t: T, seen: Seen, isFound: boolean): Message {
  const { row, part } = seen;
  const { skill } = row;
  if (row.began_at === null) {
    const key = part === 'offerer' ? (isFound ? 'offerer' : 'kept') : 'taker';
    return messageOf(t.mrkdwn(`over.nothing.${key}`, { skill }));
  }
  return messageOf(
    section(join([t.mrkdwn('over.line', { skill }), ...ratingLines(t, seen)])),
    ...(part === 'offerer' ? [context(t.mrkdwn('over.offerer'))] : []),
  );
}

export const levelNames = (t: T): Record<Level, string> =>
  Object.fromEntries(levels.map((one) => [one, t.plain(`level.${one}`)])) as Record<Level, string>;
