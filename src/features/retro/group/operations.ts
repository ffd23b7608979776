/** Grouping: suggested from the cards alone, and decided by the facilitator, one press at a time. */
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { Interaction } from '#core/listener.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { cards, type ReadableCard } from '../collect/rows.ts';
import { type Loaded, ownCardsOf, readableCards } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import type { Refusal } from '../session/phases.ts';
import { type RetroRow, retros } from '../session/rows.ts';
import { whyNot } from '../session/rules.ts';
import { rankedTopics } from '../vote/rows.ts';
import { mostDiscussed } from '../vote/rules.ts';
import { groupingsOf, saveGrouping, topicsIn } from './rows.ts';
import {
  alike,
  type FirstTopic,
  type Grouping,
  type GroupingDecision,
  recurringIn,
  regrouped,
  type Theme,
  topicsOf,
} from './rules.ts';

/** The cards that the viewer may read, and the groupings. */
export async function cardsIn(read: ReadScope, { row }: Pick<Loaded, 'row'>): Promise<Cards> {
  return { cards: await readableCards(read, row.id), groupings: await groupingsOf(read, row.id) };
}

/**
 * Suggests similar cards not suggested before: on first view, and again for cards added since. With a person's access, since the channel cannot read
 * the cards.
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
 * @param loaded in its current, settled state
 * @returns the new grouping, and how many groupings changed: none if another person had pressed before
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
  const happened = await applyEvent(work, loaded, { kind: 'group', by, topics: topicsOf(ids, all).length });
  return happened.ok ? ok({ cards, groupings: all, changed: changed.length }) : happened;
}

/** How many earlier retrospectives are considered. */
const lookedBack = 12;

/** Only once voting is over: there are no recurring topics before. */
export async function themesOf(read: ReadScope, row: RetroRow): Promise<readonly Theme[]> {
  const now = await firstTopics(read, row.id);
  if (now.length === 0) return [];
  const before = await read
    .from(retros)
    .select(['it.id', 'it.about'])
    .where('it.channel_id', '=', row.channel_id)
    .where('it.id', '!=', row.id)
    .where('it.phase', '=', 'closed')
    .orderBy('it.ended_at', 'desc')
    .orderBy('it.id')
    .limit(lookedBack)
    .execute();
  const earlier: FirstTopic[] = [];
  for (const { id } of before) earlier.push(...(await firstTopics(read, id)));
  const names = new Map(before.map(({ id, about }) => [id, about]));
  return recurringIn(now, earlier).flatMap(({ place, retros: those }) => {
    const topic = now.find((one) => one.place === place)?.topic;
    return topic === undefined ? [] : [{ place, topic, abouts: those.map((id) => names.get(id) ?? '') }];
  });
}

/** The topics with the most votes of which the viewer may read something. */
async function firstTopics(
  read: ReadScope,
  retro: RowId,
): Promise<(FirstTopic & { readonly topic: RowId })[]> {
  const texts = new Map((await readableCards(read, retro)).map(({ id, text }) => [id, text]));
  if (texts.size === 0) return [];
  const first = (await rankedTopics(read, retro)).slice(0, mostDiscussed);
  return first.flatMap(({ id: topic, cards }, at) => {
    const text = cards.flatMap((card) => texts.get(card) ?? []).join('\n');
    return text === '' ? [] : [{ retro, topic, place: at + 1, text }];
  });
}

/**
 * A retrospective's cards for one person.
 * @param loaded in its current, settled state
 * @param topic only the cards of this one
 * @returns a refusal if there is nothing for them to read, or not yet
 */
export async function readCards(
  { scope, person }: Pick<Interaction, 'scope' | 'person'>,
  { row, retro, embargoes }: Loaded,
  page: number,
  topic?: RowId,
): Promise<Result<SeeView, 'unread'>> {
  if (retro.phase === 'collect' && !embargoes.isOpen) return refuse('unread');
  const within = topic === undefined ? null : (await topicsIn(scope, row.id)).find(({ id }) => id === topic);
  const all = await readableCards(scope, row.id);
  const readable = within == null ? all : all.filter(({ id }) => within.cards.includes(id));
  // Once the channel may see the cards, all its members count as participants.
  if (readable.length === 0 && !retro.participants.includes(person.userId)) return refuse('unread');
  const own = await ownCardsOf(scope, row.id);
  const authors =
    row.names === 'shown'
      ? await scope.authors(
          cards,
          readable.map((card) => card.id),
        )
      : new Map<RowId, never>();
  return ok({ cards: readable, authors, hasOwn: own.length > 0, page, topic: within?.id });
}

export interface SeeView {
  readonly cards: readonly ReadableCard[];
  /** The author of each card if names are shown; empty if they are hidden. */
  readonly authors: ReadonlyMap<RowId, readonly UserId[]>;
  /** Whether the reader has cards of their own here that they can delete. */
  readonly hasOwn: boolean;
  readonly page: number;
  /** Set if the cards are those of one topic. */
  readonly topic?: RowId | undefined;
  /** That topic, if it recurs. */
  readonly theme?: Theme | undefined;
}

/** The cards that a person may read, in display order, and their groupings. */
export interface Cards {
  readonly cards: readonly ReadableCard[];
  readonly groupings: readonly Grouping[];
}
