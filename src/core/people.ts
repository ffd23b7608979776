/** What Lore knows about people and channels: facts from Slack, stored with the time they were learned. */
import type { ChannelId, GroupId, UserId } from './ids.ts';
import type { Instant } from './clock.ts';
import type { Locale } from './languages.ts';

/**
 * - `member`: a full member of the workspace
 * - `guest`: restricted, sees only the conversations they are in
 * - `external`: of another organisation, met in a shared channel
 * - `bot`: not a person
 * - `deactivated`: their account was closed
 */
export const memberTypes = ['member', 'guest', 'external', 'bot', 'deactivated'] as const;
export type MemberType = (typeof memberTypes)[number];

export interface Person {
  readonly userId: UserId;
  readonly memberType: MemberType;
  /** A workspace admin or owner. */
  readonly isAdmin: boolean;
  /** IANA zone. */
  readonly tz: string;
  readonly locale: Locale;
  readonly workingHours: WorkingHours;
  /** Away until then: the later of their own setting and a status that says so. The status text is never stored. */
  readonly awayUntil: Instant | null;
}

/** An admin or owner of this workspace. Admins of other organisations are none here. */
export function isAdmin(person: Pick<Person, 'isAdmin' | 'memberType'>): boolean {
  return person.isAdmin && person.memberType === 'member';
}

export type MemberRefusal = 'guest' | 'external' | 'app' | 'left';

/** Why somebody is no full member of the workspace; `null`: they are one. @param person `null`: not known here, or not any more */
export function whyNotMember(person: Pick<Person, 'memberType'> | null): MemberRefusal | null {
  switch (person?.memberType) {
    case 'member':
      return null;
    case 'guest':
    case 'external':
      return person.memberType;
    case 'bot':
      return 'app';
    default:
      return 'left';
  }
}

/** Of a person as much as tells whether they take part in something now. */
export type Participant = Pick<Person, 'userId' | 'memberType' | 'awayUntil'>;

/** Whom words are chosen for, from memory. It grants no right: code that authorises takes a `Person`, which was just read. */
export interface Reader {
  readonly locale: Locale;
  /** IANA zone. */
  readonly tz: string;
  /** Which help they read. */
  readonly readsAs: 'admin' | 'member' | 'guest';
}

/** A person who was just read is a reader, too. */
export const readerOf = (person: Person): Reader => ({
  locale: person.locale,
  tz: person.tz,
  readsAs: isAdmin(person) ? 'admin' : person.memberType === 'member' ? 'member' : 'guest',
});

export interface WorkingHours {
  /** ISO weekdays, 1 = Monday … 7 = Sunday. */
  readonly days: readonly number[];
  /** Minutes after local midnight. */
  readonly start: number;
  readonly end: number;
  /** Region of `date-holidays` (`DE-BE`, `US`), or `null`: no holidays until one is chosen. */
  readonly holidays: string | null;
}

export const defaultWorkingHours: WorkingHours = {
  days: [1, 2, 3, 4, 5],
  start: 9 * 60,
  end: 17 * 60 + 30,
  holidays: null,
};

export interface Channel {
  readonly channelId: ChannelId;
  readonly kind: 'public' | 'private' | 'direct';
  /** Shared with another organisation (`is_ext_shared`). */
  readonly isShared: boolean;
  readonly isArchived: boolean;
  /** Whether Lore's bot is in it. */
  readonly hasLore: boolean;
  /** Without `#`. */
  readonly name: string;
  /** IANA zone of the channel's schedules. */
  readonly tz: string;
  /** The language of what is posted there. */
  readonly locale: Locale;
}

/** A Slack user group. */
export interface UserGroup {
  readonly groupId: GroupId;
  /** Without `@`. */
  readonly handle: string;
  readonly name: string;
}
