/** Keeps what the store knows of people and channels fresh by asking Slack: only where it is unknown or old, never per click. */
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { day, hour, type Clock, type Instant } from '../core/clock.ts';
import { isId, userId, type ChannelId, type TeamId, type UserId } from '../core/ids.ts';
import type { Channel, Person } from '../core/people.ts';
import type { Viewer } from '../core/reach.ts';
import type { ChannelFacts } from '../store/directory.ts';
import type { Store } from '../store/store.ts';
import { isOutage, refusal } from './call-outcome.ts';
import type { Clients } from './clients.ts';
import { channelFacts, personFacts, reduceUser, slackConversation, slackUser } from './facts.ts';
import { errorFacts } from './log.ts';
import { pacedCalls } from './paced-calls.ts';
import { makeUserGroups, type UserGroups } from './user-groups.ts';

export interface Directory extends UserGroups {
  /** A person, asked about again after a day. @throws when Slack does not answer and nothing is known */
  person(team: TeamId, user: UserId): Promise<Person>;
  /**
   * A channel and its members, asked about again after an hour.
   * @param slackName what Slack calls it in a payload: `directmessage`, `privategroup` or its name
   * @param by whose zone and language a channel gets that is met for the first time
   * @returns for a conversation that Lore may not see (not a member, or a direct message): what is sure without seeing it
   */
  channel(
    team: TeamId,
    of: { readonly id: ChannelId; readonly slackName: string },
    by: Person,
  ): Promise<Channel>;
  /**
   * Before anything is read with somebody's eyes: the members of the channel, or of each channel the person is in, are fresh
   * afterwards, or counted as unknown by the store. A person's channels are asked about again after half a day.
   */
  ensureSight(team: TeamId, viewer: Viewer): Promise<void>;
  /** Asks anew, whatever is known: after an event that says too little. */
  refreshChannel(team: TeamId, channel: ChannelId): Promise<void>;
  refreshPerson(team: TeamId, user: UserId): Promise<void>;
  /** What Slack says of a channel now, without taking note of it; `null`: Lore may not see it. */
  ask(team: TeamId, channel: ChannelId): Promise<ChannelFacts | null>;
  /** Everybody in the workspace, and every channel that Lore is in with its members. */
  syncAll(team: TeamId): Promise<void>;
}

export interface DirectoryParts {
  readonly store: Pick<Store, 'directory' | 'house' | 'inbox' | 'userGroups'>;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly log: Logger;
}

const pageSize = 200;
/** So many strangers are asked about while somebody may be waiting; the others come after, at Slack's pace. */
const atOnce = 20;
/** The type of the inbox event that has Lore ask about a person it does not know; it names them and nothing else. */
export const strangerMet = 'user_unknown';

const members = z.object({ members: z.array(z.string()) });
const users = z.object({ members: z.array(slackUser) });
const conversations = z.object({ channels: z.array(slackConversation) });

