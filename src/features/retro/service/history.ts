/** A retrospective as one viewer may read it afterwards. */
import type { Instant } from '../../../core/clock.ts';
import type { RowId } from '../../../core/ids.ts';
import type { ReadScope } from '../../../core/scope.ts';
import type { PageTopic, PageView } from '../blocks/page.ts';
import { readableCards, type Loaded } from '../repository.ts';
import { rankedTopics } from '../repository/standings.ts';
import { discussionsOf } from '../repository/topics.ts';
import { cards as cardTable } from '../tables.ts';
import { shelvesOf, type Others } from './lessons.ts';
import { ratingOf } from './rating.ts';

/** With the viewer's eyes alone: what is sealed for them, or reaches others only, is not in it. */
export async function pageOf(
  view: ReadScope,
  loaded: Loaded,
  now: Instant,
  others: Others,
): Promise<PageView> {
  const { row } = loaded;
  const cards = new Map((await readableCards(view, row.id)).map((card) => [card.id, card]));
  const discussed = new Map((await discussionsOf(view, row.id)).map((one) => [one.topic_id, one]));
  const all = await rankedTopics(view, row.id);
  const place = (id: RowId) => discussed.get(id)?.place ?? Number.MAX_SAFE_INTEGER;
  const topics = all
    .toSorted((a, b) => place(a.id) - place(b.id))
    .map((topic): PageTopic => ({
      id: topic.id,
      votes: topic.votes,
      cards: topic.cards.flatMap((id) => cards.get(id) ?? []),
      outcome: discussed.get(topic.id)?.outcome ?? '',
    }));
  const authors =
    row.names === 'shown' ? await view.authors(cardTable, [...cards.keys()]) : new Map<RowId, never>();
  return {
    loaded,
    authors,
    // Without its cards a topic says nothing, unless it was talked about.
    topics: topics.filter(({ id, cards: read }) => read.length > 0 || discussed.has(id)),
    isForOthers: topics.some(({ cards: read }) => read.length === 0),
    rating: ratingOf(loaded, now),
    lessons: (await Promise.all(shelvesOf(others).map(async (shelf) => shelf.madeOf(view, row.id)))).flat(),
  };
}
