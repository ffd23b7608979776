/** Naming topics: the fields, beside each group while it is joined, and in a form of their own until the discussion is over. */
import type { InputBlock } from '@slack/types';
import { z } from 'zod';
import type { RowId } from '#core/ids.ts';
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
import type { Translator } from '../session/words.ts';
import { longestName, proposedName } from './rules.ts';

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

/** What a topic without a name is called where it needs one. @param number counted from 1, in display order */
export const neutralName = (t: Translator, number: number): string => t.plain('names.number', { number });

/** What the cards of each topic share, or its number. */
export const proposalFor = (t: Translator, { cards }: Pick<Cards, 'cards'>, topic: Topic, number: number) =>
  proposedName(textsOf(cards, topic.cards), t.locale) ?? neutralName(t, number);

/** @param at which field of the page @param id of the topic: another one in the same field forgets what was typed */
export const nameInput = (
  modal: Modal<unknown, typeof fieldsOfNames>,
  at: number,
  id: RowId,
  words: { readonly label: string; readonly hint?: string },
  name: string,
): InputBlock => input(modal, `name${at}`, words, name, id);

/** How much of a topic's first card is shown beside its name. */
const mostQuoted = 200;

/**
 * The names of all topics, for the facilitator, who reads the cards beside them. With hidden names, one card alone proposes none of its words.
 * @param wanted the page, counted from 0
 */
export function renderNames(t: Translator, { row }: Loaded, all: Cards, wanted: number): RenderedModal {
  const ids = all.cards.map(({ id }) => id);
  const topics = topicsOf(ids, all.groupings).map((topic, at) => ({ topic, number: at + 1 }));
  const { page, pages, shown } = pageOf(topics, nameFields.length, wanted);
  const metadata = { retro: row.id, page, shown: shown.map(({ topic }) => topic.id) };
  return renderModal(namesModal, metadata, t.modal('names.title', 'save'), [
    context(t.mrkdwn('names.intro', { channel: channelLink(row.channel_id) })),
    ...(shown.length === 0 ? [section(t.mrkdwn('topics.none'))] : []),
    ...shown.map(({ topic, number }, at) => {
      const [text = ''] = textsOf(all.cards, topic.cards);
      const quoted = row.names === 'shown' && topic.cards.length === 1 ? shorten(text, longestName) : null;
      const name = all.names.get(topic.id) ?? quoted ?? proposalFor(t, all, topic, number);
      const words = {
        label: t.plain('names.label', { number }),
        hint: t.plain('names.cards', { count: topic.cards.length, text: shorten(text, mostQuoted) }),
      };
      return nameInput(namesModal, at, topic.id, words, name);
    }),
    ...pager(t, { page, pages }, namesPages, (to) => ({ retro: row.id, page: to })),
  ]);
}