export function makeDirectory(parts: DirectoryParts): Directory {
  const { clients, clock, log } = parts;
  const stored = parts.store.directory;
  const paced = pacedCalls(clock);

  const refreshPerson = async (team: TeamId, user: UserId): Promise<void> => {
    const at = clock.now();
    const client = await clients.interactive(team);
    const answer = z
      .object({ user: slackUser })
      .parse(await paced('personRead', team, () => client.users.info({ user, include_locale: true })));
    await stored.savePerson(team, personFacts(reduceUser(answer.user, at), team), at);
  };

  /** Saves a channel with its members; one that was not known gets the zone and language that most of them have. */
  const save = async (client: WebClient, team: TeamId, facts: ChannelFacts, toldAt: Instant, by?: Person) => {
    const channel = facts.channelId;
    const at = clock.now();
    const all = await pages(
      (cursor) =>
        paced('membersRead', team, () => client.conversations.members({ channel, limit: 1000, ...cursor })),
      (page) => members.parse(page).members,
    );
    const ids = all.filter(isId).map(userId);
    const isNew = (await stored.channel(team, channel)) === null;
    await stored.saveChannel(team, facts, toldAt, isNew ? await rhythmOf(team, ids, by) : undefined);
    await stored.setMembers(team, channel, ids, at);
    const strangers = await stored.strangers(team, channel);
    const unknown = strangers.slice(atOnce);
    await aFewAtATime(strangers.slice(0, atOnce), async (user) => {
      try {
        await refreshPerson(team, user);
      } catch (error) {
        if (isOutage(error)) unknown.push(user);
        else
          log.warn(
            { error: errorFacts(error), refused: refusal(error) },
            'Slack did not tell us about a member',
          );
      }
    });
    for (const user of unknown) await askLater(team, user, at);
  };

  /** Through the inbox, so that it is not lost. Once a day: whoever was asked about is known. */
  const askLater = (team: TeamId, user: UserId, at: Instant) =>
    parts.store.inbox.add({
      teamId: team,
      eventId: `${strangerMet} ${user} ${Math.floor(at / day)}`,
      type: strangerMet,
      body: JSON.stringify({ type: strangerMet, user }),
      receivedAt: at,
    });

  /** The zone and language of a channel's first members that we know, bots left out. */
  const rhythmOf = async (team: TeamId, ids: readonly UserId[], by: Person | undefined) => {
    const some = await Promise.all(ids.slice(0, 50).map((user) => stored.person(team, user)));
    const people = [...some, by ?? null].filter((one) => one !== null && one.standing !== 'bot');
    const commonest = <Value>(values: readonly Value[]): Value | undefined =>
      [...Map.groupBy(values, (value) => value)].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
    return {
      tz: commonest(people.map((one) => one?.tz ?? 'UTC')) ?? 'UTC',
      locale: commonest(people.map((one) => one?.locale ?? 'en')) ?? 'en',
    } as const;
  };

  const ask = async (team: TeamId, channel: ChannelId): Promise<ChannelFacts | null> => {
    const client = await clients.interactive(team);
    try {
      const answer = await paced('channelRead', team, () => client.conversations.info({ channel }));
      return channelFacts(z.object({ channel: slackConversation }).parse(answer).channel);
    } catch (error) {
      if (isUnseen(error)) return null;
      throw error;
    }
  };

  const refreshChannel = async (team: TeamId, channel: ChannelId, by?: Person): Promise<void> => {
    const at = clock.now();
    try {
      const facts = await ask(team, channel);
      if (facts !== null) {
        await save(await clients.interactive(team), team, facts, at, by);
        return;
      }
    } catch (error) {
      if (!isUnseen(error)) throw error;
    }
    await stored.channelGone(team, channel, at);
  };

  /** What is old may still serve when Slack does not answer; the store itself stops believing old lists of members. */
  const known = async (ask: () => Promise<void>, what: string): Promise<void> => {
    try {
      await ask();
    } catch (error) {
      log.warn({ error: errorFacts(error), refused: refusal(error) }, `Slack did not tell us about ${what}`);
    }
  };

  const person: Directory['person'] = async (team, user) => {
    const asked = await askedAt(parts.store.house, team, user);
    if (asked === null) await refreshPerson(team, user);
    else if (asked < clock.now() - day) await known(() => refreshPerson(team, user), 'a person');
    const found = await stored.person(team, user);
    if (found === null) throw new Error('Slack told us of a person, and the store has none');
    return found;
  };

  const ensureChannel = async (team: TeamId, channel: ChannelId, by?: Person): Promise<void> => {
    if (!(await stored.stale(team, channel, hour))) return;
    const isKnown = (await stored.channel(team, channel)) !== null;
    const anew = () => refreshChannel(team, channel, by);
    await (isKnown ? known(anew, 'a channel') : anew());
  };

  const ensureSight: Directory['ensureSight'] = async (team, viewer) => {
    if (viewer.kind === 'channel') return ensureChannel(team, viewer.channelId);
    await aFewAtATime(await stored.channelsOf(team, viewer.userId), async (channel) => {
      if (await stored.stale(team, channel, 12 * hour))
        await known(() => refreshChannel(team, channel), 'a channel');
    });
  };

  return {
    ...makeUserGroups(parts),
    person,
    refreshPerson,
    refreshChannel,
    ask,
    ensureSight,
    channel: async (team, of, by) => {
      if (isDirect(of)) return unseen(of, by);
      await ensureChannel(team, of.id, by);
      return (await stored.channel(team, of.id)) ?? unseen(of, by);
    },
    syncAll: async (team) => {
      const client = await clients.background(team);
      const at = clock.now();
      const everybody = await pages(
        (cursor) => client.users.list({ limit: pageSize, include_locale: true, ...cursor }),
        (page) => users.parse(page).members,
      );
      await stored.savePeople(
        team,
        everybody.map((user) => personFacts(reduceUser(user, at), team)),
        at,
      );
      const listedAt = clock.now();
      const types = 'public_channel,private_channel';
      const all = await pages(
        (cursor) => client.conversations.list({ types, exclude_archived: true, limit: pageSize, ...cursor }),
        (page) => conversations.parse(page).channels,
      );
      for (const conversation of all.filter((one) => one.is_member === true)) {
        const facts = channelFacts(conversation);
        await known(() => save(client, team, facts, listedAt), 'the members of a channel');
      }
    },
  };
}

/** When Slack was last asked about a person; `null`: never. */
async function askedAt(house: Store['house'], team: TeamId, user: UserId): Promise<Instant | null> {
  const query = house.selectFrom('person').select('fetched_at').where('team_id', '=', team);
  const row = await query.where('user_id', '=', user).executeTakeFirst();
  return row?.fetched_at ?? null;
}

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

const paging = z.object({
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Everything of a method that answers in pages. */
async function pages<Item>(
  ask: (cursor: { readonly cursor?: string }) => Promise<unknown>,
  read: (page: unknown) => readonly Item[],
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor === undefined ? {} : { cursor });
    all.push(...read(page));
    const next = paging.parse(page).response_metadata?.next_cursor;
    cursor = next === '' ? undefined : next;
  } while (cursor !== undefined);
  return all;
}

/** Several are quicker than one by one; all at once would use up what Slack allows in a minute. */
async function aFewAtATime<T>(all: readonly T[], ask: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += 5) await Promise.all(all.slice(from, from + 5).map(ask));
}
