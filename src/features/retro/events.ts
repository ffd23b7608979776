/**
 * What happens around a retrospective. Nothing hears that Lore was taken out of a channel: from then on the channel is shown nothing, so the
 * retrospective rests, and closes when its time is up and Lore is back.
 */
import { onEvent, type EventContext, type EventListener } from '../../core/listener.ts';
import { isOpen, phases } from './domain/flow.ts';
import { followEvents } from './events/follow-up.ts';
import { planEvents } from './events/plan.ts';
import { mainPost } from './posts.ts';
import { withState } from './repository.ts';
import { happen } from './service/happen.ts';
import { scheduleReminder } from './service/remind.ts';
import { retros, type RetroRow } from './tables.ts';

async function openHere({ scope, channel }: EventContext): Promise<RetroRow[]> {
  const rows = await scope
    .from(retros)
    .selectAll()
    .where('it.channel_id', '=', channel.channelId)
    .orderBy('it.id')
    .execute();
  return rows.filter(({ phase }) => isOpen(phase));
}

/** It ends with what is there. Cards that were still being collected stay with their authors; nobody can read more than before. */
async function archived(context: EventContext): Promise<void> {
  for (const row of await openHere(context)) {
    await happen(context, await withState(context.scope, row), { kind: 'channelGone' });
  }
}

/** Somebody is gone: they are not named among those asked any more, and whoever is left may have to take over. Nothing is counted anew. */
async function gone(context: EventContext): Promise<void> {
  const { scope } = context;
  for (const row of await openHere(context)) {
    await scope.refresh(mainPost(row));
    for (const { userId: left } of await scope.peopleOf(row.participants_id)) await scope.refreshHome(left);
  }
}

/** Their reminder comes by the new hours, also where they are now earlier. */
async function workingTimeChanged(context: EventContext, user: string): Promise<void> {
  for (const row of await openHere(context)) {
    if (!phases[row.phase].reminds) continue;
    const asked = await context.scope.peopleOf(row.participants_id);
    const person = asked.find(({ userId }) => userId === user);
    if (person !== undefined) await scheduleReminder(context, row, person);
  }
}

/** Where a channel has opened up, App Home says how it goes on: the message cannot any more. */
async function changed({ scope, channel }: EventContext): Promise<void> {
  if (channel.kind !== 'public' && !channel.isShared) return;
  for (const { userId: member } of await scope.members(channel.channelId)) await scope.refreshHome(member);
}

export const events: readonly EventListener[] = [
  onEvent('channel_changed', changed),
  onEvent('channel_archive', archived),
  onEvent('member_left_channel', gone),
  onEvent('user_deactivated', gone),
  onEvent('working_time_changed', (context, { user }) => workingTimeChanged(context, user)),
  ...followEvents,
  ...planEvents,
];
