/** What a person may read of a retrospective's cards, and in which form they write their own. */
import type { RowId } from '../../../core/ids.ts';
import type { Interaction } from '../../../core/listener.ts';
import { refuse, ok, type Result } from '../../../core/result.ts';
import type { SeeView } from '../blocks/see.ts';
import { ownCardsOf, readableCards, type Loaded } from '../repository.ts';
import { topicsIn } from '../repository/topics.ts';
import { cards } from '../tables.ts';

/**
 * The cards of a retrospective for one person.
 * @param loaded as it stands now: settled
 * @param topic only what stands in this one
 * @returns a refusal where there is nothing for them to read, or not yet
 */
export async function readCards(
  { scope, person }: Pick<Interaction, 'scope' | 'person'>,
  { row, retro, seals }: Loaded,
  page: number,
  topic?: RowId,
): Promise<Result<SeeView, 'unread'>> {
  if (retro.phase === 'collect' && !seals.isOpen) return refuse('unread');
  const within = topic === undefined ? null : (await topicsIn(scope, row.id)).find(({ id }) => id === topic);
  const all = await readableCards(scope, row.id);
  const readable = within == null ? all : all.filter(({ id }) => within.cards.includes(id));
  // Once the channel may see the cards, everybody in it counts among those who take part.
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
