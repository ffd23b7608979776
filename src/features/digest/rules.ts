/** What stands in a digest. Pure: what practices offer, what was told before and how many have seen it, in; what is told, out. */
import { day, hour, type Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { IsHoliday } from '#core/time/holidays.ts';
import { hasHadWorkingDay } from '#core/time/working.ts';
import type { DigestItem, DigestKind } from '#core/week.ts';

/** Something that may be told. */
export interface Candidate extends DigestItem {
  /** The practice that offers it. */
  readonly practice: string;
  /** What its kind is to a digest. */
  readonly facts: DigestKind;
  /** How many people a digest showed it to, as far as the channel may count. */
  readonly shown: number;
  /** How many of those who read this channel are among them. */
  readonly shownHere: number;
  /** How many said that it is not for them. */
  readonly against: number;
}

/** What the channel was told before. */
export interface Before {
  readonly about: ReadonlySet<RowId>;
  /** What holds no more, as somebody there said: it is not recalled again. */
  readonly untrue: ReadonlySet<RowId>;
  /** The channels that something came from within `sourceRests`. */
  readonly sources: ReadonlySet<ChannelId>;
}

export const mostItems = 6;

/** A channel that something came from is not favoured again for two weeks; less an hour or two, since clocks change and digests come late. */
export const sourceRests = 14 * day - 2 * hour;

/** Before so many people have seen it, nothing is ranked down. */
export const fairChance = 10;

/**
 * @param readers how many people read the channel
 * @returns at most six, in the order in which they are told; none in an empty week
 */
export function choose(
  candidates: readonly Candidate[],
  before: Before,
  here: { readonly channel: ChannelId; readonly readers: number },
): readonly Candidate[] {
  const open = candidates.filter(
    (one) =>
      // What is recalled was told and seen before: it returns as a question.
      (one.facts.isRecalled === true
        ? !before.untrue.has(one.id)
        : !before.about.has(one.id) && !isMostlySeen(one, here.readers)) &&
      (one.channel === here.channel || !before.sources.has(one.channel)),
  );
  const kinds = [...new Map(open.map(({ kind, facts }) => [kind, facts]))].toSorted(
    ([a, one], [b, other]) => one.order - other.order || (a < b ? -1 : 1),
  );
  const chosen: Candidate[] = [];
  // Everything once, before anything has a second place.
  for (let round = 1; round <= mostItems; round += 1)
    for (const [kind, { most }] of kinds) {
      if (most < round || chosen.length >= mostItems) continue;
      const [best] = open
        .filter((one) => one.kind === kind && fitsBeside(one, chosen, here.channel))
        .toSorted(byRank);
      if (best !== undefined) chosen.push(best);
    }
  if (!chosen.some(({ facts }) => facts.isNews)) return [];
  const names = kinds.map(([name]) => name);
  return chosen.toSorted((a, b) => names.indexOf(a.kind) - names.indexOf(b.kind));
}

function isMostlySeen({ shownHere }: Candidate, readers: number): boolean {
  return readers > 0 && shownHere * 2 >= readers;
}

/** One item an author, one item another channel, and nothing twice. */
function fitsBeside(one: Candidate, chosen: readonly Candidate[], here: ChannelId): boolean {
  return chosen.every(
    (other) =>
      other.id !== one.id &&
      !other.authors.some((author) => one.authors.includes(author)) &&
      (one.channel === here || other.channel !== one.channel),
  );
}

/**
 * What too few have seen comes first, what fewest have seen before the rest, so that channels which choose one after the other give
 * everything its chance; only then what more of its readers liked. Of equals the newer.
 */
function byRank(a: Candidate, b: Candidate): number {
  const isNewA = a.shown < fairChance;
  const isNewB = b.shown < fairChance;
  if (isNewA !== isNewB) return isNewA ? -1 : 1;
  const byMerit = isNewA ? a.shown - b.shown : merit(b) - merit(a);
  return byMerit || b.at - a.at || (a.id < b.id ? -1 : 1);
}

function merit({ liked, against, shown }: Candidate): number {
  return (liked - against) / shown;
}

/** Whom a digest waits for, and the calendar of their holidays. */
export interface Reader {
  readonly person: Pick<Person, 'workingHours' | 'tz' | 'awayUntil'>;
  readonly isHoliday: IsHoliday;
}

/**
 * Whether everybody had a whole working day to answer what was asked. Nobody waits for whoever is away, or does not work within a week of it.
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

/** Whose it is, where it is one person's. */
export function authorOf({ authors }: Pick<DigestItem, 'authors'>): UserId | null {
  return authors.length === 1 ? (authors[0] ?? null) : null;
}
