/** Buttons and menus of a retrospective as a whole. Each is decided from what is stored when it is pressed: a button outlives a phase, and a facilitator. */
import { wordsFor } from './words.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  clear,
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
import { findRows } from '#core/rows.ts';
import { isLocalDate } from '#core/time/date.ts';
import { instantOf } from '#core/time/zone.ts';
import { renderDrop } from '../action-items/screens.ts';
import { stretch } from '../discuss/handlers.ts';
import { renderRetros } from '../home.ts';
import type { TimedPhase } from '../start/formats.ts';
import { startViewLike } from '../start/operations.ts';
import { renderStart } from '../start/screens.ts';
import { sayReady } from '../vote/handlers.ts';
import { ifMayStart, refused, tell, withRetro, withRetroFor } from './answers.ts';
import { commands } from './commands.ts';
import {
  confirmModal,
  decidedPost,
  goOn,
  listRetros,
  mainPost,
  manage as manageId,
  ready,
  retrosPages,
} from './ids.ts';
import { loadRetro, openRetrosOf, withState } from './load.ts';
import { applyEvent, exposedBy, scheduleReminder } from './operations.ts';
import { isOpen, phases } from './phases.ts';
import { jobs, posts } from './posts.ts';
import { type RetroRow, retros } from './rows.ts';
import {
  handOver,
  handOverModal,
  holdAgain as holdAgainId,
  moreTime,
  moreTimeModal,
  renderConfirm,
  renderControl,
  renderHandOver,
  renderMoreTime,
  reopen,
} from './screens.ts';

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

async function showRetros(interaction: Reading, { page = 0 }: { page?: number }): Promise<Reply> {
  const mine = await openRetrosOf(interaction.scope);
  return update(renderRetros(wordsFor(interaction), mine, page));
}

async function manage(
  interaction: Interaction,
  { r: id, do: what }: { r: RowId; do: 'end' | 'cancel' | 'drop' | 'over' | 'more' },
): Promise<Reply> {
  const t = wordsFor(interaction);
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
        open(renderDrop(t, loaded, interaction.person.userId)),
      );
    case 'end':
      return withRetroFor(interaction, id, 'endPhase', async (loaded) =>
        open(renderConfirm(t, loaded, await exposedBy(interaction.scope, loaded))),
      );
    case 'cancel':
      return withRetroFor(interaction, id, 'cancel', (loaded) => open(renderConfirm(t, loaded, null)));
  }
}

const confirm = onSubmit(confirmModal, async (interaction, { retro: id, phase, what }): Promise<Reply> => {
  const loaded = await loadRetro(interaction.scope, id);
  const by = interaction.person.userId;
  const event =
    what === 'end' ? ({ kind: 'endPhase', by, phase } as const) : ({ kind: 'cancel', by } as const);
  const happened = loaded === null ? null : await applyEvent(interaction, loaded, event);
  if (happened?.ok === true) return clear;
  return say(
    messageOf(wordsFor(interaction).mrkdwn(`refused.${happened === null ? 'gone' : happened.code}`)),
  );
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
    onReading(listRetros, showRetros),
    ...onReadingPages(retrosPages, showRetros),
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

/** From the menu of the message. */
export const openControl = (interaction: Interaction, id: RowId): Promise<Reply> =>
  withRetroFor(interaction, id, 'extend', (loaded) => {
    const { phase } = loaded.retro;
    return isOpen(phase)
      ? open(renderControl(wordsFor(interaction), loaded, phase))
      : refused(interaction, phase);
  });

interface OfPhase {
  readonly retro: RowId;
  readonly phase: TimedPhase;
}

const more = (interaction: Interaction, { retro: id, phase }: OfPhase) =>
  withRetroFor(interaction, id, 'extend', (loaded) =>
    loaded.retro.phase === phase
      ? update(renderMoreTime(wordsFor(interaction), loaded, phase))
      : refused(interaction, 'alreadyEnded'),
  );

const again = (interaction: Interaction, { retro: id, phase }: OfPhase) =>
  withRetro(interaction, id, async (loaded) => {
    const by = interaction.person.userId;
    const happened = await applyEvent(interaction, loaded, { kind: 'reopen', by, phase });
    return happened.ok ? tell(interaction, 'control.reopened') : refused(interaction, happened.code);
  });

const hand = (interaction: Interaction, { retro: id }: { retro: RowId }) =>
  withRetroFor(interaction, id, 'handOver', (loaded) =>
    update(renderHandOver(wordsFor(interaction), loaded)),
  );

/** The form that starts one, with the choices of one that is over. Who may start is asked again when it is submitted. */
async function holdAgain(interaction: Interaction, { retro: id }: { retro: RowId }): Promise<Reply> {
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return tell(interaction, 'refused.gone');
  return ifMayStart(interaction, await interaction.scope.channel(loaded.row.channel_id), async (channel) =>
    open(renderStart(wordsFor(interaction), await startViewLike(interaction, channel, loaded), true)),
  );
}

const extend = onSubmit(moreTimeModal, async (interaction, { retro: id, phase }, fields): Promise<Reply> => {
  const t = wordsFor(interaction);
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return errors({ date: t.plain('refused.gone') });
  const { date, time } = fields;
  if (date === null || !isLocalDate(date) || time === null)
    return errors({ date: t.plain('refused.untilWrong') });
  const until = instantOf(date, time, t.tz);
  const by = interaction.person.userId;
  const happened = await applyEvent(interaction, loaded, { kind: 'extend', by, phase, until });
  if (!happened.ok) return errors({ date: t.plain(`refused.${happened.code}`) });
  if (loaded.retro.endsAt !== null)
    await stretch(interaction, { ...loaded, retro: happened.value }, until - loaded.retro.endsAt);
  await interaction.scope.publish(decidedPost(loaded.row, { by, until }));
  return clear;
});

const handedOver = onSubmit(handOverModal, async (interaction, { retro: id }, { to }): Promise<Reply> => {
  const t = wordsFor(interaction);
  const loaded = await loadRetro(interaction.scope, id);
  if (loaded === null) return errors({ to: t.plain('refused.gone') });
  if (to === null) return errors({ to: t.plain('refused.handedOutside') });
  const by = interaction.person.userId;
  const happened = await applyEvent(interaction, loaded, { kind: 'handOver', by, to });
  return happened.ok ? clear : errors({ to: t.plain(`refused.${happened.code}`) });
});

export const control: FeaturePart = {
  actions: [
    onAction(moreTime, more),
    onAction(reopen, again),
    onAction(handOver, hand),
    onAction(holdAgainId, holdAgain),
  ],
  views: [extend, handedOver],
};
