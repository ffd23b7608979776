/** What is grouped and talked about: rows to what the rules know, and back. The channel's eyes see all of it. */
import { rowId, type RowId } from '../../../core/ids.ts';
import type { ReadScope, Scope } from '../../../core/scope.ts';
import { topicsOf, type Grouping, type Topic } from '../domain/topics.ts';
import {
  discussions,
  grouped,
  groupings,
  marks,
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
