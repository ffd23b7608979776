/**
 * That a phase ends at its time. The channel's eyes see to it; but a channel that becomes public or shared is shown nothing that was
 * there before: then its people look, each with their own eyes, whoever has left meanwhile.
 */
import { minute, type Instant } from '../../../core/clock.ts';
import type { ChannelId, RowId } from '../../../core/ids.ts';
import type { Scope } from '../../../core/scope.ts';
import { jobNames } from '../ids.ts';
import type { RetroRow } from '../tables.ts';

/** Has the phase end at `endsAt`; `null`: nothing is left to end. */
export async function scheduleEnd(
  scope: Scope,
  { id, channel_id: channelId }: Pick<RetroRow, 'id' | 'channel_id'>,
  endsAt: Instant | null,
): Promise<void> {
  const end = jobNames.phaseEnd.ref({ retro: id });
  if (endsAt === null) await scope.cancel(end);
  else await scope.schedule(end, endsAt, { kind: 'channel', channelId });
}

/** Has everybody in the channel look, once. Whoever may see it then ends the phase, if its time is up. */
export async function haveLookedAt(
  scope: Scope,
  retro: RowId,
  channel: ChannelId,
  now: Instant,
): Promise<void> {
  for (const { userId: person } of await scope.members(channel)) {
    const look = jobNames.phaseWatch.ref({ retro, person });
    await scope.schedule(look, now + minute, { kind: 'person', userId: person });
  }
}
