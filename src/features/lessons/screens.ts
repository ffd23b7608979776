import type { Button, KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { linkedLines } from '#core/kit/linked-ask.ts';
import { messageOf } from '#core/kit/message.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { type PageOf, pager } from '#core/kit/pages.ts';
import type { RenderedLesson } from '#core/lessons.ts';
import { type Reading, type Reply, say } from '#core/listener.ts';
import type { RowId } from '#core/ids.ts';
import { writtenPlain } from '#core/markup/written.ts';
import type { Channel } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink, namesOf, onDay, type Values } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { LessonsKey } from '#locales/lessons.ts';
import { lessonsCopy, type Translator } from './copy.ts';
import { tryLesson } from './effect/ids.ts';
import { outcomeFacts, retiredBlocks } from './effect/screens.ts';
import { appliedFacts, shortOf } from './fitting/screens.ts';
import * as ids from './ids.ts';
import { isAsked, isOfOne, type Lesson, type Listed } from './read.ts';
import type { LessonRow } from './rows.ts';
import { mayChange } from './rules.ts';

/** A sentence for the person alone. */
export const told = (
  interaction: Reading,
  key: Extract<LessonsKey, `${'refused' | 'said'}.${string}`>,
  values: Values = {},
): Reply => say(messageOf(lessonsCopy.for(interaction).mrkdwn(key, values)));

/** What happened, after its context. */
export const storyOf = ({ context: around, happened }: Pick<LessonRow, 'context' | 'happened'>): string =>
  around === '' ? happened : `${around}\n${happened}`;

/** Beside others, in characters: only what was brought in is longer, and opened it is shown whole. */
const mostBesideOthers = 3_000;

/** What it says and when it is of use: two blocks. */
export function wordBlocks(t: Translator, { row, linked }: Lesson, most = mostBesideOthers): KnownBlock[] {
  const title: Piece = { written: row.title, as: 'title' };
  const lines = linkedLines(t, linked, linked.source?.link ?? '');
  return [
    userText(title, '\n', { written: storyOf(row), most }),
    userText(
      ...[useWhenPieces(t, row), ...lines].flatMap((pieces, at) => (at === 0 ? pieces : ['\n', ...pieces])),
    ),
  ];
}

/** What was brought in may not say it. */
export const useWhenPieces = (t: Translator, { use_when: when }: LessonRow): Piece[] => [
  { bold: t.plain('useWhen') },
  ' ',
  when === '' ? t.plain('import.useWhen') : { written: when },
];

export const useWhenBlock = (t: Translator, row: LessonRow): KnownBlock => userText(...useWhenPieces(t, row));

/** Who learned it, where, and about what. */
function originOf(t: Translator, { row, authors }: Lesson): Mrkdwn[] {
  return [
    ...(authors.length === 0 ? [] : [t.mrkdwn('lesson.by', { people: namesOf(authors) })]),
    ...(row.from_public === 0 ? [] : [t.mrkdwn('lesson.from', { channel: channelLink(row.channel_id) })]),
    ...(row.topics === '' ? [] : [t.mrkdwn('topicsLine', { topics: row.topics })]),
    ...appliedFacts(t, row),
  ];
}

/** Its audience, and what it waits for. */
export function stateOf(t: Translator, { row, state }: Lesson): Mrkdwn {
  if (state === 'kept') return t.mrkdwn(`state.kept.${row.reach}`);
  if (isOfOne(row)) return t.mrkdwn(state === 'asked' ? 'one.asked' : 'one.here');
  return t.mrkdwn(state === 'asked' ? 'state.asked' : 'state.here');
}

/** For other teams. */
export function renderLesson(t: Translator, lesson: Lesson): RenderedLesson {
  const facts = [...originOf(t, lesson), ...outcomeFacts(t, lesson.outcomes)];
  return {
    title: writtenPlain(lesson.row.title),
    short: shortOf(t, lesson),
    blocks: [...wordBlocks(t, lesson), ...(facts.length === 0 ? [] : [context(join(facts, ' · '))])],
  };
}

