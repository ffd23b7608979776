/** Reads a channel's members page by page, storing each with its cursor, and asks about unknown people. */
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type Clock, hour, minute } from '#core/clock.ts';
import { type ChannelId, isId, type TeamId, type UserId, userId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { Store } from '../../store/store.ts';
import { refusal, StillReading } from '../api/call-outcome.ts';
import type { Clients } from '../api/clients.ts';
import type { For, PacedCall } from '../api/paced-calls.ts';
import { nextCursor } from '../api/pages.ts';
import { errorFacts } from '../log.ts';
import { personFacts, reduceUser, slackUser } from './facts.ts';

export interface ReadingParts {
  readonly store: Pick<Store, 'directory'>;
  readonly clients: Clients;
  readonly clock: Clock;
  readonly log: Logger;
  readonly paced: PacedCall;
}

export interface MembersList {
  /** One page of a known channel's list. @returns whether there is more to read @throws whatever Slack says */
  readPage(team: TeamId, channel: ChannelId, whom: For, by?: Person): Promise<boolean>;
  /** All of it. @throws StillReading if it is too long for a person who waits; the pages read by then are kept */
  read(team: TeamId, channel: ChannelId, whom: For, by?: Person): Promise<void>;
  /** Asks about one person. @throws whatever Slack says */
  refreshPerson(team: TeamId, user: UserId, whom: For): Promise<void>;
  /** The channel's unknown members, except those Slack tells nothing about. */
  strangers(team: TeamId, channel: ChannelId): Promise<readonly UserId[]>;
  /** Asks about an unknown person; one that Slack tells nothing about is not asked about again. @throws if Slack does not answer, or not yet */
  meet(team: TeamId, user: UserId, whom: For): Promise<void>;
}

const answer = z.object({ members: z.array(z.string()) });

/** Slack's largest page. */
export const pageSize = 1000;

/** A reading older than this restarts: too much may have been missed since. */
const goesStale = hour;

/** How many pages are read while a person waits. */
const mostPages = 10;

/** How often a page is asked for again after an event overtook it. */
const mostOvertaken = 3;

/** The client with the right timeout for the caller. */
export const clientFor = (clients: Clients, whom: For, team: TeamId): Promise<WebClient> =>
  whom === 'person' ? clients.interactive(team) : clients.background(team);

/** One instance for all readers: it remembers what Slack does not tell. */
export function makeMembersList({ store, clients, clock, log, paced }: ReadingParts): MembersList {
  const stored = store.directory;
  /** People Slack tells nothing about. Not stored: a new process asks once more. */
  const untold = new Set<string>();

  const ask = async (team: TeamId, channel: ChannelId, whom: For, cursor: string | null) => {
    const client = await clientFor(clients, whom, team);
    const page = await paced('membersRead', team, whom, () =>
      client.conversations.members({ channel, limit: pageSize, ...(cursor === null ? {} : { cursor }) }),
    );
    return { users: answer.parse(page).members.filter(isId).map(userId), next: nextCursor(page) };
  };

  const readPage: MembersList['readPage'] = async (team, channel, whom, by) => {
    for (let tries = 0; tries < mostOvertaken; tries += 1) {
      const askedAt = clock.now();
      const begun = await stored.listOf(team, channel);
      const cursor = begun !== null && begun.askedAt > askedAt - goesStale ? begun.cursor : null;
      try {
        const page = await ask(team, channel, whom, cursor);
        const taken = await stored.addMembers(team, channel, { ...page, askedAt, cursor }, by);
        if (taken !== 'overtaken') return taken === 'more';
      } catch (error) {
        if (refusal(error) !== 'invalid_cursor' || cursor === null) throw error;
        await stored.forgetList(team, channel);
      }
    }
    // Events come faster than pages, or a clock was set back: the channel's members count as unknown.
    return false;
  };

  const refreshPerson: MembersList['refreshPerson'] = async (team, user, whom) => {
    const at = clock.now();
    const client = await clientFor(clients, whom, team);
    const told = z
      .object({ user: slackUser })
      .parse(await paced('personRead', team, whom, () => client.users.info({ user, include_locale: true })));
    await stored.savePerson(team, personFacts(reduceUser(told.user, at), team), at);
  };

  return {
    readPage,
    refreshPerson,
    read: async (team, channel, whom, by) => {
      for (let pages = 0; await readPage(team, channel, whom, by); pages += 1)
        if (whom === 'person' && pages + 1 >= mostPages) throw new StillReading(minute);
    },
    strangers: async (team, channel) =>
      (await stored.strangers(team, channel)).filter((user) => !untold.has(`${team} ${user}`)),
    meet: async (team, user, whom) => {
      try {
        await refreshPerson(team, user, whom);
      } catch (error) {
        if (refusal(error) === null) throw error;
        untold.add(`${team} ${user}`);
        log.warn({ error: errorFacts(error), refused: refusal(error) }, 'Slack did not describe a member');
      }
    },
  };
}
