/** Grouping: suggested, joined and separated topics, each with an undo button; joining by hand; and reading cards and topics. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { chunks } from '#core/chunks.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { type Action, button, defineAction } from '#core/kit/action.ts';
import { actions, bullets, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { defineModal, input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { definePages, pageBy, pageNumber, pager } from '#core/kit/pages.ts';
import { listsField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { channelLink } from '#core/sentence.ts';
import { join, shorten } from '#core/text.ts';
import { proposeAction } from '../action-items/screens.ts';
import type { ReadableCard } from '../collect/rows.ts';
import { ownCards, seeModal, seePages } from '../collect/screens.ts';
import { addLate } from '../late/ids.ts';
import { proposedName } from '../names/rules.ts';
import { changeNames, fieldsOfNames, namedTopics, nameInput, proposalFor } from '../names/screens.ts';
import { ofRetro, pageOfRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { isOpen, phases } from '../session/phases.ts';
import { promiseNow } from '../session/promises.ts';
import { columnName, type Translator } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';
import { type Cards, textsOf } from './rows.ts';
import { joinedOf, type Theme, type Topic, topicsOf, undecided } from './rules.ts';
import { themeLine } from './themes.ts';

/** `page`: of the list that holds the button, which is redrawn. */
const grouping = z.object({ grouping: rowValue, page: pageNumber });

export const groupCards = defineAction('retro.group', ofRetro);
export const groupPages = definePages('retro.group', pageOfRetro);

/** No longer drawn: it accepted every suggestion. */
export const acceptAll = defineAction('retro.group-all', pageOfRetro);
export const joinGroup = defineAction('retro.group-join', grouping);

export const keepApart = defineAction('retro.group-keep', grouping);
export const takeApart = defineAction('retro.group-undo', grouping);

export const joinByHand = defineAction('retro.group-by-hand', ofRetro);
export const readTopics = defineAction('retro.topics', ofRetro);

export const topicPages = definePages('retro.topics', pageOfRetro);

/** Submitting it continues to the next phase. */
export const groupModal = defineModal(
  'retro.group',
  ofRetro.extend({ shown: namedTopics.optional() }),
  fieldsOfNames,
);

export const joinModal = defineModal('retro.group-by-hand', ofRetro, { topics: listsField() });
export const topicsModal = defineModal('retro.topics', ofRetro, {});

/** How much of a group's cards the facilitator sees; the list of topics shows them in full. */
const inGroup = { cards: 4, characters: 300 };

const groupPage = { items: 15, characters: 9_000 };

export const idsOf = (cards: readonly ReadableCard[]): RowId[] => cards.map(({ id }) => id);

interface Entry {
  readonly group: Topic;
  readonly kind: 'suggested' | 'joined' | 'apart';
}

