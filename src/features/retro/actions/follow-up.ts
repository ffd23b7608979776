/** What an owner decides on their action: in a message to them, in App Home, or in their list. */
import { onPages } from '../../../core/kit/pages.ts';
import type { RowId } from '../../../core/ids.ts';
import {
  nothing,
  onAction,
  open,
  update,
  type ActionListener,
  type Interaction,
  type Reading,
  type Reply,
} from '../../../core/listener.ts';
import type { ModalDrawing } from '../../../core/kit/modal.ts';
import {
  giveUpDrawing,
  helpedDrawing,
  moveDrawing,
  passDrawing,
  splitDrawing,
} from '../blocks/follow-up-forms.ts';
import { actionsDrawing } from '../blocks/home.ts';
import type { Refusal } from '../domain.ts';
import { helpedAnswers, type ActionEvent, type Helped } from '../domain/actions.ts';
import { usualDueDate } from '../domain/days.ts';
import * as ids from '../ids.ts';
import * as follow from '../ids/follow-up.ts';
import { loadRetro, type Loaded } from '../repository.ts';
import { loadAction } from '../repository/actions.ts';
import { happen } from '../service/happen.ts';
import { ownActions } from '../service/own-actions.ts';
import type { ActionRow } from '../tables.ts';
import { refused, tell, wordsIn } from './with-retro.ts';

/** `page`: of the list that the button stands in; without one, App Home or a message. */
interface OfAction {
  readonly action: RowId;
  readonly page?: number | undefined;
}

interface Found {
  readonly action: ActionRow;
  readonly loaded: Loaded;
}

async function find(interaction: Interaction, id: RowId): Promise<Found | null> {
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
  const happened = await happen(interaction, found.loaded, event);
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
  return actionsDrawing(wordsIn(interaction), mine, page);
}

/** `/retro actions`. */
export const openActions = async (interaction: Reading): Promise<Reply> =>
  open(await listOfActions(interaction, 0));

const showActions = async (interaction: Interaction, { page = 0 }: { page?: number }): Promise<Reply> =>
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
  (draw: (interaction: Interaction, found: Found, page: number | undefined) => ModalDrawing) =>
  async (interaction: Interaction, { action: id, page }: OfAction): Promise<Reply> => {
    const found = await find(interaction, id);
    if (found === null) return tell(interaction, 'refused.noSuchAction');
    return (page === undefined ? open : update)(draw(interaction, found, page));
  };

const usualDue = ({ now }: Interaction, { loaded }: Found) => usualDueDate(now, loaded.retro.tz);

/** One press is an answer; the line that may follow is asked for then. */
const helpedAs =
  (helped: Helped) =>
  async (interaction: Interaction, { action: id, page }: OfAction): Promise<Reply> => {
    const why = await decideOn(interaction, id, { kind: 'helped', helped, how: '' });
    if (why !== null) return refused(interaction, why);
    return form((_, { action }) => helpedDrawing(wordsIn(interaction), action, helped, page))(interaction, {
      action: id,
      page,
    });
  };

export const followActions: readonly ActionListener[] = [
  onAction(ids.acceptAction, press('accept')),
  onAction(ids.declineAction, press('decline')),
  onAction(ids.finishAction, press('done')),
  onAction(ids.listActions, showActions),
  ...onPages(ids.actionsPages, showActions),
  onAction(follow.moveTo, moveTo),
  onAction(
    follow.passAction,
    form((on, { action }, page) => passDrawing(wordsIn(on), action, page)),
  ),
  onAction(
    follow.moveAction,
    form((on, found, page) => moveDrawing(wordsIn(on), found.action, usualDue(on, found), page)),
  ),
  onAction(
    follow.splitAction,
    form((on, found, page) => splitDrawing(wordsIn(on), found.action, usualDue(on, found), page)),
  ),
  onAction(
    follow.giveUpAction,
    form((on, { action }, page) => giveUpDrawing(wordsIn(on), action, { page })),
  ),
  ...helpedAnswers.map((answer) => onAction(follow.helpedAs[answer], helpedAs(answer))),
];
