/** Grouping: suggested from the cards alone, decided on by whoever facilitates, one press after the other. */
import type { Work } from '../../../core/work.ts';
import { rowId, type UserId } from '../../../core/ids.ts';
import { ok, refuse, type Result } from '../../../core/result.ts';
import type { ReadScope } from '../../../core/scope.ts';
import type { Cards } from '../blocks/group.ts';
import { whyNot, type Refusal } from '../domain.ts';
import { alike } from '../domain/grouping.ts';
import { regrouped, topicsOf, type GroupingDecision } from '../domain/topics.ts';
import { readableCards, type Loaded } from '../repository.ts';
import { groupingsOf, saveGrouping } from '../repository/topics.ts';
import { happen } from './happen.ts';

/** The cards that the viewer may read, and what was decided about them. */
export async function cardsIn(view: ReadScope, { row }: Pick<Loaded, 'row'>): Promise<Cards> {
  return { cards: await readableCards(view, row.id), groupings: await groupingsOf(view, row.id) };
}

/**
 * Suggests what is alike and was not suggested before: once when it is first looked at, and again for cards that were added since. With the eyes
 * of a person, since the channel's cannot read the cards.
 */
export async function suggest({ scope, newId }: Work, loaded: Loaded): Promise<Cards> {
  const { cards, groupings } = await cardsIn(scope, loaded);
  const fresh = alike(cards).filter(
    (group) => !groupings.some((one) => group.every((card) => one.cards.includes(card))),
  );
  const suggested = fresh.map((group) => ({
    id: rowId(newId()),
    state: 'suggested' as const,
    cards: group,
  }));
  for (const one of suggested) await saveGrouping(scope, loaded.row, null, one, newId);
  return { cards, groupings: [...groupings, ...suggested] };
}

/**
 * @param loaded as it stands now: settled
 * @returns how it is grouped then, and how many groupings changed: none when another had pressed before
 */
export async function regroup(
  work: Work,
  loaded: Loaded,
  by: UserId,
  decision: GroupingDecision,
): Promise<Result<Cards & { readonly changed: number }, Refusal>> {
  const { scope, now, newId } = work;
  const why = whyNot(loaded.retro, { kind: 'group', by }, now);
  if (why !== null) return refuse(why);
  const { cards, groupings } = await cardsIn(scope, loaded);
  const ids = cards.map(({ id }) => id);
  const changed = regrouped(ids, groupings, decision);
  for (const after of changed) {
    const before = groupings.find(({ id }) => id === after.id) ?? null;
    await saveGrouping(scope, loaded.row, before, after, newId);
  }
  const kept = groupings.filter(({ id }) => changed.every((one) => one.id !== id));
  const all = [...kept, ...changed];
  const happened = await happen(work, loaded, { kind: 'group', by, topics: topicsOf(ids, all).length });
  return happened.ok ? ok({ cards, groupings: all, changed: changed.length }) : happened;
}
