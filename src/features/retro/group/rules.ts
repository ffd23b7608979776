/** Which cards of a retrospective say nearly the same, to suggest them as one topic. Uses nothing but these cards. Pure. */
import type { Instant } from '#core/clock.ts';
import { type RowId, rowId } from '#core/ids.ts';
import { similarity } from '#core/likeness.ts';

export interface CardText {
  readonly id: RowId;
  readonly text: string;
}

/**
 * The least similarity, from 0 to 1, of two cards suggested as one topic. Words are compared, never what they mean, so a suggestion is only that:
 * the facilitator decides on each (`bench/grouping.ts` measures them).
 */
export const likeEnough = 0.28;

/**
 * Groups of two or more cards, each suggested as one topic; a card is in at most one. The most similar come first, and a group's cards are similar on
 * average, so that no chain of neighbours joins unrelated ones.
 */
export function alike(cards: readonly CardText[]): RowId[][] {
  const size = cards.length;
  const table = similarity(cards.map(({ text }) => text));
  const cellsOfPairs = pairsAbove(table, size);
  // From here on, for two groups, each named by one of its cards: the sum of similarities between their cards.
  const sums = table;
  const groups = cards.map((_, index) => [index]);
  const nameOf = cards.map((_, index) => index);
  for (const cell of cellsOfPairs) {
    const [one, other] = [nameOf[Math.floor(cell / size)] ?? 0, nameOf[cell % size] ?? 0];
    const [members, joining] = [groups[one] ?? [], groups[other] ?? []];
    const sum = sums[one * size + other] ?? 0;
    if (one === other || sum < likeEnough * members.length * joining.length) continue;
    members.push(...joining);
    for (const card of joining) nameOf[card] = one;
    groups[other] = [];
    for (let third = 0; third < size; third += 1) {
      const both = (sums[one * size + third] ?? 0) + (sums[other * size + third] ?? 0);
      sums[one * size + third] = both;
      sums[third * size + one] = both;
    }
  }
  const found = new Set(cellsOfPairs.map((cell) => nameOf[Math.floor(cell / size)] ?? 0));
  return [...found]
    .map((name) => groups[name] ?? [])
    .filter((group) => group.length > 1)
    .map((group) => group.flatMap((index) => cards[index]?.id ?? []));
}

/** The pairs similar enough, the most similar first, each as its cell of the table. */
function pairsAbove(table: Float32Array, size: number): number[] {
  const cells: number[] = [];
  for (let one = 0; one < size; one += 1)
    for (let other = one + 1; other < size; other += 1)
      if ((table[one * size + other] ?? 0) >= likeEnough) cells.push(one * size + other);
  // Sorting is stable: equally similar pairs keep the order of the cards.
  return cells.sort((a, b) => (table[b] ?? 0) - (table[a] ?? 0));
}

/** The state of a grouping: suggested and undecided; one topic; or kept or taken apart. */
export const groupingStates = ['suggested', 'joined', 'apart'] as const;

export interface Grouping {
  readonly id: RowId;
  readonly state: (typeof groupingStates)[number];
  readonly cards: readonly RowId[];
}

export interface Topic {
  /** The grouping's id, or the card's if it stands alone. */
  readonly id: RowId;
  readonly cards: readonly RowId[];
}

/** The topics: each card is in exactly one. @param cards all cards in display order; a topic takes its first card's place */
export function topicsOf(cards: readonly RowId[], groupings: readonly Grouping[]): Topic[] {
  const holder = new Map<RowId, Grouping>();
  // A grouping that contains another is newer and replaces it; equal ones are never both joined.
  const joined = groupings.filter(({ state }) => state === 'joined');
  for (const grouping of joined.toSorted((a, b) => a.cards.length - b.cards.length))
    for (const card of grouping.cards) holder.set(card, grouping);
  const topics = Map.groupBy(cards, (card) => holder.get(card)?.id ?? card);
  return [...topics].map(([id, those]) => ({ id, cards: those }));
}

/** The groupings in a state that would still change something: with two or more existing cards that are not yet in one topic. */
export function undecided(
  cards: readonly RowId[],
  groupings: readonly Grouping[],
  state: 'suggested' | 'apart',
): Grouping[] {
  const topics = topicsOf(cards, groupings);
  const topicOf = new Map(topics.flatMap(({ id, cards: theirs }) => theirs.map((card) => [card, id])));
  return groupings
    .filter((grouping) => grouping.state === state)
    .map((grouping) => ({ ...grouping, cards: grouping.cards.filter((card) => topicOf.has(card)) }))
    .filter(({ cards: theirs }) => new Set(theirs.map((card) => topicOf.get(card))).size > 1);
}

