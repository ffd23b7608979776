/** Trends, on request alone: numbers as text, and a picture of what returned. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { ChannelId, UserId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { context, type Piece, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import { defineShowing, type Looked, renderShowing } from '#core/kit/show-picture.ts';
import { channelValue } from '#core/kit/values.ts';
import { type Chart, gridChart, pictureWords } from '#core/picture.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { formatDayOfMonth } from '#core/time/format.ts';
import { enoughToTell } from '../history/rating.ts';
import { enoughToSay } from '../history/rules.ts';
import { noonOf, type Translator } from '../session/words.ts';
import { standardPieces } from '../standards/screens.ts';
import { factsWordsFor } from '../facts/words.ts';
import type { Lately } from './lately.ts';
import type { Trends } from './rules.ts';

export const openTrends = defineAction('retro.trends', z.object({ channel: channelValue }));

export const trends = defineShowing('retro.trends');

export function renderTrends(t: Translator, of: Looked, found: Trends): RenderedModal {
  const above = linesOf(t, of.channel, found);
  const below = [context(t.mrkdwn('trends.yours'))];
  return renderShowing(t, trends, of, t.plain('trends.title'), hasPicture(found), [above, below]);
}

/** @param by who asked for it */
export function trendsMessage(t: Translator, channel: ChannelId, by: UserId, trends: Trends): Message {
  const periods = trends.months.map((month) => monthOf(month));
  return messageOf(
    ...linesOf(t, channel, trends),
    ...(hasPicture(trends) ? [themesChart(t.plain('trends.chart'), periods, trends.themes)] : []),
    context(t.mrkdwn('trends.by', { person: nameOf(by) })),
  );
}

/** The picture of a team's themes over a year. */
export const themesChart = (title: string, periods: readonly string[], themes: Trends['themes']): Chart =>
  gridChart({
    title: pictureWords(title),
    periods: periods.map((period) => pictureWords(period)),
    series: themes.map(({ title: name, counts }) => ({ name: pictureWords(name), counts })),
  });

const hasPicture = ({ isEnough, themes }: Trends) => isEnough && themes.length > 0;

/** "11/26": short, and the same in every language. */
const monthOf = (month: string) => `${month.slice(5)}/${month.slice(2, 4)}`;

/** In rich text where it may be long: a section takes 3,000 characters, and `&` counts as five. */
function linesOf(t: Translator, channel: ChannelId, trends: Trends): KnownBlock[] {
  const { held, isEnough, answered, invited, ratings, areRatingsEnough, themes } = trends;
  const where = channelLink(channel);
  if (held === 0)
    return [
      section(t.mrkdwn('trends.none', { channel: where })),
      ...changedLines(t, trends.changes),
      ...appliedLines(t, trends.lessons),
    ];
  const tookPart = invited === 0 ? 0 : Math.round((answered / invited) * 100);
  const number = { channel: where, held, answered, invited, share: tookPart };
  const { changed, stayedAway } = trends.standards;
  const lines: KnownBlock[] = [
    section(t.mrkdwn('trends.held', number)),
    ...latelyLines(t, trends.lately),
    ...(changed === 0 ? [] : [section(t.mrkdwn('trends.standards', { changed, stayedAway }))]),
    ...changedLines(t, trends.changes),
    ...appliedLines(t, trends.lessons),
  ];
  if (!isEnough) return [...lines, section(t.mrkdwn('trends.few', { enough: enoughToSay }))];
  const each = ratings.map(({ endedOn, worthTenths }) => {
    const on = formatDayOfMonth(noonOf(endedOn, t.tz), t.language, t.tz);
    return `${on} ${((worthTenths ?? 0) / 10).toFixed(1)}`;
  });
  lines.push(
    areRatingsEnough
      ? userText(t.plain('trends.ratings', { each: each.join(' · ') }))
      : section(
          t.mrkdwn('trends.fewRatings', { count: ratings.length, least: enoughToTell, enough: enoughToSay }),
        ),
  );
  if (themes.length === 0) return [...lines, section(t.mrkdwn('trends.noThemes'))];
  const times = themes.map(({ title, counts }) =>
    t.plain('trends.theme', { title, count: counts.reduce((sum, one) => sum + one, 0) }),
  );
  return [...lines, userText(t.plain('trends.themes', { themes: times.join(' · ') }))];
}

/** What is not there is left out: that nothing helped yet may only be that nobody was asked. */
function latelyLines(t: Translator, { held, began, actions }: Lately): KnownBlock[] {
  const f = factsWordsFor(t);
  const facts = began === null ? [] : [f.mrkdwn('trends.facts', { held, began })];
  if (actions === null) return facts.map((line) => section(line));
  const { agreed, reached, helped, changed } = actions;
  const said = [
    ...(reached === null || reached === 0 ? [] : [f.mrkdwn('trends.reached', { count: reached })]),
    ...(helped === 0 ? [] : [f.mrkdwn('trends.helped', { count: helped })]),
    ...(changed === 0 ? [] : [f.mrkdwn('trends.changed', { count: changed })]),
  ];
  const what = said.length === 0 ? f.mrkdwn('trends.noneYet') : join(said, ' · ');
  return [...facts, join([f.mrkdwn('trends.actions', { agreed, held }), what], ' ')].map((line) =>
    section(line),
  );
}

/** How many are named. */
const mostNamed = 5;

/** In rich text, since names are what people wrote, and links lead there. */
function changedLines(t: Translator, changes: Trends['changes']): KnownBlock[] {
  if (changes.length === 0) return [];
  const count = Math.max(0, changes.length - mostNamed);
  const named = changes
    .slice(0, mostNamed)
    .flatMap((standard, at): Piece[] => [...(at === 0 ? [] : [' · ']), ...standardPieces(t, standard)]);
  const more = count === 0 ? [] : [' · ', t.plain('trends.changedMore', { count })];
  return [userText(t.plain('trends.changed'), ' ', ...named, ...more)];
}

/** Of the workspace only what it adds to the channel's own. */
function appliedLines(t: Translator, { here, everywhere }: Trends['lessons']): KnownBlock[] {
  const lines = [
    ...(here.shown === 0 ? [] : [section(t.mrkdwn('trends.applied', { ...here }))]),
    ...(everywhere.shown === here.shown ? [] : [section(t.mrkdwn('trends.appliedAll', { ...everywhere }))]),
  ];
  return lines.length === 0 ? [] : [...lines, context(t.mrkdwn('trends.asked', { least: enoughToTell }))];
}
