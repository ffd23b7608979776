/**
 * A retrospective to read afterwards: what it was about, when, its topics and results. The page in Slack and the Markdown file are both made from the
 * same entries, so they say the same.
 */
import type { ChannelId, RowId, TeamId, UserId } from '#core/ids.ts';
import type { Piece } from '#core/kit/blocks.ts';
import type { MadeLesson } from '#core/lessons.ts';
import { atMoment, channelLink, onDay, type Values } from '#core/sentence.ts';
import type { RetroKey } from '#locales/retro.ts';
import { standingActions } from '../action-items/rules.ts';
import { dueOf } from '../action-items/screens.ts';
import type { ReadableCard } from '../collect/rows.ts';
import type { Rating } from './rating.ts';
import type { Loaded } from '../session/load.ts';
import { type ActionItem, isOpen } from '../session/phases.ts';
import { keptNow, plainPromise } from '../session/promises.ts';
import { columnName, noonOf, type Translator } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';

export type Entry =
  /** 2 on the page, 3 within a section. */
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'line' | 'bullet'; readonly pieces: readonly Piece[] };

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
  /** The author of each card, if names are shown. */
  readonly authors: ReadonlyMap<RowId, readonly UserId[]>;
  /** Whether there are cards that the reader may not read. */
  readonly isForOthers: boolean;
  /** Whether it was worth the time, if that is shown. */
  readonly rating: Rating | null;
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
    ...(view.topics.length === 0 && !view.isForOthers ? [] : [heading(2, 'page.topics')]),
    ...(view.isForOthers ? [said(plainPromise(t, 'forOthers', keptNow(view.loaded, t.now)))] : []),
    ...view.topics.flatMap((topic, at) => [
      heading(3, headingOf(topic), { number: at + 1, name: topic.name ?? '', votes: topic.votes ?? 0 }),
      ...topic.cards.map((card) => cardEntry(t, view, card)),
      ...(topic.outcome === ''
        ? []
        : [said({ bold: t.plain('page.outcome') }, ' ', { written: topic.outcome, as: 'line' })]),
    ]),
    heading(2, 'page.actions'),
    ...(actions.length === 0 ? [line('main.noneAgreed')] : actions.map((action) => actionEntry(t, action))),
    ...(view.lessons.length === 0 ? [] : [heading(2, 'page.lessons')]),
    ...view.lessons.map((lesson) => lessonEntry(t, lesson)),
  ];
}

function headingOf({ name, votes }: PageTopic): RetroKey {
  if (name === null) return votes === null ? 'page.topic' : 'page.topicVotes';
  return votes === null ? 'page.named' : 'page.namedVotes';
}

function stateKey({ retro }: Loaded): RetroKey {
  if (isOpen(retro.phase)) return 'page.open';
  return retro.phase === 'cancelled' ? 'main.cancelled' : 'main.closed';
}

function cardEntry(t: Translator, { loaded, authors }: PageView, card: ReadableCard): Entry {
  const column = columnsIn(loaded.row).find(({ id }) => id === card.column_id);
  const heading = column === undefined ? [] : [{ bold: `${columnName(t, column)}: ` }];
  const named = (authors.get(card.id) ?? []).flatMap((person): Piece[] => [' · ', { person }]);
  return bullet(...heading, { written: card.text }, ...named);
}

const lessonEntry = (t: Translator, { title, happened, useWhen }: MadeLesson): Entry =>
  bullet(
    { written: title, as: 'title' },
    ...['\n', { written: happened }, `\n${t.plain('useWhen')} `, { written: useWhen }],
  );

function actionEntry(t: Translator, action: ActionItem): Entry {
  const owner: Piece = action.owner === null ? t.plain('action.nobody') : { person: action.owner };
  const due = t.plain('action.due', { date: dueOf(t, action.dueOn) });
  const state = action.helped === null ? `data.state.${action.state}` : `page.helped.${action.helped}`;
  const how: Piece[] = action.helpedHow === '' ? [] : [': ', { written: action.helpedHow }];
  const plan: Piece[] = action.whenThen === '' ? [] : ['\n', { written: action.whenThen }];
  const rest = ` · ${due} · ${t.plain(state as RetroKey)}`;
  return bullet({ written: action.what, as: 'title' }, ' · ', owner, rest, ...how, ...plan);
}

export interface Naming {
  readonly teamId: TeamId;
  /** Channel names without `#`; those the reader cannot see are missing. */
  readonly channels: ReadonlyMap<ChannelId, string>;
}

/** @returns a document that ends with a line break */
export function markdown(title: string, entries: readonly Entry[], naming: Naming): string {
  const lines = [`# ${inOneLine(title)}`];
  let before: Entry['kind'] = 'heading';
  for (const entry of entries) {
    // Adjacent bullets form one list; everything else is its own paragraph.
    if (entry.kind !== 'bullet' || before !== 'bullet') lines.push('');
    lines.push(lineOf(entry, naming));
    before = entry.kind;
  }
  return `${lines.join('\n')}\n`;
}

function lineOf(entry: Entry, naming: Naming): string {
  switch (entry.kind) {
    case 'heading':
      return `${'#'.repeat(entry.level)} ${inOneLine(entry.text)}`;
    case 'line':
      return inLines(entry.pieces, naming, '');
    case 'bullet':
      return `- ${inLines(entry.pieces, naming, '  ')}`;
  }
}

/** Keeps line breaks within one paragraph. @param indent for the following lines of the same paragraph */
function inLines(pieces: readonly Piece[], naming: Naming, indent: string): string {
  const whole = pieces.map((piece) => pieceOf(piece, naming)).join('');
  return whole
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(atStart)
    .join(`\\\n${indent}`);
}

function pieceOf(piece: Piece, { teamId, channels }: Naming): string {
  if (typeof piece === 'string') return escaped(piece);
  if ('person' in piece || 'name' in piece) {
    const user = 'person' in piece ? piece.person : piece.name;
    return `[@${escaped(user)}](slack://user?team=${teamId}&id=${user})`;
  }
  if ('channel' in piece) {
    const name = channels.get(piece.channel) ?? piece.channel;
    return `[#${escaped(name)}](slack://channel?team=${teamId}&id=${piece.channel})`;
  }
  if ('link' in piece) return escaped(piece.link);
  if ('written' in piece && piece.as !== 'title') return escaped(piece.written);
  const text = escaped('bold' in piece ? piece.bold : piece.written);
  // Emphasis marks must touch the words they enclose.
  const [, start = '', inner = '', end = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return inner === '' ? text : `${start}**${inner.replaceAll('\n', '**\n**')}**${end}`;
}

const inOneLine = (text: string): string => atStart(escaped(text).replaceAll('\n', ' ').trim());

/** Escapes everything Markdown would interpret, anywhere in a line. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n|[\r\u2028\u2029\u0085\v\f]/g, '\n')
    .replaceAll(/[\u0000-\u0009\u000B-\u001F\u007F]/g, ' ')
    .replaceAll(/[\\`*_[\]<>&~|#!$]/g, '\\$&');
}

/** Escapes what would begin a list, a rule, a heading underline or a definition at the start of a line. */
function atStart(line: string): string {
  return line
    .replace(/^([-+=:]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? start : `\\${start}`))
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}
