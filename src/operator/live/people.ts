/** Who is in a channel. */
import { isId, type UserId, userId } from '#core/ids.ts';
import type { Calls } from './calls.ts';
import { at, listAt, textAt } from './read.ts';
import { endsAll, Refused } from './refused.ts';

/** Slack's largest page. */
export const pageSize = 1000;

/** Whom a channel would have to be asked of one by one: beyond that everybody counts as a person. */
const mostAsked = 20;

/** Who is in the channel, without Lore and other apps. */
export async function peopleIn(calls: Calls, channel: string, bot: string): Promise<readonly UserId[]> {
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
