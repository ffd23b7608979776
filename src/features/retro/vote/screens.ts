/** The voting form and its ids. */
import { z } from 'zod';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import {
  choiceField,
  defineModal,
  input,
  type Read,
  renderModal,
  type RenderedModal,
} from '#core/kit/modal.ts';
import { definePages, pageNumber, pageOf, pager } from '#core/kit/pages.ts';
import { rowValue } from '#core/kit/values.ts';
import { atMoment } from '#core/sentence.ts';
import { join, shorten } from '#core/text.ts';
import type { Cards } from '../group/rows.ts';
import { type Topic, topicsOf } from '../group/rules.ts';
import { idsOf, readTopics, textsOf } from '../group/screens.ts';
import { ofRetro, pageOfRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { promiseNow } from '../session/promises.ts';
import type { Translator } from '../session/words.ts';
import { type Ballot, type BallotRefusal, budgetOf, votesIn } from './rules.ts';

export const vote = defineAction('retro.vote', ofRetro);
export const votePages = definePages('retro.vote', pageOfRetro);

/** As many topics as fit on one page of the form. */
export const topicFields = Array.from({ length: 24 }, (_, at) => `topic${at}` as const);

const votesField = choiceField(['0', '1', '2'], 'select', { isLive: true });

/** `shown`: the topics in the form's fields, in order. */
export const voteModal = defineModal(
  'retro.vote',
  z.object({ retro: rowValue, page: pageNumber, shown: z.array(rowValue).max(topicFields.length) }),
  Object.fromEntries(topicFields.map((name) => [name, votesField])) as Record<
    `topic${number}`,
    typeof votesField
  >,
);

export type VoteFields = Read<typeof voteModal.fields>;

/** How much of a topic is shown beside its field. */
const mostInLabel = 300;

export interface VoteView extends Cards {
  readonly ballot: Ballot;
  /** Whether everyone else has voted. */
  readonly isLast: boolean;
  /** Counted from 0. */
  readonly page: number;
  /** Why the latest choice was not saved. */
  readonly refused?: BallotRefusal;
}

/** @param round new to make the fields forget their choice */
export function renderVote(t: Translator, loaded: Loaded, view: VoteView, round = ''): RenderedModal {
  const { row, retro } = loaded;
  const topics = topicsOf(idsOf(view.cards), view.groupings);
  const budget = budgetOf(topics.length);
  const { page, pages, shown } = pageOf(topics, topicFields.length, view.page);
  const until = atMoment(retro.endsAt ?? 0);
  const left = Math.max(0, budget - votesIn(view.ballot));
  const choices = { '0': t.plain('vote.0'), '1': t.plain('vote.1'), '2': t.plain('vote.2') };
  return renderModal(
    voteModal,
    { retro: row.id, page, shown: shown.map(({ id }) => id) },
    { title: t.plain('vote.title'), submit: t.plain('vote.submit'), close: t.plain('close') },
    [
      context(join([t.mrkdwn('vote.intro', { budget, until }), promiseNow(t, 'votes', loaded)], ' ')),
      ...(view.isLast ? [context(t.mrkdwn('vote.last'))] : []),
      ...(view.refused === undefined ? [] : [section(t.mrkdwn(`vote.${view.refused}`))]),
      section(t.mrkdwn('vote.left', { left })),
      actions([button(readTopics, t.plain('group.read'), { retro: row.id })]),
      ...shown.map((topic, at) => {
        const votes = view.ballot.get(topic.id) ?? 0;
        const chosen = votes === 0 ? '0' : votes === 1 ? '1' : '2';
        const number = page * topicFields.length + at + 1;
        const named = labelled(t, topic, textsOf(view.cards, topic.cards), number);
        return input(voteModal, `topic${at}`, { ...named, choices }, chosen, round);
      }),
      ...pager(t, { page, pages }, votePages, (to) => ({ retro: row.id, page: to })),
    ],
  );
}

/** A topic's number and beginning; it says when there is more, instead of omitting it silently. */
function labelled(t: Translator, { cards }: Topic, [text = '']: readonly string[], number: number) {
  const label = t.plain('vote.topic', { number, text: shorten(text, mostInLabel) });
  if (cards.length > 1) return { label, hint: t.plain('vote.more', { count: cards.length - 1 }) };
  return text.length > mostInLabel ? { label, hint: t.plain('vote.long') } : { label };
}
