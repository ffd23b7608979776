/** Proposing and dropping action items, and what an owner decides about theirs: in a message to them, in App Home, or in their list. */
import type { FeaturePart } from '#core/feature.ts';
import { type RowId, rowId, userId } from '#core/ids.ts';
import type { Action } from '#core/kit/action.ts';
import { endedMessage } from '#core/kit/ended.ts';
import type { Modal, Read, RenderedModal } from '#core/kit/modal.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  errors,
  type EventContext,
  type Interaction,
  nothing,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { atMoment } from '#core/sentence.ts';
import type { LocalDate } from '#core/time/date.ts';
import { renderActions } from '../home.ts';
import { refused, tell, withRetro } from '../session/answers.ts';
import { type Loaded, loadRetro } from '../session/load.ts';
import { applyEvent } from '../session/operations.ts';
import { usualDueDate } from '../session/lengths.ts';
import type { ActionEvent, Refusal } from '../session/phases.ts';
import { type Translator, wordsFor } from '../session/words.ts';
import { finishAction, type ListAt } from './ids.ts';
import { type ActionRow, loadAction, openActionsIn, openActionsOf } from './operations.ts';
import { ownActions } from './own.ts';
import * as proposing from './proposing.ts';
import { askJobs, questions } from './questions.ts';
import { actionLimits, toDo } from './rules.ts';
import * as screens from './screens.ts';

/** The proposer, or the facilitator, says why it is dropped. Who may is checked on submission. */
const drop = onAction(screens.dropAction, async (interaction, { action: id }) => {
  const action = await loadAction(interaction.scope, id);
  if (action === null) return tell(interaction, 'refused.noSuchAction');
  const { retro_id: retro } = action;
  return withRetro(interaction, retro, 'drop', ({ t }) =>
    action.state === 'dropped' ? tellSettled(t, action) : update(screens.renderGiveUp(t, action, { retro })),
  );
});

export interface OfAction extends ListAt {
  readonly action: RowId;
}

