/** What happens around the rotation: whoever is to present is away then, or gone. */
import { userId } from '../../core/ids.ts';
import { onEvent, type EventContext, type EventListener } from '../../core/listener.ts';
import { holidaysOf } from '../../core/time/holidays.ts';
import { isThere } from './domain.ts';
import { atItsTime, comingIn } from './repository.ts';
import { letGo } from './service/answer.ts';
import { end } from './service/slots.ts';

async function gone(context: EventContext, user: string): Promise<void> {
  await letGo(context, await comingIn(context.scope, context.channel.channelId), userId(user));
}

/** They are away, or have a day off, when they were to present. */
async function workingTimeChanged(context: EventContext, user: string): Promise<void> {
  const person = await context.scope.person(userId(user));
  if (person === null) return;
  const isHoliday = await holidaysOf(person.workingHours.holidays);
  const coming = await comingIn(context.scope, context.channel.channelId);
  const rows = await Promise.all(coming.map((row) => atItsTime(context.scope, row)));
  const missed = rows.filter((row) => !isThere(person, row.meets_at, isHoliday));
  await letGo(context, missed, person.userId);
}

async function archived(context: EventContext): Promise<void> {
  for (const row of await comingIn(context.scope, context.channel.channelId))
    await end(context, row, 'fell_out');
}

export const events: readonly EventListener[] = [
  onEvent('member_left_channel', (context, { user }) => gone(context, user)),
  onEvent('user_deactivated', (context, { user }) => gone(context, user)),
  onEvent('working_time_changed', (context, { user }) => workingTimeChanged(context, user)),
  onEvent('channel_archive', archived),
];
