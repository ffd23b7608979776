/** Who belongs to a channel's rotation, and how often they have presented. */
import type { ChannelId, UserId } from '#core/ids.ts';
import { type Candidate, thoseWho } from '#core/kit/taking-turns.ts';
import type { Work } from '#core/work.ts';
import { parts, type SlotRow, type TurnRow, turns } from './rows.ts';
import { isThere, mayPresent } from './rules.ts';

/** Everyone in a channel's rotation, or who was: nobody is unless they joined. */
export async function membersOf({ scope }: Work, channel: ChannelId): Promise<Candidate<TurnRow>[]> {
  return (await parts.members(scope, channel)).filter(({ member }) => mayPresent(member));
}

/** A person is in a channel's rotation from now on. With the channel's access, which sees what counts there. */
export async function enrol(work: Work, channel: ChannelId, person: UserId): Promise<void> {
  const known = await parts.of(work.scope, channel, person);
  if (known === null) await parts.begin(work, channel, person, 1);
  else await work.scope.update(turns, known.id, { takes_part: 1 });
}

/** Those who want to present, and can then. */
export const thereAt = (
  members: readonly Candidate<TurnRow>[],
  at: SlotRow['meets_at'],
): Promise<Candidate<TurnRow>[]> => thoseWho(members, (person, isHoliday) => isThere(person, at, isHoliday));

/** Adjusts how often a person presented: 1 when they are chosen, -1 when they no longer are. */
export async function count(work: Work, slot: SlotRow, person: UserId, by: 1 | -1): Promise<void> {
  const { channel_id: channel } = slot;
  const known = await parts.of(work.scope, channel, person);
  await parts.count(work, known ?? (await parts.begin(work, channel, person, 0)), slot.id, by);
}
