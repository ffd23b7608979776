/** Ids and timestamps in Slack's form. */
import { randomBytes } from 'node:crypto';
import type { World } from './world.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A new id such as `V0B3K9…`: the prefix, then ten characters, never given twice. */
export function newId(world: World, prefix: string): string {
  world.sequence += 1;
  const chance = [...randomBytes(6)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return prefix + world.sequence.toString(36).toUpperCase().padStart(4, '0') + chance;
}

/** A hash as Slack puts on views: seconds and eight characters. */
export const newHash = (at: number): string =>
  `${Math.floor(at / 1000)}.${randomBytes(6).toString('base64url')}`;

/** Text that nobody guesses, for tokens and URLs. */
export const secret = (bytes = 18): string => randomBytes(bytes).toString('base64url');

/** The next message ts of a conversation: the sandbox's time, strictly later than the one before. */
export function nextTs(world: World, channelId: string, at: number): string {
  const micros = Math.max(at * 1000, (world.lastMicros[channelId] ?? 0) + 1);
  world.lastMicros[channelId] = micros;
  return toTs(micros);
}

/** Microseconds as Slack writes them. */
export const toTs = (micros: number): string =>
  `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
