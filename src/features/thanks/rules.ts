/** What a thank-you can say, and to whom. Pure. */
import { channelId, type ChannelId, isId, userId, type UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import { hasWord } from '#core/text.ts';

/** In characters and people. With more than three at once, nobody knows what they are thanked for. */
export const limitsOf = { what: 1_500, people: 3 } as const;

/** Whom a thank-you is for: people, each in private, or everyone in a channel. */
export const kinds = ['people', 'team'] as const;
export type Kind = (typeof kinds)[number];

/** What was typed after the command. */
export interface Typed {
  readonly people: readonly UserId[];
  readonly channels: readonly ChannelId[];
  /** `@channel`, `@here`, or a user group. */
  readonly hasCrowd: boolean;
  /** A name that Slack did not recognise, as it was typed. */
  readonly unknown: string | null;
  /** As Slack writes it. */
  readonly what: string;
}

/** A mention as Slack writes it, or a name in letters, with the separators between two of them. */
const named = /^[\s,;+&]*(?:(?:and|und|e)\s+)?(?:<([@#!])([^<>|]*)(?:\|[^<>]*)?>|([@#][\p{L}\p{N}._-]+))/u;

/** The people named first are thanked; the rest, later mentions included, is what they changed. @param text as Slack writes it (`takesMentions`) */
export function readTyped(text: string): Typed {
  const people = new Set<UserId>();
  const channels = new Set<ChannelId>();
  let hasCrowd = false;
  let unknown: string | null = null;
  let rest = text;
  for (let found = named.exec(rest); found !== null; found = named.exec(rest)) {
    const [all, sign, id = '', letters] = found;
    if (letters !== undefined) unknown ??= letters;
    else if (sign === '!' || !isId(id)) hasCrowd = true;
    else if (sign === '@') people.add(userId(id));
    else channels.add(channelId(id));
    rest = rest.slice(all.length);
  }
  const what = rest.replace(/^(?:[\s,;–-]|:(?=\s))+/u, '');
  return { people: [...people], channels: [...channels], hasCrowd, unknown, what };
}

/** Why a typed command cannot be given yet; the form asks for what is missing. */
export function whyNotTyped({ people, channels, hasCrowd, unknown }: Typed) {
  if (hasCrowd) return 'crowd';
  if (unknown !== null) return 'unknown';
  if (channels.length > 1 || (channels.length > 0 && people.length > 0)) return 'both';
  return null;
}

export type WhatRefusal = 'noReason' | 'noWord' | 'long';

export function whyNotWhat(what: string): WhatRefusal | null {
  if (what === '') return 'noReason';
  if (!hasWord(what)) return 'noWord';
  return what.length > limitsOf.what ? 'long' : null;
}

export type PeopleRefusal = 'nobody' | 'many' | 'self' | 'app' | 'left' | 'external' | 'notThere';

/** @param people whom to thank, with what is known about each; `null`: nothing @param there the members of the channel in which they may show it */
export function whyNotPeople(
  author: UserId,
  people: ReadonlyMap<UserId, Pick<Person, 'memberType'> | null>,
  there: ReadonlySet<UserId>,
): PeopleRefusal | null {
  if (people.size === 0) return 'nobody';
  if (people.size > limitsOf.people) return 'many';
  if (people.has(author)) return 'self';
  const standings = new Set([...people.values()].map((person) => person?.memberType));
  if (standings.has('bot')) return 'app';
  if (standings.has('deactivated')) return 'left';
  if (standings.has('external')) return 'external';
  return [...people.keys()].every((user) => there.has(user)) ? null : 'notThere';
}
