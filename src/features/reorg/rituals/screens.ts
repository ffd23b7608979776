/** What becomes of a channel’s rituals: in its thread, in a list, in the form that decides, and in numbers a month later. */
import type { Feature } from '#core/feature.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message, RenderContext } from '#core/post.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { TaskRow } from './rows.ts';
import { counted, type Decision } from './rules.ts';

/** What rituals are called, of all practices. */
export type Titles = (name: string) => string;

export const titlesIn =
  (practices: () => readonly Feature[], t: T, locale: RenderContext['locale']): Titles =>
  (name) =>
    practices()
      .flatMap(({ schedules = [] }) => schedules)
      .find((one) => one.name === name)
      ?.title(locale) ?? t.plain('ritual.other');

/** One ritual and what becomes of it. @param isResting the channel is archived: what nobody decided about does not go on there */
export function taskLine(t: T, titles: Titles, task: TaskRow, now: number, isResting: boolean): Mrkdwn {
  const title = titles(task.ritual);
  const day = onDay(task.due_at);
  const owner = nameOf(task.owner_id);
  switch (task.state) {
    case 'open':
      if (now >= task.due_at) return t.mrkdwn(isResting ? 'ritual.rests' : 'ritual.undecided', { title });
      if (task.owner_id === null) return t.mrkdwn('ritual.nobody', { title, day });
      return task.deputy_id === null
        ? t.mrkdwn('ritual.open', { title, owner, day })
        : t.mrkdwn('ritual.openWith', { title, owner, deputy: nameOf(task.deputy_id), day });
    case 'keep':
      return t.mrkdwn('ritual.keep', { title, owner });
    case 'merge':
    case 'handover':
      return task.into_id === null
        ? t.mrkdwn(`ritual.${task.state}Unnamed`, { title, owner })
        : t.mrkdwn(`ritual.${task.state}`, { title, owner, channel: channelLink(task.into_id) });
    case 'retire':
      return t.mrkdwn('ritual.retire', { title, by: nameOf(task.decided_by) });
    case 'off':
      return t.mrkdwn('ritual.off', { title });
  }
}

interface List {
  readonly tasks: readonly TaskRow[];
  readonly titles: Titles;
  readonly now: number;
  readonly isResting: boolean;
}

const linesOf = (t: T, { tasks, titles, now, isResting }: List): readonly Mrkdwn[] =>
  tasks.map((task) => taskLine(t, titles, task, now, isResting));

const isOpen = ({ state }: TaskRow): boolean => state === 'open';

/** In the thread of the brief. @param isCounted the channel read which rituals live on: nothing is to be decided any more */
export function ritualsMessage(t: T, of: ids.OfHere, list: List, isCounted: boolean): Message {
  const isAsking = !isCounted && list.tasks.some(isOpen);
  return messageOf(
    t.mrkdwn(isAsking ? 'rituals.ask' : 'rituals.decided'),
    join(linesOf(t, list)),
    ...(isAsking
      ? [actions([button(ids.openRituals, t.plain('rituals.open'), of)]), context(t.mrkdwn('rituals.means'))]
      : []),
  );
}

/** To who sees to it. */
export function decideByMessage(t: T, of: ids.OfHere, list: List, round: number): Message {
  const channel = channelLink(of.channel);
  const day = onDay(list.tasks[0]?.due_at ?? 0);
  const key = round === 1 ? 'decideBy.again' : round === 2 ? 'decideBy.passed' : 'decideBy.first';
  return messageOf(
    t.mrkdwn(key, { channel, day }),
    join(linesOf(t, list)),
    actions([button(ids.openRituals, t.plain('rituals.open'), of)]),
    context(t.mrkdwn('decideBy.stop')),
  );
}

/** What became of them, once nothing of it is theirs to decide. */
export const becameLine = (t: T, of: ids.OfHere, list: List): Mrkdwn =>
  join([t.mrkdwn('decideBy.over', { channel: channelLink(of.channel) }), ...linesOf(t, list)]);

/** Slack takes 100 blocks. */
const most = 40;

export function renderRituals(t: T, of: ids.OfHere, list: List, note?: Mrkdwn): RenderedModal {
  const shown = list.tasks.slice(0, most);
  return renderModal(ids.ritualsModal, of, t.modal('rituals.title'), [
    ...(note === undefined ? [] : [section(note)]),
    ...shown.flatMap((task) => {
      const line = section(taskLine(t, list.titles, task, list.now, list.isResting));
      if (!isOpen(task)) return [line];
      const takes = button(ids.takeOn, t.plain('ritual.takeOn'), { task: task.id });
      const decides = button(ids.decide, t.plain('ritual.decide'), { task: task.id });
      return [line, actions(task.owner_id === null ? [decides, takes] : [decides], `reorg.${task.id}`)];
    }),
  ]);
}

export function renderDecide(
  t: T,
  task: TaskRow,
  {
    title,
    offered,
    into,
    self,
  }: {
    readonly title: string;
    readonly offered: readonly Decision[];
    readonly into: ChannelId | null;
    readonly self: UserId;
  },
): RenderedModal {
  const modal = ids.decideModal;
  const choices = Object.fromEntries(offered.map((one) => [one, t.plain(`decide.${one}`)]));
  return renderModal(modal, { task: task.id }, t.modal('decide.title', 'save'), [
    section(t.mrkdwn('decide.which', { title, channel: channelLink(task.channel_id) })),
    input(modal, 'decision', { label: t.plain('decide.what'), choices }),
    input(modal, 'into', t.labels('decide.into', { hint: 'decide.intoHint' }), into),
    input(modal, 'owner', t.labels('decide.owner'), task.owner_id ?? self),
    input(modal, 'deputy', t.labels('decide.deputy'), task.deputy_id ?? undefined),
    context(t.mrkdwn('decide.means')),
  ]);
}

/** How many live on. */
export function aliveMessage(t: T, tasks: readonly TaskRow[]): Message {
  const { alive, retired, all } = counted(tasks);
  return messageOf(t.mrkdwn('alive.line', { alive, all, retired }), context(t.mrkdwn('alive.means')));
}

/** For the page and Home of an admin: one line for each channel. */
export function ritualLines(t: T, all: readonly TaskRow[], now: number): readonly Mrkdwn[] {
  const byChannel = Map.groupBy(
    all.filter(({ state }) => state !== 'off'),
    ({ channel_id: channel }) => channel,
  );
  return [...byChannel].map(([channel, tasks]) => {
    const { alive, retired, all: count } = counted(tasks);
    const open = tasks.filter(isOpen);
    const isLate = open.some(({ due_at: at }) => now >= at);
    const values = { channel: channelLink(channel), alive, retired, all: count, open: open.length };
    if (tasks.some(({ alive_at: at }) => at !== null)) return t.mrkdwn('page.alive', values);
    if (open.length === 0) return t.mrkdwn('page.decided', values);
    return t.mrkdwn(isLate ? 'page.late' : 'page.open', values);
  });
}
