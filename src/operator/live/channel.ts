/** The channel that was named: whether Lore may try things there, and with whom. */
import { channelId, isId, userId, type UserId } from '#core/ids.ts';
import { ConfigError } from '../../config.ts';
import type { Calls } from './calls.ts';
import { endsAll, Refused } from './refused.ts';
import type { Place } from './live.ts';
import { at, listAt, textAt } from './read.ts';

export interface Wanted {
  /** `#name`, `name` or an id. */
  readonly channel: string;
  /** The operator's own user id, where several people are in the channel. */
  readonly me?: string;
  readonly peopleAgree?: boolean;
}

/** About how many messages come and go, for people who are asked. */
export const messages = 30;

/** @throws ConfigError with what to do; Refused */
export async function choose(
  calls: Calls,
  bot: string,
  { channel, me, peopleAgree = false }: Wanted,
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
  const alone = people.length === 1 && only !== undefined ? only : null;
  return {
    channel: channelId(id),
    person: me === undefined ? alone : userId(me),
    isAlone: people.length <= 1,
  };
}

const pageSize = 1000;
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

/** Whom a channel would have to be asked of one by one: beyond that everybody counts as a person. */
const mostAsked = 20;

/** Who is in the channel, without Lore and other apps. */
async function peopleIn(calls: Calls, channel: string, bot: string): Promise<readonly UserId[]> {
  const members: UserId[] = [];
  for (let cursor = ''; ;) {
    const args = { channel, limit: pageSize, ...(cursor === '' ? {} : { cursor }) };
    const page = await calls.ask('conversations.members', args);
    members.push(
      ...listAt(page, 'members')
        .filter(isId)
        .map(String)
        .filter((id) => id !== bot)
        .map(userId),
    );
    cursor = textAt(page, 'response_metadata', 'next_cursor');
    if (cursor === '') break;
  }
  if (members.length > mostAsked) return members;
  const people: UserId[] = [];
  for (const user of members) if (!(await isApp(calls, user))) people.push(user);
  return people;
}

/** Whom Slack tells nothing about counts as a person. */
async function isApp(calls: Calls, user: UserId): Promise<boolean> {
  try {
    return at(await calls.ask('users.info', { user }), 'user', 'is_bot') === true;
  } catch (error) {
    if (error instanceof Refused && !endsAll.has(error.code)) return false;
    throw error;
  }
}
