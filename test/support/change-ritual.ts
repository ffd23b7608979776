/** Changes one ritual of a channel, as somebody who has just looked at it. */
import type { ChannelId, TeamId, UserId } from '../../src/core/ids.ts';
import type { Wanted } from '../../src/schedules/records/change.ts';
import type { Store } from '../../src/store/store.ts';

export async function changeRitual(
  { schedules }: Pick<Store, 'schedules'>,
  team: TeamId,
  channel: ChannelId,
  by: UserId,
  name: string,
  wanted: Wanted,
) {
  const found = await schedules.setUp(team, channel, by);
  if (!found.ok) return found;
  const chosen = { rituals: new Map([[name, wanted]]), seen: found.value.schedules };
  return schedules.save(team, channel, by, chosen);
}
