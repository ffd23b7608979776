/** Chooses a digest's items from what practices offer, what was shown before and how many have seen it. Pure. */
import { day, hour, type Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { Readership } from '#core/schedule.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { hasHadWorkingDay } from '#core/time/working.ts';
import { type DigestItem, type DigestKind, recallsUntilAgainst } from '#core/week.ts';

/** An item that may be chosen. */
export interface Candidate extends DigestItem {
  /** The practice that offers it. */
  readonly practice: string;
  /** What its kind means to a digest. */
  readonly facts: DigestKind;
  /** How many people a digest showed it to, as far as the channel may count. */
  readonly shown: number;
  /** How many of this channel's readers are among them. */
  readonly shownHere: number;
  /** How many said that it is not for them; and how many of them when it returned in its own channel. */
  readonly against: number;
  readonly againstRecall: number;
}

/** What the channel has seen before. */
export interface Before {
  readonly about: ReadonlySet<RowId>;
  /** Those whose words it saw within `recallRests`. */
  readonly lately: ReadonlySet<RowId>;
  /** Items that no longer hold, as someone there said: they are not recalled again. */
  readonly untrue: ReadonlySet<RowId>;
  /** The channels that an item came from within `sourceRests`. */
  readonly sources: ReadonlySet<ChannelId>;
}

export const mostItems = 6;

/** An item's source channel comes after all others for two weeks; minus two hours, since clocks change and digests come late. */
export const sourceRests = 14 * day - 2 * hour;

/** What the channel saw is not recalled for 30 days; minus two hours, as above. */
export const recallRests = 30 * day - 2 * hour;

/** Nothing is ranked down before this many people have seen it. */
export const fairChance = 10;

/**
 * A channel that something came from lately has its turn again only in a week in which nobody else has anything new.
 * @param here `readers`: how many people read the channel
 * @returns what takes at most six places, in display order; none in a week in which nothing is new to the channel
 */
export function choose(
  candidates: readonly Candidate[],
  before: Before,
  here: { readonly channel: ChannelId; readonly readers: number },
): readonly Candidate[] {
  const open = candidates.filter((one) =>
    // A recalled item was seen before: it returns as a question.
    one.facts.isRecalled === true
      ? !before.untrue.has(one.id) && !before.lately.has(one.id) && one.againstRecall < recallsUntilAgainst
      : !before.about.has(one.id) && !isMostlySeen(one, here.readers),
  );
  const rested = fill(
    open.filter(({ channel }) => channel === here.channel || !before.sources.has(channel)),
    here.channel,
  );
  return rested.length > 0 ? rested : fill(open, here.channel);
}

/** @returns what takes the places; none where nothing of it is new to the channel */
function fill(open: readonly Candidate[], here: ChannelId): readonly Candidate[] {
  const kinds = [...new Map(open.map(({ kind, facts }) => [kind, facts]))].toSorted(
    ([a, one], [b, other]) => one.order - other.order || (a < b ? -1 : 1),
  );
  const single: Candidate[] = [];
  const together: Candidate[] = [];
  let places = 0;
  // Every kind gets one place before any gets a second.
  for (let round = 1; round <= mostItems; round += 1)
    for (const [kind, { most, isTogether }] of kinds) {
      if ((isTogether === true ? 1 : most) < round || places >= mostItems) continue;
      const offered = open.filter((one) => one.kind === kind);
      if (isTogether === true) together.push(...offered.toSorted(byTime));
      else {
        const [best] = offered.filter((one) => fitsBeside(one, single, here)).toSorted(byRank);
        if (best === undefined) continue;
        single.push(best);
      }
      places += 1;
    }
  if (!single.some((one) => isNewTo(one, here))) return [];
  const names = kinds.map(([name]) => name);
  // What stands together comes last.
  return [...single.toSorted((a, b) => names.indexOf(a.kind) - names.indexOf(b.kind)), ...together];
}

/** A person wrote it, and the channel has not seen it. */
const isNewTo = ({ facts, channel }: Candidate, here: ChannelId): boolean =>
  facts.isNews && facts.isRecalled !== true && channel !== here;

function isMostlySeen({ shownHere }: Candidate, readers: number): boolean {
  return readers > 0 && shownHere * 2 >= readers;
}

/** One item per author, one per other channel, and no duplicates. */
function fitsBeside(one: Candidate, chosen: readonly Candidate[], here: ChannelId): boolean {
  return chosen.every(
    (other) =>
      other.id !== one.id &&
      !other.authors.some((author) => one.authors.includes(author)) &&
      (one.channel === here || other.channel !== one.channel),
  );
}

const byTime = (a: Candidate, b: Candidate): number => a.at - b.at || (a.id < b.id ? -1 : 1);

/**
 * Items too few people have seen come first, fewest first, so that channels choosing in turn give everything its chance. The rest rank by how much
 * readers liked them. Of equals, what was used comes first, then the newer.
 */
function byRank(a: Candidate, b: Candidate): number {
  const isNewA = a.shown < fairChance;
  const isNewB = b.shown < fairChance;
  if (isNewA !== isNewB) return isNewA ? -1 : 1;
  const byMerit = isNewA ? a.shown - b.shown : merit(b) - merit(a);
  return byMerit || b.used - a.used || b.at - a.at || (a.id < b.id ? -1 : 1);
}

function merit({ liked, against, shown }: Candidate): number {
  return (liked - against) / shown;
}

/** Who keeps other channels' items out of a digest, as the store's guards do: a guest, or another organisation. */
export function silencedBy({ isShared, people }: Readership): 'guest' | 'organisation' | null {
  if (isShared || people.some(({ memberType }) => memberType === 'external')) return 'organisation';
  return people.some(({ memberType }) => memberType === 'guest') ? 'guest' : null;
}

/** A person the digest waits for, and their holiday calendar. */
export interface Reader {
  readonly person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>;
  readonly isHoliday: IsHoliday;
}

/**
 * Whether everyone had a whole working day to answer what was asked. Nobody waits for people who are away or do not work within a week.
 * @param asked when it was asked; `null`: nothing was
 */
export function hasEverybodyHadADay(
  readers: readonly Reader[],
  asked: Instant | null,
  now: Instant,
): boolean {
  if (asked === null) return true;
  return readers.every(({ person, isHoliday }) => {
    const isAway = person.awayUntil !== null && person.awayUntil > now;
    const had = (until: Instant) => hasHadWorkingDay(person, asked, until, isHoliday);
    return isAway || had(now) || !had(asked + 7 * day);
  });
}

/** Its author, if it is one person's. */
export function authorOf({ authors }: Pick<DigestItem, 'authors'>): UserId | null {
  return authors.length === 1 ? (authors[0] ?? null) : null;
}
