/** Shows a channel's quarter: the numbers as text, and a picture of them. */
import type { ChannelId, UserId } from '#core/ids.ts';
import { context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message, RenderContext } from '#core/post.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { formatDayOfMonth } from '#core/time/format.ts';
import { learnedCopy, type Translator } from '../copy.ts';
import { quarterChart } from './chart.ts';
import { type OfQuarter, quarterModal } from './ids.ts';
import { isEnough, isSomething, totalOf, type Week } from './rules.ts';

type Reader = Pick<RenderContext, 'locale' | 'tz'>;

/** Asks who is to see it, with what there is to see. */
export function renderQuarter(reader: Reader, of: OfQuarter, weeks: readonly Week[]): RenderedModal {
  const t = learnedCopy.for(reader);
  const hasPicture = isEnough(weeks);
  return renderModal(
    quarterModal,
    of,
    hasPicture ? t.modal('quarter.title', 'quarter.show') : t.modal('quarter.title'),
    [
      section(said(t, of.channel, weeks)),
      ...byWeek(t, reader, weeks).map((line) => context(line)),
      ...(hasPicture
        ? [
            input(
              quarterModal,
              'to',
              {
                label: t.plain('quarter.to'),
                choices: { me: t.plain('quarter.to.me'), channel: t.plain('quarter.to.channel') },
              },
              'me',
            ),
          ]
        : [context(t.mrkdwn('quarter.little'))]),
    ],
  );
}

/** @param by who asked for it */
export function quarterMessage(
  reader: Reader,
  channel: ChannelId,
  by: UserId,
  weeks: readonly Week[],
): Message {
  const t = learnedCopy.for(reader);
  const words = {
    title: t.plain('quarter.chart'),
    shared: t.plain('quarter.shared'),
    used: t.plain('quarter.used'),
  };
  return messageOf(
    section(said(t, channel, weeks)),
    ...(isEnough(weeks) ? [quarterChart(weeks, words, reader)] : []),
    ...byWeek(t, reader, weeks).map((line) => context(line)),
    context(t.mrkdwn('quarter.by', { person: nameOf(by) })),
  );
}

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
