/**
 * What is talked about and voted on: topics of one card, or of several that were joined. Cards are never changed by it, so that no text and no
 * author can be lost: a grouping only names cards, and a topic is what the groupings make of the cards there are. Pure.
 */
import type { RowId } from '../../../core/ids.ts';

/** What was decided about some cards: suggested, and nobody has decided yet; one topic; or kept apart, or taken apart again. */
export const groupingStates = ['suggested', 'joined', 'apart'] as const;
export type GroupingState = (typeof groupingStates)[number];

export interface Grouping {
  readonly id: RowId;
  readonly state: GroupingState;
  readonly cards: readonly RowId[];
}

export interface Topic {
  /** The grouping's; of a card that stands alone, the card's. */
  readonly id: RowId;
  readonly cards: readonly RowId[];
}

/**
 * The topics: every card there is stands in exactly one.
 * @param cards those there are, in the order in which they are shown; a topic stands where its first card does
 */
export function topicsOf(cards: readonly RowId[], groupings: readonly Grouping[]): Topic[] {
  const holder = new Map<RowId, Grouping>();
  // A grouping that holds another came later and stands for both; equal ones are never both joined.
  const joined = groupings.filter(({ state }) => state === 'joined');
  for (const grouping of joined.toSorted((a, b) => a.cards.length - b.cards.length))
    for (const card of grouping.cards) holder.set(card, grouping);
  const topics = new Map<RowId, RowId[]>();
  for (const card of cards) {
    const id = holder.get(card)?.id ?? card;
    const known = topics.get(id);
    if (known === undefined) topics.set(id, [card]);
    else known.push(card);
  }
  return [...topics].map(([id, those]) => ({ id, cards: those }));
}

/** The groupings in a state that would still change something: of two cards or more that are there and not in one topic already. */
export function undecided(
  cards: readonly RowId[],
  groupings: readonly Grouping[],
  state: 'suggested' | 'apart',
): Grouping[] {
  const topicOf = topicByCard(topicsOf(cards, groupings));
  return groupings
    .filter((grouping) => grouping.state === state)
    .map((grouping) => ({ ...grouping, cards: grouping.cards.filter((card) => topicOf.has(card)) }))
    .filter(({ cards: theirs }) => new Set(theirs.map((card) => topicOf.get(card))).size > 1);
}

/**
 * Makes one topic of what a grouping names, with all that its cards were joined with before.
 * @returns the grouping as it is then; `null`: nothing changes, since it is one topic already, or its cards are gone
 */
export function join(
  cards: readonly RowId[],
  groupings: readonly Grouping[],
  grouping: Grouping,
): Grouping | null {
  const names = new Set(grouping.cards);
  const touched = topicsOf(cards, groupings).filter((topic) => topic.cards.some((card) => names.has(card)));
  if (touched.length < 2) return null;
  // Also those of their cards that were deleted: so what holds another always names more, whatever is deleted when.
  const held = groupings.filter(({ id }) => touched.some((topic) => topic.id === id));
  const all = [...grouping.cards, ...[...touched, ...held].flatMap((one) => one.cards)];
  return { ...grouping, state: 'joined', cards: [...new Set(all)] };
}

/**
 * The grouping that some topics are joined by when somebody chooses them: the one that was taken apart before, if it held the same cards.
 * @param chosen topics, by their ids
 * @param newId of the grouping, if it is a new one
 * @returns as `join`
 */
export function joinChosen(
  cards: readonly RowId[],
  groupings: readonly Grouping[],
  chosen: readonly RowId[],
  newId: RowId,
): Grouping | null {
  const topics = topicsOf(cards, groupings).filter(({ id }) => chosen.includes(id));
  const theirs = new Set(topics.flatMap((topic) => topic.cards));
  const known = groupings.find(
    (one) => one.cards.length === theirs.size && one.cards.every((card) => theirs.has(card)),
  );
  return join(cards, groupings, known ?? { id: newId, state: 'apart', cards: [...theirs] });
}

/**
 * The groupings that can be taken apart: those that are a topic now. One that a later one holds comes into sight when that is taken apart.
 */
export function joinedOf(cards: readonly RowId[], groupings: readonly Grouping[]): Topic[] {
  const ids = new Set(groupings.map(({ id }) => id));
  return topicsOf(cards, groupings).filter(({ id }) => ids.has(id));
}

/** What whoever facilitates decides: about one grouping, about all that are suggested, or about topics that they choose. */
export type GroupingDecision =
  | { readonly kind: 'join' | 'apart'; readonly grouping: RowId }
  | { readonly kind: 'all' }
  | { readonly kind: 'chosen'; readonly topics: readonly RowId[]; readonly newId: RowId };

/**
 * What follows from a decision. It is made from what is there now, so that of two who press at once the second changes nothing, or goes on from the
 * first.
 * @returns the groupings that are new or changed; none when nothing changes
 */
export function regrouped(
  cards: readonly RowId[],
  groupings: readonly Grouping[],
  decision: GroupingDecision,
): Grouping[] {
  switch (decision.kind) {
    case 'join': {
      const found = groupings.find(({ id }) => id === decision.grouping);
      return found === undefined ? [] : listed(join(cards, groupings, found));
    }
    case 'apart': {
      const found = groupings.find(({ id }) => id === decision.grouping);
      // What a later one holds is not in sight: that is taken apart first.
      const isInSight = joinedOf(cards, groupings).some(({ id }) => id === decision.grouping);
      if (found === undefined || found.state === 'apart' || (found.state === 'joined' && !isInSight))
        return [];
      return [{ ...found, state: 'apart' }];
    }
    case 'chosen':
      return listed(joinChosen(cards, groupings, decision.topics, decision.newId));
    case 'all': {
      let now = groupings;
      const changed: Grouping[] = [];
      for (const { id } of undecided(cards, groupings, 'suggested')) {
        const [joined] = regrouped(cards, now, { kind: 'join', grouping: id });
        // One whose cards became one topic on the way is nothing to decide on any more.
        if (joined === undefined) continue;
        changed.push(joined);
        now = now.map((one) => (one.id === id ? joined : one));
      }
      return changed;
    }
  }
}

const listed = (grouping: Grouping | null): Grouping[] => (grouping === null ? [] : [grouping]);

function topicByCard(topics: readonly Topic[]): ReadonlyMap<RowId, RowId> {
  return new Map(topics.flatMap((topic) => topic.cards.map((card) => [card, topic.id] as const)));
}