/**
 * Makes one topic of a grouping, with everything its cards were joined with before.
 * @returns the resulting grouping; `null` if nothing changes, because it is one topic already or its cards are gone
 */
export function join(
  cards: readonly RowId[],
  groupings: readonly Grouping[],
  grouping: Grouping,
): Grouping | null {
  const names = new Set(grouping.cards);
  const touched = topicsOf(cards, groupings).filter((topic) => topic.cards.some((card) => names.has(card)));
  if (touched.length < 2) return null;
  // Includes deleted cards: so a containing grouping always has more, whatever is deleted when.
  const held = groupings.filter(({ id }) => touched.some((topic) => topic.id === id));
  const all = [...grouping.cards, ...[...touched, ...held].flatMap((one) => one.cards)];
  return { ...grouping, state: 'joined', cards: [...new Set(all)] };
}

/**
 * The grouping that joins chosen topics: the earlier, dissolved one if it had the same cards.
 * @param chosen topics, by their ids
 * @param newId for the grouping, if it is a new one
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

/** The groupings that can be taken apart: those that are a topic now. One contained in a later one appears when that is taken apart. */
export function joinedOf(cards: readonly RowId[], groupings: readonly Grouping[]): Topic[] {
  const ids = new Set(groupings.map(({ id }) => id));
  return topicsOf(cards, groupings).filter(({ id }) => ids.has(id));
}

/** A facilitator's decision: about one grouping, or chosen topics. */
export type GroupingDecision =
  | { readonly kind: 'join' | 'apart'; readonly grouping: RowId }
  | { readonly kind: 'chosen'; readonly topics: readonly RowId[]; readonly newId: RowId };

/**
 * The effect of a decision, based on the current state: of two simultaneous presses the second changes nothing, or builds on the first.
 * @returns the new or changed groupings; none if nothing changes
 */
export function regrouped(
  cards: readonly RowId[],
  groupings: readonly Grouping[],
  decision: GroupingDecision,
): Grouping[] {
  if (decision.kind === 'chosen')
    return listed(joinChosen(cards, groupings, decision.topics, decision.newId));
  const found = groupings.find(({ id }) => id === decision.grouping);
  if (found === undefined) return [];
  if (decision.kind === 'join') return listed(join(cards, groupings, found));
  // A grouping contained in a later one is not shown: the later one must be taken apart first.
  const isHeld = found.state === 'joined' && joinedOf(cards, groupings).every(({ id }) => id !== found.id);
  return found.state === 'apart' || isHeld ? [] : [{ ...found, state: 'apart' }];
}

const listed = (grouping: Grouping | null): Grouping[] => (grouping === null ? [] : [grouping]);

/** Whether two texts are as similar as cards that are suggested as one topic. */
export const areAlike = (one: string, other: string): boolean =>
  alike([
    { id: rowId('one'), text: one },
    { id: rowId('other'), text: other },
  ]).length > 0;

/** How many retrospectives a recurring topic has been in, including this one. */
const timesToRecur = 3;

/** One of a retrospective's top topics, with all its cards' text that the reader may read. */
export interface FirstTopic {
  readonly retro: RowId;
  /** 1: the most votes. */
  readonly place: number;
  readonly text: string;
}

/**
 * Which of these topics recur.
 * @param earlier top topics of other retrospectives, the last ended first
 * @returns their places, and the earlier retrospectives in the given order
 */
export function recurringIn(
  now: readonly FirstTopic[],
  earlier: readonly FirstTopic[],
): { readonly place: number; readonly retros: readonly RowId[] }[] {
  const before = earlier.map((one, at) => ({ ...one, id: rowId(String(at)) }));
  const id = rowId('now');
  return now.flatMap(({ text, place }) => {
    // Each topic separately: the others discussed now have no bearing on it.
    const group = alike([{ id, text }, ...before]).find((ids) => ids.includes(id)) ?? [];
    const like = before.filter((one) => group.includes(one.id));
    const retros = new Set(like.map(({ retro }) => retro));
    return retros.size + 1 < timesToRecur ? [] : [{ place, retros: [...retros] }];
  });
}

/** A recurring topic, and the earlier retrospectives. */
export interface Theme extends Pick<FirstTopic, 'place'> {
  readonly topic: RowId;
  /** `null`: it has no name that the reader may read. */
  readonly title: string | null;
  /** The earlier ones, the last ended first, and what these were about. */
  readonly earlier: readonly RowId[];
  readonly abouts: readonly string[];
  /** When the first of them ended. */
  readonly since: Instant;
}
