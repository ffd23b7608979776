/** Voting on topics: how many votes a person has, which ballots count, and which topics come first. Pure. */
import type { RowId } from '#core/ids.ts';
import { ok, refuse, type Result } from '#core/result.ts';

/** More on one topic, and a single voice would decide. */
export const mostOnOne = 2;

const leastVotes = 3;
const mostVotes = 6;

/** With fewer ballots that change the result, only the order of the first topics is published: a count would reveal a person's ballot. */
export const enoughBallots = 5;

/** How many topics are discussed. */
export const mostDiscussed = 3;

/** How many votes each person has. @param items how many topics there are to vote on */
export function budgetOf(items: number): number {
  return Math.min(mostVotes, Math.max(leastVotes, Math.ceil(items / 4)));
}

/** Whether there is anything to choose between. @param items how many topics there are */
export const isVoteNeeded = (items: number): boolean => items > 1;

/** One person's votes by topic, 1 or 2 each. A topic without a vote is missing. */
export type Ballot = ReadonlyMap<RowId, number>;

export type BallotRefusal = 'topicGone' | 'manyOnOne' | 'overBudget';

export const votesIn = (ballot: Ballot): number =>
  [...ballot.values()].reduce((sum, votes) => sum + votes, 0);

/**
 * A person's ballot after a new choice for some topics.
 * @param before their ballot so far, over all pages
 * @param chosen votes by topic, 0 takes them back; topics missing from it stay as they are
 * @param items the current topics; votes for others (joined since, or gone with their cards) no longer count
 * @returns the ballot after, or why it is invalid: then nothing changes
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

/** A topic's result. */
export interface Tally {
  readonly votes: number;
  /** How many different people voted for it. */
  readonly voters: number;
}

/**
 * The topics in the order of discussion: by votes, then by voters, then in display order. A time per card would lead back to its author, so "older
 * card first" is not possible.
 * @param items in display order
 * @param given by topic; one without votes is missing
 */
export function ranked<Item extends { readonly id: RowId }>(
  items: readonly Item[],
  given: ReadonlyMap<RowId, Tally>,
): readonly (Item & Tally)[] {
  const counted = items.map((item) => ({ ...item, ...(given.get(item.id) ?? { votes: 0, voters: 0 }) }));
  // Sorting is stable: ties keep their display order.
  return counted.sort((a, b) => b.votes - a.votes || b.voters - a.voters);
}

/** A topic's published result: see `StandingRow`. */
export interface Standing {
  readonly id: RowId;
  readonly place: number;
  readonly votes: number | null;
  readonly voters: number | null;
}

/**
 * What is published of a vote.
 * @param order from `ranked`
 * @param fresh how many people's votes differ from those in every earlier count, or were not counted before
 */
export function toldOf(order: readonly ({ readonly id: RowId } & Tally)[], fresh: number): Standing[] {
  const placed = order.map(({ id, votes, voters }, at) => ({ id, place: at + 1, votes, voters }));
  if (fresh >= enoughBallots) return placed.filter(({ votes }) => votes > 0);
  // Includes topics without votes among the first places: omitting them would reveal more than the order.
  return placed.slice(0, mostDiscussed).map((one) => ({ ...one, votes: null, voters: null }));
}

/** Whether two ballots are the same. @param items the current topics; votes for others do not count */
export function isSameBallot(one: Ballot, other: Ballot, items: readonly RowId[]): boolean {
  return items.every((topic) => (one.get(topic) ?? 0) === (other.get(topic) ?? 0));
}
