/** Keeps what the store knows of people and channels fresh by asking Slack: only where it is unknown or old, never per click. */
import { z } from 'zod';
import { day, hour, type Instant, minute } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Channel, Person } from '#core/people.ts';
import type { Viewer } from '#core/visibility.ts';
import type { ChannelFacts } from '../../store/directory/facts.ts';
import type { Store } from '../../store/store.ts';
import { refusal, waitOf } from '../api/call-outcome.ts';
import { type For, pacedCalls } from '../api/paced-calls.ts';
import { errorFacts } from '../log.ts';
import { channelFacts, slackConversation } from './facts.ts';
import { clientFor, makeMembersList, type MembersList, pageSize, type ReadingParts } from './members-list.ts';
import { makeUserGroups, type UserGroups } from './user-groups.ts';
import { type DirectoryWalk, makeWalk } from './walk.ts';

export interface Directory extends UserGroups {
  /** A person, asked about again after a day. @throws when Slack does not answer and nothing is known */
  person(team: TeamId, user: UserId): Promise<Person>;
  /**
   * A channel and its members, asked about again after an hour.
   * @param slackName what Slack calls it in a payload: `directmessage`, `privategroup` or its name
   * @param by whose zone and language a channel gets that is met for the first time
   * @returns for a conversation that Lore may not see (not a member, or a direct message): what is sure without seeing it
   * @throws when Slack does not answer and nothing is known; when Slack cannot be asked yet and what is known is not believed any more
   */
  channel(
    team: TeamId,
    of: { readonly id: ChannelId; readonly slackName: string },
    by: Person,
  ): Promise<Channel>;
  /**
   * Before anything is read with somebody's eyes: the members of the channel, or of each channel the person is in, are fresh
   * afterwards, or counted as unknown by the store. A person's channels are asked about again after half a day.
   * @throws where nobody waits, when Slack cannot be asked yet and something is unknown: it is done later, with all that is to be seen
   */
  ensureAccess(team: TeamId, viewer: Viewer): Promise<void>;
  /** Asks anew, whatever is known: after an event that says too little. */
  refreshChannel(team: TeamId, channel: ChannelId): Promise<void>;
  refreshPerson(team: TeamId, user: UserId): Promise<void>;
  /** What Slack says of a channel now, without taking note of it; `null`: Lore may not see it. */
  ask(team: TeamId, channel: ChannelId): Promise<ChannelFacts | null>;
  /** What may be missing in what a person is shown, because Lore does not know it yet. */
  unknownYet(team: TeamId, user: UserId, channel: ChannelId | null): Promise<UnknownYet>;
}

/** What is not known yet, so that it can be said instead of something untrue. */
export interface UnknownYet {
  /** The channels that Lore is in, and of how many of them it knows the members; `null`: it knows the workspace. */
  readonly channels: { readonly known: number; readonly all: number } | null;
  /** How many people in the channel that was acted in Lore does not know. */
  readonly strangers: number;
}

export interface Directories {
  /** For whoever acted, and waits. */
  readonly forPeople: Directory;
  /** For events, jobs and posts. */
  readonly forWork: Directory;
  readonly walk: DirectoryWalk;
}

export interface DirectoryParts extends Omit<ReadingParts, 'paced' | 'store'> {
  readonly store: Pick<Store, 'directory' | 'remembered' | 'userGroups'>;
}

/** The type of the inbox event that has Lore ask about a person it does not know; it names them and nothing else. */
export const strangerMet = 'user_unknown';

/** Two that share what was asked of Slack, and how much may still be. */
export function makeDirectories(parts: DirectoryParts): Directories {
  const reading = { ...parts, paced: pacedCalls(parts.clock) };
  const members = makeMembersList(reading);
  const groups = makeUserGroups(reading);
  /** Channels in which not everybody could be asked about when somebody acted there. */
  const withStrangers = new Set<string>();
  const shared = { ...reading, members, groups, withStrangers, notHere: new Map<string, Instant>() };
  return {
    forPeople: makeDirectory(shared, 'person'),
    forWork: makeDirectory(shared, 'work'),
    walk: makeWalk({ ...reading, members }),
  };
}

