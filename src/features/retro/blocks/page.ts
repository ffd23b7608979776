/**
 * A retrospective as one reads it afterwards: what it was about, when, what was talked about, what came of it. Made of plain entries, from which
 * the page in Slack and the Markdown file are both drawn, so that they say the same.
 */
import type { RetroKey } from '../../../../locales/retro.ts';
import { atMoment, channelLink, onDay, type Values } from '../../../core/sentence.ts';
import type { RowId, UserId } from '../../../core/ids.ts';
import type { Piece } from '../../../core/kit/blocks.ts';
import type { MadeLesson } from '../../../core/lessons.ts';
import { standingActions, type ActionItem } from '../domain/actions.ts';
import { isOpen } from '../domain/flow.ts';
import type { Rating } from '../domain/rating.ts';
import { keptNow } from '../domain/secrecy.ts';
import { columnsIn } from '../formats.ts';
import { plainPromise } from './promises.ts';
import type { Loaded } from '../repository.ts';
import type { ReadableCard } from '../tables.ts';
import { columnName, dueOf, noonOf, type Words } from './words.ts';

export type Entry =
  /** 2 within the page, 3 within that. */
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'line'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'bullet'; readonly pieces: readonly Piece[] };

/** One topic, as far as the reader may read it. */
export interface PageTopic {
  readonly id: RowId;
  /** `null`: nobody voted here, or not yet, or too few. */
  readonly votes: number | null;
  readonly cards: readonly ReadableCard[];
  /** One line, or empty. */
  readonly outcome: string;
}

export interface PageView {
  readonly loaded: Loaded;
  /** In the order in which they were talked about, then those that were not. */
  readonly topics: readonly PageTopic[];
  /** Where names are shown, who wrote which card. */
  readonly authors: ReadonlyMap<RowId, readonly UserId[]>;
  /** Whether there are cards that the reader may not read. */
  readonly isForOthers: boolean;
  /** Whether it was worth the time, where that is told. */
  readonly rating: Rating | null;
  /** Those that were made of it, as far as the reader may see them. */
  readonly lessons: readonly MadeLesson[];
}

/** Everything there is to read, in order. */
export function pageEntries(words: Words, view: PageView): Entry[] {
  const { say } = words;
  const { row, retro } = view.loaded;
  const line = (key: RetroKey, values: Values = {}): Entry => ({
    kind: 'line',
    pieces: say.pieces(key, values),
  });
  const heading = (level: 2 | 3, key: RetroKey, values: Values = {}): Entry => ({
    kind: 'heading',
    level,
    text: say.plain(key, values),
  });
  const actions = standingActions(retro);
  return [
    line(stateKey(view.loaded), { at: atMoment(retro.endedAt ?? retro.endsAt ?? 0) }),
    line('page.channel', { channel: channelLink(row.channel_id) }),
    ...(row.happened_until === null
      ? []
      : [line('main.looksBack', { date: onDay(noonOf(row.happened_until, words.tz)) })]),
    line('main.answeredEnd', { answered: retro.answers, asked: retro.invited }),
    ...(view.rating?.kind === 'told'
      ? [line('rating.told', { mean: view.rating.mean, count: view.rating.count })]
      : []),
    ...(view.topics.length === 0 && !view.isForOthers ? [] : [heading(2, 'page.topics')]),
    ...(view.isForOthers
      ? [
          {
            kind: 'line' as const,
            pieces: [plainPromise(words, 'forOthers', keptNow(view.loaded, words.now))],
          },
        ]
      : []),
    ...view.topics.flatMap((topic, at) => [
      heading(3, topic.votes === null ? 'page.topic' : 'page.topicVotes', {
        number: at + 1,
        votes: topic.votes ?? 0,
      }),
      ...topic.cards.map((card) => cardEntry(words, view, card)),
      ...(topic.outcome === ''
        ? []
        : [{ kind: 'line' as const, pieces: [{ bold: say.plain('page.outcome') }, ' ', topic.outcome] }]),
    ]),
    heading(2, 'page.actions'),
    ...(actions.length === 0
      ? [line('main.noneAgreed')]
      : actions.map((action) => actionEntry(words, action))),
    ...(view.lessons.length === 0 ? [] : [heading(2, 'page.lessons')]),
    ...view.lessons.map((lesson) => lessonEntry(words, lesson)),
  ];
}

function stateKey({ retro }: Loaded): RetroKey {
  if (isOpen(retro.phase)) return 'page.open';
  return retro.phase === 'cancelled' ? 'main.cancelled' : 'main.closed';
}

function cardEntry(words: Words, { loaded, authors }: PageView, card: ReadableCard): Entry {
  const column = columnsIn(loaded.row).find(({ id }) => id === card.column_id);
  const named = (authors.get(card.id) ?? []).flatMap((person): Piece[] => [' · ', { person }]);
  return {
    kind: 'bullet',
    pieces: [
      ...(column === undefined ? [] : [{ bold: `${columnName(words, column)}: ` }]),
      card.text,
      ...named,
    ],
  };
}

function lessonEntry({ say }: Words, { title, happened, useWhen }: MadeLesson): Entry {
  const when = `\n${say.plain('useWhen')} ${useWhen}`;
  return { kind: 'bullet', pieces: [{ bold: title }, `\n${happened}`, when] };
}

function actionEntry(words: Words, action: ActionItem): Entry {
  const { say } = words;
  const owner: Piece = action.owner === null ? say.plain('action.nobody') : { person: action.owner };
  const due = say.plain('action.due', { date: dueOf(words, action) });
  const state = action.helped === null ? `data.state.${action.state}` : `page.helped.${action.helped}`;
  return {
    kind: 'bullet',
    pieces: [
      { bold: action.what },
      ' · ',
      owner,
      ` · ${due} · ${say.plain(state as RetroKey)}`,
      ...(action.helpedHow === '' ? [] : [`: ${action.helpedHow}`]),
      ...(action.whenThen === '' ? [] : [`\n${action.whenThen}`]),
    ],
  };
}
