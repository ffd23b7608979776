/**
 * Reads a workspace from Slack bit by bit: everyone, Lore's channels, their members, and unknown members. One call at a time, each page stored with
 * its cursor (`store/directory/walks.ts`), within its share of Slack's limit.
 */
import { z } from 'zod';
import { hour, type Instant, minute } from '#core/clock.ts';
import type { ChannelId, TeamId } from '#core/ids.ts';
import type { Pace } from '../../jobs/pace.ts';
import type { Walk, WalkStep } from '../../store/directory/walks.ts';
import { isOfSlack, refusal, waitOf } from '../api/call-outcome.ts';
import { nextCursor } from '../api/pages.ts';
import { errorFacts } from '../log.ts';
import { channelFacts, personFacts, reduceUser, slackConversation, slackUser } from './facts.ts';
import { type MembersList, pageSize, type ReadingParts } from './members-list.ts';

export interface DirectoryWalk {
  /** Starts reading a workspace, unless that is in progress or was started recently. */
  begin(team: TeamId): Promise<void>;
  /** The same if it was read before: facts that events missed are known again within hours. */
  beginAgain(team: TeamId): Promise<void>;
  /** Makes one call, if one may be made now. @param pace of a turn, which goes on in the next process @returns how many steps it advanced */
  step(team: TeamId, pace?: Pace): Promise<number>;
  /** When the next call may be made; `null` if everything is read. */
  next(team: TeamId): Promise<Instant | null>;
}

/** Lists of members are trusted for a day, so they are read again well before. */
const again = 8 * hour;

/** How many channels a step searches for unknown members. */
const mostLooked = 100;

/** How many unknown people a step asks about. */
const mostMet = 5;

const users = z.object({ members: z.array(slackUser) });
const conversations = z.object({ channels: z.array(slackConversation) });

/** @param parts `members` reads the lists, so that two readers of the same list continue from each other's page; `inTurn` as `pacedCalls` gets it */
export function makeWalk(
  parts: ReadingParts & { readonly members: MembersList; readonly inTurn: Map<TeamId, Pace> },
): DirectoryWalk {
  const { clients, clock, log, paced, members, inTurn } = parts;
  const stored = parts.store.directory;
  /** How often in a row Slack did not answer for a workspace. */
  const failures = new Map<TeamId, number>();

  const readPeople = async (walk: Walk): Promise<void> => {
    const { team, cursor } = walk;
    const at = clock.now();
    const client = await clients.background(team);
    const page = await paced('peopleList', team, 'walk', () =>
      client.users.list({ limit: pageSize, include_locale: true, ...(cursor === null ? {} : { cursor }) }),
    );
    const facts = users.parse(page).members.map((user) => personFacts(reduceUser(user, at), team));
    await stored.savePeople(team, facts, at, onward(walk, nextCursor(page), 'channels'));
  };

  const readChannels = async (walk: Walk): Promise<void> => {
    const { team, cursor } = walk;
    const at = clock.now();
    const client = await clients.background(team);
    const types = 'public_channel,private_channel';
    const page = await paced('channelList', team, 'walk', () =>
      client.conversations.list({
        types,
        exclude_archived: true,
        limit: pageSize,
        ...(cursor === null ? {} : { cursor }),
      }),
    );
    const ours = conversations.parse(page).channels.filter((one) => one.is_member === true);
    const step = onward(walk, nextCursor(page), 'members');
    await stored.saveChannels(team, ours.map(channelFacts), at, step);
  };

  /** @returns whether there is nothing more to read of this channel now */
  const readPage = async (team: TeamId, channel: ChannelId): Promise<boolean> => {
    try {
      return !(await members.readPage(team, channel, 'walk'));
    } catch (error) {
      if (refusal(error) === null) throw error;
      log.warn({ refused: refusal(error) }, 'Slack did not name the members of a channel');
      await stored.forgetList(team, channel);
      return true;
    }
  };

  const readMembers = async (walk: Walk): Promise<void> => {
    const channel = await stored.unreadChannel(walk);
    if (channel === null) await stored.moveWalk(walk.team, onward(walk, null, 'strangers'));
    else if (await readPage(walk.team, channel)) await stored.moveWalk(walk.team, past(walk, channel));
  };

  const meetStrangers = async (walk: Walk): Promise<void> => {
    const channels = await stored.channelsAfter(walk, mostLooked);
    let done: ChannelId | null = null;
    for (const channel of channels) {
      const strangers = await members.strangers(walk.team, channel);
      if (strangers.length > 0) {
        if (done !== null) await stored.moveWalk(walk.team, past(walk, done));
        const some = strangers.slice(0, mostMet);
        await Promise.all(some.map((user) => members.meet(walk.team, user, 'walk')));
        return;
      }
      done = channel;
    }
    await stored.moveWalk(walk.team, done === null ? onward(walk, null, 'done') : past(walk, done));
  };

  const stages = {
    people: readPeople,
    channels: readChannels,
    members: readMembers,
    strangers: meetStrangers,
  } as const satisfies Record<Walk['stage'], (walk: Walk) => Promise<void>>;
  const after = { people: 'channels', channels: 'members', members: 'strangers', strangers: 'done' } as const;

  /** @param ms `null` if Slack did not say how long */
  const wait = async (team: TeamId, ms: number | null): Promise<void> => {
    const failed = ms === null ? (failures.get(team) ?? 0) + 1 : 0;
    failures.set(team, failed);
    await stored.delayWalk(team, clock.now() + (ms ?? Math.min(2_000 * 2 ** failed, 5 * minute)));
  };

  const failed = async (walk: Walk, error: unknown): Promise<void> => {
    const { team, stage } = walk;
    const ms = waitOf(error);
    if (ms !== null) {
      await wait(team, ms);
      return;
    }
    const refused = refusal(error);
    log.warn({ team, stage, error: errorFacts(error), refused }, 'reading the workspace was interrupted');
    if (refused === null || !isOfSlack(error)) {
      await wait(team, null);
      return;
    }
    // The cursor has expired: the stage restarts. Without a cursor Slack never says this.
    const begins = refused === 'invalid_cursor' && walk.cursor !== null;
    await stored.moveWalk(team, onward(walk, null, begins ? stage : after[stage]));
  };

  return {
    begin: (team) => stored.beginWalk(team, clock.now() - again),
    beginAgain: async (team) => {
      if (await stored.isWalked(team)) await stored.beginWalk(team, clock.now() - again);
    },
    step: async (team, pace) => {
      const walk = await stored.walk(team);
      if (walk === null || (walk.dueAt ?? 0) > clock.now()) return 0;
      if (pace !== undefined) inTurn.set(team, pace);
      try {
        // Someone acted in that channel and was told that it is being read.
        const begun = await stored.begunList(walk.team);
        if (begun === null) await stages[walk.stage](walk);
        else await readPage(walk.team, begun);
        failures.delete(team);
      } catch (error) {
        await failed(walk, error);
      } finally {
        inTurn.delete(team);
      }
      return 1;
    },
    next: async (team) => {
      const walk = await stored.walk(team);
      return walk === null ? null : (walk.dueAt ?? clock.now());
    },
  };
}

/** Moves to the next page of the stage, or to the next stage. */
function onward(from: Walk, cursor: string | null, after: WalkStep['to']['stage']): WalkStep {
  return { from, to: cursor === null ? { stage: after, cursor: null } : { stage: from.stage, cursor } };
}

/** Moves past a finished channel. */
function past(from: Walk, channel: ChannelId): WalkStep {
  return { from, to: { stage: from.stage, cursor: channel } };
}
