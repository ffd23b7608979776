/** Submitted modals. What is refused is said at its field, and what was typed stays. */
import { messageOf } from '../../core/kit/message.ts';
import {
  clear,
  errors,
  nothing,
  onSubmit,
  say,
  update,
  type Interaction,
  type Reply,
  type ViewListener,
} from '../../core/listener.ts';
import { rowId } from '../../core/ids.ts';
import { sayIn, wordsIn } from './actions/with-retro.ts';
import { actionError } from './blocks/action-errors.ts';
import { columnFields, ownDrawing } from './blocks/cards.ts';
import { limitsOf, type Refusal } from './domain.ts';
import { stateOfNew } from './domain/actions.ts';
import { cardsModal, confirmModal, editModal, proposeModal } from './ids.ts';
import { columnsIn } from './formats.ts';
import { loadRetro, ownCardsOf } from './repository.ts';
import { changeCard, saveCards, type CardsRefusal } from './service/cards.ts';
import { keepDraft } from './service/drafts.ts';
import { happen } from './service/happen.ts';
import { linesOf } from './service/mend.ts';
import { controlViews } from './views/control.ts';
import { discussViews } from './views/discuss.ts';
import { followViews } from './views/follow-up.ts';
import { groupViews } from './views/group.ts';
import { planViews } from './views/plan.ts';
import { startViews } from './views/start.ts';
import { voteViews } from './views/vote.ts';

const save = onSubmit(
  cardsModal,
  async (interaction, { retro: id, shown }, fields): Promise<Reply> => {
    const loaded = await loadRetro(interaction.scope, id);
    const typed = columnFields.map((name) => fields[name]);
    // Said where something was typed, so that it is seen beside what cannot be kept.
    const first = Math.max(
      0,
      typed.findIndex((text) => text !== ''),
    );
    const at = (column: number, sentence: string) =>
      errors({ [columnFields[column] ?? 'column0']: sentence });
    if (loaded === null) return at(first, sayIn(interaction).plain('refused.gone'));
    const saved = await saveCards(interaction, loaded, interaction.person.userId, shown, typed);
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
  const words = sayIn(interaction);
  switch (why.kind) {
    case 'empty':
      return words.plain('cards.empty');
    case 'long':
      return words.plain('cards.long', { length: why.length, most: limitsOf.card });
    case 'many':
      return words.plain('cards.many', { count: why.count, most: limitsOf.cardsEach });
    case 'rules':
      return words.plain(`refused.${why.code}`);
  }
}

const edit = onSubmit(editModal, async (interaction, { card }, { text }): Promise<Reply> => {
  const words = sayIn(interaction);
  const lines = linesOf(text);
  const [line] = lines;
  if (line === undefined) return errors({ text: words.plain('edit.empty') });
  if (lines.length > 1) return errors({ text: words.plain('edit.lines') });
  if (line.length > limitsOf.card)
    return errors({ text: words.plain('cards.long', { length: line.length, most: limitsOf.card }) });
  const changed = await changeCard(interaction, card, interaction.person.userId, line);
  if (!changed.ok) return errors({ text: words.plain(`refused.${changed.code}`) });
  const { row } = changed.value;
  return update(
    ownDrawing(wordsIn(interaction), changed.value, await ownCardsOf(interaction.scope, row.id), 0),
  );
});

const propose = onSubmit(proposeModal, async (interaction, { retro: id }, fields): Promise<Reply> => {
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return errors({ what: sayIn(interaction).plain('refused.gone') });
  const by = interaction.person.userId;
  const action = {
    id: rowId(interaction.newId()),
    what: fields.what,
    whenThen: fields.whenThen,
    owner: fields.owner,
    proposer: by,
    dueOn: fields.due ?? '',
    state: stateOfNew(by, fields.owner),
    doneAt: null,
    reason: '',
    helped: null,
    helpedHow: '',
  };
  const happened = await happen(interaction, loaded, { kind: 'propose', by, action });
  if (happened.ok) return nothing;
  return errors({
    [fieldOf(happened.code)]: actionError(wordsIn(interaction), happened.code, interaction.now, {
      what: fields.what.length,
      whenThen: fields.whenThen.length,
    }),
  });
});

function fieldOf(code: Refusal): 'what' | 'owner' | 'due' | 'whenThen' {
  if (code === 'ownerOutside') return 'owner';
  if (code === 'whenLong') return 'whenThen';
  return code === 'dueWrong' || code === 'duePast' || code === 'dueFar' ? 'due' : 'what';
}

const confirm = onSubmit(confirmModal, async (interaction, { retro: id, phase, what }): Promise<Reply> => {
  const loaded = await loadRetro(interaction.scope, id);
  const by = interaction.person.userId;
  const event =
    what === 'end' ? ({ kind: 'endPhase', by, phase } as const) : ({ kind: 'cancel', by } as const);
  const happened = loaded === null ? null : await happen(interaction, loaded, event);
  if (happened?.ok === true) return clear;
  return say(messageOf(sayIn(interaction).mrkdwn(`refused.${happened === null ? 'gone' : happened.code}`)));
});

export const views: readonly ViewListener[] = [
  ...startViews,
  save,
  edit,
  propose,
  confirm,
  ...controlViews,
  ...discussViews,
  ...followViews,
  ...groupViews,
  ...voteViews,
  ...planViews,
];
