/** What a person may read of a retrospective's cards, and in which form they write their own. */
import type { RowId } from '../../../core/ids.ts';
import type { Interaction } from '../../../core/listener.ts';
import { refuse, ok, type Result } from '../../../core/result.ts';
import type { SeeView } from '../blocks/see.ts';
import { ownCardsOf, readableCards, type Loaded } from '../repository.ts';
import { cards } from '../tables.ts';

export type ReadRefusal = 'see.sealed' | 'see.notForYou';

/**
 * The cards of a retrospective for one person.
 * @param loaded as it stands now: settled
 * @returns a sentence's key where there is nothing for them to read
 */
export async function readCards(
  { scope, person }: Pick<Interaction, 'scope' | 'person'>,
  { row, retro }: Loaded,
  page: number,
): Promise<Result<SeeView, ReadRefusal>> {
  if (retro.phase === 'collect') return refuse('see.sealed');
  const readable = await readableCards(scope, row.id);
  // Once the channel may see the cards, everybody in it counts among those who take part.
  if (readable.length === 0 && !retro.participants.includes(person.userId)) return refuse('see.notForYou');
  const own = await ownCardsOf(scope, row.id);
  const authors =
    row.names === 'shown'
      ? await scope.authors(
          cards,
          readable.map((card) => card.id),
        )
      : new Map<RowId, never>();
  return ok({ cards: readable, authors, hasOwn: own.length > 0, page });
}
