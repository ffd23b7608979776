/**
 * Nobody is told of a conversation that they may not see: not its id, its name, an address in it, nor whoever is known only from what they wrote
 * there. Everything that leaves the house is looked through (`house.ts`), whichever practice sends it, and wherever in it that stands.
 */
import type { Instant } from '../../../src/core/clock.ts';
import type { ModelTeam } from './model.ts';
import { isActive, isIn, isShared } from './oracle.ts';

export interface Reader {
  readonly kind: 'person' | 'channel';
  readonly id: string;
}

/** What a channel is called: a word that stands nowhere else. */
export const nameOf = (channel: string): string => `room${channel}`;

/** Whether a person may know of a conversation: they are in it, or it is public and they are a full member of the workspace. */
export function mayKnow(team: ModelTeam, user: string, channel: string, now: Instant): boolean {
  if (!isActive(team, user)) return false;
  if (team.people.get(user) === 'member' && team.channels.get(channel)?.kind === 'public') return true;
  return isIn(team, user, channel, now);
}

/** Everybody who reads what is posted in a channel; `null`: people of whom nobody knows who they are read it too. */
function readersOf(team: ModelTeam, channel: string): readonly string[] | null {
  const here = team.channels.get(channel);
  if (here === undefined || isShared(team, here)) return null;
  const inside = [...here.members].filter(
    (user) => !['deactivated', 'bot'].includes(team.people.get(user) ?? ''),
  );
  const others = [...team.people].filter(([, standing]) => here.kind === 'public' && standing === 'member');
  return [...inside, ...others.map(([user]) => user)];
}

function maySee(team: ModelTeam, reader: Reader, channel: string, now: Instant): boolean {
  if (reader.kind === 'person') return mayKnow(team, reader.id, channel, now);
  if (reader.id === channel) return true;
  return readersOf(team, reader.id)?.every((user) => mayKnow(team, user, channel, now)) === true;
}

/** @param sent text, blocks, values, metadata: anything that can be written as JSON @returns what the reader is told too much of */
export function toldOfConversations(team: ModelTeam, reader: Reader, sent: unknown, now: Instant): string[] {
  const words = new Set(JSON.stringify(sent ?? null).split(/[^A-Za-z0-9]+/));
  return [...team.channels.keys()]
    .filter((channel) => !maySee(team, reader, channel, now))
    .flatMap((channel) => {
      const writer = team.writers?.get(channel);
      const theirs = writer === undefined || writer === reader.id ? [] : [writer];
      return [channel, nameOf(channel), ...theirs].filter((word) => words.has(word));
    });
}