/** @returns `null` if it is gone, or not for the person */
export async function find(
  interaction: Reading,
  id: RowId,
): Promise<{ readonly action: ActionRow; readonly loaded: Loaded } | null> {
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

async function listOfActions(interaction: Reading, at: ListAt): Promise<RenderedModal> {
  const { scope, person, now } = interaction;
  const mine = await ownActions(scope, person, now);
  const { channel } = at;
  const team = channel === undefined ? [] : await openActionsIn(scope, channel);
  const others = team.filter(({ id }) => mine.every(({ row }) => row.id !== id));
  return renderActions(wordsFor(interaction), mine, others, at);
}

/** `/retro actions`: the person's own, and those of the channel's team. */
export const openActions = async (interaction: Reading): Promise<Reply> =>
  open(await listOfActions(interaction, { page: 0, channel: interaction.channel?.channelId }));

const showActions = async (interaction: Reading, at: ListAt): Promise<Reply> =>
  update(await listOfActions(interaction, at));

/** Redraws the list, if the person acted in it. */
export const afterwards = async (interaction: Interaction, { page, channel }: OfAction): Promise<Reply> =>
  page === undefined ? nothing : showActions(interaction, { page, channel });

/** That an action was done or dropped, and when. */
const settled = ({ what, state, done_at: at }: ActionRow) =>
  at === null
    ? ({ key: 'ended.settled', values: { what, state } } as const)
    : ({ key: 'ended.settledAt', values: { what, state, at: atMoment(at) } } as const);

/** Says that an action was done or dropped, and when. */
export function tellSettled(t: Translator, action: ActionRow): Reply {
  const { key, values } = settled(action);
  return say(endedMessage({ what: t.mrkdwn(key, values), now: t.mrkdwn('ended.now.actions') }));
}

export async function whyRefused(interaction: Reading, id: RowId, why: Refusal): Promise<Reply> {
  const found = await find(interaction, id);
  if (found === null) return tell(interaction, 'refused.noSuchAction');
  const t = wordsFor(interaction);
  return why === 'noSuchAction'
    ? tellSettled(t, found.action)
    : refused({ ...interaction, t, loaded: found.loaded }, why);
}

/** The same at a field of a form. @param length of the text that was typed, if any */
export async function refusedAt(
  interaction: Reading,
  id: RowId,
  field: string,
  why: Refusal,
  length = 0,
): Promise<Reply> {
  const action = why === 'noSuchAction' ? await loadAction(interaction.scope, id) : null;
  if (action === null) return proposing.errorAt(interaction, field, why, length);
  const t = wordsFor(interaction);
  const { key, values } = settled(action);
  return errors({ [field]: `${t.plain(key, values)} ${t.plain('ended.now.actions')}` });
}

/** A button that decides at once. */
export const press = <Of extends OfAction>(
  action: Action<Of>,
  intent: (of: Of) => Intent,
  after = afterwards,
) =>
  onAction(action, async (interaction, of) => {
    const why = await decideOn(interaction, of.action, intent(of));
    return why === null ? after(interaction, of) : whyRefused(interaction, of.action, why);
  });

/** A form that replaces the list if it was opened there. Permission is checked on submission. @param draw with a due date to propose */
const form =
  (draw: (t: Translator, row: ActionRow, due: LocalDate, at?: ListAt) => RenderedModal) =>
  async (interaction: Reading, { action: id, page, channel }: OfAction): Promise<Reply> => {
    const found = await find(interaction, id);
    if (found === null) return tell(interaction, 'refused.noSuchAction');
    const t = wordsFor(interaction);
    if (!toDo.includes(found.action.state)) return tellSettled(t, found.action);
    const due = usualDueDate(interaction.now, found.loaded.retro.tz);
    return (page === undefined ? open : update)(draw(t, found.action, due, { page, channel }));
  };

/** A form about one action item. @param intent what it decides, or why it cannot be @param field where a refusal is shown */
const decides = <Of extends OfAction, F extends Modal<Of>['fields']>(
  modal: Modal<Of, F>,
  field: keyof F & string,
  intent: (of: Of, fields: Read<F>) => Intent | Refusal,
  after: (interaction: Interaction, of: Of) => Promise<Reply> = afterwards,
) =>
  onSubmit(modal, async (interaction, of, fields) => {
    const decision = intent(of, fields);
    const why = typeof decision === 'string' ? decision : await decideOn(interaction, of.action, decision);
    return why === null ? after(interaction, of) : refusedAt(interaction, of.action, field, why);
  });

const split = onSubmit(screens.splitModal, async (interaction, of, fields): Promise<Reply> => {
  for (const name of ['first', 'second'] as const) {
    const { length } = fields[name];
    if (length === 0) return proposing.errorAt(interaction, name, 'whatEmpty');
    if (length > actionLimits.what) return proposing.errorAt(interaction, name, 'whatLong', length);
  }
  const { first, firstDue, second, secondDue } = fields;
  const why = await decideOn(interaction, of.action, {
    kind: 'split',
    first: { what: first, dueOn: firstDue ?? '' },
    second: { id: rowId(interaction.newId()), what: second, dueOn: secondDue ?? '' },
  });
  if (why === null) return afterwards(interaction, of);
  // The sentence's example shows which of the two dates is meant.
  return refusedAt(interaction, of.action, proposing.fieldOf[why] === 'due' ? 'secondDue' : 'first', why);
});

async function ownerLeft(context: EventContext, user: string): Promise<void> {
  const { scope, channel } = context;
  const person = userId(user);
  const theirs = (await openActionsOf(scope, person)).filter((row) => row.channel_id === channel.channelId);
  for (const retro of new Set(theirs.map(({ retro_id }) => retro_id))) {
    const loaded = await loadRetro(scope, retro);
    if (loaded !== null) await applyEvent(context, loaded, { kind: 'ownerGone', person });
  }
}

export const actionItemsPart: FeaturePart = {
  actions: [
    proposing.propose,
    drop,
    press(screens.acceptAction, () => ({ kind: 'accept' })),
    press(screens.declineAction, () => ({ kind: 'decline' })),
    press(finishAction, () => ({ kind: 'done' })),
    press(screens.moveTo, ({ day }) => ({ kind: 'move', dueOn: day })),
    onReading(screens.listActions, showActions),
    ...onReadingPages(screens.actionsPages, showActions),
    onReading(screens.passAction, form(screens.renderPass)),
    onReading(screens.moveAction, form(screens.renderMove)),
    onReading(screens.splitAction, form(screens.renderSplit)),
    onReading(
      screens.giveUpAction,
      form((t, row, _due, at = {}) => screens.renderGiveUp(t, row, at)),
    ),
  ],
  views: [
    proposing.saveProposal,
    decides(screens.passModal, 'to', (_of, { to }) => (to === null ? 'ownerOutside' : { kind: 'pass', to })),
    decides(screens.moveModal, 'due', (_of, { due }) => ({ kind: 'move', dueOn: due ?? '' })),
    split,
    decides(
      screens.giveUpModal,
      'reason',
      (_of, { reason }) => ({ kind: 'drop', reason }),
      (interaction, of) =>
        of.retro === undefined
          ? afterwards(interaction, of)
          : withRetro(interaction, of.retro, null, ({ t, loaded, by }) =>
              update(screens.renderDrop(t, loaded, by)),
            ),
    ),
  ],
  posts: questions,
  jobs: askJobs,
  events: [
    onEvent('member_left_channel', (context, { user }) => ownerLeft(context, user)),
    onEvent('user_deactivated', (context, { user }) => ownerLeft(context, user)),
  ],
};
