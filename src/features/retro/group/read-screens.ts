/** The cards, by column, for whoever may read them: in pages, every character of every card. */
import type { KnownBlock } from '@slack/types';
import type { UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '#core/kit/modal.ts';
import { paged, pager } from '#core/kit/pages.ts';
import { join } from '#core/text.ts';
import { proposeAction } from '../action-items/ids.ts';
import { ownCards, seeModal, seePages } from '../collect/ids.ts';
import type { ReadableCard } from '../collect/rows.ts';
import type { Loaded } from '../session/load.ts';
import { phases } from '../session/phases.ts';
import { columnName, type Words } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';
import { topicPages, topicsModal } from './ids.ts';
import type { Cards, SeeView } from './operations.ts';
import { topicsOf } from './rules.ts';
import { idsOf, themeLine } from './screens.ts';

const seePage = { items: 40, characters: 9_000 };

/** One page of the cards, and what can be done with them. */
export function renderSee(words: Words, { row, retro }: Loaded, view: SeeView): ModalDrawing {
  const { t } = words;
  const columns = columnsIn(row);
  const sorted = columns.flatMap(({ id }) => view.cards.filter((card) => card.column_id === id));
  const pages = paged(sorted, ({ text }) => text.length, seePage);
  const page = Math.min(view.page, Math.max(0, pages.length - 1));
  const here = pages[page] ?? [];
  const buttons = [
    ...(phases[retro.phase].accepts.includes('propose')
      ? [button(proposeAction, t.plain('main.propose'), { retro: row.id })]
      : []),
    ...(view.hasOwn ? [button(ownCards, t.plain('cards.own'), { retro: row.id })] : []),
  ];
  return drawModal(seeModal, { retro: row.id }, { title: t.plain('see.title'), close: t.plain('close') }, [
    ...(here.length === 0 ? [section(t.mrkdwn('see.none'))] : []),
    ...(view.theme === undefined ? [] : [context(themeLine(words, view.theme, 'themes.topic'))]),
    ...columns.flatMap((column): KnownBlock[] => {
      const those = here.filter((card) => card.column_id === column.id);
      if (those.length === 0) return [];
      const heading = join([
        t.mrkdwn('see.column', { label: columnName(words, column) }),
        ...('own' in column ? [] : [t.mrkdwn(column.question)]),
      ]);
      return [section(heading), bullets(those.map((card) => pieces(card, view.authors.get(card.id) ?? [])))];
    }),
    ...pager(words.t, { page, pages: pages.length }, seePages, (to) => ({
      retro: row.id,
      page: to,
      topic: view.topic,
    })),
    ...(buttons.length > 0 ? [actions(buttons)] : []),
  ]);
}

function pieces({ text }: ReadableCard, authors: readonly UserId[]): Piece[] {
  return [text, ...authors.flatMap((person): Piece[] => [' · ', { person }])];
}

const topicPage = { items: 30, characters: 9_000 };

interface Placed {
  readonly card: ReadableCard;
  /** The topic's number, counted from 1, and how many cards it has. */
  readonly number: number;
  readonly of: number;
}

/** One page of the topics, with the numbers that they have in the form for votes. */
export function renderTopics(
  words: Words,
  { row }: Loaded,
  groupings: Cards['groupings'],
  view: SeeView,
): ModalDrawing {
  const { t } = words;
  const byId = new Map(view.cards.map((card) => [card.id, card]));
  const placed = topicsOf(idsOf(view.cards), groupings).flatMap((topic, at) =>
    topic.cards.flatMap((id): Placed[] => {
      const card = byId.get(id);
      return card === undefined ? [] : [{ card, number: at + 1, of: topic.cards.length }];
    }),
  );
  // A topic may go on on the next page.
  const pages = paged(placed, ({ card }) => card.text.length, topicPage);
  const page = Math.min(view.page, Math.max(0, pages.length - 1));
  const columns = new Map(columnsIn(row).map((column) => [column.id, columnName(words, column)]));
  const pieces = ({ id, text, column_id }: ReadableCard): Piece[] => [
    text,
    ` · ${columns.get(column_id) ?? column_id}`,
    ...(view.authors.get(id) ?? []).flatMap((person): Piece[] => [' · ', { person }]),
  ];
  const topics = Map.groupBy(pages[page] ?? [], ({ number }) => number);
  const own = button(ownCards, t.plain('cards.own'), { retro: row.id });
  return drawModal(
    topicsModal,
    { retro: row.id },
    { title: t.plain('topics.title'), close: t.plain('close') },
    [
      ...(placed.length === 0 ? [section(t.mrkdwn('topics.none'))] : []),
      ...[...topics].flatMap(([number, those]): KnownBlock[] => {
        const count = those[0]?.of ?? 0;
        return count === 1
          ? those.map(({ card }) => userText(t.plain('topics.number', { number }), ...pieces(card)))
          : [
              section(t.mrkdwn('topics.several', { number, count })),
              bullets(those.map(({ card }) => pieces(card))),
            ];
      }),
      ...pager(words.t, { page, pages: pages.length }, topicPages, (to) => ({ retro: row.id, page: to })),
      ...(view.hasOwn ? [actions([own])] : []),
    ],
  );
}
