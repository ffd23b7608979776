/**
 * What happens around a retrospective. Nothing hears that Lore was taken out of a channel: from then on the channel is shown nothing, so the
 * retrospective rests, and closes when its time is up and Lore is back.
 */
import { userId, type UserId } from '../../core/ids.ts';
import { onEvent, type EventContext, type EventListener } from '../../core/listener.ts';
import { isOpen } from './domain.ts';
import { jobNames } from './ids.ts';
import { loadRetro, withState } from './repository.ts';
import { happen } from './service/happen.ts';
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

/**
 * Somebody is gone who may have been awaited. Only with their own eyes can it be seen whether they had answered, so that is
 * a job of theirs.
 */
async function gone(context: EventContext, person: UserId): Promise<void> {
  for (const row of await openHere(context)) {
    const leave = { job: jobNames.leave, params: { retro: row.id, person, channel: row.channel_id } };
    await context.scope.schedule(leave, context.now, { kind: 'person', userId: person });
    const loaded = await loadRetro(context.scope, row.id);
    for (const left of loaded?.retro.participants ?? []) await context.scope.refreshHome(left);
  }
}

export const events: readonly EventListener[] = [
  onEvent('channel_archive', archived),
  onEvent('member_left_channel', (context, { user }) => gone(context, userId(user))),
  onEvent('user_deactivated', (context, { user }) => gone(context, userId(user))),
];
