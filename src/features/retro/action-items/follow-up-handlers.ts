/** What an owner decides on their action: in a message to them, in App Home, or in their list. */
import { wordsFor } from '../session/words.ts';
import type { FeaturePart } from '#core/feature.ts';
import { type RowId, rowId } from '#core/ids.ts';
import type { ModalDrawing } from '#core/kit/modal.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import { renderActions } from '../home.ts';
import { refused, tell, withRetro } from '../session/answers.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import { usualDueDate } from '../session/phases.ts';
import { type ActionEvent, type Helped, helpedAnswers, type Refusal } from '../session/retro.ts';
import { renderGiveUp, renderHelped, renderMove, renderPass, renderSplit } from './follow-up-screens.ts';
import { ownActions } from './operations.ts';
import { type ActionRow, loadAction } from './rows.ts';
import { actionLimits } from './rules.ts';
import {
  acceptAction,
  actionError,
  actionsPages,
  declineAction,
  finishAction,
  giveUpAction,
  giveUpModal,
  helpedAs as helpedAsId,
  helpedModal,
  listActions,
  moveAction,
  moveModal,
  moveTo as moveToId,
  passAction,
  passModal,
  renderDrop,
  splitAction,
  splitModal,
} from './screens.ts';

/** `page`: of the list that the button stands in; without one, App Home or a message. */
interface OfAction {
  readonly action: RowId;
  readonly page?: number | undefined;
}

interface Found {
  readonly action: ActionRow;
  readonly loaded: Loaded;
}

async function find(interaction: Reading, id: RowId): Promise<Found | null> {
  const action = await loadAction(interaction.scope, id);
  const loaded = action === null ? null : await loadRetro(interaction.scope, action.retro_id);
  return action === null || loaded === null ? null : { action, loaded };
}

/** An event without whose it is and of what. */
type Deed = ActionEvent extends infer Event
  ? Event extends ActionEvent
    ? Omit<Event, 'by' | 'action'>
    : never
  : never;

/** Lets something happen to an action. @returns why not, or `null` */
export async function decideOn(interaction: Interaction, id: RowId, deed: Deed): Promise<Refusal | null> {
  const found = await find(interaction, id);
  if (found === null) return 'noSuchAction';
  const event = { ...deed, by: interaction.person.userId, action: id };
  const happened = await applyEvent(interaction, found.loaded, event);
  if (!happened.ok) return happened.code;
  await interaction.scope.refreshShowing(id);
  return null;
}

/** The list anew, where it was acted in. */
export async function afterwards(interaction: Interaction, page: number | undefined): Promise<Reply> {
  return page === undefined ? nothing : update(await listOfActions(interaction, page));
}

async function listOfActions(interaction: Reading, page: number): Promise<ModalDrawing> {
  const mine = await ownActions(interaction.scope, interaction.person, interaction.now);
  return renderActions(wordsFor(interaction), mine, page);
}

/** `/retro actions`. */
export const openActions = async (interaction: Reading): Promise<Reply> =>
  open(await listOfActions(interaction, 0));

const showActions = async (interaction: Reading, { page = 0 }: { page?: number }): Promise<Reply> =>
  update(await listOfActions(interaction, page));

const press =
  (kind: 'accept' | 'decline' | 'done') =>
  async (interaction: Interaction, { action, page }: OfAction): Promise<Reply> => {
    const why = await decideOn(interaction, action, { kind });
    return why === null ? afterwards(interaction, page) : refused(interaction, why);
  };

async function moveTo(
  interaction: Interaction,
  { action, page, day }: OfAction & { readonly day: string },
): Promise<Reply> {
  const why = await decideOn(interaction, action, { kind: 'move', dueOn: day });
  return why === null ? afterwards(interaction, page) : refused(interaction, why);
}

/** A form, in the place of the list if it was opened there. What may be done is asked when it is submitted. */
const form =
  (draw: (interaction: Reading, found: Found, page: number | undefined) => ModalDrawing) =>
  async (interaction: Reading, { action: id, page }: OfAction): Promise<Reply> => {
    const found = await find(interaction, id);
    if (found === null) return tell(interaction, 'refused.noSuchAction');
    return (page === undefined ? open : update)(draw(interaction, found, page));
  };

