/** Voting: the form, a person's own votes, which others may only count, and finishing a phase. */
import { z } from 'zod';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
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
import { errors, nothing, open, type Reply, update } from '#core/listener.ts';
import { refuse, type Result } from '#core/result.ts';
import { atMoment } from '#core/sentence.ts';
import { join, shorten } from '#core/text.ts';
import { type Cards, cardsIn, idsOf, textsOf, topicsIn } from '../group/rows.ts';
import { type Topic, topicsOf } from '../group/rules.ts';
import { readTopics } from '../group/reading.ts';
import * as answers from '../session/answers.ts';
import { ofRetro, pageOfRetro } from '../session/ids.ts';
import { hasAnswered, type Loaded } from '../session/load.ts';
import { applyEvent, type Doing } from '../session/operations.ts';
import { isOpen, type Refusal, type Retro } from '../session/phases.ts';
import { promiseNow } from '../session/promises.ts';
import { type RetroRow, turns } from '../session/rows.ts';
import { isLastToAnswer, whyNot } from '../session/rules.ts';
import { columnName, type Translator } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';
import { ballotOf, saveBallot } from './rows.ts';
import { type Ballot, type BallotRefusal, budgetOf, choose, votesIn } from './rules.ts';

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

type VoteFields = Read<typeof voteModal.fields>;

/** How much of a topic is shown beside its field. */
const mostInLabel = 300;

interface VoteView extends Cards {
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
    t.modal('vote.title', 'vote.submit', 'close'),
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
        const named = labelled(t, row, view, topic, number);
        return input(voteModal, `topic${at}`, { ...named, choices }, chosen, round);
      }),
      ...pager(t, { page, pages }, votePages, (to) => ({ retro: row.id, page: to })),
    ],
  );
}

/**
 * A topic's number, what it is called, its columns and size. A card alone without a name stands as itself, and several stand under a number, so that
 * people see what they vote on; where there is more, it says so.
 */
function labelled(t: Translator, row: RetroRow, { cards, names }: VoteView, topic: Topic, number: number) {
  const texts = textsOf(cards, topic.cards);
  const [text = ''] = texts;
  const name = names.get(topic.id);
  const isSeveral = name === undefined && texts.length > 1;
  const label = isSeveral
    ? t.plain('names.number', { number })
    : t.plain('vote.topic', { number, text: name ?? shorten(text, mostInLabel) });
  const theirs = new Set(
    cards.flatMap(({ id, column_id: column }) => (topic.cards.includes(id) ? [column] : [])),
  );
  const columns = columnsIn(row).filter(({ id }) => theirs.has(id));
  const size = t.plain('vote.size', {
    columns: columns.map((column) => columnName(t, column)).join(', '),
    count: topic.cards.length,
  });
  const isWhole = name === undefined && topic.cards.length === 1 && text.length <= mostInLabel;
  const cited = isSeveral ? [`${shorten(texts.join(' / '), mostInLabel)} ·`] : [];
  return { label, hint: [...cited, size, ...(isWhole ? [] : [t.plain('vote.long')])].join(' ') };
}

/** The voting form. @param page counted from 0 @param refused why the latest choice was not saved: then the fields forget it */
async function formOf({ t, scope, loaded, newId }: answers.Acting, page: number, refused?: BallotRefusal) {
  const { row, retro } = loaded;
  const isLastWord = retro.phase === 'vote' && !retro.isReopened;
  const view = {
    ...(await cardsIn(scope, row.id)),
    ballot: await ballotOf(scope, row.id),
    isLast: isLastWord && isLastToAnswer(retro, await hasAnswered(scope, row, 'vote')),
    page,
  };
  return refused === undefined
    ? renderVote(t, loaded, view)
    : renderVote(t, loaded, { ...view, refused }, newId());
}

/** Votes by topic; topics missing from it stay as they are. */
type Chosen = ReadonlyMap<RowId, number>;

/** Saves a person's votes so far: closing the form loses nothing, and it does not count as answered yet. */
async function keepVotes(
  { scope, now, loaded: { row, retro }, by }: Doing,
  chosen: Chosen,
): Promise<Result<Ballot, Refusal | BallotRefusal>> {
  const tooLate = whyNot(retro, { kind: 'vote', by }, now);
  if (tooLate !== null) return refuse(tooLate);
  const items = (await topicsIn(scope, row.id)).map(({ id }) => id);
  const before = await ballotOf(scope, row.id);
  const after = choose(before, chosen, items);
  if (after.ok) await saveBallot(scope, row, before, after.value, items);
  return after;
}

/** The same, and it counts as answered, even without a vote. */
export async function saveVotes(
  doing: Doing,
  chosen: Chosen,
): Promise<Result<Retro, Refusal | BallotRefusal>> {
  // Before the event's effects: voting may be over with these.
  const kept = await keepVotes(doing, chosen);
  return kept.ok ? answer(doing, 'vote') : kept;
}

/** @param kind `ready`: "I'm done", in phases that last as long as people have something to say */
export async function answer(doing: Doing, kind: 'vote' | 'ready'): Promise<Result<Retro, Refusal>> {
  const { scope, loaded, by } = doing;
  const { id: retro_id, opening, conversation_id: audience } = loaded.row;
  const { phase } = loaded.retro;
  if (!isOpen(phase)) return refuse(phase);
  // In a phase with both votes and "I'm done", votes alone do not end it.
  const counts = kind === 'ready' || phase === 'vote';
  const isFirst = counts && !(await hasAnswered(scope, loaded.row, phase));
  const happened = await applyEvent(doing, loaded, { kind, by, isFirst });
  if (!happened.ok || !counts) return happened;
  const given = kind === 'ready' ? 'ready' : 'votes';
  await scope.upsertOwn(turns, { retro_id, phase, answer: given, opening }, { audience });
  await scope.refreshHome(by);
  return happened;
}

/** An empty field changes nothing. @param shown the form's topics */
function chosenIn(shown: readonly RowId[], fields: VoteFields): Chosen {
  return new Map(
    shown.flatMap((topic, at): [RowId, number][] => {
      const votes = fields[`topic${at}`] ?? null;
      return votes === null ? [] : [[topic, Number(votes)]];
    }),
  );
}

const ofBallot: readonly string[] = ['topicGone', 'manyOnOne', 'overBudget'] satisfies BallotRefusal[];
const isOfBallot = (code: Refusal | BallotRefusal): code is BallotRefusal => ofBallot.includes(code);

const show =
  (reply: typeof open) =>
  async (here: answers.Acting, { page = 0 }: answers.PageOfRetro): Promise<Reply> =>
    reply(await formOf(here, page));

export const voting: FeaturePart = {
  actions: [
    answers.onRetro(vote, 'vote', show(open)),
    ...answers.onRetroPages(votePages, 'vote', show(update)),
  ],
  views: [
    answers.onRetroForm(
      voteModal,
      'topic0',
      async (here, { shown }, fields) => {
        const saved = await saveVotes(here, chosenIn(shown, fields));
        if (saved.ok) return nothing;
        return isOfBallot(saved.code)
          ? errors({ topic0: here.t.plain(`vote.${saved.code}`) })
          : answers.refusedAt(here, 'topic0', saved.code);
      },
      async (here, { page, shown }, fields) => {
        const kept = await keepVotes(here, chosenIn(shown, fields));
        if (kept.ok) return update(await formOf(here, page));
        // People who may not vote, or no longer, read why on submission.
        return isOfBallot(kept.code) ? update(await formOf(here, page, kept.code)) : nothing;
      },
    ),
  ],
};
