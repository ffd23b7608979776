/** What happened since last time: as it opens a retrospective, with a picture, and all of it in a form, where anything can be made a card. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageOf, pager } from '#core/kit/pages.ts';
import { type Chart, pictureWords, timelineChart } from '#core/picture.ts';
import type { Message } from '#core/post.ts';
import { onDay, type Value } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import { formatDayOfMonth } from '#core/time/format.ts';
import { localTime } from '#core/time/zone.ts';
import type { RetroFactsKey } from '#locales/retro.facts.ts';
import type { Loaded } from '../session/load.ts';
import { keptNow, promise } from '../session/promises.ts';
import type { RetroRow } from '../session/rows.ts';
import { columnName, noonOf, type Translator } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';
import * as ids from './ids.ts';
import type { Happened } from './operations.ts';
import { type Entry, shownOf } from './rules.ts';
import type { FactsTranslator } from './words.ts';

/** In characters, of what something is called there. */
const longest = { line: 120, place: 80, mark: 40 };
const mostPlaces = 5;
const onPage = 15;

/** @param isCollecting whether it can be made cards of */
export function factsMessage(
  f: FactsTranslator,
  { id: retro }: RetroRow,
  happened: Happened,
  isCollecting: boolean,
): Message {
  const { since, entries, places, missing } = happened;
  const shown = shownOf(entries);
  const count = entries.length - shown.length;
  const canBeMade = isCollecting && entries.some(({ fact }) => fact !== null);
  const isNothing = entries.every(({ fact }) => fact === null);
  return messageOf(
    userText({ bold: f.plain('heading', { day: onDay(since) }) }),
    ...(shown.length === 0 ? [] : [chartOf(f, happened, shown)]),
    ...(shown.length === 0 ? [] : [userText(...linesOf(f, shown))]),
    ...(isNothing ? [section(f.mrkdwn('nothing'))] : []),
    ...(count === 0 ? [] : [context(f.mrkdwn('more', { count }))]),
    ...(places.length === 0 ? [] : [context(f.mrkdwn('from', { places: listed(f, places) }))]),
    ...missing
      .slice(0, mostPlaces)
      .map((place) => context(f.mrkdwn('missing', { place: shorten(place, longest.place) }))),
    ...(canBeMade || count > 0
      ? [actions([button(ids.seeFacts, f.plain(canBeMade ? 'cards' : 'see'), { retro })])]
      : []),
  );
}

/** "a, b, and c", of which the first few are named. */
export function listed({ locale }: FactsTranslator, places: readonly string[]): string {
  const named = places.slice(0, mostPlaces).map((place) => shorten(place, longest.place));
  return new Intl.ListFormat(locale).format(places.length > mostPlaces ? [...named, '…'] : named);
}

const linesOf = (f: FactsTranslator, shown: readonly Entry[]): Piece[] =>
  shown.flatMap((entry, at) => [...(at === 0 ? [] : ['\n']), ...linePieces(f, entry, at + 1)]);

/** What people typed elsewhere is no markup of Slack's: each sign stands as it is. */
function linePieces(f: FactsTranslator, entry: Entry, number: number): Piece[] {
  const title = shorten(entry.title, longest.line);
  const named: Piece = entry.link === null ? { bold: title } : { link: entry.link, text: title };
  const { key, values } = sentenceOf(f, entry);
  const what = f.pieces(key, { ...values, title: named });
  // A date says itself when it was.
  const day = entry.kind === 'date' ? null : formatDayOfMonth(entry.at, f.locale, f.tz);
  return [`${number}. ${day === null ? '' : `${day}: `}`, ...what];
}

/** The same without a number and an address, as a card says it. */
export function textOf(f: FactsTranslator, entry: Entry): string {
  const { key, values } = sentenceOf(f, entry);
  return f.plain(key, { ...values, title: entry.title });
}

type Said = Readonly<Record<'key', RetroFactsKey>> & { readonly values: Readonly<Record<string, Value>> };

function sentenceOf(f: FactsTranslator, entry: Entry): Said {
  if (entry.kind === 'date') return dateSentence(f, entry);
  if (entry.kind !== 'incident') return { key: `line.${entry.kind}`, values: {} };
  const { at, over, isBegun } = entry;
  if (!isBegun) return { key: 'line.resolved', values: {} };
  if (over === null) return { key: 'line.incident', values: {} };
  return localTime(over, f.tz).date === localTime(at, f.tz).date
    ? { key: 'line.incidentSameDay', values: {} }
    : { key: 'line.incidentOver', values: { over: onDay(over) } };
}

function dateSentence(f: FactsTranslator, { planned, last, moves, met }: Entry & { kind: 'date' }): Said {
  const dayOf = (of: Instant | LocalDate) => onDay(typeof of === 'number' ? of : noonOf(of, f.tz));
  const values = {
    ...(planned === null ? {} : { planned: dayOf(planned) }),
    ...(last === null ? {} : { last: dayOf(last) }),
    ...(met === null ? {} : { met: dayOf(met) }),
    moves,
  };
  if (planned === null || last === null) return { key: met === null ? 'line.undated' : 'line.done', values };
  if (moves > 0) return { key: met === null ? 'line.moved' : 'line.movedMet', values };
  return { key: met === null ? 'line.planned' : 'line.met', values };
}

