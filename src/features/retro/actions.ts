/** Buttons and menus. Each is decided from what is stored when it is pressed, never from what it carries. */
import { messageOf } from '../../core/kit/message.ts';
import { onPages } from '../../core/kit/pages.ts';
import type { ChannelId, RowId } from '../../core/ids.ts';
import {
  nothing,
  onAction,
  open,
  push,
  say,
  update,
  type ActionListener,
  type Interaction,
  type Reply,
} from '../../core/listener.ts';
import { atMoment } from '../../core/sentence.ts';
import { confirmDrawing, dropDrawing, proposeDrawing } from './blocks/actions.ts';
import { historyActions } from './actions/history.ts';
import { controlActions, openControl } from './actions/control.ts';
import { discussActions } from './actions/discuss.ts';
import { followActions } from './actions/follow-up.ts';
import { groupActions } from './actions/group.ts';
import { planActions } from './actions/plan.ts';
import { ratingActions } from './actions/rating.ts';
import { voteActions } from './actions/vote.ts';
import {
  ifMayStart,
  refused,
  tell,
  tellUnread,
  withRetro,
  withRetroFor,
  wordsIn,
} from './actions/with-retro.ts';
import { cardsForm, editDrawing, isLastToAnswer, ownDrawing, type CardsView } from './blocks/cards.ts';
import { giveUpDrawing } from './blocks/follow-up-forms.ts';
import { retrosDrawing } from './blocks/home.ts';
import { seeDrawing } from './blocks/see.ts';
import { startDrawing, type StartView } from './blocks/start.ts';
import { startViewOf } from './commands.ts';
import { whyNot } from './domain.ts';
import { mostActions, standingActions } from './domain/actions.ts';
import { isChangeable } from './domain/cards.ts';
import type { TimedPhase } from './domain/flow.ts';
import * as ids from './ids.ts';
import { draftOf, draftRow, hasAnswered, ownCardsOf, type Loaded } from './repository.ts';
import { openRetrosOf } from './repository/open.ts';
import { loadAction } from './repository/actions.ts';
import { answerNothing, deleteCard, ownCardWithRetro } from './service/cards.ts';
import { dropDraft } from './service/drafts.ts';
import { exposedBy } from './service/exposed.ts';
import { happen } from './service/happen.ts';
import { readCards } from './service/read.ts';
import { sayReady } from './service/vote.ts';

async function change(
  interaction: Interaction,
  { channel: id, ...of }: { channel: ChannelId } & Pick<StartView, 'project' | 'ended' | 'kind'>,
) {
  return ifMayStart(interaction, await interaction.scope.channel(id), async (channel) =>
    update(startDrawing(wordsIn(interaction), await startViewOf(interaction, channel, '', of), true)),
  );
}

const add = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'answer', async (loaded) =>
    open(cardsForm(wordsIn(interaction), loaded, await cardsViewOf(interaction, loaded))),
  );

const discard = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'answer', async (loaded) => {
    await dropDraft(interaction.scope, id, interaction.person.userId);
    const view = await cardsViewOf(interaction, loaded);
    // The inputs keep what was typed as long as they keep their names.
    return update(cardsForm(wordsIn(interaction), loaded, view, interaction.newId()));
  });

async function cardsViewOf({ scope }: Interaction, loaded: Loaded): Promise<CardsView> {
  const { id } = loaded.row;
  const typed = await draftRow(scope, id);
  const answered = await hasAnswered(scope, loaded.row, 'collect');
  return {
    own: await ownCardsOf(scope, id),
    draft: typed === null ? null : draftOf(typed),
    isLast: isLastToAnswer(loaded, answered),
    hasAnswered: answered,
  };
}

const noCards = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetro(interaction, id, async (loaded) => {
    const answered = await answerNothing(interaction, loaded, interaction.person.userId);
    if (!answered.ok)
      return answered.code === 'haveCards'
        ? tell(interaction, 'cards.haveCards')
        : refused(interaction, answered.code);
    const { phase, endsAt } = answered.value;
    if (phase !== 'collect' || endsAt === null) return tell(interaction, 'cards.nothingLast');
    return say(messageOf(wordsIn(interaction).say.mrkdwn('cards.nothingNoted', { until: atMoment(endsAt) })));
  });

const see =
  (reply: typeof open) =>
  (
    interaction: Interaction,
    { retro: id, page = 0, topic }: { retro: RowId; page?: number; topic?: RowId | undefined },
  ) =>
    withRetro(interaction, id, async (loaded) => {
      const read = await readCards(interaction, loaded, page, topic);
      return read.ok
        ? reply(seeDrawing(wordsIn(interaction), loaded, read.value))
        : tellUnread(interaction, loaded);
    });

const own =
  (reply: typeof open) =>
  (interaction: Interaction, { retro: id, page = 0 }: { retro: RowId; page?: number }) =>
    withRetro(interaction, id, async (loaded) =>
      reply(ownDrawing(wordsIn(interaction), loaded, await ownCardsOf(interaction.scope, id), page)),
    );

