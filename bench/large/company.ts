/** A made-up workspace of any size, reckoned from numbers and never kept: who is in it, and who is in which channel. Pure. */
export interface Size {
  readonly accounts: number;
  readonly channels: number;
  /** How many people are in each channel but the first; that one has everybody. */
  readonly people: number;
}

export const teamOf = 'TLARGE';
export const bot = 'U00000000';
const everyNth = { guest: 50, bot: 97, closed: 101 } as const;
/** Every so many channels, some are of another organisation. */
const sharedEvery = 100;
const externals = 5;
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Singapore', 'America/Sao_Paulo'] as const;

/** @param index from 1: the bot is 0 */
export const accountId = (index: number): string => `U${String(index).padStart(8, '0')}`;
/** @param index from 0, which has everybody */
export const channelIdOf = (index: number): string => `C${String(index).padStart(8, '0')}`;
const externalId = (channel: number, index: number): string =>
  `W${String(channel * externals + index).padStart(8, '0')}`;
const indexOf = (id: string): number => Number(id.slice(1));

const isBot = (index: number): boolean => index === 0 || index % everyNth.bot === 0;
const isClosed = (index: number): boolean => !isBot(index) && index % everyNth.closed === 0;
/** A full member, who is asked to take part. */
export const takesPart = (index: number): boolean =>
  !isBot(index) && !isClosed(index) && index % everyNth.guest !== 0;

/** As `users.list` and `users.info` say; `null`: nobody of this id. */
export function userOf(id: string, size: Size): object | null {
  const index = indexOf(id);
  if (id.startsWith('W'))
    return { id, team_id: 'TOTHER', is_stranger: true, tz: zones[index % zones.length], profile: {} };
  if (index >= size.accounts) return null;
  return {
    id,
    team_id: teamOf,
    name: `person${index}`,
    deleted: isClosed(index),
    is_bot: isBot(index),
    is_admin: index === 1,
    is_restricted: !isBot(index) && index % everyNth.guest === 0,
    tz: zones[index % zones.length],
    locale: index % 2 === 0 ? 'de-DE' : 'en-US',
    profile: { real_name: `Person Number ${index}`, status_text: '', status_emoji: '', status_expiration: 0 },
  };
}

/** The accounts in a channel, by index, the bot left out. */
export function accountsIn(channel: number, size: Size): readonly number[] {
  if (channel === 0) return Array.from({ length: size.accounts - 1 }, (_, index) => index + 1);
  const first = (channel * 37) % (size.accounts - 1);
  return Array.from({ length: size.people }, (_, index) => ((first + index) % (size.accounts - 1)) + 1);
}

export const isShared = (channel: number): boolean => channel > 0 && channel % sharedEvery === 0;

/** As `conversations.members` says, whole. */
export function membersOf(id: string, size: Size): readonly string[] {
  const channel = indexOf(id);
  const others = isShared(channel)
    ? Array.from({ length: externals }, (_, index) => externalId(channel, index))
    : [];
  return [bot, ...accountsIn(channel, size).map(accountId), ...others];
}

/** As `conversations.list` and `conversations.info` say. */
export function conversationOf(id: string): object {
  const channel = indexOf(id);
  return {
    id,
    name: `channel-${channel}`,
    is_member: true,
    is_private: false,
    is_ext_shared: isShared(channel),
  };
}