const lines = [
  ['chart.dates', ['date']],
  ['chart.incidents', ['incident']],
  ['chart.releases', ['released']],
  ['chart.scope', ['added', 'dropped']],
] as const satisfies readonly (readonly [RetroFactsKey, readonly Entry['kind'][]])[];

/** The picture of what stands in the message, with the same numbers. */
export function chartOf(
  f: FactsTranslator,
  { since, until }: Pick<Happened, 'since' | 'until'>,
  shown: readonly Entry[],
): Chart {
  const spans = shown.map((entry) => spanOf(f, entry, until));
  const from = Math.min(since, ...spans.map((span) => span.from));
  const to = Math.max(until, from + 1, ...spans.map((span) => span.to));
  const short = (at: Instant) => formatDayOfMonth(at, f.locale, f.tz);
  const place = (at: Instant) => (at - from) / (to - from);
  const markOf = (entry: Entry, at: number) => {
    const span = spans[at] ?? { from, to: from };
    const title = shorten(entry.title, longest.mark);
    const [begins, ends] = [short(span.from), short(span.to)];
    const says =
      begins === ends
        ? f.plain('chart.mark', { title, day: begins })
        : f.plain('chart.span', { title, from: begins, to: ends });
    const isShort = span.to === span.from;
    return {
      number: at + 1,
      at: place(span.from),
      until: isShort ? null : place(span.to),
      says: pictureWords(says),
    };
  };
  const marks = shown.map((entry, at) => ({ kind: entry.kind, mark: markOf(entry, at) }));
  return timelineChart({
    title: pictureWords(f.plain('chart.title', { day: onDay(since) })),
    from: pictureWords(short(from)),
    to: pictureWords(short(to)),
    lines: lines.flatMap(([key, kinds]) => {
      const those = marks.filter(({ kind }) => (kinds as readonly Entry['kind'][]).includes(kind));
      const name = pictureWords(f.plain(key));
      return those.length === 0 ? [] : [{ name, marks: those.map(({ mark }) => mark) }];
    }),
  });
}

/** From when to when it is drawn: a date from the day that was planned to the one that it became. */
function spanOf({ tz }: FactsTranslator, entry: Entry, until: Instant): { from: Instant; to: Instant } {
  if (entry.kind === 'incident')
    return entry.isBegun
      ? { from: entry.at, to: Math.max(entry.at, entry.over ?? until) }
      : { from: entry.at, to: entry.at };
  if (entry.kind !== 'date') return { from: entry.at, to: entry.at };
  const { planned, last, met } = entry;
  const days = [planned, last, met]
    .filter((one) => one !== null)
    .map((one) => (typeof one === 'number' ? one : noonOf(one, tz)));
  return days.length === 0
    ? { from: entry.at, to: entry.at }
    : { from: Math.min(...days), to: Math.max(...days) };
}

/** Which are on cards of the reader's already, and whether they may make more. */
export interface Making {
  readonly may: boolean;
  readonly isMade: (entry: Entry) => boolean;
}

/** All of it, in pages. @param mayChange whose sources the reader may change: a project of theirs */
export function renderFacts(
  f: FactsTranslator,
  { id: retro }: RetroRow,
  { since, entries, project }: Happened,
  wanted: number,
  { may, isMade }: Making,
  mayChange: boolean,
): RenderedModal {
  const page = pageOf(entries, onPage, wanted);
  const first = page.page * onPage;
  return renderModal(ids.factsModal, { retro }, f.modal('modal'), [
    context(f.mrkdwn('modal.read', { day: onDay(since) })),
    ...(may ? [context(f.mrkdwn('modal.intro'))] : []),
    ...(entries.length === 0 ? [section(f.mrkdwn('nothing'))] : []),
    ...page.shown.flatMap((entry, nth): KnownBlock[] => {
      const line = userText(...linePieces(f, entry, first + nth + 1));
      if (isMade(entry)) return [line, context(f.mrkdwn('modal.made'))];
      if (!may || entry.fact === null) return [line];
      const label = shorten(f.plain('makeLabel', { title: entry.title }), limits.buttonText);
      const value = { retro, fact: entry.fact, page: page.page };
      return [line, actions([button(ids.makeCard, f.plain('make'), value, { label })])];
    }),
    ...pager(f, page, ids.factsPages, (to) => ({ retro, page: to })),
    ...(mayChange && project !== null
      ? [
          actions([
            button(ids.openSources, f.plain('sources.button'), { project: project.id, in: 'form' as const }),
          ]),
        ]
      : []),
  ]);
}

/** The form in which something that happened becomes a card of the reader's. */
export function renderCard(
  f: FactsTranslator,
  t: Translator,
  loaded: Loaded,
  of: { readonly fact: NonNullable<Entry['fact']>; readonly page: number; readonly text: string },
): RenderedModal {
  const { row } = loaded;
  const kept = keptNow(loaded, t.now);
  const choices = Object.fromEntries(
    columnsIn(row).map((column, at) => [String(at), columnName(t, column)] as const),
  );
  return renderModal(
    ids.cardModal,
    { retro: row.id, fact: of.fact, page: of.page },
    f.modal('card.title', 'card.submit'),
    [
      input(ids.cardModal, 'text', f.labels('card.text', { hint: 'card.hint' }), of.text),
      input(ids.cardModal, 'column', { label: f.plain('card.column'), choices }, '0'),
      context(promise(t, 'ownCards', kept)),
      context(promise(t, 'ownName', kept)),
    ],
  );
}
