/** Buttons and menus of the whole retrospective. Each is decided from the current rows: a button outlives a phase, and a facilitator. */
import type { FeaturePart } from '#core/feature.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  clear,
  type Command,
  type EventContext,
  nothing,
  onAction,
  onEvent,
  onReading,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { isLocalDate } from '#core/time/date.ts';
import { instantOf } from '#core/time/zone.ts';
import { openAgreed } from '../agreed/handlers.ts';
import { openActions } from '../action-items/handlers.ts';
import { renderDrop } from '../action-items/screens.ts';
import { openBegin } from '../before/beginning.ts';
import { stretch } from '../discuss/handlers.ts';
import { openHistory, openNumbers } from '../history/handlers.ts';
import { renderRetros } from '../home.ts';
import type { Others } from '../lessons/operations.ts';
import { openPlan } from '../plan/handlers.ts';
import { openStart, startViewLike } from '../start/handlers.ts';
import { renderStart } from '../start/screens.ts';
import { startTrends } from '../trends/handlers.ts';
import { answer } from '../vote/handlers.ts';
import {
  applyAndReply,
  applyFrom,
  ifMayStart,
  inChannel,
  onRetro,
  onRetroForm,
  refused,
  refusedAt,
  tell,
  withRetro,
} from './answers.ts';
import { inWords, readCommand } from './command.ts';
import * as ids from './ids.ts';
import { openRetrosOf, withState } from './load.ts';
import { applyEvent, exposedBy } from './operations.ts';
import { isOpen, phases } from './phases.ts';
import { jobs, posts } from './posts.ts';
import { openRetrosIn } from './rows.ts';
import { limitsOf } from './rules.ts';
import * as screens from './screens.ts';
import { scheduleReminder } from './timing.ts';
import { retroCopy, wordsFor } from './words.ts';

async function showRetros(interaction: Reading, { page = 0 }: { page?: number }): Promise<Reply> {
  const mine = await openRetrosOf(interaction.scope);
  return update(renderRetros(wordsFor(interaction), mine, page));
}

/** The message's menu. */
const manage = onAction(ids.manage, (interaction, { r: id, do: what }) => {
  switch (what) {
    case 'over':
      return withRetro(interaction, id, null, (here) => applyAndReply(here, { kind: 'takeOver' }));
    case 'more':
      return withRetro(interaction, id, 'extend', (here) => {
        const { phase } = here.loaded.retro;
        return isOpen(phase) ? open(screens.renderControl(here.t, here.loaded, phase)) : refused(here, phase);
      });
    case 'drop':
      return withRetro(interaction, id, 'drop', ({ t, loaded, by }) => open(renderDrop(t, loaded, by)));
    case 'end':
      return withRetro(interaction, id, 'endPhase', async ({ t, loaded, scope }) =>
        open(screens.renderConfirm(t, loaded, await exposedBy(scope, loaded))),
      );
    case 'cancel':
      return withRetro(interaction, id, 'cancel', ({ t, loaded }) =>
        open(screens.renderConfirm(t, loaded, null)),
      );
  }
});

const openHere = ({ scope, channel }: EventContext) => openRetrosIn(scope, channel.channelId);

/** It ends with what is there. Cards still being collected stay with their authors; nobody can read more than before. */
async function archived(context: EventContext): Promise<void> {
  for (const row of await openHere(context)) {
    await applyEvent(context, await withState(context.scope, row), { kind: 'channelGone' });
  }
}

/** A person is gone: they are no longer listed as asked, and the others may have to take over. Nothing is recounted. */
async function gone(context: EventContext): Promise<void> {
  const { scope } = context;
  for (const row of await openHere(context)) {
    await scope.refresh(ids.mainPost(row));
    await scope.refreshHome(...(await scope.peopleOf(row.participants_id)).map(({ userId: left }) => left));
  }
}

/** Reschedules their reminder by the new hours, even to an earlier time. */
async function workingTimeChanged(context: EventContext, user: string): Promise<void> {
  for (const row of await openHere(context)) {
    const { reminds, isFor } = phases[row.phase];
    if (!reminds || (isFor === 'facilitator' && row.facilitator_id !== user)) continue;
    const asked = await context.scope.peopleOf(row.participants_id);
    const person = asked.find(({ userId }) => userId === user);
    if (person !== undefined) await scheduleReminder(context, row, person);
  }
}

/** After a channel has opened up, App Home shows the progress, since the message no longer can. */
async function changed({ scope, channel }: EventContext): Promise<void> {
  if (channel.kind !== 'public' && !channel.isShared) return;
  await scope.refreshHome(...(await scope.members(channel.channelId)).map(({ userId: member }) => member));
}

