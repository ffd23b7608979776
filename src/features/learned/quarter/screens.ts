/** Shows a channel's quarter: the numbers as text, and a picture of them. */
import type { ChannelId, UserId } from '#core/ids.ts';
import { context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import { defineShowing, type Looked, renderShowing } from '#core/kit/show-picture.ts';
import { type Chart, columnsChart, pictureWords } from '#core/picture.ts';
import type { Message, RenderContext } from '#core/post.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { formatDayOfMonth } from '#core/time/format.ts';
import { learnedCopy, type Translator } from '../copy.ts';
import { isEnough, isSomething, totalOf, type Week } from './rules.ts';

export const quarter = defineShowing('learned.quarter');

type Reader = Pick<RenderContext, 'locale' | 'tz'>;

/** Asks who is to see it, with what there is to see. */
export function renderQuarter(reader: Reader, of: Looked, weeks: readonly Week[]): RenderedModal {
  const t = learnedCopy.for(reader);
  const hasPicture = isEnough(weeks);
  const above = [
    section(said(t, of.channel, weeks)),
    ...byWeek(t, reader, weeks).map((line) => context(line)),
  ];
  const below = hasPicture ? [] : [context(t.mrkdwn('quarter.little'))];
  return renderShowing(t, quarter, of, t.plain('quarter.title'), hasPicture, [above, below]);
}

/** @param by who asked for it */
export function quarterMessage(
  reader: Reader,
  channel: ChannelId,
  by: UserId,
  weeks: readonly Week[],
): Message {
  const t = learnedCopy.for(reader);
  return messageOf(
    section(said(t, channel, weeks)),
    ...(isEnough(weeks) ? [quarterChart(t, weeks, reader)] : []),
    ...byWeek(t, reader, weeks).map((line) => context(line)),
    context(t.mrkdwn('quarter.by', { person: nameOf(by) })),
  );
}

/** What was shared and used, week by week. */
const quarterChart = (t: Translator, weeks: readonly Week[], { locale, tz }: Reader): Chart =>
  columnsChart({
    title: pictureWords(t.plain('quarter.chart')),
    periods: weeks.map(({ from }) => pictureWords(formatDayOfMonth(from, locale, tz))),
    series: (['shared', 'used'] as const).map((what) => ({
      name: pictureWords(t.plain(`quarter.${what}`)),
      counts: weeks.map((week) => week[what]),
    })),
  });

function said(t: Translator, channel: ChannelId, weeks: readonly Week[]): Mrkdwn {
  return t.mrkdwn('quarter.said', { channel: channelLink(channel), ...totalOf(weeks) });
}

/** The weeks in which there was something; none if there was none. */
function byWeek(t: Translator, { locale, tz }: Reader, weeks: readonly Week[]): Mrkdwn[] {
  const full = weeks.filter(isSomething);
  if (full.length === 0) return [];
  const each = full.map(({ from, shared, used }) =>
    t.plain('quarter.week', { day: formatDayOfMonth(from, locale, tz), shared, used }),
  );
  return [t.mrkdwn('quarter.weeks', { weeks: each.join(' · '), count: weeks.length - full.length })];
}
