import { choice, reference, text } from '#core/columns.ts';
import { type RowId, rowId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { sharedTable } from '#core/tables.ts';
import { shorten } from '#core/text.ts';
import { cards, marks, type ReadableCard, readableCards } from '../collect/rows.ts';
import { longestName } from '../names/proposal.ts';
import type { Names } from '../names/rules.ts';
import { retro_id, type RetroRow } from '../session/rows.ts';
import { type Grouping, groupingStates, type Topic, topicsOf } from './rules.ts';

/** A decision about some cards: see `Grouping`. Ids only, so it can belong to the channel. */
export const groupings = sharedTable('retro_grouping', { retro_id, state: choice(groupingStates) });

/** A card in a grouping. */
export const grouped = sharedTable(
  'retro_grouped',
  { retro_id, grouping_id: reference, card_id: reference },
  { groups: { table: cards, into: groupings, columns: ['card_id', 'grouping_id'] } },
);

/**
 * What the facilitator calls a topic, stored under its id. Everyone in the channel reads it, unlike the cards, so only a person puts it there: by
 * accepting a suggestion that shows the proposed name, or by writing one.
 */
export const topicNames = sharedTable(
  'retro_topic_name',
  { retro_id, name: text },
  { goesWith: [cards, groupings], exported: { as: 'topicNames', only: 'channel', withId: true } },
);

/** The ids of all cards, in display order; during collecting, only the viewer's. */
export const cardIdsOf = async (read: ReadScope, retro: RowId): Promise<RowId[]> =>
  (await findRows(read.from(marks), { retro_id: retro }, 'id')).map(({ id }) => id);

/** Decided and suggested groupings. */
export async function groupingsOf(read: ReadScope, retro: RowId): Promise<Grouping[]> {
  const rows = await findRows(read.from(groupings), { retro_id: retro }, 'id');
  if (rows.length === 0) return [];
  const named = await findRows(read.from(grouped), { retro_id: retro }, 'id');
  return rows.map(({ id, state }) => ({
    id,
    state,
    cards: named.filter((one) => one.grouping_id === id).map((one) => one.card_id),
  }));
}

/** The cards that a person may read, in display order, their groupings, and what the topics are called. */
export interface Cards {
  readonly cards: readonly ReadableCard[];
  readonly groupings: readonly Grouping[];
  readonly names: Names;
}

export const idsOf = (cards: readonly ReadableCard[]): RowId[] => cards.map(({ id }) => id);

/** The texts of some cards, in display order. */
export function textsOf(cards: readonly ReadableCard[], those: readonly RowId[]): string[] {
  const wanted = new Set(those);
  return cards.filter(({ id }) => wanted.has(id)).map(({ text }) => text);
}

export async function cardsIn(read: ReadScope, retro: RowId): Promise<Cards> {
  return {
    cards: await readableCards(read, retro),
    groupings: await groupingsOf(read, retro),
    names: await namesIn(read, retro),
  };
}

/** The topics in display order. */
export async function topicsIn(read: ReadScope, retro: RowId): Promise<Topic[]> {
  return topicsOf(await cardIdsOf(read, retro), await groupingsOf(read, retro));
}

/** Writes a new or changed grouping: it never loses cards. */
export async function saveGrouping(
  scope: Scope,
  row: RetroRow,
  before: Grouping | null,
  { id, state, cards }: Grouping,
  newId: () => string,
): Promise<void> {
  const written = { audience: row.conversation_id, by: [], names: 'shown' } as const;
  if (before === null) await scope.insert(groupings, { id, retro_id: row.id, state }, written);
  else if (before.state !== state) await scope.update(groupings, id, { state });
  for (const card of cards) {
    if (before?.cards.includes(card) === true) continue;
    const one = { id: rowId(newId()), retro_id: row.id, grouping_id: id, card_id: card };
    await scope.insert(grouped, one, written);
  }
}

export async function namesIn(read: ReadScope, retro: RowId): Promise<Names> {
  const rows = await findRows(read.from(topicNames), { retro_id: retro }, 'id');
  return new Map(rows.flatMap(({ id, name }) => (name === '' ? [] : [[id, name]])));
}

/**
 * What each topic is called for this reader: the name it was given, or, where names are shown, its only card, shortened, if the same reader may read
 * it. Where names are hidden no card is quoted, since the group did not agree to it. Several cards without a name are not quoted either: one person's
 * words would stand for all.
 */
export async function titlesIn(read: ReadScope, row: RetroRow, topics: readonly Topic[]): Promise<Names> {
  const names = await namesIn(read, row.id);
  const alone = topics.filter(({ id, cards: those }) => those.length === 1 && !names.has(id));
  if (alone.length === 0 || row.names === 'hidden') return names;
  const texts = new Map((await readableCards(read, row.id)).map((card) => [card.id, card.text]));
  const quoted = alone.flatMap(({ id, cards: [card] }): [RowId, string][] => {
    const quote = card === undefined ? undefined : texts.get(card);
    return quote === undefined ? [] : [[id, shorten(quote, longestName)]];
  });
  return new Map([...names, ...quoted]);
}

/** Stores what was changed. @param names by topic */
export async function saveNames(scope: Scope, row: RetroRow, names: Names): Promise<void> {
  const before = await namesIn(scope, row.id);
  const written = { audience: row.conversation_id, by: [], names: 'shown' } as const;
  for (const [id, name] of names) {
    if (before.get(id) === name) continue;
    if (before.has(id)) await scope.update(topicNames, id, { name });
    else await scope.insert(topicNames, { id, retro_id: row.id, name }, written);
  }
}
