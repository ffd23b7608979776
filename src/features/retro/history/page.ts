/**
 * A retrospective to read afterwards: what it was about, when, its topics and results. The page in Slack and what is exported to read are made from the
 * same entries, so they say the same.
 */
import type { RowId, UserId } from '#core/ids.ts';
import type { Piece } from '#core/kit/blocks.ts';
import type { MadeLesson } from '#core/lessons.ts';
import { atMoment, channelLink, onDay, type Values } from '#core/sentence.ts';
import type { RetroKey } from '#locales/retro.ts';
import { standingActions } from '../action-items/rules.ts';
import { actionPieces, planPieces } from '../action-items/screens.ts';
import { predictionKinds } from '../before/rules.ts';
import type { ReadableCard } from '../collect/rows.ts';
import type { LateRow } from '../late/rows.ts';
import type { Rating } from './rating.ts';
import type { Loaded } from '../session/load.ts';
import { type ActionItem, isOpen } from '../session/phases.ts';
import { keptNow, plainPromise } from '../session/promises.ts';
import { cardPieces, noonOf, type Translator } from '../session/words.ts';
import { changedPieces } from '../standards/screens.ts';
import type { Supposed } from '../supposed/operations.ts';
import { endsSentences, intentPieces, linePieces } from '../supposed/screens.ts';

export type Entry =
  /** 2 on the page, 3 within a section. */
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'line' | 'bullet'; readonly pieces: readonly Piece[] };

