/** Grouping cards into topics, and reading these. */
import { onPages } from '../../../core/kit/pages.ts';
import type { RowId } from '../../../core/ids.ts';
import {
  onAction,
  open,
  push,
  update,
  type ActionListener,
  type Interaction,
  type Reply,
} from '../../../core/listener.ts';
import { groupDrawing, joinDrawing } from '../blocks/group.ts';
import { topicsDrawing } from '../blocks/topics.ts';
import type { GroupingDecision } from '../domain/topics.ts';
import * as ids from '../ids/group.ts';
import { loadGrouping } from '../repository/topics.ts';
import { cardsIn, regroup, suggest } from '../service/group.ts';
import { readCards } from '../service/read.ts';
import { refused, tell, tellUnread, withRetro, withRetroFor, wordsIn } from './with-retro.ts';

const group = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'group', async (loaded) =>
    open(groupDrawing(wordsIn(interaction), loaded, await suggest(interaction, loaded), 0)),
  );

const turnTo = (interaction: Interaction, { retro: id, page }: { retro: RowId; page: number }) =>
  withRetroFor(interaction, id, 'group', async (loaded) =>
    update(groupDrawing(wordsIn(interaction), loaded, await cardsIn(interaction.scope, loaded), page)),
  );

const decideIn = (interaction: Interaction, id: RowId, page: number, decision: GroupingDecision) =>
  withRetro(interaction, id, async (loaded) => {
    const read = await regroup(interaction, loaded, interaction.person.userId, decision);
    if (!read.ok) return refused(interaction, read.code);
    return update(groupDrawing(wordsIn(interaction), loaded, read.value, page));
  });

const acceptAll = (interaction: Interaction, { retro, page }: { retro: RowId; page: number }) =>
  decideIn(interaction, retro, page, { kind: 'all' });

const decideOn =
  (kind: 'join' | 'apart') =>
  async (interaction: Interaction, { grouping, page }: { grouping: RowId; page: number }): Promise<Reply> => {
    const found = await loadGrouping(interaction.scope, grouping);
    if (found === null) return tell(interaction, 'refused.gone');
    return decideIn(interaction, found.retro_id, page, { kind, grouping });
  };

const byHand = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'group', async (loaded) => {
    const cards = await cardsIn(interaction.scope, loaded);
    const words = wordsIn(interaction);
    // Joined or deleted since the button was drawn: there is nothing to choose from any more.
    const draw =
      loaded.retro.topics < 2 ? groupDrawing(words, loaded, cards, 0) : joinDrawing(words, loaded, cards);
    return update(draw);
  });

const read =
  (reply: typeof open) =>
  (interaction: Interaction, { retro: id, page = 0 }: { retro: RowId; page?: number }) =>
    withRetro(interaction, id, async (loaded) => {
      const cards = await readCards(interaction, loaded, page);
      if (!cards.ok) return tellUnread(interaction, loaded);
      const { groupings } = await cardsIn(interaction.scope, loaded);
      return reply(topicsDrawing(wordsIn(interaction), loaded, groupings, cards.value));
    });

export const groupActions: readonly ActionListener[] = [
  onAction(ids.groupCards, group),
  ...onPages(ids.groupPages, turnTo),
  onAction(ids.acceptAll, acceptAll),
  onAction(ids.joinGroup, decideOn('join')),
  onAction(ids.keepApart, decideOn('apart')),
  onAction(ids.takeApart, decideOn('apart')),
  onAction(ids.joinByHand, byHand),
  // From the message, and on top of the form for votes.
  onAction(ids.readTopics, read(push)),
  ...onPages(ids.topicPages, read(update)),
];
