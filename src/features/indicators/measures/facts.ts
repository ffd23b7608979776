/** What indicators are computed from: of one channel, or of several together. Pure. */
import type { Act, ActKind } from '#core/acts.ts';
import type { ClimateMean } from '#core/climate.ts';
import { day, type Instant } from '#core/clock.ts';
import type { Development } from '#core/development.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import type { Calendar, ScheduledTime } from '#core/recurrence.ts';

export interface Facts {
  /** The time that the figures are of, a quarter or a part of one: `from` belongs to it, `to` does not. */
  readonly from: Instant;
  readonly to: Instant;
  /** What was done in these channels in the year before `to` (`lookBack`), in any order: each indicator takes what belongs to its time. */
  readonly acts: readonly Act[];
  /** What was to take place in these channels from `from` to `to`. */
  readonly scheduled: readonly (ScheduledTime & { readonly channel: ChannelId })[];
  /** Who is in each of these channels, without bots and people of other organisations. Every channel of `acts` is in it. */
  readonly people: ReadonlyMap<ChannelId, ReadonlySet<UserId>>;
  /** The days on which each channel works. */
  readonly calendars: ReadonlyMap<ChannelId, Calendar>;
  /** Who was invited to lead; `null`: not known, or these are not all channels. */
  readonly leaders: ReadonlySet<UserId> | null;
  /** What was published of the climate in this time; empty: nothing. */
  readonly climate: readonly ClimateMean[];
  /** How many people developed in this quarter; of several channels nothing is known. */
  readonly development: Development;
}

/** How long before `to` acts are taken into account. */
export const lookBack = 365 * day;

/** Under this many people, nothing is said of them. */
export const leastPeople = 5;

/** Everybody in these channels, once for each channel that they are in: so a figure of all channels is the sum of theirs, and nothing more. */
export const placesIn = ({ people }: Pick<Facts, 'people'>): number =>
  [...people.values()].reduce((sum, one) => sum + one.size, 0);

export const actsOf = ({ acts }: Facts, ...kinds: readonly ActKind[]): readonly Act[] =>
  acts.filter(({ kind }) => kinds.includes(kind));

export const isWithin = (
  at: Instant | null | undefined,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): boolean => at != null && at >= from && at < to;
