/** Grouping cards into topics, and reading the topics. */
import type { FeaturePart } from '#core/feature.ts';
import { isId, type RowId, rowId } from '#core/ids.ts';
import { clear, errors, type Interaction, onAction, open, push, type Reply, update } from '#core/listener.ts';
import { seeCards, seePages } from '../collect/screens.ts';
import {
  type Acting,
  applyAndReply,
  onRetro,
  onRetroForm,
  onRetroPages,
  refused,
  refusedAt,
  tell,
  tellUnread,
  withRetro,
} from '../session/answers.ts';
import { cardsIn, readCards, regroup, suggest } from './operations.ts';
import { loadGrouping } from './rows.ts';
import type { GroupingDecision } from './rules.ts';
import * as screens from './screens.ts';

const decideIn = (interaction: Interaction, id: RowId, page: number, decision: GroupingDecision) =>
  withRetro(interaction, id, null, async (here) => {
    const { t, loaded, by } = here;
    const read = await regroup(here, loaded, by, decision);
    return read.ok ? update(screens.renderGroup(t, loaded, read.value, page)) : refused(here, read.code);
  });

const decideOn =
  (kind: 'join' | 'apart') =>
  async (interaction: Interaction, { grouping, page }: { grouping: RowId; page: number }): Promise<Reply> => {
    const found = await loadGrouping(interaction.scope, grouping);
    if (found === null) return tell(interaction, 'refused.gone');
    return decideIn(interaction, found.retro_id, page, { kind, grouping });
  };

const readIn =
  (reply: typeof open) =>
  async (here: Acting, { page = 0 }: { retro: RowId; page?: number }): Promise<Reply> => {
    const cards = await readCards(here, here.loaded, page);
    if (!cards.ok) return tellUnread(here);
    const { groupings } = await cardsIn(here.scope, here.loaded);
    return reply(screens.renderTopics(here.t, here.loaded, groupings, cards.value));
  };

const seeIn =
  (reply: typeof open) =>
  async (
    here: Acting,
    { page = 0, topic }: { retro: RowId; page?: number; topic?: RowId | undefined },
  ): Promise<Reply> => {
    const read = await readCards(here, here.loaded, page, topic);
    return read.ok ? reply(screens.renderSee(here.t, here.loaded, read.value)) : tellUnread(here);
  };

export const grouping: FeaturePart = {
  actions: [
    onRetro(screens.groupCards, 'group', async (here) =>
      open(screens.renderGroup(here.t, here.loaded, await suggest(here, here.loaded), 0)),
    ),
    ...onRetroPages(screens.groupPages, 'group', async ({ t, loaded, scope }, { page }) =>
      update(screens.renderGroup(t, loaded, await cardsIn(scope, loaded), page)),
    ),
    onAction(screens.acceptAll, (interaction, { retro, page }) =>
      decideIn(interaction, retro, page, { kind: 'all' }),
    ),
    onAction(screens.joinGroup, decideOn('join')),
    onAction(screens.keepApart, decideOn('apart')),
    onAction(screens.takeApart, decideOn('apart')),
    onRetro(screens.joinByHand, 'group', async ({ t, loaded, scope }) => {
      const cards = await cardsIn(scope, loaded);
      // Joined or deleted since the button was rendered: nothing is left to choose from.
      const isOne = loaded.retro.topics < 2;
      return update(isOne ? screens.renderGroup(t, loaded, cards, 0) : screens.renderJoin(t, loaded, cards));
    }),
    // From the message, and on top of the form for votes.
    onRetro(screens.readTopics, null, readIn(push)),
    ...onRetroPages(screens.topicPages, null, readIn(update)),
    onRetro(seeCards, null, seeIn(open)),
    ...onRetroPages(seePages, null, seeIn(update)),
  ],
  views: [
    onRetroForm(screens.joinModal, 'topics', async (here, _metadata, fields) => {
      const { t, loaded, by } = here;
      const topics = fields.topics.filter(isId).map(rowId);
      const read = await regroup(here, loaded, by, { kind: 'chosen', topics, newId: rowId(here.newId()) });
      if (!read.ok) return refusedAt(here, 'topics', read.code);
      if (read.value.changed === 0) return errors({ topics: t.plain('joining.few') });
      return update(screens.renderGroup(t, loaded, read.value, 0));
    }),
    onRetroForm(screens.groupModal, null, (here) =>
      applyAndReply(here, { kind: 'endPhase', phase: 'group' }, clear),
    ),
  ],
};
