/** What an owner decides about their action item: in a message to them, in App Home, or in their list. */
import type { FeaturePart } from '#core/feature.ts';
import { type RowId, rowId } from '#core/ids.ts';
import type { Modal, RenderedModal, Read } from '#core/kit/modal.ts';
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
import {
  type ActionEvent,
  type Helped,
  helpedAnswers,
  type Refusal,
  usualDueDate,
} from '../session/phases.ts';
import { wordsFor } from '../session/words.ts';
import { renderGiveUp, renderHelped, renderMove, renderPass, renderSplit } from './follow-up-screens.ts';
import { ownActions } from './operations.ts';
import { type ActionRow, loadAction } from './rows.ts';
import { actionLimits } from './rules.ts';
import * as screens from './screens.ts';

/** `page`: of the list that holds the button; without one, App Home or a message. */
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

/** An event without its person and action item. */
type Intent = ActionEvent extends infer Event
  ? Event extends ActionEvent
    ? Omit<Event, 'by' | 'action'>
    : never
  : never;

/** Applies an event to an action item. @returns why not, or `null` */
export async function decideOn(interaction: Interaction, id: RowId, intent: Intent): Promise<Refusal | null> {
  const found = await find(interaction, id);
  if (found === null) return 'noSuchAction';
  const event = { ...intent, by: interaction.person.userId, action: id };
  const happened = await applyEvent(interaction, found.loaded, event);
  if (!happened.ok) return happened.code;
  await interaction.scope.refreshShowing(id);
  return null;
}

/** Redraws the list, if the person acted in it. */
export async function afterwards(interaction: Interaction, page: number | undefined): Promise<Reply> {
  return page === undefined ? nothing : update(await listOfActions(interaction, page));
}

async function listOfActions(interaction: Reading, page: number): Promise<RenderedModal> {
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

/** A form that replaces the list if it was opened there. Permission is checked on submission. */
const form =
  (draw: (interaction: Reading, found: Found, page: number | undefined) => RenderedModal) =>
  async (interaction: Reading, { action: id, page }: OfAction): Promise<Reply> => {
    const found = await find(interaction, id);
    if (found === null) return tell(interaction, 'refused.noSuchAction');
    return (page === undefined ? open : update)(draw(interaction, found, page));
  };

const usualDue = ({ now }: Reading, { loaded }: Found) => usualDueDate(now, loaded.retro.tz);

/** One press is an answer; then it asks for an optional line. */
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

/** @param length of the text that was typed, if any */
const at = (interaction: Interaction, field: string, code: Refusal, length = 0): Reply =>
  errors({
    [field]: screens.actionError(wordsFor(interaction), code, interaction.now, { what: length }),
  });

/** A form about one action item. @param intent what it decides, or why it cannot be @param field where a refusal is shown */
const decides = <Of extends OfAction, F extends Modal<Of>['fields']>(
  modal: Modal<Of, F>,
  field: keyof F & string,
  intent: (of: Of, fields: Read<F>) => Intent | Refusal,
  after: (interaction: Interaction, of: Of) => Promise<Reply> = (on, { page }) => afterwards(on, page),
) =>
  onSubmit(modal, async (interaction, of, fields) => {
    const decision = intent(of, fields);
    if (typeof decision === 'string') return at(interaction, field, decision);
    const why = await decideOn(interaction, of.action, decision);
    return why === null ? after(interaction, of) : at(interaction, field, why);
  });

const split = onSubmit(screens.splitModal, async (interaction, { action, page }, fields): Promise<Reply> => {
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
  // The sentence's example shows which of the two dates is meant.
  const isDate = why === 'dueWrong' || why === 'duePast' || why === 'dueFar';
  return at(interaction, isDate ? 'secondDue' : 'first', why);
});

export const followUpPart: FeaturePart = {
  actions: [
    onAction(screens.acceptAction, press('accept')),
    onAction(screens.declineAction, press('decline')),
    onAction(screens.finishAction, press('done')),
    onReading(screens.listActions, showActions),
    ...onReadingPages(screens.actionsPages, showActions),
    onAction(screens.moveTo, moveTo),
    onReading(
      screens.passAction,
      form((on, { action }, page) => renderPass(wordsFor(on), action, page)),
    ),
    onReading(
      screens.moveAction,
      form((on, found, page) => renderMove(wordsFor(on), found.action, usualDue(on, found), page)),
    ),
    onReading(
      screens.splitAction,
      form((on, found, page) => renderSplit(wordsFor(on), found.action, usualDue(on, found), page)),
    ),
    onReading(
      screens.giveUpAction,
      form((on, { action }, page) => renderGiveUp(wordsFor(on), action, { page })),
    ),
    ...helpedAnswers.map((answer) => onAction(screens.helpedAs[answer], helpedAs(answer))),
  ],
  views: [
    decides(screens.passModal, 'to', (_of, { to }) => (to === null ? 'ownerOutside' : { kind: 'pass', to })),
    decides(screens.moveModal, 'due', (_of, { due }) => ({ kind: 'move', dueOn: due ?? '' })),
    split,
    decides(
      screens.giveUpModal,
      'reason',
      (_of, { reason }) => ({ kind: 'drop', reason }),
      (interaction, { page, retro }) =>
        retro === undefined
          ? afterwards(interaction, page)
          : withRetro(interaction, retro, null, ({ t, loaded, by }) =>
              update(screens.renderDrop(t, loaded, by)),
            ),
    ),
    decides(screens.helpedModal, 'how', ({ helped }, { how }) => ({ kind: 'helped', helped, how })),
  ],
};
