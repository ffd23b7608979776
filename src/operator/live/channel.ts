/** The channel that was named: whether Lore may try things there, and with whom. */
import { channelId, userId, type UserId } from '#core/ids.ts';
import { ConfigError } from '../../config.ts';
import type { Calls } from './calls.ts';
import { pageSize, peopleIn } from './people.ts';
import { Refused } from './refused.ts';
import type { Place } from './live.ts';
import { at, listAt, textAt } from './read.ts';

export interface Wanted {
  /** `#name`, `name` or an id. */
  readonly channel: string;
  /** The operator's own user id. */
  readonly me?: string;
  readonly peopleAgree?: boolean;
  /** Asks the operator whether the one person in the channel is they; absent: nobody can be asked. */
  readonly isMe?: (person: UserId, channel: string) => Promise<boolean>;
}

/** About how many messages come and go, for people who are asked. */
export const messages = 30;

/** @throws ConfigError with what to do; Refused */
export async function choose(
  calls: Calls,
  bot: string,
  { channel, me, peopleAgree = false, isMe }: Wanted,
): Promise<Pick<Place, 'channel' | 'person' | 'isAlone'>> {
  const found = await find(calls, channel.trim().replace(/^#/, ''));
  const name = `#${textAt(found, 'name')}`;
  const is = (flag: string) => at(found, flag) === true;
  if (is('is_archived')) throw new ConfigError(`${name} is archived. Choose another channel.`);
  if (is('is_ext_shared') || is('is_pending_ext_shared'))
    throw new ConfigError(`${name} is shared with another organisation. Choose a channel of your own.`);
  if (!is('is_member'))
    throw new ConfigError(`Lore is not in ${name}. Type "/invite @Lore" there, and start this again.`);
  const id = textAt(found, 'id');
  const people = await peopleIn(calls, id, bot);
  if (people.length > 1 && !peopleAgree)
    throw new ConfigError(
      `${name} has ${people.length} people. They would see about ${messages} messages come and go within some minutes. Make a channel for this with nobody but you and Lore. Or ask them, and if they agree add --people-agree.`,
    );
  if (me !== undefined && !people.some((one) => one === me))
    throw new ConfigError(`--me needs the user id of somebody who is in ${name}: --me U…`);
  const [only] = people;
  // Nobody is written to who is not the operator and did not agree.
  if (only !== undefined && me === undefined && !peopleAgree) await mustBeMe(only, name, isMe);
  const named = me ?? (peopleAgree ? undefined : only);
  return {
    channel: channelId(id),
    person: named === undefined ? null : userId(named),
    isAlone: people.length === 0 || (people.length === 1 && named !== undefined),
  };
}

/** @throws ConfigError unless the operator says that they are the one person there */
async function mustBeMe(only: UserId, name: string, isMe: Wanted['isMe']): Promise<void> {
  if (isMe === undefined)
    throw new ConfigError(
      `${name} has one person, ${only}. If that is you, add --me ${only}. If not, make a channel for this with nobody but you and Lore, or ask them, and if they agree add --people-agree.`,
    );
  if (!(await isMe(only, name)))
    throw new ConfigError(
      `Nothing was tried. Make a channel for this with nobody but you and Lore. Or ask ${only}, and if they agree add --people-agree.`,
    );
}

const kinds = 'public_channel,private_channel';

async function find(calls: Calls, named: string): Promise<unknown> {
  const unknown = new ConfigError(
    `Slack shows Lore no channel "${named}". Is it spelled as in Slack? If it is private, type "/invite @Lore" there first.`,
  );
  if (/^[CG][A-Z0-9]{6,}$/.test(named)) return at(await infoOf(calls, named, unknown), 'channel');
  for (let cursor = ''; ;) {
    const args = { types: kinds, limit: pageSize, ...(cursor === '' ? {} : { cursor }) };
    const page = await calls.ask('conversations.list', args);
    const found = listAt(page, 'channels').find((one) => textAt(one, 'name') === named);
    // The list leaves out with whom a channel is shared.
    if (found !== undefined) return at(await infoOf(calls, textAt(found, 'id'), unknown), 'channel');
    cursor = textAt(page, 'response_metadata', 'next_cursor');
    if (cursor === '') throw unknown;
  }
}

async function infoOf(calls: Calls, channel: string, unknown: ConfigError): Promise<unknown> {
  try {
    return await calls.ask('conversations.info', { channel });
  } catch (error) {
    throw error instanceof Refused && error.code === 'channel_not_found' ? unknown : error;
  }
}
