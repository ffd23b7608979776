/** Naming topics: the fields, beside each group while it is joined, and in a form of their own until the discussion is over. */
import type { InputBlock } from '@slack/types';
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { context, section } from '#core/kit/blocks.ts';
import {
  defineModal,
  input,
  type Modal,
  renderModal,
  type RenderedModal,
  textField,
} from '#core/kit/modal.ts';
import { definePages, pageNumber, pageOf, pager } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { channelLink } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import { type Cards, textsOf } from '../group/rows.ts';
import { type Topic, topicsOf } from '../group/rules.ts';
import { ofRetro, pageOfRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import type { RetroRow } from '../session/rows.ts';
import { columnName, type Translator } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';
import { longestName, proposedName } from './proposal.ts';

/** As many topics as have a field on one page. */
export const nameFields = Array.from({ length: 15 }, (_, at) => `name${at}` as const);

/** What is typed is stored as one types. */
const nameField = textField({ most: longestName, isLive: true });

export const fieldsOfNames = Object.fromEntries(nameFields.map((name) => [name, nameField])) as Record<
  `name${number}`,
  typeof nameField
>;

/** The topics in the fields, in order. */
export const namedTopics = z.array(rowValue).max(nameFields.length);

export const changeNames = defineAction('retro.names', ofRetro);
export const namesPages = definePages('retro.names', pageOfRetro);

export const namesModal = defineModal(
  'retro.names',
  z.object({ retro: rowValue, page: pageNumber, shown: namedTopics }),
  fieldsOfNames,
);

/** A topic and its number, counted from 1 in display order. */
export interface Numbered {
  readonly topic: Topic;
  readonly number: number;
}

export const numbered = ({ cards, groupings }: Cards): Numbered[] =>
  topicsOf(
    cards.map(({ id }) => id),
    groupings,
  ).map((topic, at) => ({ topic, number: at + 1 }));

/** What a topic is called that its cards propose nothing for: the column that all of them are in, and its number. Nobody’s words. */
export function neutralName(t: Translator, row: RetroRow, all: Cards, { topic, number }: Numbered): string {
  const theirs = all.cards.filter(({ id }) => topic.cards.includes(id));
  const [column, ...others] = columnsIn(row).filter(({ id }) => theirs.some((card) => card.column_id === id));
  return column === undefined || others.length > 0
    ? t.plain('names.number', { number })
    : shorten(t.plain('names.neutral', { column: columnName(t, column), number }), longestName);
}

/**
 * What a topic is called until somebody changes it. One card alone proposes none of its words: everyone in the channel reads a name, and one press
 * saves all that stand in the form.
 */
function nameFor(t: Translator, row: RetroRow, all: Cards, one: Numbered): string {
  const proposed = proposedName(textsOf(all.cards, one.topic.cards), t.locale);
  return all.names.get(one.topic.id) ?? proposed ?? neutralName(t, row, all, one);
}

/** How much of a topic's first card is shown beside its name. */
const mostQuoted = 200;

/** The field for what a topic is called. @param at which field of the page @param label instead of its number and its first card */
export function nameInput(
  t: Translator,
  modal: Modal<unknown, typeof fieldsOfNames>,
  row: RetroRow,
  all: Cards,
  at: number,
  one: Numbered,
  label?: string,
): InputBlock {
  const { topic, number } = one;
  const [text = ''] = textsOf(all.cards, topic.cards);
  const beside = {
    label: t.plain('names.label', { number }),
    hint: t.plain('names.cards', { count: topic.cards.length, text: shorten(text, mostQuoted) }),
  };
  // Another topic in the same field forgets what was typed.
  const words = label === undefined ? beside : { label };
  return input(modal, `name${at}`, words, nameFor(t, row, all, one), topic.id);
}

/** The names of all topics, for the facilitator, who reads the cards beside them. @param wanted the page, counted from 0 */
export function renderNames(t: Translator, { row }: Loaded, all: Cards, wanted: number): RenderedModal {
  const { page, pages, shown } = pageOf(numbered(all), nameFields.length, wanted);
  const metadata = { retro: row.id, page, shown: shown.map(({ topic }) => topic.id) };
  return renderModal(namesModal, metadata, t.modal('names.title', 'save'), [
    context(t.mrkdwn('names.intro', { channel: channelLink(row.channel_id) })),
    ...(shown.length === 0 ? [section(t.mrkdwn('topics.none'))] : []),
    ...shown.map((one, at) => nameInput(t, namesModal, row, all, at, one)),
    ...pager(t, { page, pages }, namesPages, (to) => ({ retro: row.id, page: to })),
  ]);
}
