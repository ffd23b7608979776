/**
 * Who may see what, told a second time: from design.md section 3, in plain words over plain values, without a look at the
 * guards. Only tests use it, to compare.
 */
import type { MemberType } from '../../../src/core/people.ts';

export interface Past {
  readonly wasPrivate: boolean;
  readonly wasShared: boolean;
  /** How many times the channel had been shared with one more organisation. */
  readonly sharings: number;
}

export interface ChannelNow {
  readonly id: string;
  readonly isPrivate: boolean;
  readonly isShared: boolean;
  readonly hasLore: boolean;
  /** `known`: asked for within a day. */
  readonly members: 'known' | 'old' | 'unknown';
  readonly people: readonly string[];
  /** Those who came while it was not public. */
  readonly sincePrivate: readonly string[];
  readonly sharings: number;
}

export interface Facts {
  /** By user id; somebody who is missing is unknown. */
  readonly standings: Readonly<Record<string, MemberType>>;
  readonly channels: readonly ChannelNow[];
}

export interface Row extends Past {
  readonly id: string;
  /** Of another workspace, with the same people and channels. */
  readonly isElsewhere: boolean;
  readonly kind: 'workspace' | 'conversation' | 'people' | 'named';
  readonly channel: string;
  readonly named: readonly string[];
  /** Whether the channel may see it later, and whether later has come. */
  readonly after: 'never' | 'closed' | 'open';
  readonly embargo: 'none' | 'closed' | 'open';
  readonly by: readonly string[];
  readonly names: 'shown' | 'hidden';
}

export type Looker = { readonly person: string } | { readonly channel: string };

export function maySee(facts: Facts, who: Looker, row: Row): boolean {
  if (row.isElsewhere) return false;
  if ('person' in who) {
    const standing = facts.standings[who.person];
    if (standing === undefined || standing === 'deactivated') return false;
    if (row.by.includes(who.person)) return true;
  }
  return row.embargo !== 'closed' && reaches(facts, who, row);
}

/** Whether the row's audience holds this person or channel, embargoes aside. */
export function reaches(facts: Facts, who: Looker, row: Row): boolean {
  const origin = facts.channels.find(({ id }) => id === row.channel);
  if (origin === undefined || row.isElsewhere) return false;
  const isStillWide =
    row.kind === 'workspace' &&
    !(origin.isPrivate && !row.wasPrivate) &&
    !(isSharedNow(facts, origin) && !isForOthers(row, origin));
  return 'person' in who
    ? reachesPerson(facts, who.person, row, origin, isStillWide)
    : reachesChannel(facts, who.channel, row, isStillWide);
}

function reachesPerson(
  facts: Facts,
  person: string,
  row: Row,
  origin: ChannelNow,
  isStillWide: boolean,
): boolean {
  const standing = facts.standings[person];
  const isOneOfUs = standing === 'member' || standing === 'guest';
  // Nothing that was written among ourselves goes to another organisation.
  if (!isOneOfUs && !(standing === 'external' && isForOthers(row, origin))) return false;
  if (row.kind === 'named') return standing === 'member' && row.named.includes(person);
  if (isStillWide && standing === 'member') return true;
  // Everybody else only sees conversations that they are in, as far as we know who is.
  if (origin.members !== 'known' || !origin.people.includes(person)) return false;
  if (row.kind === 'workspace' || (row.kind === 'people' && row.named.includes(person))) return true;
  // What was said in private is for those who were there then.
  const wasThere = origin.isPrivate || !row.wasPrivate || origin.sincePrivate.includes(person);
  return wasThere && (row.kind === 'conversation' || row.after === 'open');
}

/** Written with the people of other organisations, and none more was let in since. */
function isForOthers(row: Row, channel: ChannelNow): boolean {
  return row.wasShared && row.sharings === channel.sharings;
}

function reachesChannel(facts: Facts, id: string, row: Row, isStillWide: boolean): boolean {
  const here = facts.channels.find((channel) => channel.id === id);
  // Between those whom it names.
  if (here?.hasLore !== true || row.kind === 'named') return false;
  if (row.channel === id) {
    if (isSharedNow(facts, here) && !isForOthers(row, here)) return isStillWide && isOurs(facts, here);
    if (row.kind === 'workspace') return true;
    // Everybody in the workspace can read a public channel.
    if (!here.isPrivate && row.wasPrivate) return false;
    return row.kind === 'conversation' || row.after === 'open';
  }
  return isStillWide && isOurs(facts, here);
}

/** People of another organisation read it: Slack says so, or one is in it. */
function isSharedNow(facts: Facts, channel: ChannelNow): boolean {
  return channel.isShared || channel.people.some((person) => facts.standings[person] === 'external');
}

/** Whether full members alone read this channel, and we know it. */
function isOurs(facts: Facts, channel: ChannelNow): boolean {
  if (isSharedNow(facts, channel) || channel.members !== 'known') return false;
  return channel.people.every((person) => {
    const standing = facts.standings[person];
    return standing !== undefined && standing !== 'guest' && standing !== 'external';
  });
}

/** The authors that may stand beside a row. */
export function namedAuthors(facts: Facts, who: Looker, row: Row): readonly string[] {
  if (!maySee(facts, who, row)) return [];
  return row.by
    .filter((author) => row.names === 'shown' || ('person' in who && who.person === author))
    .toSorted();
}
