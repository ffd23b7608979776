/** The cards, by column, for whoever may read them: in pages, every character of every card. */
import { paged, pager } from '../../../core/kit/pages.ts';
import type { KnownBlock } from '@slack/types';
import type { RowId, UserId } from '../../../core/ids.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, bullets, context, section, type Piece } from '../../../core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '../../../core/kit/modal.ts';
import { join } from '../../../core/text.ts';
import { phases } from '../domain/flow.ts';
import { columnsIn } from '../formats.ts';
import { ownCards, proposeAction, seeModal, seePages } from '../ids.ts';
import type { Loaded } from '../repository.ts';
import type { ReadableCard } from '../tables.ts';
import type { Theme } from '../service/themes.ts';
import { themeLine } from './themes.ts';
import { columnName, type Words } from './words.ts';

const seePage = { items: 40, characters: 9_000 };

export interface SeeView {
  readonly cards: readonly ReadableCard[];
  /** Where names are shown, who wrote which card; empty where they are hidden. */
  readonly authors: ReadonlyMap<RowId, readonly UserId[]>;
  /** Whether the reader has cards of their own here, to be deleted. */
  readonly hasOwn: boolean;
  readonly page: number;
  /** Whether the cards are those of one topic alone. */
  readonly topic?: RowId | undefined;
  /** That topic, where it comes back. */
  readonly theme?: Theme | undefined;
}

/** One page of the cards, and what can be done with them. */
export function seeDrawing(words: Words, { row, retro }: Loaded, view: SeeView): ModalDrawing {
  const { say } = words;
  const columns = columnsIn(row);
  const sorted = columns.flatMap(({ id }) => view.cards.filter((card) => card.column_id === id));
  const pages = paged(sorted, ({ text }) => text.length, seePage);
  const page = Math.min(view.page, Math.max(0, pages.length - 1));
  const here = pages[page] ?? [];
  const buttons = [
    ...(phases[retro.phase].accepts.includes('propose')
      ? [button(proposeAction, say.plain('main.propose'), { retro: row.id })]
      : []),
    ...(view.hasOwn ? [button(ownCards, say.plain('cards.own'), { retro: row.id })] : []),
  ];
  return drawModal(
    seeModal,
    { retro: row.id },
    { title: say.plain('see.title'), close: say.plain('close') },
    [
      ...(here.length === 0 ? [section(say.mrkdwn('see.none'))] : []),
      ...(view.theme === undefined ? [] : [context(themeLine(words, view.theme, 'themes.topic'))]),
      ...columns.flatMap((column): KnownBlock[] => {
        const those = here.filter((card) => card.column_id === column.id);
        if (those.length === 0) return [];
        const heading = join([
          say.mrkdwn('see.column', { label: columnName(words, column) }),
          ...('own' in column ? [] : [say.mrkdwn(column.question)]),
        ]);
        return [
          section(heading),
          bullets(those.map((card) => pieces(card, view.authors.get(card.id) ?? []))),
        ];
      }),
      ...pager(words.say, { page, pages: pages.length }, seePages, (to) => ({
        retro: row.id,
        page: to,
        topic: view.topic,
      })),
      ...(buttons.length > 0 ? [actions(buttons)] : []),
    ],
  );
}

function pieces({ text }: ReadableCard, authors: readonly UserId[]): Piece[] {
  return [text, ...authors.flatMap((person): Piece[] => [' · ', { person }])];
}
