/** Whether something may begin in a channel. Each refusal has a sentence that all share: `begin.<code>`, which takes the command to type. */
import type { Channel, Person } from '../people.ts';
import { ok, refuse, type Result } from '../result.ts';

export type ChannelRefusal = 'noChannel' | 'direct' | 'archived' | 'withoutLore';

/** Whether something can be posted there that the channel is to read. @param channel `null`: one where the person or Lore is not */
export function mayPostIn(channel: Channel | null): Result<Channel, ChannelRefusal> {
  if (channel === null) return refuse('noChannel');
  if (channel.kind === 'direct') return refuse('direct');
  if (channel.isArchived) return refuse('archived');
  return channel.hasLore ? ok(channel) : refuse('withoutLore');
}

export type BeginRefusal = ChannelRefusal | 'guest' | 'external';

/** The same, for what full members of the workspace alone begin. */
export function mayBeginIn(
  person: Pick<Person, 'memberType'>,
  channel: Channel | null,
): Result<Channel, BeginRefusal> {
  if (person.memberType === 'external') return refuse('external');
  return person.memberType === 'member' ? mayPostIn(channel) : refuse('guest');
}
