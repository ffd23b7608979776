/** What came of a window, as its readers see it: each number with how many stand behind it, and nothing beside another team's. */
import type { KnownBlock } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { type Chart, dotsChart, pictureWords } from '#core/picture.ts';
import type { Message, RenderContext } from '#core/post.ts';
import { scale } from '#core/publishing/figures.ts';
import { bandOf } from '#core/statistics/mean.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { formatDayOfMonth, formatWithYear } from '#core/time/format.ts';
import { copy, type T } from '../copy.ts';
import { heardBlocks, owedBlocks } from '../duty/screens.ts';
import type { DutyRow } from '../duty/rows.ts';
import { itemsOf, type Theme, themes } from '../items.ts';
import { groupModal, openGroup, openResults, resultsModal, sendPicture } from './ids.ts';
import { blockOf, type Group, groupsSeen, isSame, type Published, type Results, themesOf } from './read.ts';
import { endOf, type Figure, trendOf } from './rules.ts';

type Reader = Pick<RenderContext, 'locale' | 'tz'>;

const placeName = ({ places }: Results, node: RowId): string =>
  places.find(({ place_id: place }) => place === node)?.name ?? '';

/** "Website", or "Several teams in Berlin". */
const groupName = (t: T, results: Results, { kind, node }: Group): string =>
  kind === 'others'
    ? t.plain('result.others', { place: placeName(results, node) })
    : placeName(results, node);

const numberOf = (t: T, mean: number): string => {
  const end = endOf(mean);
  return end === null ? t.plain('result.number', { mean }) : t.plain(`mean.${end}`);
};

const lastOf = (before: readonly Published[], figure: Figure): Figure | undefined =>
  before[0]?.figures.find(
    (one) => one.theme === figure.theme && one.item === figure.item && isSame(one, figure),
  );

/** One theme of a group, in words. */
function themeLine(t: T, figure: Figure, before: readonly Published[]): Mrkdwn {
  const { theme, how, mean, spread, asked, answered, all } = figure;
  const of = { theme: t.plain(`theme.${theme}`), asked, answered };
  if (how === 'few') return t.mrkdwn('result.few', of);
  if (mean === null) return t.mrkdwn('result.kept', of);
  const number = numberOf(t, mean);
  if (how === 'before') return t.mrkdwn('result.asBefore', { ...of, number });
  const trend = trendOf(figure, lastOf(before, figure));
  return join(
    [
      t.mrkdwn('result.said', { ...of, number }),
      ...(spread === null ? [] : [t.mrkdwn(`spread.${spread}`)]),
      t.mrkdwn('result.rate', of),
      ...(all !== null && all > answered ? [t.mrkdwn('result.based', { answered, all })] : []),
      ...(trend === null ? [] : [t.mrkdwn(`result.trend.${trend}`)]),
    ],
    ' ',
  );
}

/** What was published of a theme before, the latest first. */
function earlierLine(t: T, figure: Figure, before: readonly Published[], reader: Reader): Mrkdwn[] {
  const said = before.flatMap(({ window, figures }) => {
    const one = figures.find(
      ({ theme, item, ...group }) => theme === figure.theme && item === null && isSame(group, figure),
    );
    return one?.mean == null
      ? []
      : [
          `${formatWithYear({ token: 'day', at: window.opened_at }, t.language, reader.tz)}: ${numberOf(t, one.mean)}`,
        ];
  });
  return said.length === 0 ? [] : [t.mrkdwn('result.earlier', { said: said.join(' · ') })];
}

/** So much is in sight in the message; the form has the rest. */
const mostIn = { numbers: 6, owed: 3, heard: { answers: 3, characters: 300 } } as const;