const usualDue = ({ now }: Reading, { loaded }: Found) => usualDueDate(now, loaded.retro.tz);

/** One press is an answer; the line that may follow is asked for then. */
const helpedAs =
  (helped: Helped) =>
  async (interaction: Interaction, { action: id, page }: OfAction): Promise<Reply> => {
    const why = await decideOn(interaction, id, { kind: 'helped', helped, how: '' });
    if (why !== null) return refused(interaction, why);
    return form((_, { action }) => renderHelped(wordsFor(interaction), action, helped, page))(interaction, {
      action: id,
      page,
    });
  };

/** @param length of the text that was typed, where one was */
const at = (interaction: Interaction, field: string, code: Refusal, length = 0): Reply =>
  errors({ [field]: actionError(wordsFor(interaction), code, interaction.now, { what: length }) });

const pass = onSubmit(passModal, async (interaction, { action, page }, { to }): Promise<Reply> => {
  if (to === null) return at(interaction, 'to', 'ownerOutside');
  const why = await decideOn(interaction, action, { kind: 'pass', to });
  return why === null ? afterwards(interaction, page) : at(interaction, 'to', why);
});

const move = onSubmit(moveModal, async (interaction, { action, page }, { due }): Promise<Reply> => {
  const why = await decideOn(interaction, action, { kind: 'move', dueOn: due ?? '' });
  return why === null ? afterwards(interaction, page) : at(interaction, 'due', why);
});

const split = onSubmit(splitModal, async (interaction, { action, page }, fields): Promise<Reply> => {
  const { first, firstDue, second, secondDue } = fields;
  for (const [name, text] of [
    ['first', first],
    ['second', second],
  ] as const) {
    if (text === '') return at(interaction, name, 'whatEmpty');
    if (text.length > actionLimits.what) return at(interaction, name, 'whatLong', text.length);
  }
  const why = await decideOn(interaction, action, {
    kind: 'split',
    first: { what: first, dueOn: firstDue ?? '' },
    second: { id: rowId(interaction.newId()), what: second, dueOn: secondDue ?? '' },
  });
  if (why === null) return afterwards(interaction, page);
  // Which of the two dates it is, the sentence says by its example.
  const isDate = why === 'dueWrong' || why === 'duePast' || why === 'dueFar';
  return at(interaction, isDate ? 'secondDue' : 'first', why);
});

const giveUp = onSubmit(
  giveUpModal,
  async (interaction, { action, page, retro }, { reason }): Promise<Reply> => {
    const why = await decideOn(interaction, action, { kind: 'drop', reason });
    if (why !== null) return at(interaction, 'reason', why);
    if (retro === undefined) return afterwards(interaction, page);
    return withRetro(interaction, retro, (loaded) =>
      update(renderDrop(wordsFor(interaction), loaded, interaction.person.userId)),
    );
  },
);

const helped = onSubmit(
  helpedModal,
  async (interaction, { action, page, helped: answer }, { how }): Promise<Reply> => {
    const why = await decideOn(interaction, action, { kind: 'helped', helped: answer, how });
    return why === null ? afterwards(interaction, page) : at(interaction, 'how', why);
  },
);

export const followUpPart: FeaturePart = {
  actions: [
    onAction(acceptAction, press('accept')),
    onAction(declineAction, press('decline')),
    onAction(finishAction, press('done')),
    onReading(listActions, showActions),
    ...onReadingPages(actionsPages, showActions),
    onAction(moveToId, moveTo),
    onReading(
      passAction,
      form((on, { action }, page) => renderPass(wordsFor(on), action, page)),
    ),
    onReading(
      moveAction,
      form((on, found, page) => renderMove(wordsFor(on), found.action, usualDue(on, found), page)),
    ),
    onReading(
      splitAction,
      form((on, found, page) => renderSplit(wordsFor(on), found.action, usualDue(on, found), page)),
    ),
    onReading(
      giveUpAction,
      form((on, { action }, page) => renderGiveUp(wordsFor(on), action, { page })),
    ),
    ...helpedAnswers.map((answer) => onAction(helpedAsId[answer], helpedAs(answer))),
  ],
  views: [pass, move, split, giveUp, helped],
};
