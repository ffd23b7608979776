/** Voting on what to talk about: how many votes a person has, which ballots count, and which topics come first. Pure. */
import type { RowId } from '#core/ids.ts';
import { ok, refuse, type Result } from '#core/result.ts';

/** More on one topic, and a single voice would decide. */
export const mostOnOne = 2;

const leastVotes = 3;
const mostVotes = 6;

/** Of fewer ballots that make a difference nothing is told but which topics come first: a count would be somebody's ballot. */
export const enoughBallots = 5;

/** So many topics are talked about. */
export const mostDiscussed = 3;

/** How many votes everybody has. @param items how many topics there are to vote on */
export function budgetOf(items: number): number {
  return Math.min(mostVotes, Math.max(leastVotes, Math.ceil(items / 4)));
}

/** Whether there is anything to choose between. @param items how many topics there are */
export const isVoteNeeded = (items: number): boolean => items > 1;

/** What one person gives: votes by topic, 1 or 2 each. A topic without a vote is not in it. */
export type Ballot = ReadonlyMap<RowId, number>;

export type BallotRefusal = 'topicGone' | 'manyOnOne' | 'overBudget';

export const votesIn = (ballot: Ballot): number =>
  [...ballot.values()].reduce((sum, votes) => sum + votes, 0);

/**
 * What a person's ballot becomes when they choose anew for some topics.
 * @param before what they gave so far, on whatever page it stands
 * @param chosen votes by topic, 0 takes them back; topics that are not in it stay as they are
 * @param items the topics there are now; votes for others (joined since, or gone with their cards) do not count any more
 * @returns the ballot after, or why it cannot be: nothing of it is taken then
 */
export function choose(
  before: Ballot,
  chosen: ReadonlyMap<RowId, number>,
  items: readonly RowId[],
): Result<Ballot, BallotRefusal> {
  const known = new Set(items);
  const after = new Map([...before].filter(([topic]) => known.has(topic)));
  for (const [topic, votes] of chosen) {
    if (!known.has(topic)) {
      if (votes > 0) return refuse('topicGone');
    } else if (!Number.isInteger(votes) || votes < 0 || votes > mostOnOne) return refuse('manyOnOne');
    else if (votes === 0) after.delete(topic);
    else after.set(topic, votes);
  }
  return votesIn(after) > budgetOf(items.length) ? refuse('overBudget') : ok(after);
}

/** How a topic did. */
export interface Tally {
  readonly votes: number;
  /** How many different people voted for it. */
  readonly voters: number;
}

/**
 * The topics in the order in which they are talked about: more votes, then more different people, then the order in which they were shown.
 * A time per card would lead back to its author, so there is no "older card first".
 * @param items in the order in which they were shown
 * @param given by topic; one that nobody voted for is not in it
 */
export function ranked<Item extends { readonly id: RowId }>(
  items: readonly Item[],
  given: ReadonlyMap<RowId, Tally>,
): readonly (Item & Tally)[] {
  const counted = items.map((item) => ({ ...item, ...(given.get(item.id) ?? { votes: 0, voters: 0 }) }));
  // Sorting is stable: what is equal keeps the order in which it was shown.
  return counted.sort((a, b) => b.votes - a.votes || b.voters - a.voters);
}

/** How a topic came out of the vote, as it is told: see `StandingRow`. */
export interface Standing {
  readonly id: RowId;
  readonly place: number;
  readonly votes: number | null;
  readonly voters: number | null;
}

/**
 * What is told of a vote.
 * @param order as `ranked` gives it
 * @param fresh how many people's votes are others than in each count before, or were not counted before
 */
export function toldOf(order: readonly ({ readonly id: RowId } & Tally)[], fresh: number): Standing[] {
  const placed = order.map(({ id, votes, voters }, at) => ({ id, place: at + 1, votes, voters }));
  if (fresh >= enoughBallots) return placed.filter(({ votes }) => votes > 0);
  // Those without a vote too, where they fill the first places: how many were voted for would tell more than the order.
  return placed.slice(0, mostDiscussed).map((one) => ({ ...one, votes: null, voters: null }));
}

/** Whether two ballots are one and the same. @param items the topics there are; votes for others count in neither */
export function isSameBallot(one: Ballot, other: Ballot, items: readonly RowId[]): boolean {
  return items.every((topic) => (one.get(topic) ?? 0) === (other.get(topic) ?? 0));
}