async function run(others: Others, interaction: Reading, text: string): Promise<Reply> {
  const t = wordsFor(interaction);
  const meant = readCommand(text);
  switch (meant.kind) {
    case 'help':
    case 'slip':
      // Answered in words.
      return nothing;
    case 'plan':
      return ifMayStart(interaction, interaction.channel, (channel) =>
        openPlan(others, interaction, channel, meant.about),
      );
    case 'before':
      return ifMayStart(interaction, interaction.channel, (channel) =>
        openBegin(interaction, channel, meant.about),
      );
    case 'actions':
      return openActions(interaction);
    case 'history':
      return readHere(interaction, (channel) => openHistory(interaction, channel, meant.about));
    case 'numbers':
      return readHere(interaction, (channel) => openNumbers(interaction, channel));
    case 'trends':
      return readHere(interaction, (channel) => startTrends(others, interaction, channel));
    case 'asked':
      return openAgreed(interaction);
    case 'long':
      return ifMayStart(interaction, interaction.channel, () =>
        say(messageOf(t.mrkdwn('help.longName', { length: meant.length, most: limitsOf.about }))),
      );
    case 'start':
      return openStart(interaction, meant.about);
  }
}

/** For reading: everyone who can see the channel reads what is theirs to read. */
const readHere = (interaction: Reading, then: (channel: Channel) => Promise<Reply>): Promise<Reply> =>
  inChannel(interaction, interaction.channel?.channelId ?? null, then);

const commandsWith = (others: Others): readonly Command[] => [
  {
    name: '/retro',
    summary: retroCopy.named('command.summary'),
    usage: retroCopy.named('command.usage'),
    forGuests: {
      summary: retroCopy.named('command.guestSummary'),
      usage: retroCopy.named('command.guestUsage'),
    },
    words: ['actions'],
    isReader: true,
    inWords,
    run: (interaction, text) => run(others, interaction, text),
  },
];

/** @param others the practices that keep lessons */
export const session = (others: Others): FeaturePart => ({
  commands: commandsWith(others),
  actions: [
    manage,
    // Ends the phase that the button was in.
    onRetro(ids.goOn, null, (here, { phase }) => applyAndReply(here, { kind: 'endPhase', phase })),
    onRetro(ids.ready, null, async (here, { phase }) => {
      if (here.loaded.retro.phase !== phase) return refused(here, 'alreadyEnded', phase);
      const said = await answer(here, 'ready');
      return said.ok ? tell(here, 'ready.noted') : refused(here, said.code, phase);
    }),
    onReading(ids.listRetros, showRetros),
    ...onReadingPages(ids.retrosPages, showRetros),
    onRetro(screens.moreTime, 'extend', (here, { phase }) =>
      here.loaded.retro.phase === phase
        ? update(screens.renderMoreTime(here.t, here.loaded, phase))
        : refused(here, 'alreadyEnded', phase),
    ),
    onRetro(screens.reopen, null, (here, { phase }) =>
      applyAndReply(here, { kind: 'reopen', phase }, tell(here, 'control.reopened')),
    ),
    onRetro(screens.handOver, 'handOver', ({ t, loaded }) => update(screens.renderHandOver(t, loaded))),
    // The form that starts one, with the choices of an ended one. Permission is checked on submission.
    onRetro(screens.holdAgain, null, async (here) =>
      ifMayStart(here, await here.scope.channel(here.loaded.row.channel_id), async (channel) =>
        open(renderStart(here.t, await startViewLike(here, channel, here.loaded), true)),
      ),
    ),
  ],
  views: [
    onRetroForm(ids.confirmModal, null, (here, { phase, what }) =>
      applyAndReply(here, what === 'end' ? { kind: 'endPhase', phase } : { kind: 'cancel' }, clear),
    ),
    onRetroForm(screens.moreTimeModal, 'date', async (here, { phase }, { date, time }) => {
      const { loaded, by } = here;
      if (date === null || !isLocalDate(date) || time === null) return refusedAt(here, 'date', 'untilWrong');
      const until = instantOf(date, time, here.t.tz);
      const happened = await applyEvent(here, loaded, { kind: 'extend', by, phase, until });
      if (!happened.ok) return refusedAt(here, 'date', happened.code, phase);
      if (loaded.retro.endsAt !== null)
        await stretch(here, { ...loaded, retro: happened.value }, until - loaded.retro.endsAt);
      await here.scope.publish(ids.decidedPost(loaded.row, by, until));
      return clear;
    }),
    onRetroForm(screens.handOverModal, 'to', (here, _metadata, { to }) =>
      to === null ? refusedAt(here, 'to', 'handedOutside') : applyFrom(here, 'to', { kind: 'handOver', to }),
    ),
  ],
  events: [
    onEvent('channel_changed', changed),
    onEvent('channel_archive', archived),
    onEvent('member_left_channel', gone),
    onEvent('user_deactivated', gone),
    onEvent('working_time_changed', (context, { user }) => workingTimeChanged(context, user)),
  ],
  posts,
  jobs,
});