/** The decisions for the facilitator. @param wanted the page, counted from 0 */
export function renderGroup(t: Translator, loaded: Loaded, all: Cards, wanted = 0): RenderedModal {
  const { cards, groupings, names } = all;
  const ids = idsOf(cards);
  const entriesOf = (kind: Entry['kind']): Entry[] =>
    (kind === 'joined' ? joinedOf(ids, groupings) : undecided(ids, groupings, kind)).map((group) => ({
      group,
      kind,
    }));
  const entries = [...entriesOf('suggested'), ...entriesOf('joined'), ...entriesOf('apart')];
  const beginnings = (entry: Entry) => startsOf(textsOf(cards, entry.group.cards));
  const shown = pageBy(entries, (entry) => beginnings(entry).join('').length, groupPage, wanted);
  const { page } = shown;
  const list = topicsOf(ids, groupings);
  const topics = list.length;
  const id = { retro: loaded.row.id };
  const named = shown.shown.flatMap(({ group, kind }) => (kind === 'joined' ? [group.id] : []));
  const nameOf = (group: Topic) =>
    names.get(group.id) ?? proposalFor(t, all, group, list.findIndex((one) => one.id === group.id) + 1);
  const naming = ({ group, kind }: Entry): KnownBlock[] => {
    if (kind === 'joined') {
      const label = t.plain('group.name');
      return [nameInput(groupModal, named.indexOf(group.id), group.id, { label }, nameOf(group))];
    }
    const proposed = kind === 'suggested' ? proposedName(textsOf(cards, group.cards), t.locale) : null;
    return proposed === null ? [] : [context(t.mrkdwn('group.proposed', { name: proposed }))];
  };
  const buttons = [
    ...(topics < 2 ? [] : [button(joinByHand, t.plain('group.byHand'), id)]),
    button(readTopics, t.plain('group.read'), id),
  ];
  return renderModal(
    groupModal,
    { ...id, shown: named },
    t.modal('group.title', topics < 2 ? 'group.goOn' : 'group.goVote', 'close'),
    [
      context(t.mrkdwn('group.intro', { cards: cards.length, topics })),
      context(promiseNow(t, 'exposesNobody', loaded)),
      context(t.mrkdwn('names.intro', { channel: channelLink(loaded.row.channel_id) })),
      actions(buttons),
      ...(entries.length === 0 ? [section(t.mrkdwn('group.none'))] : []),
      ...shown.shown.flatMap((entry, at, all): KnownBlock[] => [
        ...(entry.kind === all[at - 1]?.kind ? [] : [section(t.mrkdwn(`group.${entry.kind}`))]),
        ...entryBlocks(t, entry, beginnings(entry), naming(entry), page),
      ]),
      ...pager(t, shown, groupPages, (to) => ({ ...id, page: to })),
    ],
  );
}

const startsOf = (texts: readonly string[]): string[] =>
  texts.slice(0, inGroup.cards).map((text) => shorten(text, inGroup.characters));

function entryBlocks(
  t: Translator,
  { group, kind }: Entry,
  beginnings: readonly string[],
  naming: readonly KnownBlock[],
  page: number,
): KnownBlock[] {
  const value = { grouping: group.id, page };
  const text = beginnings[0] ?? '';
  const press = (action: Action<typeof value>, name: 'join' | 'keep' | 'undo' | 'again') =>
    button(action, t.plain(`group.${name}`), value, { label: t.plain(`group.${name}Label`, { text }) });
  const buttons = {
    suggested: () => [press(joinGroup, 'join'), press(keepApart, 'keep')],
    joined: () => [press(takeApart, 'undo')],
    apart: () => [press(joinGroup, 'again')],
  }[kind]();
  const count = group.cards.length - beginnings.length;
  return [
    bullets(beginnings.map((written) => [{ written }])),
    ...(count > 0 ? [context(t.mrkdwn('group.more', { count }))] : []),
    ...naming,
    actions(buttons),
  ];
}

/** A choice of two or more topics to join, suggested or not. */
export function renderJoin(
  t: Translator,
  { row }: Loaded,
  { cards, groupings, names }: Cards,
): RenderedModal {
  const topics = topicsOf(idsOf(cards), groupings);
  const choice = ({ id, cards: theirs }: Topic, at: number) => ({
    value: id,
    text: shorten(
      `${String(at + 1)}. ${names.get(id) ?? textsOf(cards, theirs).join(' / ')}`,
      limits.optionText,
    ),
  });
  const choices = topics.map(choice);
  const groups = chunks(choices, limits.options).map((these, at) => {
    const before = at * limits.options;
    const range = { from: before + 1, to: before + these.length };
    return { label: t.plain('joining.range', range), choices: these };
  });
  return renderModal(joinModal, { retro: row.id }, t.modal('joining.title', 'group.join', 'close'), [
    input(joinModal, 'topics', {
      label: t.plain('joining.which'),
      hint: t.plain('joining.hint'),
      groups,
    }),
    actions([button(groupPages.back, t.plain('group.back'), { retro: row.id, page: 0 })]),
  ]);
}

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
