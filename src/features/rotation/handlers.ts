/** Buttons. Each is decided from the current rows, never from what the button carries. */
import { type RowId, userId } from '#core/ids.ts';
import { defineJob, type JobDefinition } from '#core/job.ts';
import { endedMessage } from '#core/kit/ended.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  type ActionListener,
  clear,
  errors,
  type EventContext,
  type EventListener,
  type Interaction,
  type Reading,
  nothing,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  type Reply,
  say,
  type ViewListener,
} from '#core/listener.ts';
import type { Result } from '#core/result.ts';
import type { Schedule } from '#core/schedule.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import type { AgendaItems, DigestItems } from '#core/week.ts';
import { handOut } from './agenda.ts';
import * as answers from './answers.ts';
import { rotationCopy } from './copy.ts';
import * as ids from './ids.ts';
import { asItStands, atItsTime, comingIn } from './rows.ts';
import { isThere, scheduleNames, shownOf } from './rules.ts';
import { renderSwap, settledLine } from './screens.ts';
import { announce, end, meet } from './slots.ts';

/** @param slot `null`: the button is about no meeting */
async function told(interaction: Reading, code: answers.AnswerRefusal, slot: RowId | null): Promise<Reply> {
  const row = slot === null || !settled.includes(code) ? null : await asItStands(interaction.scope, slot);
  const t = rotationCopy.for(interaction);
  const what = row === null ? null : settledLine(t, row, interaction.person.userId, interaction.now);
  return say(
    what === null
      ? messageOf(t.mrkdwn(`refused.${code}`))
      : endedMessage({ what, now: t.mrkdwn('refused.now') }),
  );
}

/** What is settled meanwhile. */
const settled: readonly answers.AnswerRefusal[] = ['gone', 'notYours', 'notAsked', 'already', 'full'];

async function done(
  interaction: Interaction,
  answered: Promise<Result<null, answers.AnswerRefusal>>,
  slot: RowId | null,
): Promise<Reply> {
  const result = await answered;
  return result.ok ? nothing : told(interaction, result.code, slot);
}

export const actions: readonly ActionListener[] = [
  onAction(ids.accept, (interaction, { slot }) =>
    done(interaction, answers.acceptSlot(interaction, slot), slot),
  ),
  onAction(ids.later, (interaction, { slot }) => done(interaction, answers.putOff(interaction, slot), slot)),
  onReading(ids.swap, async (interaction, { slot }) => {
    const own = await answers.ownSlot(interaction, slot);
    return own.ok
      ? open(renderSwap(rotationCopy.for(interaction), own.value))
      : told(interaction, own.code, slot);
  }),
  onAction(ids.takeOver, (interaction, { slot }) =>
    done(interaction, answers.agree(interaction, slot), slot),
  ),
  onAction(ids.decline, (interaction, { slot }) =>
    done(interaction, answers.disagree(interaction, slot), slot),
  ),
  onAction(ids.volunteer, (interaction, { slot }) =>
    done(interaction, answers.comeForward(interaction, slot), slot),
  ),
  onAction(ids.stepBack, (interaction, { slot }) =>
    done(interaction, answers.goBack(interaction, slot), slot),
  ),
  onAction(ids.leave, (interaction, { channel }) =>
    done(interaction, answers.stepOut(interaction, channel), null),
  ),
  onAction(ids.comeBack, (interaction, { channel }) =>
    done(interaction, answers.joinIn(interaction, channel), null),
  ),
  onAction(ids.join, async (interaction, { channel }) => {
    const joined = await answers.joinIn(interaction, channel);
    if (!joined.ok) return told(interaction, joined.code, null);
    const t = rotationCopy.for(interaction);
    return say(messageOf(t.mrkdwn('joined', { channel: channelLink(channel) })));
  }),
];

export const views: readonly ViewListener[] = [
  onSubmit(ids.swapModal, async (interaction, { slot }, { person }) => {
    const asked = await answers.askToSwap(interaction, slot, person);
    if (asked.ok) return clear;
    const sentence = rotationCopy.for(interaction).plain(`refused.${asked.code}`);
    if (asked.code === 'gone' || asked.code === 'notYours') return told(interaction, asked.code, slot);
    return errors({ person: sentence });
  }),
];

async function left(context: EventContext, user: string): Promise<void> {
  await answers.letGo(context, await comingIn(context.scope, context.channel.channelId), userId(user));
}