/** To each who was asked, and to each leader. */
export function resultsMessage(
  t: T,
  results: Results,
  reader: Reader & Pick<RenderContext, 'now'>,
  viewer: string,
): Message {
  const { window, own } = results;
  const owed = results.duties.filter((duty) => duty.leader_id === viewer);
  const [teams, groups] = ledBy(results, owed, viewer);
  const numbers = [
    ...teamBlocks(t, results, own === null ? teams : [own, ...teams]),
    ...groups.map((group) => groupBlock(t, results, group, reader)),
  ];
  const [first] = [
    ...groups,
    ...(own === null ? teams : [...teams, own]).flatMap((team) => blocksOf(results, team)),
  ];
  const chart = first === undefined ? null : groupChart(t, results, first, reader);
  return {
    ...messageOf(
      header(t.plain('result.title')),
      ...(numbers.length === 0 ? [t.mrkdwn('result.nothing')] : numbers.slice(0, mostIn.numbers)),
      ...(chart === null ? [] : [chart]),
      ...owed
        .filter(({ state }) => state === 'open')
        .slice(0, mostIn.owed)
        .flatMap((duty, nth) =>
          owedBlocks(t, results, duty, viewer, { isFirst: nth === 0, now: reader.now }),
        ),
      ...heardBlocks(t, results, own, mostIn.heard, viewer),
      actions([button(openResults, t.plain('result.all'), { window: window.id })]),
      context(t.mrkdwn('result.means', { least: window.least })),
    ),
    shows: results.answers.map(({ id }) => id),
  };
}

/** The teams that somebody leads or owes an answer to, and the groups of what they lead that is made of teams. */
function ledBy(
  { places, figures }: Results,
  owed: readonly DutyRow[],
  viewer: string,
): readonly [teams: readonly RowId[], groups: readonly Group[]] {
  const led = places.filter(
    ({ place_id: place, leader_id: leader }) =>
      leader === viewer || owed.some(({ place_id: one }) => one === place),
  );
  const ids = (isTeam: boolean) =>
    led.flatMap(({ place_id: id, is_team: is }) => ((is === 1) === isTeam ? [id] : []));
  const groups = ids(false).flatMap((node) =>
    // Without a total, there is one group, and it says all of it.
    (['total', 'others'] as const)
      .map((kind) => ({ kind, node }))
      .filter((group) => themesOf(figures, group).length > 0)
      .slice(0, 1),
  );
  return [ids(true).filter((team) => blocksOf({ figures }, team).length > 0), groups];
}

/** Where a team's answers stand, theme by theme. */
const blocksOf = ({ figures }: Pick<Results, 'figures'>, team: RowId): readonly Figure[] =>
  themes.flatMap((theme) => blockOf(figures, theme, team) ?? []);

/** So many names of small teams stand beside what they are together. */
const mostNamed = 5;

/** Small teams that stand together are named: who is in one looks for its name. */
function ownName(t: T, results: Results, figure: Figure): Mrkdwn {
  const group = groupName(t, results, figure);
  const { kind, teams } = figure;
  if (kind !== 'others' || teams.length > mostNamed) return t.mrkdwn('result.group', { group });
  const named = teams.map((team) => placeName(results, team)).join(', ');
  return t.mrkdwn('result.together', { group, teams: named });
}

/** A group by its name; with those of its teams, where they are the same in each of its numbers. */
function titleOf(t: T, results: Results, group: Group): Mrkdwn {
  const [first, ...others] = results.figures.filter((one) => isSame(one, group));
  return first !== undefined && others.every(({ teams }) => teams.join() === first.teams.join())
    ? ownName(t, results, first)
    : t.mrkdwn('result.group', { group: groupName(t, results, group) });
}

/** Where these teams' answers stand, each number once: the same for those who are in a team and for who leads it. */
function teamBlocks(t: T, results: Results, teams: readonly RowId[]): readonly KnownBlock[] {
  const said = new Set<Figure>();
  return [...new Set(teams)].flatMap((team) => {
    const shown = new Map<Mrkdwn, Mrkdwn[]>();
    const missing: string[] = [];
    for (const theme of themes) {
      const figure = blockOf(results.figures, theme, team);
      if (figure === null) missing.push(t.plain(`theme.${theme}`));
      if (figure === null || said.has(figure)) continue;
      said.add(figure);
      const group = ownName(t, results, figure);
      shown.set(group, [...(shown.get(group) ?? []), themeLine(t, figure, results.before)]);
    }
    const of = { themes: missing.join(', '), team: placeName(results, team) };
    return [
      ...[...shown].map(([group, lines]) => section(join([group, ...lines], '\n'))),
      ...(missing.length === 0 ? [] : [section(t.mrkdwn('result.noBlock', of))]),
    ];
  });
}

/** A group's themes, with what was published before. */
function groupBlock(t: T, results: Results, group: Group, reader: Reader): KnownBlock {
  const lines = themesOf(results.figures, group).flatMap((figure) => [
    themeLine(t, figure, results.before),
    ...earlierLine(t, figure, results.before, reader),
  ]);
  return section(join([titleOf(t, results, group), ...lines], '\n'));
}

