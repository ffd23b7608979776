/** A person's calendar addresses: what a calendar shows, and how to make, renew and stop one. Pure. */
import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId } from '#core/ids.ts';
import { button, type Confirmation } from '#core/kit/action.ts';
import { actions, context, header, section, userText } from '#core/kit/blocks.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { atMoment, channelLink, type Recipient, type TranslatorOf } from '#core/sentence.ts';
import type { CalendarSentences } from '#locales/calendar.ts';
import { calendarCopy } from './copy.ts';
import * as ids from './ids.ts';

type Translator = TranslatorOf<CalendarSentences>;

export interface Shown {
  /** The channel in which it was opened. */
  readonly at: ChannelId | null;
  /** Whether calendars can reach this Lore. */
  readonly isReachable: boolean;
  /** The person's own (`null`) first; then that of the channel they are in, and of those of which they have an address. */
  readonly calendars: readonly { readonly channel: ChannelId | null; readonly madeAt: Instant | null }[];
  /** The address that was made just now, which is shown this once. */
  readonly made?: { readonly channel: ChannelId | null; readonly address: string };
}

/** One line in App Home. */
export function calendarSection(to: Recipient, isReachable: boolean): KnownBlock[] {
  const t = calendarCopy.for(to);
  return [
    section(t.mrkdwn(isReachable ? 'home' : 'home.file'), button(ids.showCalendar, t.plain('open'), null)),
  ];
}

export function renderCalendar(to: Recipient, shown: Shown): RenderedModal {
  const t = calendarCopy.for(to);
  return renderModal(ids.calendarModal, null, t.modal('title'), [
    section(t.mrkdwn('contains')),
    ...shown.calendars.flatMap((one) => calendarBlocks(t, shown, one)),
    context(t.mrkdwn(shown.isReachable ? 'secret' : 'noAddress')),
  ]);
}

function calendarBlocks(
  t: Translator,
  { at, isReachable, made }: Shown,
  { channel, madeAt }: Shown['calendars'][number],
): KnownBlock[] {
  const isMade = made !== undefined && made.channel === channel;
  return [
    header(t.plain(channel === null ? 'own' : 'channel')),
    ...(channel === null ? [] : [section(t.mrkdwn('channel.of', { channel: channelLink(channel) }))]),
    ...(isMade ? [section(t.mrkdwn('made')), userText({ link: made.address })] : []),
    ...(isReachable && !isMade
      ? [section(madeAt === null ? t.mrkdwn('none') : t.mrkdwn('since', { at: atMoment(madeAt) }))]
      : []),
    actions(buttons(t, { channel, at }, isReachable, madeAt)),
  ];
}

function buttons(
  t: Translator,
  whose: Readonly<Record<'channel' | 'at', ChannelId | null>>,
  isReachable: boolean,
  madeAt: Instant | null,
): ActionsBlock['elements'] {
  const confirmation = (key: 'renew' | 'stop'): Confirmation => ({
    title: t.plain(`${key}.title`),
    text: t.plain(`${key}.text`),
    confirm: t.plain(key),
    deny: t.plain('keep'),
  });
  const file = button(ids.sendDates, t.plain('send'), whose);
  if (!isReachable) return [file];
  if (madeAt === null) return [button(ids.newAddress, t.plain('make'), whose), file];
  return [
    button(ids.newAddress, t.plain('renew'), whose, { confirm: confirmation('renew') }),
    button(ids.stopAddress, t.plain('stop'), whose, { confirm: confirmation('stop') }),
    file,
  ];
}
