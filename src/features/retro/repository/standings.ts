/** How topics came out of the vote: written when voting ends, and read by whoever sees the retrospective. */
import type { RowId } from '../../../core/ids.ts';
import type { ReadScope, Scope } from '../../../core/scope.ts';
import type { Topic } from '../domain/topics.ts';
import type { Standing } from '../domain/votes.ts';
import { standings, type RetroRow, type StandingRow } from '../tables.ts';
import { topicsIn } from './topics.ts';

/** Writes down how the vote came out; what was told of an earlier one is told no more. */
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

async function standingsOf(view: ReadScope, retro: RowId): Promise<ReadonlyMap<RowId, StandingRow>> {
  const rows = await view.from(standings).selectAll().where('it.retro_id', '=', retro).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** A topic, and how it came out of the vote: `null` where that is not told, or nobody voted. */
export interface RankedTopic extends Topic {
  readonly place: number | null;
  readonly votes: number | null;
  readonly voters: number | null;
}

/** The topics, those that came first in the vote first; before voting is over, and after them, in the order in which they are shown. */
export async function rankedTopics(view: ReadScope, retro: RowId): Promise<RankedTopic[]> {
  const told = await standingsOf(view, retro);
  const areCounted = [...told.values()].some(({ votes: count }) => count !== null);
  const all = (await topicsIn(view, retro)).map((topic): RankedTopic => {
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