/** Everything that the viewer sees of a window: each group by itself. At most 50 of them. */
export function renderResults(t: T, results: Results): RenderedModal {
  const { window } = results;
  const seen = groupsSeen(results).slice(0, 50);
  return renderModal(resultsModal, { window: window.id }, t.modal('result.modal'), [
    section(t.mrkdwn(seen.length === 0 ? 'result.nothing' : 'result.intro')),
    ...seen.map((group) =>
      section(
        titleOf(t, results, group),
        button(openGroup, t.plain('result.read'), { window: window.id, place: group.node, kind: group.kind }),
      ),
    ),
    context(t.mrkdwn('result.means', { least: window.least })),
  ]);
}

export function renderGroup(t: T, results: Results, group: Group, reader: Reader): RenderedModal {
  const of = { window: results.window.id, place: group.node, kind: group.kind };
  const hasPicture = groupChart(t, results, group, reader) !== null;
  return renderModal(groupModal, of, t.modal('result.modal'), [
    groupBlock(t, results, group, reader),
    ...itemBlocks(t, results, group),
    ...heardBlocks(t, results, group.node),
    ...(hasPicture ? [actions([button(sendPicture, t.plain('result.picture'), of)])] : []),
    context(t.mrkdwn('result.means', { least: results.window.least })),
  ]);
}

/** Means of single statements, of groups that are large enough. */
function itemBlocks(t: T, { figures }: Results, group: Group): readonly KnownBlock[] {
  return themes.flatMap((theme) => {
    const lines = itemsOf(theme).flatMap((item) => {
      const figure = figures.find((one) => one.item === item && isSame(one, group));
      return figure?.mean == null
        ? []
        : [t.mrkdwn('result.item', { item: t.plain(`item.${item}`), number: numberOf(t, figure.mean) })];
    });
    return lines.length === 0 ? [] : [context(join(lines, '\n'))];
  });
}

/** A picture of the same numbers; `null`: there is nothing to see. */
export function groupChart(t: T, results: Results, group: Group, { tz }: Reader): Chart | null {
  const windows = [...results.before].toReversed().concat(results);
  const rows = themes.map((theme) => ({
    name: pictureWords(t.plain(`theme.${theme}`)),
    dots: windows.map(({ figures }) => dotOf(t, figures, group, theme)),
  }));
  if (rows.every(({ dots }) => dots.every((dot) => dot === null))) return null;
  return dotsChart({
    title: pictureWords(t.plain('result.chart', { group: groupName(t, results, group) })),
    periods: windows.map(({ window }) => pictureWords(formatDayOfMonth(window.opened_at, t.language, tz))),
    ...{ scale, rows, none: pictureWords(t.plain('result.none')) },
  });
}

function dotOf(t: T, figures: readonly Figure[], group: Group, theme: Theme) {
  const figure = themesOf(figures, group).find((one) => one.theme === theme);
  if (figure?.mean == null) return null;
  const { mean, answered, asked } = figure;
  const half = bandOf(answered, asked);
  const open = endOf(mean);
  const from = open === 'low' ? scale.from : Math.max(scale.from, mean - half);
  const to = open === 'high' ? scale.to : Math.min(scale.to, mean + half);
  return {
    ...{ value: mean, open, from, to },
    says: pictureWords(numberOf(t, mean)),
    band: pictureWords(t.plain('result.band', { from: rounded(from), to: rounded(to) })),
  };
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** To who asked for it. */
export function pictureMessage(t: T, results: Results, group: Group, reader: Reader): Message | null {
  const chart = groupChart(t, results, group, reader);
  return chart === null ? null : messageOf(groupBlock(t, results, group, reader), chart);
}

/** For `/pulse` and Home: the newest, with a button to all of it. */
export function latestBlocks(results: Results, reader: Reader): readonly KnownBlock[] {
  const t = copy.for(reader);
  const { window, own } = results;
  const day = formatWithYear({ token: 'day', at: window.opened_at }, t.language, reader.tz);
  return [
    section(
      t.mrkdwn('result.latest', { day }),
      button(openResults, t.plain('result.all'), { window: window.id }),
    ),
    ...(own === null ? [] : teamBlocks(t, results, [own])),
  ];
}
