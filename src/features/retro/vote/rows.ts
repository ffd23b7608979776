import { z } from 'zod';
import { flag, number, reference, text } from '#core/columns.ts';
import type { RowId } from '#core/ids.ts';
import { rowValue } from '#core/kit/values.ts';
import { findRow, findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { ownTable, type RowOf, sharedTable } from '#core/tables.ts';
import { cards } from '../collect/rows.ts';
import { groupings, topicsIn } from '../group/rows.ts';
import type { Topic } from '../group/rules.ts';
import type { Phase } from '../session/phases.ts';
import { retro_id, type RetroRow } from '../session/rows.ts';
import { type Ballot, isSameBallot, mostDiscussed, type Standing, type Tally, votesIn } from './rules.ts';

/** One vote of a person: `nth` is 1 or 2 of those they gave to this topic. Votes are counted only in the transaction that ends voting. */
export const votes = ownTable(
  'retro_vote',
  ['retro_id', 'topic_id', 'nth'],
  { retro_id, topic_id: reference.as('topic'), nth: number.as('votes') },
  { exported: { as: 'votes' } },
);

/** Whether a person's votes change the earlier result. Under the same embargo. */
export const ballots = ownTable('retro_ballot', ['retro_id'], {
  retro_id,
  /** `RetroRow.votes_counted` when they last changed. */
  counted: number,
  /** They differ from those in every earlier count. */
  is_new: flag,
  /** JSON: the person's votes at each earlier count, as lists of topics and votes. */
  earlier: text,
});

/** A topic's result, stored under the topic's id when voting ends. With too few ballots only the first topics have a place, and none has a count. */
export const standings = sharedTable(
  'retro_standing',
  {
    retro_id,
    /** 1: the first; `null`: another vote has displaced it. */
    place: number.orNull,
    votes: number.orNull,
    /** How many different people voted for it. */
    voters: number.orNull,
  },
  { goesWith: [cards, groupings] },
);

export type StandingRow = RowOf<typeof standings>;

/** What the viewer voted for. */
export async function ballotOf(read: ReadScope, retro: RowId): Promise<Ballot> {
  const rows = await findRows(read.from(votes), { retro_id: retro });
  const ballot = new Map<RowId, number>();
  for (const { topic_id: topic } of rows) ballot.set(topic, (ballot.get(topic) ?? 0) + 1);
  return ballot;
}

/**
 * Replaces the viewer's votes, under the embargo that hides them.
 * @param items the topics there are
 * @throws if there is no embargo: nobody votes then
 */
export async function saveBallot(
  scope: Scope,
  row: RetroRow,
  before: Ballot,
  after: Ballot,
  items: readonly RowId[],
): Promise<void> {
  if (row.vote_seal === null) throw new Error('votes are never open while they are given');
  const written = { audience: row.conversation_id, embargo: row.vote_seal };
  for (const topic of new Set([...before.keys(), ...after.keys()])) {
    const [had, has] = [before.get(topic) ?? 0, after.get(topic) ?? 0];
    for (let nth = had + 1; nth <= has; nth += 1)
      await scope.upsertOwn(votes, { retro_id: row.id, topic_id: topic, nth }, written);
    for (let nth = has + 1; nth <= had; nth += 1)
      await scope.deleteOwn(votes, { retro_id: row.id, topic_id: topic, nth });
  }
  const { id: retro_id, votes_counted: counted } = row;
  const stored = await findRow(scope.from(ballots), { retro_id });
  const known = stored === null ? [] : storedBallots.parse(JSON.parse(stored.earlier));
  const earlier = counted > (stored?.counted ?? 0) ? [...known, before] : known;
  const isNew =
    earlier.length === 0 ? votesIn(after) > 0 : earlier.every((one) => !isSameBallot(one, after, items));
  const ballot = {
    retro_id,
    counted,
    is_new: isNew ? 1 : 0,
    earlier: JSON.stringify(earlier.map((one) => [...one])),
  } as const;
  await scope.upsertOwn(ballots, ballot, written);
}

const storedBallots = z.array(
  z.array(z.tuple([rowValue, z.number()])).transform((given): Ballot => new Map(given)),
);

/** How many people's votes would change the published result, if they were counted now. */
export async function freshBallots(scope: Scope, row: RetroRow): Promise<number> {
  return whileOpen(scope, row, () => freshIn(scope, row));
}

/** Counts the current votes: only for the end of voting. */
export async function countBallots(
  scope: Scope,
  row: RetroRow,
): Promise<{ readonly given: ReadonlyMap<RowId, Tally>; readonly fresh: number }> {
  const of = { retro_id: row.id };
  return whileOpen(scope, row, async () => {
    const all = await scope.countBy(votes, 'topic_id', of);
    const voters = await scope.countBy(votes, 'topic_id', { ...of, nth: 1 });
    const given = new Map(
      [...all].map(([topic, count]) => [topic, { votes: count, voters: voters.get(topic) ?? 0 }]),
    );
    return { given, fresh: await freshIn(scope, row) };
  });
}

async function freshIn(scope: Scope, { id, votes_counted: counted }: RetroRow): Promise<number> {
  const fresh = await scope.countBy(ballots, 'retro_id', { retro_id: id, counted, is_new: 1 });
  return fresh.get(id) ?? 0;
}

/** Lifts the votes' embargo for one count, within one transaction: outside it the embargo always holds. */
async function whileOpen<T>(
  scope: Scope,
  { vote_seal: embargo }: RetroRow,
  count: () => Promise<T>,
): Promise<T> {
  if (embargo === null) return count();
  await scope.open(embargo);
  const counted = await count();
  await scope.close(embargo);
  return counted;
}

/** Stores the result; it replaces that of an earlier vote. */
export async function saveStandings(scope: Scope, row: RetroRow, after: readonly Standing[]): Promise<void> {
  const before = await standingsOf(scope, row.id);
  const none = { place: null, votes: null, voters: null };
  for (const id of before.keys())
    if (after.every((one) => one.id !== id)) await scope.update(standings, id, none);
  for (const { id, ...standing } of after) {
    const written = { audience: row.conversation_id, by: [], names: 'shown' } as const;
    if (before.has(id)) await scope.update(standings, id, standing);
    else await scope.insert(standings, { id, retro_id: row.id, ...standing }, written);
  }
}

async function standingsOf(read: ReadScope, retro: RowId): Promise<ReadonlyMap<RowId, StandingRow>> {
  const rows = await findRows(read.from(standings), { retro_id: retro });
  return new Map(rows.map((row) => [row.id, row]));
}

/** A topic, with its result: `null` if that is not shown, or nobody voted. */
export interface RankedTopic extends Topic {
  readonly place: number | null;
  readonly votes: number | null;
  readonly voters: number | null;
}

/** While these last, people vote, or will again: an earlier count would sway them. */
const beforeTheCount: readonly Phase[] = ['collect', 'group', 'vote', 'choose'];

/** Whether voting is over for good, and there is something that it came to. */
export const isCounted = (phase: Phase): boolean => phase !== 'cancelled' && !beforeTheCount.includes(phase);

/** The topics, with those placed in the vote first; the others, or all before voting is over, in display order. */
export async function rankedTopics(
  read: ReadScope,
  { id: retro, phase }: Pick<RetroRow, 'id' | 'phase'>,
): Promise<RankedTopic[]> {
  const told = beforeTheCount.includes(phase)
    ? new Map<RowId, StandingRow>()
    : await standingsOf(read, retro);
  const areCounted = [...told.values()].some(({ votes: count }) => count !== null);
  const all = (await topicsIn(read, retro)).map((topic): RankedTopic => {
    const { place = null, votes: count = null, voters = null } = told.get(topic.id) ?? {};
    return {
      ...topic,
      place,
      votes: areCounted ? (count ?? 0) : null,
      voters: areCounted ? (voters ?? 0) : null,
    };
  });
  const last = Number.MAX_SAFE_INTEGER;
  return all.toSorted((a, b) => (a.place ?? last) - (b.place ?? last));
}

/**
 * The topics that come first: those with a place in the vote, three at most. A count gives no place to a topic without votes; the order of too few
 * ballots has one for it, since leaving it out would say what nobody voted for. Without any votes, the first as they are shown.
 * @param ranked from `rankedTopics`
 */
export function topTopics(ranked: readonly RankedTopic[]): readonly RankedTopic[] {
  const placed = ranked.filter(({ place }) => place !== null);
  return (placed.length > 0 ? placed : ranked).slice(0, mostDiscussed);
}
