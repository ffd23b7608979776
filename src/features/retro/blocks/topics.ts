/** The topics, for whoever may read the cards: in pages, every character of every card. */
import { paged, pager } from '../../../core/kit/pages.ts';
import type { KnownBlock } from '@slack/types';
import { button } from '../../../core/kit/action.ts';
import { actions, bullets, section, userText, type Piece } from '../../../core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '../../../core/kit/modal.ts';
import { topicsOf } from '../domain/topics.ts';
import { columnsIn } from '../formats.ts';
import { ownCards } from '../ids.ts';
import { topicPages, topicsModal } from '../ids/group.ts';
import type { Loaded } from '../repository.ts';
import type { ReadableCard } from '../tables.ts';
import { idsOf, type Cards } from './group.ts';
import type { SeeView } from './see.ts';
import { columnName, type Words } from './words.ts';

const topicPage = { items: 30, characters: 9_000 };

interface Placed {
  readonly card: ReadableCard;
  /** The topic's number, counted from 1, and how many cards it has. */
  readonly number: number;
  readonly of: number;
}

/** One page of the topics, with the numbers that they have in the form for votes. */
export function topicsDrawing(
  words: Words,
  { row }: Loaded,
  groupings: Cards['groupings'],
  view: SeeView,
): ModalDrawing {
  const { say } = words;
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
  const own = button(ownCards, say.plain('cards.own'), { retro: row.id });
  return drawModal(
    topicsModal,
    { retro: row.id },
    { title: say.plain('topics.title'), close: say.plain('close') },
    [
      ...(placed.length === 0 ? [section(say.mrkdwn('topics.none'))] : []),
      ...[...topics].flatMap(([number, those]): KnownBlock[] => {
        const count = those[0]?.of ?? 0;
        return count === 1
          ? those.map(({ card }) => userText(say.plain('topics.number', { number }), ...pieces(card)))
          : [
              section(say.mrkdwn('topics.several', { number, count })),
              bullets(those.map(({ card }) => pieces(card))),
            ];
      }),
      ...pager(words.say, { page, pages: pages.length }, topicPages, (to) => ({ retro: row.id, page: to })),
      ...(view.hasOwn ? [actions([own])] : []),
    ],
  );
}
