/** The answer to what somebody wrote in the Messages tab. Pure. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, type Piece, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { openLesson } from '#core/lessons.ts';
import type { Message } from '#core/post.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import type { AskingSentences } from '#locales/asking.ts';
import type { FoundLesson } from './find.ts';
import type { Answer } from './ids.ts';

export interface AnswerView {
  readonly answer: Answer;
  readonly lessons: readonly FoundLesson[];
  /** Empty where none are shown. */
  readonly topics: readonly string[];
  /** How the question was understood. */
  readonly notes: readonly string[];
  /** One can ask others in a channel. */
  readonly canAsk: boolean;
}

/** How much of what somebody wrote a passage shows, in characters. */
const mostOfPassage = 300;
/** How many topics are named. */
const mostTopics = 12;
/** A fact is a few words; more of them say no more about where a lesson comes from. */
const mostFacts = 3;

type Translator = TranslatorOf<AskingSentences>;

export function renderAnswer(t: Translator, view: AnswerView): Message {
  const { answer, lessons, notes } = view;
  const { want } = answer;
  const aside = [...(answer.isCut ? [t.mrkdwn('cut')] : []), ...notes.map((note) => escape(note))];
  const said = aside.length === 0 ? [] : [context(join(aside))];
  switch (want) {
    case 'search':
    case 'newest':
    case 'mine':
      if (answer.shown.length === 0) return messageOf(...nothing(t, view, want), ...said);
      // They were deleted since, or are not for them any more.
      if (lessons.length === 0) return messageOf(t.mrkdwn('gone'));
      return messageOf(
        t.mrkdwn(`found.${want}`, { count: answer.count }),
        ...said,
        ...lessons.flatMap((found) => lessonBlocks(t, found)),
        ...(answer.count > answer.shown.length ? [context(t.mrkdwn('more', { count: answer.count }))] : []),
      );
    case 'topics':
      return view.topics.length === 0
        ? messageOf(t.mrkdwn('topics.none'), t.mrkdwn('add.any'))
        : messageOf(topicsLine(t, view.topics), t.mrkdwn('topics.ask'));
    case 'help':
      return messageOf(t.mrkdwn('help'), t.mrkdwn('help.ask'), context(t.mrkdwn('help.private')));
    default:
      return messageOf(t.mrkdwn(want));
  }
}

function nothing(
  t: Translator,
  { topics, canAsk }: AnswerView,
  want: 'search' | 'newest' | 'mine',
): readonly (Mrkdwn | KnownBlock)[] {
  const tries = [
    ...(want === 'search' ? [t.mrkdwn('try.words')] : []),
    ...(topics.length === 0 || want !== 'search' ? [] : [topicsLine(t, topics)]),
    t.mrkdwn(want === 'search' ? 'add' : 'add.any'),
    ...(canAsk && want === 'search' ? [t.mrkdwn('try.ask')] : []),
  ];
  return [t.mrkdwn(`nothing.${want}`), join(tries)];
}

const topicsLine = (t: Translator, topics: readonly string[]): Mrkdwn =>
  t.mrkdwn('topics', {
    topics: topics.slice(0, mostTopics).join(', '),
    more: Math.max(0, topics.length - mostTopics),
  });

const cut = (piece: Piece): Piece =>
  typeof piece !== 'string' && 'written' in piece ? { ...piece, most: mostOfPassage } : piece;

function lessonBlocks(t: Translator, { lesson, document, passage }: FoundLesson): readonly KnownBlock[] {
  const facts = document.facts
    .slice(0, mostFacts)
    .flatMap(({ label, pieces }, at): Piece[] => [at === 0 ? '\n' : ' · ', `${label}: `, ...pieces]);
  const from = passage.length === 0 ? [] : ['\n', ...passage.map(cut)];
  return [
    userText({ written: document.title, as: 'title' }, ...from),
    ...(facts.length === 0 ? [] : [userText(...facts.slice(1))]),
    actions([
      button(
        openLesson,
        t.plain('open'),
        { lesson },
        { label: t.plain('open.label', { title: document.title }) },
      ),
    ]),
  ];
}

/** @returns whether it names topics */
export const namesTopics = ({ want, shown }: Answer): boolean =>
  want === 'topics' || (want === 'search' && shown.length === 0);