interface Shared extends DirectoryParts, Pick<ReadingParts, 'paced'> {
  readonly members: MembersList;
  readonly groups: UserGroups;
  readonly withStrangers: Set<string>;
  /** When Slack last said of a channel that Lore is not in it: nothing of it is kept that could be fresh. Lately is all that counts. */
  readonly notHere: Map<string, Instant>;
}

function makeDirectory(parts: Shared, whom: For): Directory {
  const { clients, clock, log, paced, members, withStrangers, notHere } = parts;
  const stored = parts.store.directory;

  /** Of those who are in the channel that somebody acts in and are not known, as many as may be; the others bit by bit. */
  const meetStrangers = async (team: TeamId, channel: ChannelId): Promise<void> => {
    const strangers = await members.strangers(team, channel);
    let isHeld = whom !== 'person';
    if (!isHeld)
      await aFewAtATime(strangers, async (user) => {
        if (isHeld) return;
        // Not all of what is kept for people: others who act want to be known too.
        await members.meet(team, user, 'work').catch((error: unknown) => {
          isHeld = true;
          log.warn({ error: errorFacts(error) }, 'some people in a channel are not known yet');
        });
      });
    if (!isHeld || strangers.length === 0) return;
    withStrangers.add(`${team} ${channel}`);
    await stored.wantMembers(team);
  };

  const ask = async (team: TeamId, channel: ChannelId): Promise<ChannelFacts | null> => {
    const client = await clientFor(clients, whom, team);
    try {
      const answer = await paced('channelRead', team, whom, () => client.conversations.info({ channel }));
      return channelFacts(z.object({ channel: slackConversation }).parse(answer).channel);
    } catch (error) {
      if (isUnseen(error)) return null;
      throw error;
    }
  };

  /** @param isListKept a list that was read lately is not read again */
  const refresh = async (
    team: TeamId,
    channel: ChannelId,
    isListKept: boolean,
    by?: Person,
  ): Promise<void> => {
    const at = clock.now();
    try {
      const facts = await ask(team, channel);
      for (const [key, then] of notHere) if (then <= at - notHereFor) notHere.delete(key);
      if (facts?.hasLore === true) notHere.delete(`${team} ${channel}`);
      else notHere.set(`${team} ${channel}`, at);
      if (facts !== null) {
        await stored.saveChannel(team, facts, at, 'ofMembers');
        if (isListKept) return;
        await members.read(team, channel, whom, by).catch(async (error: unknown) => {
          if (waitOf(error) !== null) await stored.wantMembers(team);
          throw error;
        });
        await meetStrangers(team, channel);
        return;
      }
    } catch (error) {
      if (!isUnseen(error)) throw error;
    }
    await stored.channelGone(team, channel, at);
  };

  const refreshPerson = (team: TeamId, user: UserId) => members.refreshPerson(team, user, whom);

  /** What is old may still serve when Slack does not answer; the store itself stops believing old lists of members. */
  const known = async (ask: () => Promise<void>, what: string): Promise<void> => {
    try {
      await ask();
    } catch (error) {
      log.warn({ error: errorFacts(error), refused: refusal(error) }, `Slack did not describe ${what}`);
    }
  };

  const person: Directory['person'] = async (team, user) => {
    const before = await stored.personAt(team, user);
    if (before !== null && before.at >= clock.now() - day) return before.person;
    if (before === null) await refreshPerson(team, user);
    else await known(() => refreshPerson(team, user), 'a person');
    const found = await stored.person(team, user);
    if (found === null) throw new Error('Slack described a person whom the store does not have');
    return found;
  };

  /** Whether nothing that a person sees has to be asked about. It decides what Slack is asked, and nothing of what they may see. */
  const isAllKnown = async (team: TeamId, user: UserId): Promise<boolean> =>
    ((await parts.store.remembered.knownSince(team, user)) ?? 0) >= clock.now() - listMaxAge;

  /** What was to be asked could not be: whether what is known of the channel serves all the same. */
  const serves = async (team: TeamId, channel: ChannelId, error: unknown): Promise<boolean> => {
    // Slack can be asked soon: better later than with less than there is to see.
    if (waitOf(error) !== null) return !(await stored.stale(team, channel, day));
    return (await stored.channel(team, channel)) !== null;
  };

  const ensureChannel = async (
    team: TeamId,
    channel: ChannelId,
    maxAge: number,
    by?: Person,
  ): Promise<void> => {
    if (!(await stored.stale(team, channel, maxAge))) return;
    // Or two who type there would use up what Slack allows for everybody.
    if ((notHere.get(`${team} ${channel}`) ?? 0) > clock.now() - notHereFor) return;
    const list = await stored.membersKnown(team, channel);
    const isLong = list !== null && list.count > pageSize && list.at >= clock.now() - listMaxAge;
    if (isLong && !(await stored.stale(team, channel, maxAge, listMaxAge))) return;
    try {
      await refresh(team, channel, isLong, by);
    } catch (error) {
      if (!(await serves(team, channel, error))) throw error;
      log.warn({ error: errorFacts(error), refused: refusal(error) }, 'Slack did not describe a channel');
    }
  };

  const ensureAccess: Directory['ensureAccess'] = async (team, viewer) => {
    if (viewer.kind === 'channel') return ensureChannel(team, viewer.channelId, hour);
    if (await isAllKnown(team, viewer.userId)) return;
    await aFewAtATime(await stored.channelsOf(team, viewer.userId), async (channel) => {
      const look = () => ensureChannel(team, channel, listMaxAge);
      await (whom === 'person' ? known(look, 'a channel') : look());
    });
  };

  return {
    ...parts.groups,
    person,
    refreshPerson,
    refreshChannel: (team, channel) => refresh(team, channel, false),
    ask,
    ensureAccess,
    channel: async (team, of, by) => {
      if (isDirect(of)) return unseen(of, by);
      await ensureChannel(team, of.id, hour, by);
      return (await stored.channel(team, of.id)) ?? unseen(of, by);
    },
    unknownYet: async (team, user, channel) => {
      const channels = (await isAllKnown(team, user)) ? null : await stored.unknownYet(team, user);
      if (channel === null || !withStrangers.has(`${team} ${channel}`)) return { channels, strangers: 0 };
      // A request can name any channel: of one that they are not in, not even a number is told.
      if (!(await stored.channelsOf(team, user)).includes(channel)) return { channels, strangers: 0 };
      const strangers = (await members.strangers(team, channel)).length;
      if (strangers === 0) withStrangers.delete(`${team} ${channel}`);
      return { channels, strangers };
    },
  };
}