/** For the team it comes from: with its state. */
export function renderStanding(t: Translator, lesson: Lesson): KnownBlock[] {
  const facts = [...originOf(t, lesson), ...outcomeFacts(t, lesson.outcomes), stateOf(t, lesson)];
  return [...wordBlocks(t, lesson), context(join(facts, ' · '))];
}

/** All of a lesson. @param effect what has come of it, and what its reader can do */
export function renderOpened(t: Translator, lesson: Lesson, effect: readonly KnownBlock[]): RenderedModal {
  const origin = originOf(t, lesson);
  return renderModal(ids.openedModal, { lesson: lesson.row.id }, t.modal('open.title'), [
    ...retiredBlocks(t, lesson.outcomes),
    ...wordBlocks(t, lesson, Infinity),
    ...(origin.length === 0 ? [] : [context(join(origin, ' · '))]),
    ...effect,
  ]);
}

/** What a reader said was noted. Of what they used, they can say how it went. @param at where they said so @param thanks buttons to thank whose it is */
export function saidMessage(
  t: Translator,
  lesson: RowId,
  said: 'used' | 'useful',
  at: Pick<Channel, 'channelId' | 'kind'> | null,
  thanks: readonly Button[],
): Message {
  const team = at === null || at.kind === 'direct' ? {} : { channel: at.channelId };
  return messageOf(
    t.mrkdwn(`said.${said}`),
    ...(said === 'used'
      ? [actions([button(tryLesson, t.plain('said.how'), { lesson, ...team }), ...thanks])]
      : []),
  );
}

/** A lesson has up to 2,500 characters. */
export const inList = 6;

export function renderList(t: Translator, list: PageOf<Listed>): RenderedModal {
  return renderModal(ids.listModal, {}, t.modal('list.title'), [
    ...(list.shown.length === 0
      ? [section(t.mrkdwn('list.none'))]
      : list.shown.flatMap((one) => listedBlocks(t, one))),
    ...pager(t, list, ids.listPages, (page) => ({ page })),
  ]);
}

/** A lesson of the person's own, with its buttons. */
export function listedBlocks(t: Translator, one: Listed): KnownBlock[] {
  const { row } = one.lesson;
  const facts = [
    ...(isAsked(one.lesson, one.own) ? [t.mrkdwn('list.waits', { until: atMoment(row.ask_until) })] : []),
    ...(row.kept_at === null || row.retired_at !== null
      ? []
      : [t.mrkdwn('list.review', { day: onDay(row.review_by) })]),
  ];
  const buttons = buttonsFor(t, one);
  return [
    ...renderStanding(t, one.lesson),
    ...(facts.length === 0 ? [] : [context(join(facts, ' '))]),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  ];
}

/** The actions offered; permission is checked on the press. */
function buttonsFor(t: Translator, { lesson, own, isWriter }: Listed): Button[] {
  const { row, state } = lesson;
  const id = { lesson: row.id };
  const canGoBack = own.count > 0 && row.is_wider === 1 && (state === 'kept' || state === 'asked');
  return [
    ...(state === 'kept' ? [button(ids.openLesson, t.plain('item.open'), id)] : []),
    ...(own.count > 0 && state === 'asked' && own.agreed < own.count
      ? [button(ids.agree, t.plain('ask.yes'), { ...id, round: row.round })]
      : []),
    ...(canGoBack && (own.agreed > 0 || !own.hasAnswered)
      ? [button(ids.keepHere, t.plain(isOfOne(row) ? 'one.keepHere' : 'list.keepHere'), id)]
      : []),
    ...(mayChange(state, { own: own.count, isWriter })
      ? [button(ids.changeLesson, t.plain('change'), id), button(ids.takeOut, t.plain('list.out'), id)]
      : []),
  ];
}

export function renderOut(t: Translator, row: LessonRow): RenderedModal {
  return renderModal(ids.outModal, { lesson: row.id }, t.modal('out.title', 'out.submit'), [
    userText({ written: row.title, as: 'title' }),
    section(t.mrkdwn(row.seed_id === row.id ? 'out.meansByHand' : 'out.means')),
  ]);
}
