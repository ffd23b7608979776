/** Buttons and menus. Each is decided from what is stored when it is pressed, never from what it carries. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
import { onPages } from '#core/kit/pages.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onSubmit,
  open,
  push,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { atMoment } from '#core/sentence.ts';
import { refused, tell, withRetro, withRetroFor } from '../session/answers.ts';
import { jobNames } from '../session/ids.ts';
import { hasAnswered, type Loaded, loadMine, loadRetro, ownCardsOf } from '../session/load.ts';
import { limitsOf, whyNot } from '../session/rules.ts';
import { titled, wordsFor } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';
import {
  answerNothing,
  type CardsRefusal,
  changeCard,
  deleteCard,
  dropDraft,
  endDraft,
  keepDraft,
  ownCardWithRetro,
  saveCards,
} from './operations.ts';
import { isChangeable, linesOf, ownDrafts } from './rows.ts';
import {
  addCards,
  cardsForm,
  cardsModal,
  type CardsView,
  columnFields,
  deleteCard as deleteCardId,
  discardDraft,
  editCard,
  editModal,
  isLastToAnswer,
  nothingToAdd,
  ownCards,
  ownPages,
  renderEdit,
  renderOwn,
} from './screens.ts';

export const add = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'answer', async (loaded) =>
    open(cardsForm(wordsFor(interaction), loaded, await cardsViewOf(interaction, loaded))),
  );

export const discard = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'answer', async (loaded) => {
    await dropDraft(interaction.scope, id, interaction.person.userId);
    const view = await cardsViewOf(interaction, loaded);
    // The inputs keep what was typed as long as they keep their names.
    return update(cardsForm(wordsFor(interaction), loaded, view, interaction.newId()));
  });

async function cardsViewOf({ scope }: Interaction, loaded: Loaded): Promise<CardsView> {
  const { id } = loaded.row;
  const answered = await hasAnswered(scope, loaded.row, 'collect');
  return {
    own: await ownCardsOf(scope, id),
    draft: await ownDrafts.of(scope, id),
    isLast: isLastToAnswer(loaded, answered),
    hasAnswered: answered,
  };
}

export const noCards = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetro(interaction, id, async (loaded) => {
    const answered = await answerNothing(interaction, loaded, interaction.person.userId);
    if (!answered.ok)
      return answered.code === 'haveCards'
        ? tell(interaction, 'cards.haveCards')
        : refused(interaction, answered.code);
    const { phase, endsAt } = answered.value;
    if (phase !== 'collect' || endsAt === null) return tell(interaction, 'cards.nothingLast');
    return say(messageOf(wordsFor(interaction).mrkdwn('cards.nothingNoted', { until: atMoment(endsAt) })));
  });

export const own =
  (reply: typeof open) =>
  (interaction: Interaction, { retro: id, page = 0 }: { retro: RowId; page?: number }) =>
    withRetro(interaction, id, async (loaded) =>
      reply(renderOwn(wordsFor(interaction), loaded, await ownCardsOf(interaction.scope, id), page)),
    );

export async function edit(interaction: Interaction, { card: id }: { card: RowId }): Promise<Reply> {
  const found = await ownCardWithRetro(interaction, id);
  if (found === null) return tell(interaction, 'refused.cardGone');
  const why = whyNot(found.retro, { kind: 'answer', by: interaction.person.userId }, interaction.now);
  if (why === null && !isChangeable(found.row, found.card)) return tell(interaction, 'refused.cardRead');
  return why === null ? update(renderEdit(wordsFor(interaction), found.card)) : refused(interaction, why);
}

export async function remove(interaction: Interaction, { card }: { card: RowId }): Promise<Reply> {
  const deleted = await deleteCard(interaction, card, interaction.person.userId);
  if (!deleted.ok) return tell(interaction, 'refused.cardGone');
  return own(update)(interaction, { retro: deleted.value.row.id });
}

export const save = onSubmit(
  cardsModal,
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const [loaded, mine] = await Promise.all([
      loadRetro(interaction.scope, id),
      loadMine(interaction.scope, id),
    ]);
    const typed = columnFields.map((name) => fields[name]);
    // Said where something was typed, so that it is seen beside what cannot be kept.
    const first = Math.max(
      0,
      typed.findIndex((text) => text !== ''),
    );
    const at = (column: number, sentence: string) =>
      errors({ [columnFields[column] ?? 'column0']: sentence });
    if (loaded === null) return at(first, wordsFor(interaction).plain('refused.gone'));
    const saved = await saveCards(interaction, loaded, interaction.person.userId, mine, { shown, typed });
    if (saved.ok) return nothing;
    return at(saved.why.kind === 'long' ? saved.why.column : first, cardsError(interaction, saved.why));
  },
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const loaded = await loadRetro(interaction.scope, id);
    if (loaded === null) return nothing;
    const columns = columnsIn(loaded.row);
    const typed = columnFields.slice(0, columns.length).map((name) => fields[name]);
    await keepDraft(interaction, loaded, interaction.person.userId, { typed, shown });
    return nothing;
  },
);

function cardsError(interaction: Interaction, why: CardsRefusal): string {
  const t = wordsFor(interaction);
  switch (why.kind) {
    case 'empty':
      return t.plain('cards.empty');
    case 'long':
      return t.plain('cards.long', { length: why.length, most: limitsOf.card });
    case 'many':
      return t.plain('cards.many', { count: why.count, most: limitsOf.cardsEach });
    case 'rules':
      return t.plain(`refused.${why.code}`);
  }
}

export const saveEdit = onSubmit(editModal, async (interaction, { card }, { text }): Promise<Reply> => {
  const t = wordsFor(interaction);
  const lines = linesOf(text);
  const [line] = lines;
  if (line === undefined) return errors({ text: t.plain('edit.empty') });
  if (lines.length > 1) return errors({ text: t.plain('edit.lines') });
  if (line.length > limitsOf.card)
    return errors({ text: t.plain('cards.long', { length: line.length, most: limitsOf.card }) });
  const changed = await changeCard(interaction, card, interaction.person.userId, line);
  if (!changed.ok) return errors({ text: t.plain(`refused.${changed.code}`) });
  const { row } = changed.value;
  return update(
    renderOwn(wordsFor(interaction), changed.value, await ownCardsOf(interaction.scope, row.id), 0),
  );
});

/** See `drafts.ts`. */
export const draftEnd = defineJob(jobNames.draftEnd, 'erasure', {
  title: titled('title.draftEnd'),
  run: (context, { retro, person }) => endDraft(context, retro, person),
});

export const collecting: FeaturePart = {
  actions: [
    onAction(addCards, add),
    onAction(discardDraft, discard),
    onAction(nothingToAdd, noCards),
    onAction(ownCards, own(push)),
    ...onPages(ownPages, own(update)),
    onAction(editCard, edit),
    onAction(deleteCardId, remove),
  ],
  views: [save, saveEdit],
  jobs: [draftEnd],
};