/** Where Lore comes into a channel an event says so; where that is lost, it is seen after this. */
const notHereFor = minute;

/** A person's channels, and a list that is many pages long, are asked for again after this. */
const listMaxAge = 12 * hour;

/** Slack's ways to say that Lore is not let into a conversation. */
function isUnseen(error: unknown): boolean {
  return [
    'channel_not_found',
    'not_in_channel',
    'missing_scope',
    'method_not_supported_for_channel_type',
  ].includes(refusal(error) ?? '');
}

function isDirect(of: { readonly slackName: string }): boolean {
  return of.slackName === 'directmessage' || of.slackName.startsWith('mpdm-');
}

/** A conversation that Lore, or whoever acts, cannot look into: nothing of it is known. */
export function unseen(of: { readonly id: ChannelId; readonly slackName: string }, by: Person): Channel {
  return {
    channelId: of.id,
    kind: isDirect(of) ? 'direct' : 'private',
    isShared: false,
    isArchived: false,
    hasLore: false,
    name: '',
    tz: by.tz,
    locale: by.locale,
  };
}

/** Several are quicker than one by one; all at once would use up what Slack allows in a minute. */
async function aFewAtATime<T>(all: readonly T[], ask: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += 5) await Promise.all(all.slice(from, from + 5).map(ask));
}
