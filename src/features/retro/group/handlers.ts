/** Grouping cards into topics, and reading these. */
import { wordsFor } from '../session/words.ts';
import type { FeaturePart } from '#core/feature.ts';
import { isId, type RowId, rowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { onPages } from '#core/kit/pages.ts';
import {
  clear,
  errors,
  type Interaction,
  onAction,
  onSubmit,
  open,
  push,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { seeCards, seePages } from '../collect/screens.ts';
import { refused, tell, tellUnread, withRetro, withRetroFor } from '../session/answers.ts';
import { loadRetro } from '../session/load.ts';
import { applyEvent, settle } from '../session/operations.ts';
import { cardsIn, readCards, regroup, suggest } from './operations.ts';
import { loadGrouping } from './rows.ts';
import type { GroupingDecision } from './rules.ts';
import {
  acceptAll as acceptAllId,
  groupCards,
  groupModal,
  groupPages,
  joinByHand,
  joinGroup,
  joinModal,
  keepApart,
  readTopics,
  renderGroup,
  renderJoin,
  renderSee,
  renderTopics,
  takeApart,
  topicPages,
} from './screens.ts';

const group = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'group', async (loaded) =>
    open(renderGroup(wordsFor(interaction), loaded, await suggest(interaction, loaded), 0)),
  );

const turnTo = (interaction: Interaction, { retro: id, page }: { retro: RowId; page: number }) =>
  withRetroFor(interaction, id, 'group', async (loaded) =>
    update(renderGroup(wordsFor(interaction), loaded, await cardsIn(interaction.scope, loaded), page)),
  );

const decideIn = (interaction: Interaction, id: RowId, page: number, decision: GroupingDecision) =>
  withRetro(interaction, id, async (loaded) => {
    const read = await regroup(interaction, loaded, interaction.person.userId, decision);
    if (!read.ok) return refused(interaction, read.code);
    return update(renderGroup(wordsFor(interaction), loaded, read.value, page));
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
    const t = wordsFor(interaction);
    // Joined or deleted since the button was drawn: there is nothing to choose from any more.
    const draw = loaded.retro.topics < 2 ? renderGroup(t, loaded, cards, 0) : renderJoin(t, loaded, cards);
    return update(draw);
  });

const read =
  (reply: typeof open) =>
  (interaction: Interaction, { retro: id, page = 0 }: { retro: RowId; page?: number }) =>
    withRetro(interaction, id, async (loaded) => {
      const cards = await readCards(interaction, loaded, page);
      if (!cards.ok) return tellUnread(interaction, loaded);
      const { groupings } = await cardsIn(interaction.scope, loaded);
      return reply(renderTopics(wordsFor(interaction), loaded, groupings, cards.value));
    });

const joinChosen = onSubmit(joinModal, async (interaction, { retro: id }, fields): Promise<Reply> => {
  const t = wordsFor(interaction);
  const found = await loadRetro(interaction.scope, id);
  if (found === null) return errors({ topics: t.plain('refused.gone') });
  const loaded = await settle(interaction, found);
  const topics = fields.topics.filter(isId).map(rowId);
  const newId = rowId(interaction.newId());
  const by = interaction.person.userId;
  const read = await regroup(interaction, loaded, by, { kind: 'chosen', topics, newId });
  if (!read.ok) return errors({ topics: t.plain(`refused.${read.code}`) });
  if (read.value.changed === 0) return errors({ topics: t.plain('joining.few') });
  return update(renderGroup(t, loaded, read.value, 0));
});

const goOn = onSubmit(groupModal, async (interaction, { retro: id }): Promise<Reply> => {
  const t = wordsFor(interaction);
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return say(messageOf(t.mrkdwn('refused.gone')));
  const event = { kind: 'endPhase', by: interaction.person.userId, phase: 'group' } as const;
  const happened = await applyEvent(interaction, loaded, event);
  return happened.ok ? clear : say(messageOf(t.mrkdwn(`refused.${happened.code}`)));
});

export const see =
  (reply: typeof open) =>
  (
    interaction: Interaction,
    { retro: id, page = 0, topic }: { retro: RowId; page?: number; topic?: RowId | undefined },
  ) =>
    withRetro(interaction, id, async (loaded) => {
      const read = await readCards(interaction, loaded, page, topic);
      return read.ok
        ? reply(renderSee(wordsFor(interaction), loaded, read.value))
        : tellUnread(interaction, loaded);
    });

export const grouping: FeaturePart = {
  actions: [
    onAction(groupCards, group),
    ...onPages(groupPages, turnTo),
    onAction(acceptAllId, acceptAll),
    onAction(joinGroup, decideOn('join')),
    onAction(keepApart, decideOn('apart')),
    onAction(takeApart, decideOn('apart')),
    onAction(joinByHand, byHand),
    // From the message, and on top of the form for votes.
    onAction(readTopics, read(push)),
    ...onPages(topicPages, read(update)),
    onAction(seeCards, see(open)),
    ...onPages(seePages, see(update)),
  ],
  views: [joinChosen, goOn],
};
