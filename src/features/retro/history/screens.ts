/** The screens of earlier retrospectives and of the numbers. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { ChannelId, RowId } from '#core/ids.ts';
import { button, defineAction, menu } from '#core/kit/action.ts';
import { actions, bullets, context, type Piece, pieceLength, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { defineModal, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { definePages, pageBy, paged, pageNumber, pager } from '#core/kit/pages.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { atMoment, channelLink, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { ProjectRow } from '../plan/rows.ts';
import { openExport } from '../export/screens.ts';
import { ofRetro, pageOfRetro } from '../session/ids.ts';
import { isOpen } from '../session/phases.ts';
import type { RetroRow } from '../session/rows.ts';
import { noonOf, type Translator } from '../session/words.ts';
import { openTrends } from '../trends/screens.ts';
import { type Entry, inLists, pageEntries, type PageView } from './page.ts';
import { enoughToSay, type Figure, grace, inTime, type Numbers } from './rules.ts';

const list = z.object({ channel: channelValue, project: rowValue.optional() });

export const historyModal = defineModal('retro.history', list, {});
export const historyPages = definePages('retro.history', list.extend({ page: pageNumber }));

/** Short, since a menu entry's value holds 75 characters. Without a project: of all. */
export const chooseProject = defineAction(
  'retro.history-of',
  z.object({ c: channelValue, p: rowValue.optional() }),
);

export const pageModal = defineModal('retro.page', ofRetro, {});
export const readPage = defineAction('retro.page', ofRetro);

export const pagePages = definePages('retro.page', pageOfRetro);

export const numbersModal = defineModal('retro.numbers', z.object({ channel: channelValue }), {});

const inList = { items: 30, characters: 9_000 };
const onPage = { items: 40, characters: 9_000 };

export interface HistoryView {
  readonly channel: ChannelId;
  /** The last ended first, after those still open. */
  readonly retros: readonly RetroRow[];
  /** What was talked about in each, by its names. */
  readonly topics: ReadonlyMap<RowId, readonly string[]>;
  /** The channel's projects, the last ended first. */
  readonly projects: readonly ProjectRow[];
  /** Only the retrospectives of this one. */
  readonly project?: RowId | undefined;
  readonly page: number;
}

/** One page of the list. */
export function renderHistory(t: Translator, view: HistoryView): RenderedModal {
  const { channel, project } = view;
  const page = pageBy(view.retros, ({ about }) => about.length, inList, view.page);
  return renderModal(historyModal, { channel, project }, t.modal('history.title'), [
    ...projectMenu(t, view),
    ...(page.shown.length === 0
      ? [section(t.mrkdwn('history.none'))]
      : page.shown.flatMap((row) => listed(t, row, view.topics.get(row.id)))),
    ...pager(t, page, historyPages, (to) => ({ channel, project, page: to })),
    ...(view.retros.length === 0
      ? []
      : [actions([button(openTrends, t.plain('trends.button'), { channel })])]),
  ]);
}

function projectMenu(t: Translator, { channel, projects, project }: HistoryView): KnownBlock[] {
  if (projects.length === 0) return [];
  const chosen = projects.find(({ id }) => id === project);
  // The others are in the full list.
  const offered = projects.slice(0, limits.options - 1);
  const entries = [
    { text: t.plain('history.all'), value: { c: channel } },
    ...offered.map(({ id, name }) => ({ text: name, value: { c: channel, p: id } })),
  ];
  return [actions([menu(chooseProject, chosen?.name ?? t.plain('history.all'), entries)])];
}