async function edit(interaction: Interaction, { card: id }: { card: RowId }): Promise<Reply> {
  const found = await ownCardWithRetro(interaction, id);
  if (found === null) return tell(interaction, 'refused.cardGone');
  const why = whyNot(found.retro, { kind: 'answer', by: interaction.person.userId }, interaction.now);
  if (why === null && !isChangeable(found.row, found.card)) return tell(interaction, 'refused.cardRead');
  return why === null ? update(editDrawing(wordsIn(interaction), found.card)) : refused(interaction, why);
}

async function remove(interaction: Interaction, { card }: { card: RowId }): Promise<Reply> {
  const deleted = await deleteCard(interaction, card, interaction.person.userId);
  if (!deleted.ok) return tell(interaction, 'refused.cardGone');
  return own(update)(interaction, { retro: deleted.value.row.id });
}

const propose = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'propose', (loaded) => {
    const { person, now } = interaction;
    return standingActions(loaded.retro).length >= mostActions
      ? open(dropDrawing(wordsIn(interaction), loaded, person.userId))
      : open(proposeDrawing(wordsIn(interaction), loaded, person.userId, now));
  });

interface InPhase {
  readonly retro: RowId;
  readonly phase: TimedPhase;
}

/** The facilitator ends the phase in which the button stood. */
const endThis = (interaction: Interaction, { retro: id, phase }: InPhase) =>
  withRetro(interaction, id, async (loaded) => {
    const by = interaction.person.userId;
    const ended = await happen(interaction, loaded, { kind: 'endPhase', by, phase });
    return ended.ok ? nothing : refused(interaction, ended.code);
  });

const through = (interaction: Interaction, { retro: id, phase }: InPhase) =>
  withRetro(interaction, id, async (loaded) => {
    if (loaded.retro.phase !== phase) return refused(interaction, 'alreadyEnded');
    const said = await sayReady(interaction, loaded, interaction.person.userId);
    return said.ok ? tell(interaction, 'ready.noted') : refused(interaction, said.code);
  });

/** Whoever proposed it, or facilitates, says why it goes. Whose it is, is asked when that is submitted. */
async function drop(interaction: Interaction, { action: id }: { action: RowId }): Promise<Reply> {
  const action = await loadAction(interaction.scope, id);
  if (action === null) return refused(interaction, 'noSuchAction');
  const { retro_id: retro } = action;
  return withRetroFor(interaction, retro, 'drop', () =>
    update(giveUpDrawing(wordsIn(interaction), action, { retro })),
  );
}

async function showRetros(interaction: Interaction, { page = 0 }: { page?: number }): Promise<Reply> {
  const mine = await openRetrosOf(interaction.scope);
  return update(retrosDrawing(wordsIn(interaction), mine, page));
}

async function manage(
  interaction: Interaction,
  { r: id, do: what }: { r: RowId; do: 'end' | 'cancel' | 'drop' | 'over' | 'more' },
): Promise<Reply> {
  const words = wordsIn(interaction);
  switch (what) {
    case 'over':
      return withRetro(interaction, id, async (loaded) => {
        const taken = await happen(interaction, loaded, { kind: 'takeOver', by: interaction.person.userId });
        return taken.ok ? nothing : refused(interaction, taken.code);
      });
    case 'more':
      return openControl(interaction, id);
    case 'drop':
      return withRetroFor(interaction, id, 'drop', (loaded) =>
        open(dropDrawing(words, loaded, interaction.person.userId)),
      );
    case 'end':
      return withRetroFor(interaction, id, 'endPhase', async (loaded) =>
        open(confirmDrawing(words, loaded, await exposedBy(interaction.scope, loaded))),
      );
    case 'cancel':
      return withRetroFor(interaction, id, 'cancel', (loaded) => open(confirmDrawing(words, loaded, null)));
  }
}

export const actions: readonly ActionListener[] = [
  ...followActions,
  ...groupActions,
  ...ratingActions,
  ...voteActions,
  ...planActions,
  ...historyActions,
  ...controlActions,
  ...discussActions,
  onAction(ids.changeDefaults, change),
  onAction(ids.addCards, add),
  onAction(ids.discardDraft, discard),
  onAction(ids.nothingToAdd, noCards),
  onAction(ids.manage, manage),
  onAction(ids.seeCards, see(open)),
  ...onPages(ids.seePages, see(update)),
  onAction(ids.ownCards, own(push)),
  ...onPages(ids.ownPages, own(update)),
  onAction(ids.editCard, edit),
  onAction(ids.deleteCard, remove),
  onAction(ids.goOn, endThis),
  onAction(ids.ready, through),
  onAction(ids.proposeAction, propose),
  onAction(ids.dropAction, drop),
  onAction(ids.listRetros, showRetros),
  ...onPages(ids.retrosPages, showRetros),
];
