/** Which cards of a retrospective say much the same, to be suggested as one topic. Nothing is known but these cards themselves. Pure. */
import { type RowId, rowId } from '#core/ids.ts';
import { similarity } from '#core/likeness.ts';

export interface CardText {
  readonly id: RowId;
  readonly text: string;
}

/**
 * How much alike two cards are, from 0 to 1, to be suggested as one topic: chosen so that "Accept all" can be trusted, since what is not
 * found is joined by hand. Of cards written by hand in English and German, 93 % of the suggested pairs are of one topic, and 37 % of the pairs of one topic
 * are suggested; of notes whose titles are nearly the same 78 % and 76 % (`bench/grouping.ts`).
 */
export const likeEnough = 0.28;

/**
 * The groups of two or more cards that are suggested as one topic each; a card is in one of them at most. What is most alike comes first,
 * and everything in a group is alike on average, so that no chain of neighbours joins what has nothing in common.
 */
export function alike(cards: readonly CardText[]): RowId[][] {
  const size = cards.length;
  const table = similarity(cards.map(({ text }) => text));
  const cellsOfPairs = pairsAbove(table, size);
  // Of two groups, each named by one of its cards: how much alike each card of one is to each of the other, summed up.
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

/** The pairs that are alike enough, what is most alike first, each as its cell of the table. */
function pairsAbove(table: Float32Array, size: number): number[] {
  const cells: number[] = [];
  for (let one = 0; one < size; one += 1)
    for (let other = one + 1; other < size; other += 1)
      if ((table[one * size + other] ?? 0) >= likeEnough) cells.push(one * size + other);
  // Sorting is stable: pairs that are alike equally keep the order of the cards.
  return cells.sort((a, b) => (table[b] ?? 0) - (table[a] ?? 0));
}

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

/** In so many retrospectives, this one among them. */
const timesToRecur = 3;

/** One of the first topics of a retrospective: all that its cards say, as far as the reader may read them. */
export interface FirstTopic {
  readonly retro: RowId;
  /** 1: what most voted for. */
  readonly place: number;
  readonly text: string;
}

export interface Recurring {
  readonly place: number;
  /** The earlier retrospectives, in the order in which they were given. */
  readonly retros: readonly RowId[];
}

/** Which of these topics come back. @param earlier of other retrospectives, those that ended last first */
export function recurringIn(
  now: readonly FirstTopic[],
  earlier: readonly FirstTopic[],
): readonly Recurring[] {
  return now.flatMap(({ text, place }) => {
    // Each for itself: what else is talked about now says nothing about it.
    const all = [text, ...earlier.map((one) => one.text)];
    const group = alike(all.map((one, at) => ({ id: rowId(String(at)), text: one }))).find((ids) =>
      ids.includes(rowId('0')),
    );
    const like = new Set(group ?? []);
    const retros = new Set(
      earlier.filter((_, at) => like.has(rowId(String(at + 1)))).map(({ retro }) => retro),
    );
    return retros.size + 1 < timesToRecur ? [] : [{ place, retros: [...retros] }];
  });
}

/** A topic that comes back, and what the earlier retrospectives were about. */
export interface Theme {
  readonly place: number;
  readonly topic: RowId;
  readonly abouts: readonly string[];
}
