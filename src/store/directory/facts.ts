/** What Slack says about a person or a channel, as it is stored. */
import type { Locale } from '#core/languages.ts';
import type { Channel, Person } from '#core/people.ts';

/** What Slack says about a person. `locale: null` or no `name` if it did not say: the stored one stays. */
export interface PersonFacts extends Pick<Person, 'userId' | 'memberType' | 'isAdmin' | 'tz' | 'awayUntil'> {
  readonly locale: Locale | null;
  /** See `cleanName`. */
  readonly name?: string | null;
}

/** What Slack says about a channel. */
export interface ChannelFacts extends Omit<Channel, 'tz' | 'locale'> {
  /** The other organisations that it is shared with, as far as Slack names them. */
  readonly sharedWith?: readonly string[];
}

/** The zone and language of a new channel. `ofMembers`: those of most members, once they are known. */
export type FirstRecurrence = Pick<Channel, 'tz' | 'locale'> | 'ofMembers';
