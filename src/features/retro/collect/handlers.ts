/** Writing, editing and deleting one's own cards. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { messageOf } from '#core/kit/message.ts';
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
import { type Acting, onRetro, onRetroPages, refused, tell, withRetro } from '../session/answers.ts';
import { jobNames } from '../session/ids.ts';
import { hasAnswered, loadMine, loadRetro, ownCardsOf } from '../session/load.ts';
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
import * as screens from './screens.ts';

async function cardsViewOf({ scope, loaded }: Acting): Promise<screens.CardsView> {
  const { id } = loaded.row;
  const answered = await hasAnswered(scope, loaded.row, 'collect');
  return {
    own: await ownCardsOf(scope, id),
    draft: await ownDrafts.of(scope, id),
    isLast: screens.isLastToAnswer(loaded, answered),
    hasAnswered: answered,
  };
}

async function noCards(here: Acting): Promise<Reply> {
  const answered = await answerNothing(here, here.loaded, here.by);
  if (!answered.ok)
    return answered.code === 'haveCards' ? tell(here, 'cards.haveCards') : refused(here, answered.code);
  const { phase, endsAt } = answered.value;
  if (phase !== 'collect' || endsAt === null) return tell(here, 'cards.nothingLast');
  return say(messageOf(here.t.mrkdwn('cards.nothingNoted', { until: atMoment(endsAt) })));
}

const own =
  (reply: typeof open) =>
  async ({ t, loaded, scope }: Acting, { page = 0 }: { retro: RowId; page?: number }): Promise<Reply> =>
    reply(screens.renderOwn(t, loaded, await ownCardsOf(scope, loaded.row.id), page));

async function edit(interaction: Interaction, { card: id }: { card: RowId }): Promise<Reply> {
  const found = await ownCardWithRetro(interaction, id);
  if (found === null) return tell(interaction, 'refused.cardGone');
  const why = whyNot(found.retro, { kind: 'answer', by: interaction.person.userId }, interaction.now);
  if (why !== null) return refused(interaction, why);
  return isChangeable(found.row, found.card)
    ? update(screens.renderEdit(wordsFor(interaction), found.card))
    : tell(interaction, 'refused.cardRead');
}

async function remove(interaction: Interaction, { card }: { card: RowId }): Promise<Reply> {
  const deleted = await deleteCard(interaction, card, interaction.person.userId);
  if (!deleted.ok) return tell(interaction, 'refused.cardGone');
  const { id: retro } = deleted.value.row;
  return withRetro(interaction, retro, null, (here) => own(update)(here, { retro }));
}

const save = onSubmit(
  screens.cardsModal,
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const [loaded, mine] = await Promise.all([
      loadRetro(interaction.scope, id),
      loadMine(interaction.scope, id),
    ]);
    const typed = screens.columnFields.map((name) => fields[name]);
    // Shown at a field with text, so that it appears beside what cannot be saved.
    const first = Math.max(
      0,
      typed.findIndex((text) => text !== ''),
    );
    const at = (column: number, sentence: string) =>
      errors({ [screens.columnFields[column] ?? 'column0']: sentence });
    if (loaded === null) return at(first, wordsFor(interaction).plain('refused.gone'));
    const saved = await saveCards(interaction, loaded, interaction.person.userId, mine, { shown, typed });
    if (saved.ok) return nothing;
    return at(saved.why.kind === 'long' ? saved.why.column : first, cardsError(interaction, saved.why));
  },
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const loaded = await loadRetro(interaction.scope, id);
    if (loaded === null) return nothing;
    const columns = columnsIn(loaded.row);
    const typed = screens.columnFields.slice(0, columns.length).map((name) => fields[name]);
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

const saveEdit = onSubmit(screens.editModal, async (interaction, { card }, { text }): Promise<Reply> => {
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
  return update(screens.renderOwn(t, changed.value, await ownCardsOf(interaction.scope, row.id), 0));
});

/** A draft ends when it expires, or collecting is over. */
const draftEnd = defineJob(jobNames.draftEnd, 'erasure', {
  title: titled('title.draftEnd'),
  run: (context, { retro, person }) => endDraft(context, retro, person),
});

export const collecting: FeaturePart = {
  actions: [
    onRetro(screens.addCards, 'answer', async (here) =>
      open(screens.cardsForm(here.t, here.loaded, await cardsViewOf(here))),
    ),
    onRetro(screens.discardDraft, 'answer', async (here, { retro }) => {
      await dropDraft(here.scope, retro, here.by);
      // The inputs keep what was typed as long as they keep their names.
      return update(screens.cardsForm(here.t, here.loaded, await cardsViewOf(here), here.newId()));
    }),
    onRetro(screens.nothingToAdd, null, noCards),
    onRetro(screens.ownCards, null, own(push)),
    ...onRetroPages(screens.ownPages, null, own(update)),
    onAction(screens.editCard, edit),
    onAction(screens.deleteCard, remove),
  ],
  views: [save, saveEdit],
  jobs: [draftEnd],
};
