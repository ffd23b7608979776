/** Buttons and menus. Each is decided from what is stored when it is pressed, never from what it carries. */
import { findRows } from '#core/rows.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { onPages } from '#core/kit/pages.ts';
import {
  clear,
  type EventContext,
  type Interaction,
  nothing,
  onAction,
  onEvent,
  onSubmit,
  open,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { renderConfirm, renderDrop } from '../action-items/screens.ts';
import { openControl } from '../control/handlers.ts';
import { renderRetros } from '../home.ts';
import type { TimedPhase } from '../start/formats.ts';
import { sayReady } from '../vote/handlers.ts';
import { refused, sayIn, tell, withRetro, withRetroFor, wordsIn } from './answers.ts';
import { commands } from './commands.ts';
import { confirmModal, goOn, listRetros, mainPost, manage as manageId, ready, retrosPages } from './ids.ts';
import { jobs } from './jobs.ts';
import { loadRetro, openRetrosOf, withState } from './load.ts';
import { exposedBy, applyEvent } from './operations.ts';
import { isOpen, phases } from './phases.ts';
import { posts } from './posts.ts';
import { scheduleReminder } from './reminders.ts';
import { type RetroRow, retros } from './rows.ts';

interface InPhase {
  readonly retro: RowId;
  readonly phase: TimedPhase;
}

/** The facilitator ends the phase in which the button stood. */
const endThis = (interaction: Interaction, { retro: id, phase }: InPhase) =>
  withRetro(interaction, id, async (loaded) => {
    const by = interaction.person.userId;
    const ended = await applyEvent(interaction, loaded, { kind: 'endPhase', by, phase });
    return ended.ok ? nothing : refused(interaction, ended.code);
  });

const through = (interaction: Interaction, { retro: id, phase }: InPhase) =>
  withRetro(interaction, id, async (loaded) => {
    if (loaded.retro.phase !== phase) return refused(interaction, 'alreadyEnded');
    const said = await sayReady(interaction, loaded, interaction.person.userId);
    return said.ok ? tell(interaction, 'ready.noted') : refused(interaction, said.code);
  });

async function showRetros(interaction: Interaction, { page = 0 }: { page?: number }): Promise<Reply> {
  const mine = await openRetrosOf(interaction.scope);
  return update(renderRetros(wordsIn(interaction), mine, page));
}

async function manage(
  interaction: Interaction,
  { r: id, do: what }: { r: RowId; do: 'end' | 'cancel' | 'drop' | 'over' | 'more' },
): Promise<Reply> {
  const words = wordsIn(interaction);
  switch (what) {
    case 'over':
      return withRetro(interaction, id, async (loaded) => {
        const taken = await applyEvent(interaction, loaded, {
          kind: 'takeOver',
          by: interaction.person.userId,
        });
        return taken.ok ? nothing : refused(interaction, taken.code);
      });
    case 'more':
      return openControl(interaction, id);
    case 'drop':
      return withRetroFor(interaction, id, 'drop', (loaded) =>
        open(renderDrop(words, loaded, interaction.person.userId)),
      );
    case 'end':
      return withRetroFor(interaction, id, 'endPhase', async (loaded) =>
        open(renderConfirm(words, loaded, await exposedBy(interaction.scope, loaded))),
      );
    case 'cancel':
      return withRetroFor(interaction, id, 'cancel', (loaded) => open(renderConfirm(words, loaded, null)));
  }
}

const confirm = onSubmit(confirmModal, async (interaction, { retro: id, phase, what }): Promise<Reply> => {
  const loaded = await loadRetro(interaction.scope, id);
  const by = interaction.person.userId;
  const event =
    what === 'end' ? ({ kind: 'endPhase', by, phase } as const) : ({ kind: 'cancel', by } as const);
  const happened = loaded === null ? null : await applyEvent(interaction, loaded, event);
  if (happened?.ok === true) return clear;
  return say(messageOf(sayIn(interaction).mrkdwn(`refused.${happened === null ? 'gone' : happened.code}`)));
});

async function openHere({ scope, channel }: EventContext): Promise<RetroRow[]> {
  const rows = await findRows(scope.from(retros), { channel_id: channel.channelId }, 'id');
  return rows.filter(({ phase }) => isOpen(phase));
}

/** It ends with what is there. Cards that were still being collected stay with their authors; nobody can read more than before. */
async function archived(context: EventContext): Promise<void> {
  for (const row of await openHere(context)) {
    await applyEvent(context, await withState(context.scope, row), { kind: 'channelGone' });
  }
}

/** Somebody is gone: they are not named among those asked any more, and whoever is left may have to take over. Nothing is counted anew. */
async function gone(context: EventContext): Promise<void> {
  const { scope } = context;
  for (const row of await openHere(context)) {
    await scope.refresh(mainPost(row));
    for (const { userId: left } of await scope.peopleOf(row.participants_id)) await scope.refreshHome(left);
  }
}

/** Their reminder comes by the new hours, also where they are now earlier. */
async function workingTimeChanged(context: EventContext, user: string): Promise<void> {
  for (const row of await openHere(context)) {
    if (!phases[row.phase].reminds) continue;
    const asked = await context.scope.peopleOf(row.participants_id);
    const person = asked.find(({ userId }) => userId === user);
    if (person !== undefined) await scheduleReminder(context, row, person);
  }
}

/** Where a channel has opened up, App Home says how it goes on: the message cannot any more. */
async function changed({ scope, channel }: EventContext): Promise<void> {
  if (channel.kind !== 'public' && !channel.isShared) return;
  for (const { userId: member } of await scope.members(channel.channelId)) await scope.refreshHome(member);
}

export const session: FeaturePart = {
  commands,
  actions: [
    onAction(manageId, manage),
    onAction(goOn, endThis),
    onAction(ready, through),
    onAction(listRetros, showRetros),
    ...onPages(retrosPages, showRetros),
  ],
  views: [confirm],
  events: [
    onEvent('channel_changed', changed),
    onEvent('channel_archive', archived),
    onEvent('member_left_channel', gone),
    onEvent('user_deactivated', gone),
    onEvent('working_time_changed', (context, { user }) => workingTimeChanged(context, user)),
  ],
  posts,
  jobs,
};
