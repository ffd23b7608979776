/** Joining, pausing, and where one stands: for oneself alone. */
import type { Button, KnownBlock } from '@slack/types';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { channelLink, onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { addDates } from '#core/time/date.ts';
import { localTime } from '#core/time/zone.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { goOnButton, pauseButton, stopButton } from '../pairs/screens.ts';
import { isPaused, isResting, type JoinRow } from '../rows.ts';

export interface JoinView {
  readonly channel: ChannelId;
  readonly team: ChannelId | null;
  readonly notWith: readonly UserId[];
}

export function renderJoin(t: T, { channel, team, notWith }: JoinView, isNew: boolean): RenderedModal {
  const words = t.modal('join.title', isNew ? 'join.submit' : 'save');
  return renderModal(ids.joinModal, { channel }, words, [
    section(t.mrkdwn('join.what', { channel: channelLink(channel) })),
    input(ids.joinModal, 'team', t.labels('join.team', { hint: 'join.teamMeans' }), team ?? undefined),
    input(
      ids.joinModal,
      'notWith',
      t.labels('join.notWith', { hint: 'join.notWithMeans' }),
      notWith.length === 0 ? undefined : notWith,
    ),
    context(t.mrkdwn('join.unseen')),
  ]);
}

export const renderPause = (t: T, channel: ChannelId, now: number, tz: string): RenderedModal =>
  renderModal(ids.pauseModal, { channel }, t.modal('pause.title', 'pause.submit'), [
    section(t.mrkdwn('pause.what', { channel: channelLink(channel) })),
    input(ids.pauseModal, 'until', t.labels('pause.until'), addDates(localTime(now, tz).date, 14)),
  ]);

const joinButton = (t: T, channel: ChannelId): Button =>
  button(ids.openJoin, t.plain('join.button'), { channel });

/** What holds for a person in one channel. @param row `null`: they have not joined */
function standing(t: T, channel: ChannelId, row: JoinRow | null, now: number): Mrkdwn {
  const at = channelLink(channel);
  if (row === null) return t.mrkdwn('standing.out', { channel: at });
  if (isResting(row)) return t.mrkdwn('standing.resting', { channel: at });
  return row.paused_until !== null && isPaused(row, now)
    ? t.mrkdwn('standing.paused', { channel: at, until: onDay(row.paused_until) })
    : t.mrkdwn('standing.in', { channel: at });
}

/** The same, with what can be pressed. @param isAbove what pauses and stops at once stands above it already, with a proposal */
export function standingBlocks(
  t: T,
  channel: ChannelId,
  row: JoinRow | null,
  now: number,
  isAbove = false,
): KnownBlock[] {
  const line = section(standing(t, channel, row, now));
  if (row === null) return [line, actions([joinButton(t, channel)], `coaching.${channel}`)];
  const of = { channel };
  const buttons = isPaused(row, now)
    ? [goOnButton(t, of), stopButton(t, of)]
    : [
        ...(isAbove ? [] : [pauseButton(t, of)]),
        button(ids.openPause, t.plain('pause.button'), of),
        button(ids.openJoin, t.plain('join.change'), of),
        ...(isAbove ? [] : [stopButton(t, of)]),
      ];
  return [line, actions(buttons, `coaching.${channel}`)];
}

export const standingMessage = (t: T, channel: ChannelId, row: JoinRow | null, now: number): Message =>
  messageOf(...standingBlocks(t, channel, row, now), context(t.mrkdwn('help.unseen')));

/** Where there are rounds, and how a channel begins them. */
export const placesMessage = (t: T, places: readonly ChannelId[]): Message =>
  messageOf(
    ...(places.length === 0
      ? [t.mrkdwn('places.none')]
      : [
          t.mrkdwn('places.some'),
          ...places.slice(0, 10).map((channel) => t.mrkdwn('places.one', { channel: channelLink(channel) })),
        ]),
    context(t.mrkdwn('places.how')),
  );