/** One of a list, with the button to its page. */
export function listed(t: Translator, row: RetroRow, topics: readonly string[] = []): KnownBlock[] {
  const what = {
    about: { bold: row.about },
    at: row.ended_at === null ? atMoment(row.ends_at ?? 0) : onDay(row.ended_at),
  };
  const key = isOpen(row.phase)
    ? 'history.open'
    : row.phase === 'cancelled'
      ? 'history.cancelled'
      : 'history.closed';
  const until =
    row.happened_until === null
      ? []
      : [' ', t.plain('main.looksBack', { date: onDay(noonOf(row.happened_until, t.tz)) })];
  const label = t.plain('history.readLabel', { about: row.about });
  return [
    userText(...t.pieces(key, what), ...until, topics.length === 0 ? '' : `\n${topics.join(' · ')}`),
    actions([button(readPage, t.plain('history.read'), { retro: row.id }, { label })]),
  ];
}

/** One page of a retrospective. @param wanted counted from 0 */
export function renderPage(t: Translator, view: PageView, wanted: number): RenderedModal {
  const { row } = view.loaded;
  const pages = paged(pageEntries(t, view), lengthOf, onPage);
  const page = Math.min(wanted, Math.max(0, pages.length - 1));
  return renderModal(pageModal, { retro: row.id }, t.modal('page.title'), [
    userText({ bold: row.about }),
    ...blocksOf(goingOn(pages, page)),
    ...pager(t, { page, pages: pages.length }, pagePages, (to) => ({ retro: row.id, page: to })),
    actions([button(openExport, t.plain('summary.export'), { retro: row.id })]),
  ]);
}

/** A page that begins within a topic repeats its heading. */
function goingOn(pages: readonly Entry[][], page: number): readonly Entry[] {
  const here = pages[page] ?? [];
  const above = pages.slice(0, page).flat();
  const heading = above.findLast(({ kind }) => kind === 'heading');
  return heading === undefined || here[0]?.kind === 'heading' ? here : [heading, ...here];
}

const piecesOf = (entry: Entry): readonly Piece[] =>
  entry.kind === 'heading' ? [{ bold: entry.text }] : entry.pieces;

const blocksOf = (entries: readonly Entry[]): KnownBlock[] =>
  inLists(entries).map((group) => {
    const pieces = group.map(piecesOf);
    return group[0].kind === 'bullet' ? bullets(pieces) : userText(...pieces.flat());
  });

const lengthOf = (entry: Entry): number =>
  piecesOf(entry).reduce((sum, piece) => sum + pieceLength(piece), 0);

export function renderNumbers(t: Translator, channel: ChannelId, numbers: Numbers): RenderedModal {
  const { held, done, dropped, helped, partly } = numbers;
  const besideDone = dropped === 0 ? [] : [t.mrkdwn('numbers.dropped', { count: dropped })];
  const besideHelped = partly === 0 ? [] : [t.mrkdwn('numbers.partly', { count: partly })];
  return renderModal(numbersModal, { channel }, t.modal('numbers.title'), [
    section(t.mrkdwn('numbers.intro', { channel: channelLink(channel) })),
    ...figure(t, 'held', held, t.mrkdwn('numbers.held.means', { days: inTime }), []),
    ...figure(t, 'done', done, t.mrkdwn('numbers.done.means', { days: grace }), besideDone),
    ...figure(t, 'helped', helped, t.mrkdwn('numbers.helped.means'), besideHelped),
    context(t.mrkdwn('numbers.between'), t.mrkdwn('numbers.yours')),
  ]);
}

function figure(
  t: Translator,
  name: 'held' | 'done' | 'helped',
  found: Figure,
  means: Mrkdwn,
  beside: readonly Mrkdwn[],
): KnownBlock[] {
  const said = join([saidOf(t, found), ...beside], ' ');
  return [section(join([t.mrkdwn(`numbers.${name}`), said])), context(means)];
}

function saidOf(t: Translator, { hits, all, share }: Figure): Mrkdwn {
  if (all === 0) return t.mrkdwn('numbers.none');
  if (share === null) return t.mrkdwn('numbers.few', { hits, all, enough: enoughToSay });
  const percent = (part: number) => Math.round(part * 100);
  const { value, between } = share;
  const bounds = { low: percent(between.low), high: percent(between.high) };
  return t.mrkdwn('numbers.share', { hits, all, share: percent(value), ...bounds });
}
