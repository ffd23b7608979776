/** The form for votes: topics with a field each, how many votes are left, and where a topic is read in full. */
import { pager } from '../../../core/kit/pages.ts';
import { atMoment } from '../../../core/sentence.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, context, section } from '../../../core/kit/blocks.ts';
import { drawModal, input, type ModalDrawing } from '../../../core/kit/modal.ts';
import { join, shorten } from '../../../core/text.ts';
import { keptNow } from '../domain/secrecy.ts';
import { promise } from './promises.ts';
import { topicsOf, type Topic } from '../domain/topics.ts';
import { budgetOf, votesIn, type Ballot, type BallotRefusal } from '../domain/votes.ts';
import { readTopics, topicFields, voteModal, votePages } from '../ids/group.ts';
import type { Loaded } from '../repository.ts';
import { idsOf, textsOf, type Cards } from './group.ts';
import { type Words } from './words.ts';

/** So much of a topic stands beside its field. */
const mostInLabel = 300;

export interface VoteView extends Cards {
  readonly ballot: Ballot;
  /** Whether everybody else has voted. */
  readonly isLast: boolean;
  /** Counted from 0. */
  readonly page: number;
  /** Why what was chosen just now was not kept. */
  readonly refused?: BallotRefusal;
}

/** @param round new when the fields have to forget what is chosen in them */
export function voteDrawing(words: Words, loaded: Loaded, view: VoteView, round = ''): ModalDrawing {
  const { say } = words;
  const { row, retro } = loaded;
  const topics = topicsOf(idsOf(view.cards), view.groupings);
  const budget = budgetOf(topics.length);
  const pages = Math.max(1, Math.ceil(topics.length / topicFields.length));
  const page = Math.min(view.page, pages - 1);
  const first = page * topicFields.length;
  const here = topics.slice(first, first + topicFields.length);
  const until = atMoment(retro.endsAt ?? 0);
  const left = Math.max(0, budget - votesIn(view.ballot));
  return drawModal(
    voteModal,
    { retro: row.id, page, shown: here.map(({ id }) => id) },
    { title: say.plain('vote.title'), submit: say.plain('vote.submit'), close: say.plain('close') },
    [
      context(
        join(
          [say.mrkdwn('vote.intro', { budget, until }), promise(words, 'votes', keptNow(loaded, words.now))],
          ' ',
        ),
      ),
      ...(view.isLast ? [context(say.mrkdwn('vote.last'))] : []),
      ...(view.refused === undefined ? [] : [section(say.mrkdwn(`vote.${view.refused}`))]),
      section(say.mrkdwn('vote.left', { left })),
      actions([button(readTopics, say.plain('group.read'), { retro: row.id })]),
      ...here.flatMap((topic, at) => {
        const field = topicFields[at];
        if (field === undefined) return [];
        const votes = view.ballot.get(topic.id) ?? 0;
        const chosen = votes === 0 ? '0' : votes === 1 ? '1' : '2';
        const named = labelled(words, topic, textsOf(view.cards, topic.cards), first + at + 1);
        return [input(voteModal, field, { ...named, choices: choicesOf(words) }, chosen, round)];
      }),
      ...pager(words.say, { page, pages }, votePages, (to) => ({ retro: row.id, page: to })),
    ],
  );
}

const choicesOf = ({ say }: Words) => ({
  '0': say.plain('vote.0'),
  '1': say.plain('vote.1'),
  '2': say.plain('vote.2'),
});

/** A topic's number and how it begins; what does not fit is pointed to, not left out in silence. */
function labelled({ say }: Words, { cards }: Topic, [text = '']: readonly string[], number: number) {
  const more = cards.length - 1;
  const hint =
    more > 0
      ? say.plain('vote.more', { count: more })
      : text.length > mostInLabel
        ? say.plain('vote.long')
        : undefined;
  const label = say.plain('vote.topic', { number, text: shorten(text, mostInLabel) });
  return { label, ...(hint === undefined ? {} : { hint }) };
}
