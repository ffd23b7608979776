/** Writing late: what was begun, in Home; the form, which says what happens to it; and what the thread tells. */
import type { KnownBlock } from '@slack/types';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageBy } from '#core/kit/pages.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { columnFields } from '../collect/screens.ts';
import { readPage } from '../history/screens.ts';
import type { Loaded } from '../session/load.ts';
import { whatEnded } from '../session/ended.ts';
import { isOpen } from '../session/phases.ts';
import { promiseNow } from '../session/promises.ts';
import type { RetroRow } from '../session/rows.ts';
import { cardPieces, columnName, type Translator } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';
import * as ids from './ids.ts';
import type { LateRow } from './rows.ts';
import { type LatePlace, mostLate, placeOf } from './rules.ts';

/** In rich text, since a name containing `*` or `_` would otherwise change the formatting. */
export const leftIn = (t: Translator, { id, about, channel_id: channel }: RetroRow): KnownBlock[] => [
  userText(...t.pieces('left.home', { about: { bold: about }, channel: channelLink(channel) })),
  actions([button(ids.readLeft, t.plain('left.read'), { retro: id })]),
];

/** How many other retrospectives are listed in the form. */
const mostListed = 5;

const promised = { thread: 'lateNamed', held: 'lateHeld', next: 'lateNext' } as const;
const submits = { thread: 'late.post', held: 'late.hold', next: 'late.keep' } as const;

interface LateView {
  /** By column. */
  readonly typed: readonly string[];
  /** Whether there is something that the person had typed before. */
  readonly isLeft: boolean;
  /** Every retrospective in which they left something. */
  readonly all: readonly RetroRow[];
  /** New to make the inputs forget their content. */
  readonly round?: string;
}

export function lateForm(
  t: Translator,
  loaded: Loaded,
  { typed, isLeft, all, round }: LateView,
): RenderedModal {
  const { row, retro } = loaded;
  const place = placeOf(retro, row.names);
  const id = { retro: row.id };
  const confirm = {
    title: t.plain('left.dropTitle'),
    text: t.plain('left.dropText'),
    confirm: t.plain('form.discard'),
    deny: t.plain('keep'),
  };
  const over = isOpen(retro.phase) ? 'collectingOver' : retro.phase;
  const what = t.mrkdwn(isOpen(retro.phase) ? whyHere(place) : 'late.over', {
    channel: channelLink(row.channel_id),
  });
  const others = all.filter((one) => one.id !== row.id).slice(0, mostListed);
  return renderModal(ids.lateModal, { ...id, place }, t.modal('late.title', submits[place], 'close'), [
    section(join([whatEnded(t, loaded, over) ?? [], what].flat(), ' ')),
    context(promiseNow(t, promised[place], loaded)),
    ...(isLeft
      ? [
          context(promiseNow(t, 'left', loaded)),
          actions([button(ids.dropLeft, t.plain('form.discard'), id, { confirm })]),
        ]
      : []),
    ...columnsIn(row).flatMap((column, index) => {
      const field = columnFields[index];
      const words = { label: columnName(t, column) };
      return field === undefined ? [] : [input(ids.lateModal, field, words, typed[index] ?? '', round)];
    }),
    ...others.flatMap((one) => leftIn(t, one)),
  ]);
}

const whyHere = (place: LatePlace) => (place === 'next' ? 'late.unseen' : 'late.intro');

/** @param by whose they are, where names are shown */
export function lateMessage(
  t: Translator,
  { row }: Loaded,
  cards: readonly LateRow[],
  by: UserId | null,
): Message {
  const count = cards.length;
  const said =
    by === null ? t.mrkdwn('late.told', { count }) : t.mrkdwn('late.toldBy', { by: nameOf(by), count });
  const { shown } = pageBy(cards, ({ text }) => text.length, inMessage, 0);
  const more = count - shown.length;
  return messageOf(
    said,
    bullets(shown.map((card) => cardPieces(t, row, card))),
    ...(more > 0
      ? [
          context(t.mrkdwn('late.more', { count: more })),
          actions([button(readPage, t.plain('late.read'), { retro: row.id })]),
        ]
      : []),
  );
}

const inMessage = { items: mostLate.cards, characters: mostLate.characters };
