/** Putting an action into a tracker, by its owner alone: where, then exactly what, then the press. And what its owner says of one that was closed there. */
import type { KnownConnection } from '#core/connections.ts';
import type { ConnectionId } from '#core/connector.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  errors,
  type Interaction,
  nothing,
  onAction,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import type { ReadScope } from '#core/scope.ts';
import { type OfAction, find, tellSettled, whyRefused } from '../action-items/handlers.ts';
import type { ActionRow } from '../action-items/operations.ts';
import type { ListAt } from '../action-items/ids.ts';
import { dueOf } from '../action-items/screens.ts';
import { tell } from '../session/answers.ts';
import type { Loaded } from '../session/load.ts';
import { mainPost } from '../session/ids.ts';
import { type Translator, withYears, wordsFor } from '../session/words.ts';
import { lookAgain, notYet, placeModal, putAction, showModal } from './ids.ts';
import { posts } from './posts.ts';
import { placeOf, placesOf, trackerAnswers, trackerPlaces } from './rows.ts';
import { isPrivate, type IssueText, issueText, mayPut, placeFrom } from './rules.ts';
import { renderPlace, renderShow, seenOf, toolOf } from './screens.ts';
import { trackersOf, type TrackerView } from './view.ts';

interface Here {
  readonly t: Translator;
  readonly row: ActionRow;
  readonly loaded: Loaded;
  readonly view: TrackerView;
  readonly at: ListAt;
}

/** If the person owns it, and it can be put somewhere now. Otherwise they read why not. */
async function withAction(
  interaction: Interaction,
  { action: id, page, channel }: OfAction,
  run: (here: Here) => Promise<Reply>,
): Promise<Reply> {
  const found = await find(interaction, id);
  if (found === null) return tell(interaction, 'refused.noSuchAction');
  const { action: row, loaded } = found;
  if (row.owner_id !== interaction.person.userId) return whyRefused(interaction, id, 'notYourAction');
  const t = wordsFor(interaction);
  if (row.state !== 'open') return tellSettled(t, row);
  const view = (await trackersOf(interaction.scope, [id])).get(id);
  if (view === undefined || view.into.length === 0) return tell(interaction, 'tracker.none');
  if (!mayPut(row.state, view.issue))
    return say(messageOf(t.mrkdwn('tracker.already', { what: row.what, tool: toolOf(t, view) })));
  return run({ t, row, loaded, view, at: { page, channel } });
}

const put = onAction(putAction, (interaction, of) =>
  withAction(interaction, of, async ({ t, row, view, at }) => {
    const { scope } = interaction;
    const known = new Set(view.into.map(({ id }) => id));
    const last = (await placesOf(scope)).find(({ connection_id: id }) => known.has(id)) ?? null;
    // The answer is there when they have looked at the form.
    if (last !== null) await scope.connections.lookUp(last.connection_id, last.place);
    return (at.page === undefined ? open : update)(renderPlace(t, row, view.into, last, at));
  }),
);

interface Place {
  readonly connection: KnownConnection;
  readonly place: string;
}

/** What goes there as it would now, and who can read it. */
async function show(
  { scope }: Reading,
  { t, row, loaded, at }: Here,
  { connection, place }: Place,
  seen: string | null = null,
): Promise<Reply> {
  const known = await scope.connections.place(connection.id, place);
  const text = await textOf(scope, t, row, loaded, isPrivate(known?.audience ?? 'unknown'));
  const { called = '' } = (await placeOf(scope, connection.id)) ?? {};
  const isChanged = seen !== null && seen !== seenOf(text);
  return update(renderShow(t, { row, connection, place, known, text, called, isChanged }, at));
}

/** @param isLinked whether it leads back: only where nobody reads it who is not let in */
async function textOf(
  read: ReadScope,
  t: Translator,
  row: ActionRow,
  { row: retro }: Loaded,
  isLinked: boolean,
): Promise<IssueText> {
  const link = isLinked ? await read.linkTo(mainPost(retro)) : null;
  const dated = withYears(t);
  return issueText(
    { what: row.what, whenThen: row.when_then },
    {
      due: dated.plain('tracker.body.due', { due: dueOf(t, row.due_on) }),
      from: link === null ? t.plain('tracker.body.fromPlain') : t.plain('tracker.body.from', { link }),
    },
  );
}

const choose = onSubmit(placeModal, (interaction, of, fields) =>
  withAction(interaction, of, async (here) => {
    const { scope, now } = interaction;
    const connection = here.view.into.find(({ id }) => id === fields.connection);
    if (connection === undefined) return errors({ connection: here.t.plain('tracker.gone') });
    const place = placeFrom(connection.connector, fields.place);
    if (place === null) return errors({ place: here.t.plain('tracker.placeWrong') });
    const { called } = fields;
    await scope.upsertOwn(trackerPlaces, { connection_id: connection.id, place, called, used_at: now });
    await scope.connections.lookUp(connection.id, place);
    return show(interaction, here, { connection, place });
  }),
);

/** @param run with the connection, if it is still there */
const atPlace = (
  interaction: Interaction,
  of: OfAction & { readonly connection: ConnectionId; readonly place: string },
  run: (here: Here, at: Place) => Promise<Reply>,
): Promise<Reply> =>
  withAction(interaction, of, async (here) => {
    const connection = here.view.into.find(({ id }) => id === of.connection);
    if (connection === undefined) return tell(interaction, 'tracker.gone');
    return run(here, { connection, place: of.place });
  });

const look = onAction(lookAgain, (interaction, of) =>
  atPlace(interaction, of, async (here, at) => {
    await interaction.scope.connections.lookUp(at.connection.id, at.place);
    return show(interaction, here, at);
  }),
);

const send = onSubmit(showModal, (interaction, of) =>
  atPlace(interaction, of, async (here, at) => {
    const { scope, person } = interaction;
    const { t, row, loaded } = here;
    const known = await scope.connections.place(at.connection.id, at.place);
    const audience = known?.audience ?? 'unknown';
    const text = await textOf(scope, t, row, loaded, isPrivate(audience));
    // What goes there is what they have seen, and nothing else.
    if (seenOf(text) !== of.seen || audience !== of.audience) return show(interaction, here, at, of.seen);
    const { called = '' } = (await placeOf(scope, at.connection.id)) ?? {};
    await scope.connections.make(row.id, row.channel_id, {
      ...{ connection: at.connection.id, place: at.place, ...text, audience },
      ...{ assignee: called === '' ? null : called, by: person.userId },
    });
    await scope.refreshHome(person.userId);
    return say(messageOf(t.mrkdwn('tracker.sent', { what: row.what, tool: at.connection.called })));
  }),
);

/** It stands as it is here, and the question is over. */
const later = onAction(notYet, async (interaction, { action: id }: { readonly action: RowId }) => {
  const found = await find(interaction, id);
  if (found === null) return tell(interaction, 'refused.noSuchAction');
  if (found.action.owner_id !== interaction.person.userId)
    return whyRefused(interaction, id, 'notYourAction');
  // Done or dropped by then.
  if (found.action.state !== 'open') return tellSettled(wordsFor(interaction), found.action);
  const { scope, now } = interaction;
  await scope.upsertOwn(trackerAnswers, {
    ...{ action_id: id, retro_id: found.action.retro_id },
    answered_at: now,
  });
  await scope.refreshShowing(id);
  return nothing;
});

export const tracking: FeaturePart = { actions: [put, look, later], views: [choose, send], posts };