/** In order; bullets that follow each other are one list. */
export function inLists(entries: readonly Entry[]): readonly (readonly [Entry, ...Entry[]])[] {
  const groups: [Entry, ...Entry[]][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (entry.kind === 'bullet' && last?.[0].kind === 'bullet') last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

const said = (...pieces: readonly Piece[]): Entry => ({ kind: 'line', pieces });
const bullet = (...pieces: readonly Piece[]): Entry => ({ kind: 'bullet', pieces });

/** One topic, as far as the reader may read it. */
export interface PageTopic {
  readonly id: RowId;
  /** `null`: it has none. */
  readonly name: string | null;
  /** `null`: nobody voted here, or not yet, or too few. */
  readonly votes: number | null;
  readonly cards: readonly ReadableCard[];
  /** One line, or empty. */
  readonly outcome: string;
}

export interface PageView {
  readonly loaded: Loaded;
  /** The discussed topics in order, then the others. */
  readonly topics: readonly PageTopic[];
  /** What was written after collecting, and told. */
  readonly late: readonly LateRow[];
  /** The author of each card, late or not, if names are shown. */
  readonly authors: ReadonlyMap<RowId, readonly UserId[]>;
  /** Whether there are cards that the reader may not read. */
  readonly isForOthers: boolean;
  /** Whether it was worth the time, if that is shown. */
  readonly rating: Rating | null;
  /** What was supposed to happen; `null`: nobody looked ahead. */
  readonly supposed: Supposed | null;
  /** Lessons made from it, as far as the reader may see them. */
  readonly lessons: readonly MadeLesson[];
}

/** Everything there is to read, in order. */
export function pageEntries(t: Translator, view: PageView): Entry[] {
  const { row, retro } = view.loaded;
  const line = (key: RetroKey, values: Values = {}) => said(...t.pieces(key, values));
  const heading = (level: 2 | 3, key: RetroKey, values: Values = {}): Entry => ({
    kind: 'heading',
    level,
    text: t.plain(key, values),
  });
  const actions = standingActions(retro);
  return [
    line(stateKey(view.loaded), { at: atMoment(retro.endedAt ?? retro.endsAt ?? 0) }),
    line('page.channel', { channel: channelLink(row.channel_id) }),
    ...(row.happened_until === null
      ? []
      : [line('main.looksBack', { date: onDay(noonOf(row.happened_until, t.tz)) })]),
    line('main.answeredEnd', { answered: retro.answers, asked: retro.invited }),
    ...(view.rating?.kind === 'told'
      ? [line('rating.told', { mean: view.rating.mean, count: view.rating.count })]
      : []),
    ...supposedEntries(t, view),
    ...(view.topics.length === 0 && !view.isForOthers ? [] : [heading(2, 'page.topics')]),
    ...(view.isForOthers ? [said(plainPromise(t, 'forOthers', keptNow(view.loaded, t.now)))] : []),
    ...view.topics.flatMap((topic, at) => [
      heading(3, headingOf(topic), { number: at + 1, name: topic.name ?? '', votes: topic.votes ?? 0 }),
      ...topic.cards.map((card) => cardEntry(t, view, card)),
      ...(topic.outcome === ''
        ? []
        : [said({ bold: t.plain('page.outcome') }, ' ', { written: topic.outcome, as: 'line' })]),
    ]),
    ...(view.late.length === 0 ? [] : [heading(2, 'page.late')]),
    ...view.late.map((card) => cardEntry(t, view, card)),
    heading(2, 'page.actions'),
    ...(actions.length === 0 ? [line('main.noneAgreed')] : actions.map((action) => actionEntry(t, action))),
    ...(view.lessons.length === 0 ? [] : [heading(2, 'page.lessons')]),
    ...view.lessons.map((lesson) => lessonEntry(t, lesson)),
  ];
}

/** How many of each kind a page and a file have; the thread of the retrospective leads to all of them. */
const mostForeseen = 10;

function supposedEntries(t: Translator, { supposed }: PageView): Entry[] {
  if (supposed === null) return [];
  const ends = endsSentences(t, supposed.ends);
  return [
    { kind: 'heading', level: 2, text: t.plain('supposed.heading') },
    said(...intentPieces(t, supposed)),
    ...predictionKinds.flatMap((kind): Entry[] => {
      const those = supposed.lines.filter((line) => line.kind === kind);
      const count = those.length - mostForeseen;
      return [
        ...(those.length === 0 ? [] : [said({ bold: t.plain(`supposed.${kind}`) })]),
        ...those.slice(0, mostForeseen).map((line) => bullet(...linePieces(t, line, supposed.compared))),
        ...(count > 0 ? [said(t.plain('before.more', { count }))] : []),
      ];
    }),
    ...(ends === '' ? [] : [said(ends)]),
  ];
}

/** What stands above a topic. */
export function headingOf({ name, votes }: Pick<PageTopic, 'name' | 'votes'>): RetroKey {
  if (name === null) return votes === null ? 'page.topic' : 'page.topicVotes';
  return votes === null ? 'page.named' : 'page.namedVotes';
}

/** How it stands, and when that was or ends. */
export function stateKey({ retro }: Loaded): RetroKey {
  if (isOpen(retro.phase)) return 'page.open';
  return retro.phase === 'cancelled' ? 'main.cancelled' : 'main.closed';
}

const cardEntry = (t: Translator, view: PageView, card: ReadableCard | LateRow): Entry =>
  bullet(...cardPieces(t, view.loaded.row, card), ...writers(view, card));

const writers = ({ authors }: PageView, { id }: { readonly id: RowId }): Piece[] =>
  (authors.get(id) ?? []).flatMap((name): Piece[] => [' · ', { name }]);

const lessonEntry = (t: Translator, { title, happened, useWhen }: MadeLesson): Entry =>
  bullet(
    { written: title, as: 'title' },
    ...['\n', { written: happened }, `\n${t.plain('useWhen')} `, { written: useWhen }],
  );

const actionEntry = (t: Translator, action: ActionItem): Entry => bullet(...actionPiecesInFull(t, action));

/** What was agreed on, and what became of it. */
export function actionPiecesInFull(t: Translator, action: ActionItem): Piece[] {
  const state = action.helped === null ? `data.state.${action.state}` : `page.helped.${action.helped}`;
  const how: Piece[] = action.helpedHow === '' ? [] : [': ', { written: action.helpedHow }];
  const said = ` · ${t.plain(state as RetroKey)}`;
  const changed = changedPieces(t, action, 'changed.alone');
  const standard = changed.length === 0 ? [] : ['\n', ...changed];
  return [...actionPieces(t, action), said, ...how, ...standard, ...planPieces(action)];
}
