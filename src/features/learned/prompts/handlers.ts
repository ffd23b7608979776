/** The weekly question. */
import { userId } from '#core/ids.ts';
import { type EventContext, type EventListener, onEvent } from '#core/listener.ts';
import type { Schedule } from '#core/schedule.ts';
import { learnedCopy } from '../copy.ts';
import { weekly } from '../ids.ts';
import { takeAlong } from '../quotes/operations.ts';
import { askChannel } from './operations.ts';

export const schedules: readonly Schedule[] = [
  {
    name: weekly,
    title: learnedCopy.named('ritual.title'),
    what: learnedCopy.named('ritual.what'),
    // Thursday after lunch: the week is fresh, and nowhere in the world is it the weekend.
    usual: { every: 'week', weekday: 4, minutes: 14 * 60 },
    offered: 'start',
    asks: true,
    occur: askChannel,
  },
];

const left = ({ scope, channel }: EventContext, { user }: { readonly user: string }): Promise<void> =>
  takeAlong(scope, channel.channelId, userId(user));

export const events: readonly EventListener[] = [
  onEvent('member_left_channel', left),
  onEvent('user_deactivated', left),
  // Slack no longer tells who leaves, so words given for as long as their author stays are deleted. Authors can give them again.
  onEvent('lore_left', ({ scope, channel }) => takeAlong(scope, channel.channelId, null)),
];