/** They are away, or have a day off, when they were to present. */
async function workingTimeChanged(context: EventContext, user: string): Promise<void> {
  const person = await context.scope.person(userId(user));
  if (person === null) return;
  const isHoliday = await holidaysOf(person.workingHours.holidays);
  const coming = await comingIn(context.scope, context.channel.channelId);
  const rows = await Promise.all(coming.map((row) => atItsTime(context.scope, row)));
  const missed = rows.filter((row) => !isThere(person, row.meets_at, isHoliday));
  await answers.letGo(context, missed, person.userId);
}

async function archived(context: EventContext): Promise<void> {
  for (const row of await comingIn(context.scope, context.channel.channelId))
    await end(context, row, 'fell_out');
}

export const events: readonly EventListener[] = [
  onEvent('member_left_channel', (context, { user }) => left(context, user)),
  onEvent('user_deactivated', (context, { user }) => left(context, user)),
  onEvent('working_time_changed', (context, { user }) => workingTimeChanged(context, user)),
  onEvent('channel_archive', archived),
];

export const jobs: readonly JobDefinition[] = [
  defineJob(ids.meets, 'transition', {
    title: rotationCopy.titled('title.meets'),
    run: (context, { slot }) => meet(context, slot),
  }),
  defineJob(ids.asks, 'transition', {
    title: rotationCopy.titled('title.ask'),
    run: (context, { slot }) => answers.askThem(context, slot),
  }),
  defineJob(ids.asked, 'transition', {
    title: rotationCopy.titled('title.ask'),
    run: (context, { slot }) => answers.wasAsked(context, slot),
  }),
  defineJob(ids.reminds, 'transition', {
    title: rotationCopy.titled('title.ask'),
    run: (context, { slot }) => answers.remindThem(context, slot),
  }),
  defineJob(ids.unanswered, 'transition', {
    title: rotationCopy.titled('title.ask'),
    run: (context, { slot }) => answers.passOver(context, slot),
  }),
  defineJob(ids.tells, 'transition', {
    title: rotationCopy.titled('title.slot'),
    run: (context, { slot }) => answers.tellUnsaid(context, slot),
  }),
  defineJob(ids.joins, 'transition', {
    title: rotationCopy.titled('title.joins'),
    run: (context, { channel, person }) => answers.putIn(context, channel, person),
  }),
  defineJob(ids.rejoins, 'transition', {
    title: rotationCopy.titled('title.joins'),
    run: (context, { channel, person }) => answers.putBackIn(context, channel, person),
  }),
];

/** Once people share here, there is something to talk about. */
const offered = { whenShared: 3 } as const;

/** @param items what the practices of the workspace contribute */
export const schedulesWith = (items: AgendaItems): readonly Schedule[] => [
  {
    name: scheduleNames.meeting,
    title: rotationCopy.named('meeting.title'),
    what: rotationCopy.named('meeting.what'),
    usual: { every: 'week', weekday: 3, minutes: 15 * 60 },
    offered,
  },
  {
    name: scheduleNames.presenter,
    title: rotationCopy.named('presenter.title'),
    what: rotationCopy.named('presenter.what'),
    usual: { before: scheduleNames.meeting, days: 7, minutes: 0 },
    offered,
    occur: announce,
  },
  {
    name: scheduleNames.agenda,
    title: rotationCopy.named('agenda.title'),
    what: rotationCopy.named('agenda.what'),
    usual: { before: scheduleNames.meeting, days: 0, minutes: 60 },
    offered,
    occur: (context) => handOut(context, items),
  },
];

export const digestItems: DigestItems<'presenter'> = {
  kinds: { presenter: { title: rotationCopy.named('digest.kind'), order: 60, most: 1, isNews: false } },
  find: async (read, { channel, to }) => {
    const next = (await comingIn(read, channel)).find((row) => shownOf(row) === 'presents');
    return next === undefined
      ? []
      : [{ id: next.id, kind: 'presenter', authors: [], channel, at: to, liked: 0, used: 0 }];
  },
  draw: async (read, { id }, renderContext) => {
    const row = await asItStands(read, id);
    if (row?.state !== 'coming' || shownOf(row) !== 'presents') return null;
    const t = rotationCopy.for(renderContext);
    const text = t.mrkdwn('digest.line', {
      presenter: nameOf(row.presenter_id),
      day: onDay(row.meets_at),
    });
    return { title: t.plain('digest.kind'), blocks: [], facts: [text], can: [] };
  },
};
