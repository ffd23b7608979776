/** Who can be asked: leaders who agreed to it, are in the channel, and are not the person who asks. */
import type { ChannelId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import { agreedTo } from '../agreed/operations.ts';

export interface Leaders {
  readonly here: readonly (Person & { readonly name: string })[];
  /** Who agreed and is not in the channel. */
  readonly elsewhere: readonly UserId[];
}

/** @param except who asks, and who owns the action that it is about */
export async function leadersFor(
  read: ReadScope,
  channel: ChannelId,
  ...except: readonly (UserId | null)[]
): Promise<Leaders> {
  const agreed = (await agreedTo(read, 'leader')).filter(({ userId }) => !except.includes(userId));
  const members = new Set((await read.members(channel)).map(({ userId }) => userId));
  const names = await read.names(agreed.map(({ userId }) => userId));
  const here = agreed.filter(({ userId }) => members.has(userId));
  return {
    here: here.map((person) => ({ ...person, name: names.get(person.userId) ?? person.userId })),
    elsewhere: agreed.filter(({ userId }) => !members.has(userId)).map(({ userId }) => userId),
  };
}
