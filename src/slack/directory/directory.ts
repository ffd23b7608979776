/** Keeps the store's facts about people and channels fresh by asking Slack: only when they are unknown or old, never per click. */
import { z } from 'zod';
import { day, hour, type Instant, minute } from '#core/clock.ts';
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Channel, Person } from '#core/people.ts';
import type { Viewer } from '#core/visibility.ts';
import type { Pace } from '../../jobs/pace.ts';
import type { ChannelFacts } from '../../store/directory/facts.ts';
import { NotInstalled } from '../../store/settings/installed.ts';
import type { Store } from '../../store/store.ts';
import { refusal, waitOf } from '../api/call-outcome.ts';
import { type For, pacedCalls } from '../api/paced-calls.ts';
import { errorFacts } from '../log.ts';
import { channelFacts, slackConversation } from './facts.ts';
import { clientFor, makeMembersList, type MembersList, pageSize, type ReadingParts } from './members-list.ts';
import { makeUserGroups, type UserGroups } from './user-groups.ts';
import { type DirectoryWalk, makeWalk } from './walk.ts';

export interface Directory extends UserGroups {
  /** A person, refreshed after a day. @throws if Slack does not answer and nothing is known */
  person(team: TeamId, user: UserId): Promise<Person>;
  /** A person as they were last read, however long ago; read only if nothing is known. */
  storedPerson(team: TeamId, user: UserId): Promise<Person>;
  /**
   * A channel and its members, refreshed after an hour.
   * @param slackName what Slack calls it in a payload: `directmessage`, `privategroup` or its name
   * @param by the person whose zone and language a newly met channel gets
   * @returns for a conversation that Lore may not see (not a member, or a direct message): what is certain without seeing it
   * @throws if Slack does not answer and nothing is known; if Slack cannot be asked yet and the stored facts are too old
   */
  channel(
    team: TeamId,
    of: { readonly id: ChannelId; readonly slackName: string },
    by: Person,
  ): Promise<Channel>;
  /**
   * Called before anything is read with a person's access: afterwards the members of the channel, or of each of the person's channels, are fresh or
   * count as unknown. A person's channels are refreshed after half a day.
   * @throws if nobody waits, Slack cannot be asked yet and something is unknown: the work runs later, with full access
   */
  ensureAccess(team: TeamId, viewer: Viewer): Promise<void>;
  /** Asks Slack whatever is stored: after an event that carries too little. */
  refreshChannel(team: TeamId, channel: ChannelId): Promise<void>;
  refreshPerson(team: TeamId, user: UserId): Promise<void>;
  /** What Slack says about a channel now, without storing it; `null`: Lore may not see it. */
  ask(team: TeamId, channel: ChannelId): Promise<ChannelFacts | null>;
  /** What may be missing from a person's screen because Lore does not know it yet. */
  unknownYet(team: TeamId, user: UserId, channel: ChannelId | null): Promise<UnknownYet>;
}

/** What is not known yet, so that screens can say so instead of showing something untrue. */
export interface UnknownYet {
  /** How many of Lore's channels have known members; `null` once the workspace is known. */
  readonly channels: { readonly known: number; readonly all: number } | null;
  /** How many people in the channel where someone acted Lore does not know. */
  readonly strangers: number;
}

export interface Directories {
  /** For the person who acted, and waits. */
  readonly forPeople: Directory;
  /** For events, jobs and posts. */
  readonly forWork: Directory;
  readonly walk: DirectoryWalk;
}

export interface DirectoryParts extends Omit<ReadingParts, 'paced' | 'store'> {
  readonly store: Pick<Store, 'directory' | 'remembered' | 'userGroups'>;
}

/** The inbox event that makes Lore ask about a person it does not know; it holds nothing but their id. */
export const strangerMet = 'user_unknown';

/** Both share the stored answers and the rate limits. */
export function makeDirectories(parts: DirectoryParts): Directories {
  const inTurn = new Map<TeamId, Pace>();
  const reading = { ...parts, paced: pacedCalls(parts.clock, inTurn) };
  const members = makeMembersList(reading);
  const groups = makeUserGroups(reading);
  /** Channels in which not everyone could be asked about when someone acted there. */
  const withStrangers = new Set<string>();
  const shared = { ...reading, members, groups, withStrangers, notHere: new Map<string, Instant>() };
  return {
    forPeople: makeDirectory(shared, 'person'),
    forWork: makeDirectory(shared, 'work'),
    walk: makeWalk({ ...reading, members, inTurn }),
  };
}

interface Shared extends DirectoryParts, Pick<ReadingParts, 'paced'> {
  readonly members: MembersList;
  readonly groups: UserGroups;
  readonly withStrangers: Set<string>;
  /** When Slack last said that Lore is not in a channel: for such a channel nothing is stored that could be fresh. Only recent entries count. */
  readonly notHere: Map<string, Instant>;
}

function makeDirectory(parts: Shared, whom: For): Directory {
  const { clients, clock, log, paced, members, withStrangers, notHere } = parts;
  const stored = parts.store.directory;

  /** Asks about as many unknown members of the channel as allowed; the others follow bit by bit. */
  const meetStrangers = async (team: TeamId, channel: ChannelId): Promise<void> => {
    const strangers = await members.strangers(team, channel);
    let isHeld = whom !== 'person';
    if (!isHeld)
      await aFewAtATime(strangers, async (user) => {
        if (isHeld) return;
        // Leaves some of the allowance for others who act.
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

  /** @param isListKept whether a recently read list is not read again */
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

  /** Old facts may do if Slack does not answer; the store itself stops trusting old lists of members. */
  const known = async (ask: () => Promise<void>, what: string): Promise<void> => {
    try {
      await ask();
    } catch (error) {
      if (error instanceof NotInstalled) throw error;
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

  /**
   * Whether nothing the person sees has to be asked about. Decides what Slack is asked, never what they may see. Work asks the database: a message drawn
   * before memory hears that another process has erased someone would be over for good.
   */
  const isAllKnown = async (team: TeamId, user: UserId): Promise<boolean> => {
    const from = whom === 'person' ? parts.store.remembered : stored;
    return ((await from.knownSince(team, user)) ?? 0) >= clock.now() - listMaxAge;
  };

  /** Slack could not be asked: whether the stored facts about the channel will do. */
  const serves = async (team: TeamId, channel: ChannelId, error: unknown): Promise<boolean> => {
    // Slack can be asked soon: better late than incomplete.
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
    // Otherwise two people typing there would use up everyone's share of Slack's limit.
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
    storedPerson: async (team, user) => (await stored.person(team, user)) ?? person(team, user),
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
      // A request can name any channel: for one that they are not in, not even a number is revealed.
      if (!(await stored.channelsOf(team, user)).includes(channel)) return { channels, strangers: 0 };
      const strangers = (await members.strangers(team, channel)).length;
      if (strangers === 0) withStrangers.delete(`${team} ${channel}`);
      return { channels, strangers };
    },
  };
}

/** An event says when Lore joins a channel; if that is lost, it is noticed after this. */
const notHereFor = minute;

/** A person's channels, and member lists of many pages, are refreshed after this. */
const listMaxAge = 12 * hour;

/** Slack's codes for a conversation that Lore may not see. */
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

/** A conversation that Lore, or the person who acts, may not see: nothing about it is known. */
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

/** Several at a time are quicker than one by one; all at once would use up Slack's limit for a minute. */
async function aFewAtATime<T>(all: readonly T[], ask: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += 5) await Promise.all(all.slice(from, from + 5).map(ask));
}
