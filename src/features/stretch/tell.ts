/** What one person alone is told. */
import { messageOf } from '#core/kit/message.ts';
import { type Reading, type Reply, say } from '#core/listener.ts';
import type { StretchKey } from '#locales/stretch.ts';
import { copy } from './copy.ts';

export type Told = Extract<StretchKey, `told.${string}`>;

export const tell = (it: Reading, key: Told): Reply => say(messageOf(copy.for(it).mrkdwn(key)));

/** Who offers, takes on and gives feedback are full members: what they write to each other by name reaches no others. */
export const isFor = ({ person }: Pick<Reading, 'person'>): boolean => person.memberType === 'member';
