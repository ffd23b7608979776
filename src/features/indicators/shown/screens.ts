/** A quarter as its readers see it: each number with what it means beside it. */
import type { KnownBlock } from '@slack/types';
import type { UserId } from '#core/ids.ts';
import { button, menu } from '#core/kit/action.ts';
import { actions, context, divider, header, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { type Chart, columnsChart, mostIn, pictureWords } from '#core/picture.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf, namesOf, onDay } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import { measuresIn, type T } from '../copy.ts';
import * as ids from '../ids.ts';
import { type Limits, leastQuarters, limitOf } from '../maturity/rules.ts';
import { leastPeople } from '../measures/facts.ts';
import { type Figure, figureKey, type IndicatorId, toldKey, valueIn } from '../measures/indicator.ts';
import type { Measured } from '../measures/rules.ts';
import { decideAction, gatesAction, remarkAction } from '../said/ids.ts';
import {
  dayIn,
  decisionBlocks,
  gateName,
  indicatorLine,
  mostRemarks,
  remarkBlocks,
} from '../said/screens.ts';
import type { Standing } from '../said/handlers.ts';
import { type Page, saidIn } from './page.ts';
import type { Came } from './view.ts';
import { quarterName, valueWords, variationIn } from './words.ts';

const ofPage = ({ channel, came }: Page): ids.Of => ({
  ...(channel === null ? {} : { c: channel }),
  q: came.quarter,
});

/** What it is of, and how many people that are. */
export function aboutLine(t: T, { channel, came }: Page): Mrkdwn {
  const of = { quarter: quarterName(t, came.quarter), people: came.people, on: onDay(came.fixedAt) };
  return channel === null
    ? t.mrkdwn('about.whole', { ...of, count: came.channels.length })
    : t.mrkdwn('about.channel', { ...of, channel: channelLink(channel) });
}

/** At most so many are named; the others are counted. */
const mostNamed = 20;

function coversLine(t: T, { channels }: Came): Mrkdwn {
  const links = channels.toSorted().map((id) => t.mrkdwn('about.one', { channel: channelLink(id) }));
  const count = links.length - mostNamed;
  const named = [t.mrkdwn('about.covers'), join(links.slice(0, mostNamed), ', ')];
  return join(count > 0 ? [...named, t.mrkdwn('about.more', { count })] : named, ' ');
}

/** One figure with its number, and whether that is another than usual. */
export function figureLine(t: T, { before }: Pick<Page, 'before'>, { id, value }: Figure): string {
  const line = t.plain('figure.line', {
    what: measuresIn(t).plain(figureKey(id)),
    value: valueWords(t, value),
  });
  const variation = variationIn(before, id);
  return variation === null
    ? line
    : `${line} · ${t.plain(variation === 'usual' ? 'variation.usual' : 'variation.changed')}`;
}

/** An indicator’s name, and its figures. */
const figuresBlock = (t: T, page: Page, { id, figures }: Measured): KnownBlock => {
  const line = indicatorLine(t, id);
  const lines = figures.map((figure) => escape(figureLine(t, page, figure)));
  return section(join([t.mrkdwn('indicator.title', { line }), ...lines], '\n'));
};

/** What else is said about it. */
export const meaningOf = (t: T, id: IndicatorId): string[] => {
  const m = measuresIn(t);
  return [
    m.plain(toldKey(id, 'definition')),
    t.plain('means.formula', { formula: m.plain(toldKey(id, 'formula')) }),
    t.plain('means.source', { source: m.plain(toldKey(id, 'source')) }),
    t.plain('means.caveat', { caveat: m.plain(toldKey(id, 'caveat')) }),
    m.plain(toldKey(id, 'pairedWith')),
  ];
};

/** How far it has got, and what to work on: plain text. */
export function maturityLines(t: T, { maturity, limits }: Pick<Page, 'maturity' | 'limits'>): string[] {
  if (maturity.kind === 'early')
    return [t.plain('maturity.early', { count: maturity.quarters, of: leastQuarters })];
  const { level, levels, next } = maturity;
  return [
    t.plain('maturity.level', { level: t.plain(`level.${level}`) }),
    [...levels]
      .map(([dimension, one]) => t.plain(`dimension.${dimension}`, { level: t.plain(`level.${one}`) }))
      .join(' · '),
    next === null
      ? t.plain('maturity.all')
      : t.plain('maturity.next', { gate: gateName(t, next.id), least: limitWords(t, limits, next) }),
    t.plain('maturity.ours'),
  ];
}

const limitWords = (t: T, limits: Limits, gate: Parameters<typeof limitOf>[1]): string =>
  gate.figure === null
    ? t.plain('limit.points', { points: limitOf(limits, gate) / 10 })
    : t.plain('limit.percent', { percent: limitOf(limits, gate) });

/** @param looking `null`: nothing can be said or decided here */
export function renderPage(
  t: T,
  page: Page,
  looking: Pick<Standing, 'userId' | 'canDecide' | 'canSetLimits'> | null,
): RenderedModal {
  const of = ofPage(page);
  const { channel, quarters, decisions, changed } = page;
  const said = saidIn(page.came);
  const viewer = looking?.userId ?? null;
  const blocksWith = (most: number): readonly KnownBlock[] => [
    section(aboutLine(t, page)),
    ...(channel === null ? [context(coversLine(t, page.came))] : []),
    context(t.mrkdwn('page.how', { least: leastPeople })),
    actions([
      button(ids.getPage, t.plain('page.print'), { ...of, as: 'page' }),
      button(ids.getTable, t.plain('page.table'), { ...of, as: 'table' }),
      ...(channel === null ? [] : [button(remarkAction, t.plain('silly.button'), { channel })]),
      ...(quarters.length > 1
        ? [
            menu(
              ids.quarterMenu,
              t.plain('page.quarter'),
              quarters.slice(0, 20).map((q) => ({ text: quarterName(t, q), value: { ...of, q } })),
            ),
          ]
        : []),
    ]),
    ...said.flatMap((one) => [
      figuresBlock(t, page, one),
      context(...meaningOf(t, one.id).map(escape)),
      ...remarkBlocks(t, page, page.remarks.get(one.id) ?? [], viewer, most),
    ]),
    ...(said.length === 0 ? [section(t.mrkdwn('post.nothing'))] : []),
    divider(),
    section(t.mrkdwn('maturity.title')),
    ...maturityLines(t, page).map((line) => section(escape(line))),
    ...(changed === null
      ? []
      : [context(t.mrkdwn('gates.changed', { by: nameOf(changed.by), on: dayIn(t, page, changed.at) }))]),
    section(t.mrkdwn('decide.heading')),
    ...(decisions.length === 0
      ? [context(t.mrkdwn('decide.none'))]
      : decisionBlocks(t, page, decisions, viewer)),
    ...(channel === null
      ? [context(t.mrkdwn('decide.where'))]
      : looking?.canDecide === true
        ? [
            actions([
              button(decideAction, t.plain('decide.button'), { channel }),
              ...(looking.canSetLimits ? [button(gatesAction, t.plain('gates.button'), { channel })] : []),
            ]),
          ]
        : []),
  ];
  const blocks = fitting(blocksWith, limits.viewBlocks);
  return renderModal(ids.shownModal, of, t.modal('page.title'), blocks);
}

/** With as much of what people said as there is room for. @param most blocks */
function fitting<Part>(blocksWith: (mostRemarks: number) => readonly Part[], most: number): readonly Part[] {
  const made = mostRemarks.map((remarks) => blocksWith(remarks));
  return made.find((blocks) => blocks.length <= most) ?? blocksWith(0);
}

/** What a channel reads once a quarter. @param owners who looks after it */
export function quarterMessage(t: T, page: Page, owners: readonly UserId[]): Message {
  const [picture, inWords] = overQuarters(t, page.before);
  const { channel } = page;
  const said = saidIn(page.came);
  const partsWith = (most: number): readonly (KnownBlock | Chart)[] => [
    header(t.plain('post.title', { quarter: quarterName(t, page.came.quarter) })),
    section(aboutLine(t, page)),
    ...picture,
    ...said.map((one) => figuresBlock(t, page, one)),
    ...inWords,
    ...said.flatMap(({ id }) => remarkBlocks(t, page, page.remarks.get(id) ?? [], null, most)),
    section(t.mrkdwn('silly.question')),
    actions([
      button(ids.showAction, t.plain('post.show'), ofPage(page)),
      ...(channel === null ? [] : [button(remarkAction, t.plain('silly.button'), { channel })]),
    ]),
    context(
      t.mrkdwn('post.how'),
      owners.length === 0 ? t.mrkdwn('changeInSettings') : t.mrkdwn('setUpBy', { owner: namesOf(owners) }),
    ),
  ];
  return messageOf(...fitting(partsWith, limits.messageBlocks));
}

/** In fewer quarters a picture would only look like a trend. */
const leastInChart = 3;

/** How often each figure was met, of those that every quarter has: a picture, and the same in words. Nothing of too few quarters. */
function overQuarters(t: T, before: readonly Came[]): readonly [Chart[], KnownBlock[]] {
  const shown = before.slice(0, mostIn.periods).toReversed();
  const periods = shown.map(({ quarter }) => quarterName(t, quarter));
  const series = (shown[0]?.figures ?? [])
    .flatMap(({ id }) => {
      const counts = shown.flatMap(({ figures }) => {
        const value = valueIn(figures, id);
        return value?.kind === 'part' ? [value.count] : [];
      });
      return counts.length === shown.length ? [{ what: measuresIn(t).plain(figureKey(id)), counts }] : [];
    })
    .slice(0, mostIn.columns);
  if (shown.length < leastInChart || series.length === 0) return [[], []];
  const chart = columnsChart({
    title: pictureWords(t.plain('chart.title')),
    periods: periods.map(pictureWords),
    series: series.map(({ what, counts }) => ({ name: pictureWords(what), counts })),
  });
  const words = series.map(({ what, counts }) => {
    const each = counts.map((count, at) => t.plain('chart.count', { quarter: periods[at] ?? '', count }));
    return t.plain('chart.line', { what, counts: each.join(', ') });
  });
  return [[chart], [context(escape(words.join(' · ')))]];
}
