/** What is grouped, voted on and talked about: rows to what the rules know, and back. The channel's eyes see all of it but votes that are sealed. */
import { rowId, type RowId } from '../../../core/ids.ts';
import type { ReadScope, Scope } from '../../../core/scope.ts';
import { topicsOf, type Grouping, type Topic } from '../domain/topics.ts';
import type { Ballot, Tally } from '../domain/votes.ts';
import {
  discussions,
  grouped,
  groupings,
  marks,
  votes,
  type DiscussionRow,
  type GroupingRow,
  type RetroRow,
} from '../tables.ts';

/** The cards there are, by their ids, in the order in which they are shown; while they are collected, only the viewer's. */
export async function cardIdsOf(view: ReadScope, retro: RowId): Promise<RowId[]> {
  const rows = await view
    .from(marks)
    .select('it.id')
    .where('it.retro_id', '=', retro)
    .orderBy('it.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** What was decided, or suggested, about which cards are one topic. */
export async function groupingsOf(view: ReadScope, retro: RowId): Promise<Grouping[]> {
  const rows = await view
    .from(groupings)
    .selectAll()
    .where('it.retro_id', '=', retro)
    .orderBy('it.id')
    .execute();
  if (rows.length === 0) return [];
  const named = await view
    .from(grouped)
    .selectAll()
    .where('it.retro_id', '=', retro)
    .orderBy('it.id')
    .execute();
  return rows.map(({ id, state }) => ({
    id,
    state,
    cards: named.filter((one) => one.grouping_id === id).map((one) => one.card_id),
  }));
}

export async function loadGrouping(view: ReadScope, id: RowId): Promise<GroupingRow | null> {
  return (await view.from(groupings).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
}

/** Writes a grouping that is new, or was changed: it never names fewer cards than before. */
export async function saveGrouping(
  scope: Scope,
  row: RetroRow,
  before: Grouping | null,
  after: Grouping,
  newId: () => string,
): Promise<void> {
  const written = { audience: row.conversation_id, by: [], names: 'shown' } as const;
  if (before === null)
    await scope.insert(groupings, { id: after.id, retro_id: row.id, state: after.state }, written);
  else if (before.state !== after.state) await scope.update(groupings, after.id, { state: after.state });
  for (const card of after.cards) {
    if (before?.cards.includes(card) === true) continue;
    const one = { id: rowId(newId()), retro_id: row.id, grouping_id: after.id, card_id: card };
    await scope.insert(grouped, one, written);
  }
}

/** The topics in the order in which they are shown. */
export async function topicsIn(view: ReadScope, retro: RowId): Promise<Topic[]> {
  return topicsOf(await cardIdsOf(view, retro), await groupingsOf(view, retro));
}

/** What the viewer voted for. */
export async function ballotOf(view: ReadScope, retro: RowId): Promise<Ballot> {
  const rows = await view.from(votes).selectAll().where('it.retro_id', '=', retro).execute();
  const ballot = new Map<RowId, number>();
  for (const { topic_id: topic } of rows) ballot.set(topic, (ballot.get(topic) ?? 0) + 1);
  return ballot;
}

/** Makes the viewer's votes what they chose, under the seal that hides them. @throws when there is none: nobody votes then */
export async function saveBallot(scope: Scope, row: RetroRow, before: Ballot, after: Ballot): Promise<void> {
  if (row.vote_seal === null) throw new Error('votes are never open while they are given');
  const written = { audience: row.conversation_id, seal: row.vote_seal };
  for (const topic of new Set([...before.keys(), ...after.keys()])) {
    const [had, has] = [before.get(topic) ?? 0, after.get(topic) ?? 0];
    for (let nth = had + 1; nth <= has; nth += 1)
      await scope.put(votes, { retro_id: row.id, topic_id: topic, nth }, written);
    for (let nth = has + 1; nth <= had; nth += 1)
      await scope.take(votes, { retro_id: row.id, topic_id: topic, nth });
  }
}

/** How each topic did, once voting is over; empty before. */
export async function talliesOf(view: ReadScope, retro: RowId): Promise<ReadonlyMap<RowId, Tally>> {
  const given = await view.tally(votes, 'topic_id', { retro_id: retro });
  const voters = await view.tally(votes, 'topic_id', { retro_id: retro, nth: 1 });
  return new Map(
    [...given].map(([topic, count]) => [topic, { votes: count, voters: voters.get(topic) ?? 0 }]),
  );
}

/** The topics that are, or were, talked about, first first. */
export async function discussionsOf(view: ReadScope, retro: RowId): Promise<DiscussionRow[]> {
  return view
    .from(discussions)
    .selectAll()
    .where('it.retro_id', '=', retro)
    .orderBy('it.place')
    .orderBy('it.id')
    .execute();
}

export async function loadDiscussion(view: ReadScope, id: RowId): Promise<DiscussionRow | null> {
  return (await view.from(discussions).selectAll().where('it.id', '=', id).executeTakeFirst()) ?? null;
}
