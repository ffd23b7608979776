/** The summary in the channel once a retrospective is closed: promises first, then topics, and what returned. */
import type { Button, KnownBlock } from '@slack/types';
import { button, menu as choice, overflow } from '#core/kit/action.ts';
import type { TrackedIssue } from '#core/connections.ts';
import type { RowId } from '#core/ids.ts';
import { actions, bullets, context, header, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Chart, pictureWords, votesChart } from '#core/picture.ts';
import type { Message } from '#core/post.ts';
import { atMoment, nameOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { standingActions } from '../action-items/rules.ts';
import { actionPieces, sayChanged } from '../action-items/screens.ts';
import type { Theme } from '../group/rules.ts';
import { themeLine } from '../group/themes.ts';
import { rate, type Rating, worths } from '../history/rating.ts';
import { readPage } from '../history/screens.ts';
import { isEmpty, type Loaded } from '../session/load.ts';
import type { ActionItem } from '../session/phases.ts';
import { holdAgain } from '../session/screens.ts';
import type { Translator } from '../session/words.ts';
import { changedPieces } from '../standards/screens.ts';
import type { Supposed } from '../supposed/operations.ts';
import { issuePieces } from '../tracker/screens.ts';
import { supposedShort } from '../supposed/screens.ts';
import { outcomes, summaryMenu } from './ids.ts';

export interface SummaryTopic {
  /** What it is called for the channel; `null`: it has no name there. */
  readonly title: string | null;
  /** `null`: counts are not told, or nobody voted. */
  readonly votes: number | null;
  /** One line, or empty. */
  readonly outcome: string;
}

export interface Summary {
  /** Whether it was worth the time, if that is asked or told. */
  readonly rating: Rating | null;
  /** The recurring topics. */
  readonly themes: readonly Theme[];
  /** The issues of its actions in a tracker. */
  readonly issues: ReadonlyMap<RowId, TrackedIssue>;
  /** What was supposed to happen; `null` while it is open, and if nobody looked ahead. */
  readonly supposed: Supposed | null;
  /** How many were written. */
  readonly cards: number;
  /** Those that came first, in order. */
  readonly topics: readonly SummaryTopic[];
  /** Where their order is from: counted votes, votes that are not counted, or nothing but how they were shown. */
  readonly order: 'votes' | 'places' | 'shown';
}

/** The rules allow fewer; whatever is stored, Slack must accept the message. */
const mostShown = 8;

export function summaryMessage(t: Translator, loaded: Loaded, summary: Summary): Message {
  const { row, retro } = loaded;
  const all = standingActions(retro);
  const more = Math.max(0, all.length - mostShown);
  const counts = { promises: all.length, cards: summary.cards, people: retro.answers };
  const notes: Mrkdwn[] = [
    ...summary.themes.map((theme) => themeLine(t, theme, 'themes.summary')),
    ...(summary.rating?.kind === 'told'
      ? [t.mrkdwn('rating.told', { mean: summary.rating.mean, count: summary.rating.count })]
      : []),
    whenClosed(t, loaded),
  ];
  const hasCards = !isEmpty(loaded);
  return messageOf(
    header(t.plain(hasCards ? 'summary.title' : 'main.title', { about: row.about })),
    section(hasCards ? t.mrkdwn('summary.counts', counts) : t.mrkdwn('thread.empty')),
    ...(all.length === 0
      ? []
      : [
          bullets(
            all.slice(0, mostShown).map((action) => actionLine(t, action, summary.issues.get(action.id))),
          ),
        ]),
    ...(more === 0 ? [] : [section(t.mrkdwn('main.moreActions', { count: more }))]),
    ...(summary.supposed === null ? [] : [supposedShort(t, summary.supposed)]),
    ...topicBlocks(t, summary),
    ...chartOf(t, summary),
    ...notes.map((text) => context(text)),
    actions(buttonsOf(t, loaded, summary)),
  );
}

/** One line: what, who, until when, and how it stands. */
export const actionLine = (t: Translator, action: ActionItem, issue?: TrackedIssue): Piece[] => [
  ...actionPieces(t, action),
  ` · ${stateOf(t, action)}`,
  ...(issue === undefined || issue.state === 'gone' ? [] : afterDot(issuePieces(issue))),
  ...afterDot(changedPieces(t, action, 'changed.inLine')),
];

const afterDot = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.length === 0 ? [] : [' · ', ...pieces];

/** Asked, accepted, done, or whether it helped. */
export function stateOf(t: Translator, { state, owner, helped }: ActionItem): string {
  if (helped !== null) return t.plain(`summary.helped.${helped}`);
  if (state === 'proposed') return t.plain(owner === null ? 'summary.free' : 'summary.asked');
  return t.plain(state === 'open' ? 'summary.accepted' : 'summary.done');
}

/** A topic that the channel knows nothing of is not listed: a number alone tells it nothing. */
export function topicBlocks(t: Translator, { topics, order }: Summary): KnownBlock[] {
  const told = topics
    .map((topic, at) => ({ ...topic, number: at + 1 }))
    .filter(({ title, votes, outcome }) => title !== null || votes !== null || outcome !== '');
  if (told.length === 0) return [];
  const lines = told.flatMap(({ title, votes, outcome, number }): Piece[] => [
    `\n${String(number)}. `,
    { bold: title ?? t.plain('names.number', { number }) },
    ...(votes === null ? [] : [` · ${t.plain('summary.votes', { votes })}`]),
    ...(outcome === '' ? [] : [' · ', { written: outcome, as: 'line' } as const]),
  ]);
  return [userText(t.plain(`summary.topics.${order}`), ...lines)];
}

/** The votes, where counts are told: the text before it says the same. One bar compares with nothing. */
export function chartOf(t: Translator, { topics }: Pick<Summary, 'topics'>): Chart[] {
  const counted = topics.flatMap(({ title, votes }, at) =>
    votes === null || votes === 0
      ? []
      : [{ topic: pictureWords(title ?? t.plain('names.number', { number: at + 1 })), count: votes }],
  );
  return counted.length < 2 ? [] : [votesChart(pictureWords(t.plain('summary.chart')), counted)];
}

function buttonsOf(t: Translator, loaded: Loaded, summary: Summary) {
  const { row } = loaded;
  const { rating } = summary;
  const id = { retro: row.id };
  const answers = worths.map((worth) => ({
    text: t.plain(`rating.${worth}`),
    value: { r: row.id, w: worth },
  }));
  const again: Button = button(holdAgain, t.plain('again.button'), id);
  if (isEmpty(loaded)) return [again];
  const entries = [
    ['summary.export', 'export'],
    ...(chartOf(t, summary).length > 0 ? ([['summary.image', 'image']] as const) : []),
    ['main.see', 'cards'],
  ] as const;
  return [
    button(readPage, t.plain('summary.everything'), id),
    again,
    overflow(
      summaryMenu,
      entries.map(([key, what]) => ({ text: t.plain(key), value: { r: row.id, do: what } })),
    ),
    ...(rating?.kind === 'open' ? [choice(rate, t.plain('rating.ask'), answers)] : []),
  ];
}

/** When it was closed, and by whom or what. */
function whenClosed(t: Translator, { retro: { endedAt, endedHow, endedBy } }: Loaded): Mrkdwn {
  const at = atMoment(endedAt ?? 0);
  if (endedBy !== null) return t.mrkdwn('main.closedBy', { by: nameOf(endedBy), at });
  const isSaid = endedHow !== null && endedHow !== 'person' && endedHow !== 'reopened';
  return join([t.mrkdwn('main.closed', { at }), ...(isSaid ? [t.mrkdwn(`because.${endedHow}`)] : [])], ' ');
}

/** The reply that says what became of an action. @returns `null`: there is nothing to say of it any more */
export function toldMessage(
  t: Translator,
  action: ActionItem,
  told: (typeof outcomes)[number],
): Message | null {
  const { what, owner, state, helped, helpedHow } = action;
  const written = (text: string): Piece => ({ written: text, as: 'line' });
  if (told === 'done')
    return state === 'done'
      ? messageOf(userText(...t.pieces('told.done', { what: written(what), by: nameOf(owner) })))
      : null;
  if (helped === null) return null;
  const said = { what: written(what), how: written(helpedHow), isSaid: helpedHow === '' ? 0 : 1 };
  const changed = changedPieces(t, action, 'changed.alone');
  return messageOf(
    userText(...t.pieces(`told.helped.${helped}`, said), ...(changed.length === 0 ? [] : ['\n', ...changed])),
    ...(helped === 'no' ? [] : [actions([sayButton(t, action)])]),
  );
}

/** Everyone sees it; a press checks that it is the owner's. */
function sayButton(t: Translator, { id, what }: ActionItem): Button {
  return button(
    sayChanged,
    t.plain('helped.say'),
    { action: id },
    { label: t.plain('helped.sayLabel', { what }) },
  );
}
