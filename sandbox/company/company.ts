/** The made-up company as a world that nothing has happened in yet. */
import { nextTs, secret } from '../state/ids.ts';
import type { Conversation, World } from '../state/world.ts';
import { CHANNELS, linesOf, type ChannelSeed } from './channels.ts';
import { BOT, BOT_USER, HARBOUR, LINDGROVE, makePeople, STAFF } from './people.ts';
import { makeUserGroups } from './user-groups.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

const toConversation = (seed: ChannelSeed, at: number): Conversation => ({
  id: seed.id,
  name: seed.name,
  kind: seed.kind,
  topic: seed.topic,
  purpose: seed.topic,
  creator: seed.creator,
  createdAt: at - YEAR,
  isGeneral: seed.isGeneral ?? false,
  isArchived: seed.isArchived ?? false,
  teamIds: [...seed.teamIds],
  members: [...seed.members],
  previousNames: [],
});

const toIm = (userId: string, at: number): Conversation => ({
  id: `D${userId.slice(1)}`,
  name: '',
  kind: 'im',
  topic: '',
  purpose: '',
  creator: userId,
  createdAt: at,
  isGeneral: false,
  isArchived: false,
  teamIds: [LINDGROVE],
  members: [userId, BOT_USER],
  previousNames: [],
});

/**
 * A fresh company at an instant (epoch milliseconds), with the app installed under this token (or a random one).
 * @param today what was said is dated by it; what is said after `at` is left to whoever plays the time up to then
 */
export function makeCompany(
  at: number,
  botName: string,
  token = `xoxb-sandbox-${secret()}`,
  today = at,
): World {
  const world: World = {
    workspaces: [
      { id: LINDGROVE, name: 'Lindgrove', domain: 'lindgrove' },
      { id: HARBOUR, name: 'Harbour', domain: 'harbour-studio' },
    ],
    people: makePeople(today, botName),
    conversations: [...CHANNELS.map((seed) => toConversation(seed, at)), ...STAFF.map((id) => toIm(id, at))],
    userGroups: makeUserGroups(at),
    messages: {},
    modals: [],
    homes: {},
    triggers: [],
    responseUrls: [],
    scheduled: [],
    uploads: [],
    tokens: [{ token, teamId: LINDGROVE, botUserId: BOT_USER, botId: BOT }],
    reads: {},
    clockOffset: 0,
    lastMicros: {},
    sequence: 0,
  };
  for (const seed of CHANNELS) addHistory(world, seed, at, today);
  return world;
}

function addHistory(world: World, seed: ChannelSeed, until: number, today: number): void {
  let first: string | null = null;
  for (const { at, userId, text, isReply } of linesOf(seed, today)) {
    if (at >= until) return;
    const ts = nextTs(world, seed.id, at);
    (world.messages[seed.id] ??= []).push({
      ts,
      channelId: seed.id,
      userId,
      teamId: world.people.find((person) => person.id === userId)?.teamId ?? LINDGROVE,
      text,
      blocks: [],
      threadTs: isReply ? first : null,
      isThreadBroadcast: false,
      editedTs: null,
      ephemeralTo: null,
      isBroadcast: false,
      metadata: null,
    });
    if (!isReply) first = ts;
    for (const member of seed.members) world.reads[`${member}:${seed.id}`] = ts;
  }
}
