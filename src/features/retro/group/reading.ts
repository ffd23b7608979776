/** Reading the cards, by column or by topic. */
import type { KnownBlock } from '@slack/types';
import type { RowId, UserId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, bullets, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { defineModal, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { definePages, pageBy, pager } from '#core/kit/pages.ts';
import { join } from '#core/text.ts';
import { proposeAction } from '../action-items/screens.ts';
import type { ReadableCard } from '../collect/rows.ts';
import { ownCards, seeModal, seePages } from '../collect/screens.ts';
import { addLate } from '../late/ids.ts';
import { changeNames } from '../names/screens.ts';
import { ofRetro, pageOfRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { isOpen, phases } from '../session/phases.ts';
import { columnName, type Translator } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';
import { type Cards, idsOf } from './rows.ts';
import { type Theme, topicsOf } from './rules.ts';
import { themeLine } from './themes.ts';

export const readTopics = defineAction('retro.topics', ofRetro);
export const topicPages = definePages('retro.topics', pageOfRetro);
const topicsModal = defineModal('retro.topics', ofRetro, {});

export interface SeeView {
  readonly cards: readonly ReadableCard[];
  /** The author of each card if names are shown; empty if they are hidden. */
  readonly authors: ReadonlyMap<RowId, readonly UserId[]>;
  /** Whether the reader has cards of their own here that they can delete. */
  readonly hasOwn: boolean;
  readonly page: number;
  /** Whether the reader may change what the topics are called. */
  readonly mayName?: boolean;
  /** Set if the cards are those of one topic. */
  readonly topic?: RowId | undefined;
  /** That topic, if it recurs. */
  readonly theme?: Theme | undefined;
}

const seePage = { items: 40, characters: 9_000 };

/** One page of the cards, with their actions. */
export function renderSee(t: Translator, { row, retro }: Loaded, view: SeeView): RenderedModal {
  const columns = columnsIn(row);
  const sorted = columns.flatMap(({ id }) => view.cards.filter((card) => card.column_id === id));
  const page = pageBy(sorted, ({ text }) => text.length, seePage, view.page);
  const here = page.shown;
  const buttons = [
    ...(phases[retro.phase].accepts.includes('propose')
      ? [button(proposeAction, t.plain('main.propose'), { retro: row.id })]
      : []),
    ...(view.hasOwn ? [button(ownCards, t.plain('cards.own'), { retro: row.id })] : []),
  ];
  return renderModal(seeModal, { retro: row.id }, t.modal('see.title'), [
    ...(here.length === 0 ? [section(t.mrkdwn('see.none'))] : []),
    ...(view.theme === undefined ? [] : [context(themeLine(t, view.theme, 'themes.topic'))]),
    ...columns.flatMap((column): KnownBlock[] => {
      const those = here.filter((card) => card.column_id === column.id);
      if (those.length === 0) return [];
      const heading = join([
        t.mrkdwn('see.column', { label: columnName(t, column) }),
        ...('own' in column ? [] : [t.mrkdwn(column.question)]),
      ]);
      return [section(heading), bullets(those.map((card) => pieces(view, card)))];
    }),
    ...pager(t, page, seePages, (to) => ({ retro: row.id, page: to, topic: view.topic })),
    ...(buttons.length > 0 ? [actions(buttons)] : []),
  ]);
}

const pieces = ({ authors }: SeeView, { id, text }: ReadableCard, column = ''): Piece[] => [
  { written: text, as: 'line' },
  column,
  ...(authors.get(id) ?? []).flatMap((person): Piece[] => [' · ', { person }]),
];

const topicPage = { items: 30, characters: 9_000 };

interface Placed {
  readonly card: ReadableCard;
  /** The topic's number, counted from 1, and how many cards it has. */
  readonly number: number;
  readonly of: number;
  readonly name: string | undefined;
}

/** One page of the topics, numbered as in the form for votes. */
export function renderTopics(
  t: Translator,
  { row, retro }: Loaded,
  { groupings, names }: Omit<Cards, 'cards'>,
  view: SeeView,
): RenderedModal {
  const byId = new Map(view.cards.map((card) => [card.id, card]));
  const placed = topicsOf(idsOf(view.cards), groupings).flatMap((topic, at) =>
    topic.cards.flatMap((id): Placed[] => {
      const card = byId.get(id);
      const name = names.get(topic.id);
      return card === undefined ? [] : [{ card, number: at + 1, of: topic.cards.length, name }];
    }),
  );
  // A topic may continue on the next page.
  const page = pageBy(placed, ({ card }) => card.text.length, topicPage, view.page);
  const columns = new Map(columnsIn(row).map((column) => [column.id, columnName(t, column)]));
  const piecesOf = (card: ReadableCard) =>
    pieces(view, card, ` · ${columns.get(card.column_id) ?? card.column_id}`);
  const topics = Map.groupBy(page.shown, ({ number }) => number);
  const buttons = [
    ...(isOpen(retro.phase) && retro.phase !== 'collect'
      ? [button(addLate, t.plain('late.button'), { retro: row.id })]
      : []),
    ...(view.mayName === true && placed.length > 0
      ? [button(changeNames, t.plain('names.change'), { retro: row.id })]
      : []),
    ...(view.hasOwn ? [button(ownCards, t.plain('cards.own'), { retro: row.id })] : []),
  ];
  return renderModal(topicsModal, { retro: row.id }, t.modal('topics.title'), [
    ...(placed.length === 0 ? [section(t.mrkdwn('topics.none'))] : []),
    ...[...topics].flatMap(([number, those]): KnownBlock[] => {
      const { of: count = 0, name } = those[0] ?? {};
      if (name !== undefined)
        return [
          section(t.mrkdwn('topics.named', { number, name, count })),
          bullets(those.map(({ card }) => piecesOf(card))),
        ];
      return count === 1
        ? those.map(({ card }) => userText(t.plain('topics.number', { number }), ...piecesOf(card)))
        : [
            section(t.mrkdwn('topics.several', { number, count })),
            bullets(those.map(({ card }) => piecesOf(card))),
          ];
    }),
    ...pager(t, page, topicPages, (to) => ({ retro: row.id, page: to })),
    ...(buttons.length > 0 ? [actions(buttons)] : []),
  ]);
}
