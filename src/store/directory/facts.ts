/** What Slack says of a person or a channel, as it is written down. */
import type { Locale } from '#core/languages.ts';
import type { Channel, Person } from '#core/people.ts';

/** What Slack says of a person. `locale: null` where it did not say: what is known stays. */
export interface PersonFacts extends Pick<Person, 'userId' | 'standing' | 'isAdmin' | 'tz' | 'awayUntil'> {
  readonly locale: Locale | null;
}

/** What Slack says of a channel. */
export interface ChannelFacts extends Omit<Channel, 'tz' | 'locale'> {
  /** The other organisations that it is shared with, as far as Slack names them. */
  readonly sharedWith?: readonly string[];
}

/** The zone and language of a channel that was not known. `ofMembers`: those that most members have, once they are known. */
export type FirstRhythm = Pick<Channel, 'tz' | 'locale'> | 'ofMembers';
