/**
 * Votes as they are given, and the one moment in which they are counted. What was counted is written down (`standings.ts`): nothing is ever counted anew, so
 * that no two counts differ by one person's votes.
 */
import { rowValue } from '../../../core/kit/values.ts';
import { z } from 'zod';
import { type RowId } from '../../../core/ids.ts';
import type { ReadScope, Scope } from '../../../core/scope.ts';
import { isSameBallot, votesIn, type Ballot, type Tally } from '../domain/votes.ts';
import { ballots, votes, type RetroRow } from '../tables.ts';

/** What the viewer voted for. */
export async function ballotOf(view: ReadScope, retro: RowId): Promise<Ballot> {
  const rows = await view.from(votes).selectAll().where('it.retro_id', '=', retro).execute();
  const ballot = new Map<RowId, number>();
  for (const { topic_id: topic } of rows) ballot.set(topic, (ballot.get(topic) ?? 0) + 1);
  return ballot;
}

/**
 * Makes the viewer's votes what they chose, under the seal that hides them.
 * @param items the topics there are @throws when there is no seal: nobody votes then
 */
export async function saveBallot(
  scope: Scope,
  row: RetroRow,
  before: Ballot,
  after: Ballot,
  items: readonly RowId[],
): Promise<void> {
  if (row.vote_seal === null) throw new Error('votes are never open while they are given');
  const written = { audience: row.conversation_id, seal: row.vote_seal };
  for (const topic of new Set([...before.keys(), ...after.keys()])) {
    const [had, has] = [before.get(topic) ?? 0, after.get(topic) ?? 0];
    for (let nth = had + 1; nth <= has; nth += 1)
      await scope.put(votes, { retro_id: row.id, topic_id: topic, nth }, written);
    for (let nth = has + 1; nth <= had; nth += 1)
      await scope.take(votes, { retro_id: row.id, topic_id: topic, nth });
  }
  const { id: retro_id, votes_counted: counted } = row;
  const stored = await scope.from(ballots).selectAll().where('it.retro_id', '=', retro_id).executeTakeFirst();
  const known = stored === undefined ? [] : storedBallots.parse(JSON.parse(stored.earlier));
  const earlier = counted > (stored?.counted ?? 0) ? [...known, before] : known;
  const isNew =
    earlier.length === 0 ? votesIn(after) > 0 : earlier.every((one) => !isSameBallot(one, after, items));
  const ballot = {
    retro_id,
    counted,
    is_new: isNew ? 1 : 0,
    earlier: JSON.stringify(earlier.map((one) => [...one])),
  } as const;
  await scope.put(ballots, ballot, written);
}

const storedBallots = z.array(
  z.array(z.tuple([rowValue, z.number()])).transform((given): Ballot => new Map(given)),
);

/** How many people's votes would make a difference to what was told of votes here, if they were counted now. */
export async function freshBallots(scope: Scope, row: RetroRow): Promise<number> {
  return whileOpen(scope, row, () => freshIn(scope, row));
}

/** Counts the votes as they are: for the end of voting, and for nothing else. */
export async function countBallots(
  scope: Scope,
  row: RetroRow,
): Promise<{ readonly given: ReadonlyMap<RowId, Tally>; readonly fresh: number }> {
  const of = { retro_id: row.id };
  return whileOpen(scope, row, async () => {
    const all = await scope.tally(votes, 'topic_id', of);
    const voters = await scope.tally(votes, 'topic_id', { ...of, nth: 1 });
    const given = new Map(
      [...all].map(([topic, count]) => [topic, { votes: count, voters: voters.get(topic) ?? 0 }]),
    );
    return { given, fresh: await freshIn(scope, row) };
  });
}

async function freshIn(scope: Scope, { id, votes_counted: counted }: RetroRow): Promise<number> {
  const fresh = await scope.tally(ballots, 'retro_id', { retro_id: id, counted, is_new: 1 });
  return fresh.get(id) ?? 0;
}

/** Opens what hides the votes for no longer than one count, within one transaction: outside of it nobody ever finds it open. */
async function whileOpen<T>(
  scope: Scope,
  { vote_seal: seal }: RetroRow,
  count: () => Promise<T>,
): Promise<T> {
  if (seal === null) return count();
  await scope.open(seal);
  const counted = await count();
  await scope.close(seal);
  return counted;
}
