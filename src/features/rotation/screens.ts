/** Who presents: for the channel, the chosen person, and the person asked to swap. */
import { messageOf } from '#core/kit/message.ts';
import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { HomeSection } from '#core/feature.ts';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment, channelLink, nameOf, namesOf } from '#core/sentence.ts';
import { type Mrkdwn } from '#core/text.ts';
import { rotationCopy, type Translator } from './copy.ts';
import * as ids from './ids.ts';
import { atItsTime, channelsOf, ownParts, type SlotRow, slotsOf, type TurnRow } from './rows.ts';
import { mayPresent, scheduleNames, shownOf } from './rules.ts';

/** Who presents, in a sentence or two: that somebody was asked, only once they were. */
export function whoLines(t: Translator, row: SlotRow): Mrkdwn[] {
  const at = atMoment(row.meets_at);
  const presenter = nameOf(row.presenter_id);
  const second = row.second_id === null ? null : nameOf(row.second_id);
  const shown = shownOf(row);
  if (shown === 'presents')
    return second === null
      ? [t.mrkdwn('slot.one', { presenter, at })]
      : [t.mrkdwn('slot.two', { presenter, second, at })];
  // Somebody who did not answer is not named afterwards.
  if (row.state === 'over')
    return [
      second === null ? t.mrkdwn('slot.over', { at }) : t.mrkdwn('slot.one', { presenter: second, at }),
    ];
  if (shown === 'nobody') return [t.mrkdwn('slot.nobody', { at })];
  const one = second === null ? [] : [t.mrkdwn('slot.one', { presenter: second, at })];
  return [...one, t.mrkdwn('slot.asked', { presenter, at })];
}

/** Whether anyone can still volunteer. */
export function volunteerButtons(t: Translator, row: SlotRow): ActionsBlock['elements'] {
  if (row.state !== 'coming') return [];
  if (shownOf(row) === 'nobody')
    return [button(ids.volunteer, t.plain('slot.present'), { slot: row.id }, { style: 'primary' })];
  if (row.second_id !== null) return [];
  return [button(ids.volunteer, t.plain('slot.presentToo'), { slot: row.id })];
}

/** Who presents, and what anyone can do about it while it is to come. */
export function whoBlocks(t: Translator, row: SlotRow): (Mrkdwn | KnownBlock)[] {
  if (row.state === 'fell_out') return [fellOutLine(t, row)];
  if (row.state === 'over') return whoLines(t, row);
  const joining = button(ids.join, t.plain('slot.join'), { channel: row.channel_id });
  return [...whoLines(t, row), actions([...volunteerButtons(t, row), joining])];
}

export const fellOutLine = (t: Translator, row: SlotRow): Mrkdwn =>
  t.mrkdwn('slot.fellOut', { at: atMoment(row.meets_at) });

/** @param owners the people responsible */
export function slotMessage(t: Translator, row: SlotRow, owners: readonly UserId[]): Message {
  const owner =
    owners.length === 0 ? t.mrkdwn('changeInSettings') : t.mrkdwn('setUpBy', { owner: namesOf(owners) });
  return messageOf(
    header(t.plain('slot.title')),
    ...whoBlocks(t, row),
    ...(row.state === 'coming' ? [context(t.mrkdwn('slot.how'))] : []),
    context(owner),
  );
}

/** @param person who reads it @returns `null` once it is over, or another person's turn */
export function askMessage(t: Translator, row: SlotRow, person: UserId): Message | null {
  if (row.state !== 'coming' || row.presenter_id !== person) return null;
  const at = atMoment(row.meets_at);
  const channel = channelLink(row.channel_id);
  const isAsked = row.answer === 'asked';
  const line = t.mrkdwn(isAsked ? 'ask.question' : 'ask.accepted', { channel, at });
  const swapped =
    row.swap === 'none' || row.swap_id === null
      ? []
      : [t.mrkdwn(`ask.swap.${row.swap}`, { person: nameOf(row.swap_id) })];
  return messageOf(line, ...swapped, actions(presenterButtons(t, row)), context(t.mrkdwn('ask.why')));
}

/** The one reminder. @param person who reads it @returns `null` once there is an answer, or it is another person's turn */
export function remindMessage(t: Translator, row: SlotRow, person: UserId): Message | null {
  if (row.state !== 'coming' || row.presenter_id !== person || row.answer !== 'asked') return null;
  const values = { channel: channelLink(row.channel_id), at: atMoment(row.meets_at) };
  const line = t.mrkdwn('remind.question', values);
  return messageOf(line, actions(presenterButtons(t, row)), context(t.mrkdwn('remind.why')));
}

/** To the owner, where nobody in the rotation can. @returns `null` once somebody presents or is asked */
export function ownerMessage(t: Translator, row: SlotRow): Message | null {
  if (row.state !== 'coming' || row.presenter_id !== null) return null;
  const values = { channel: channelLink(row.channel_id), at: atMoment(row.meets_at) };
  return messageOf(
    t.mrkdwn('owner.nobody', values),
    actions(volunteerButtons(t, row)),
    context(t.mrkdwn('owner.what')),
  );
}

export function ownerLine(t: Translator, row: SlotRow): Mrkdwn {
  const values = { channel: channelLink(row.channel_id), at: atMoment(row.meets_at) };
  return t.mrkdwn(row.state === 'coming' ? 'owner.found' : 'ask.over', values);
}

/** Why the person asked does not present. */
export function askedLine(t: Translator, row: SlotRow, person: UserId): Mrkdwn {
  const values = { at: atMoment(row.meets_at), channel: channelLink(row.channel_id) };
  if (row.state === 'fell_out') return t.mrkdwn('ask.fellOut', values);
  if (row.state === 'coming' && row.presenter_id === person) return t.mrkdwn('ask.accepted', values);
  return t.mrkdwn(row.state === 'over' ? 'ask.over' : 'ask.passed', values);
}

/** To a person who presses a button that is out of date: what became of the meeting, or of what they were asked. @returns `null` if neither changed */
export function settledLine(t: Translator, row: SlotRow, person: UserId, now: Instant): Mrkdwn | null {
  const values = { at: atMoment(row.meets_at), channel: channelLink(row.channel_id) };
  if (row.state === 'fell_out') return t.mrkdwn('settled.fellOut', values);
  if (row.state === 'over' || row.meets_at <= now) return t.mrkdwn('ask.over', values);
  return row.presenter_id === person || row.second_id === person ? null : t.mrkdwn('settled.other', values);
}

/** App Home has many entries, none of which is the primary one. */
type Where = 'message' | 'home';

const primaryIn = (where: Where) => (where === 'message' ? { style: 'primary' as const } : {});

/** A presenter's actions. */
export function presenterButtons(
  t: Translator,
  row: SlotRow,
  where: Where = 'message',
): ActionsBlock['elements'] {
  const id = { slot: row.id };
  return [
    ...(row.answer === 'asked' ? [button(ids.accept, t.plain('ask.accept'), id, primaryIn(where))] : []),
    button(ids.swap, t.plain('ask.swap'), id),
    button(ids.later, t.plain('ask.later'), id),
  ];
}

/** @param person who reads it @returns `null` once it is settled */
export function swapMessage(t: Translator, row: SlotRow, person: UserId): Message | null {
  const { presenter_id: presenter, swap } = row;
  if (row.state !== 'coming' || presenter === null || presenter === person) return null;
  if (row.swap_id !== person || swap === 'no') return null;
  const line = t.mrkdwn('swap.question', {
    presenter: nameOf(presenter),
    channel: channelLink(row.channel_id),
    at: atMoment(row.meets_at),
  });
  return messageOf(line, actions(swapButtons(t, row)), context(t.mrkdwn('swap.why')));
}

/** How it was settled. @param person who reads it */
export function swappedLine(t: Translator, row: SlotRow, person: UserId): Mrkdwn {
  const values = { at: atMoment(row.meets_at), channel: channelLink(row.channel_id) };
  if (row.state !== 'coming') return t.mrkdwn('swap.over', values);
  if (row.presenter_id === person) return t.mrkdwn('swap.taken', values);
  return row.swap_id === person && row.presenter_id !== null && row.swap === 'no'
    ? t.mrkdwn('swap.declined', { presenter: nameOf(row.presenter_id) })
    : t.mrkdwn('swap.settled', values);
}

/** The actions of a person asked to swap. */
export function swapButtons(t: Translator, row: SlotRow, where: Where = 'message'): ActionsBlock['elements'] {
  const id = { slot: row.id };
  return [
    button(ids.takeOver, t.plain('swap.agree'), id, primaryIn(where)),
    button(ids.decline, t.plain('swap.decline'), id),
  ];
}

export function renderSwap(t: Translator, row: SlotRow): RenderedModal {
  return renderModal(ids.swapModal, { slot: row.id }, t.modal('swap.title', 'swap.submit'), [
    input(ids.swapModal, 'person', t.labels('swap.with')),
    context(t.mrkdwn('swap.means', { channel: channelLink(row.channel_id) })),
  ]);
}

/** Two blocks each: with the header and the channels they fit within a section's twenty. */
const mostSlots = 4;

const mostChannels = 10;

export const homeSection: HomeSection = {
  order: 10,
  build: async (read, renderContext) => {
    if (read.viewer.kind !== 'person') return [];
    const { userId } = read.viewer;
    const t = rotationCopy.for(renderContext);
    const all = await Promise.all((await slotsOf(read, userId)).map((row) => atItsTime(read, row)));
    const own = all.filter(({ meets_at: at }) => at > renderContext.now).slice(0, mostSlots);
    const turns = (await running(read)).slice(0, mostChannels);
    const others = (await notJoined(read)).slice(0, mostChannels - turns.length);
    if (own.length + turns.length + others.length === 0) return [];
    return [
      header(t.plain('home.title')),
      ...own.flatMap((row) => slotBlocks(t, row, userId)),
      ...turns.map(({ channel_id: channel, takes_part: part }) => turnBlock(t, channel, part === 1)),
      ...others.map((channel) => turnBlock(t, channel, false)),
    ];
  },
};

/** Active rotations in the viewer's channels that they could join and never were in. */
async function notJoined(read: ReadScope): Promise<ChannelId[]> {
  const { viewer } = read;
  const me = viewer.kind === 'person' ? await read.person(viewer.userId) : null;
  if (me === null || !mayPresent(me)) return [];
  const known = new Set((await ownParts(read)).map(({ channel_id: channel }) => channel));
  const found: ChannelId[] = [];
  for (const channel of await channelsOf(read))
    if (!known.has(channel) && (await isRunning(read, channel))) found.push(channel);
  return found;
}

async function isRunning(read: ReadScope, channel: ChannelId): Promise<boolean> {
  return (await read.schedules.of(channel, scheduleNames.presenter))?.isOn === true;
}

/** The viewer's parts in active rotations. */
async function running(read: ReadScope): Promise<TurnRow[]> {
  const found: TurnRow[] = [];
  for (const turn of await ownParts(read)) if (await isRunning(read, turn.channel_id)) found.push(turn);
  return found;
}

function slotBlocks(t: Translator, row: SlotRow, person: string): KnownBlock[] {
  const values = { channel: channelLink(row.channel_id), at: atMoment(row.meets_at) };
  if (row.presenter_id === person)
    return [
      section(t.mrkdwn(row.answer === 'asked' ? 'ask.question' : 'ask.accepted', values)),
      actions(presenterButtons(t, row, 'home')),
    ];
  if (row.second_id === person)
    return [
      section(t.mrkdwn('home.second', values)),
      actions([button(ids.stepBack, t.plain('home.stepBack'), { slot: row.id })]),
    ];
  const presenter = row.presenter_id === null ? t.plain('somebody') : nameOf(row.presenter_id);
  return [section(t.mrkdwn('swap.question', { ...values, presenter })), actions(swapButtons(t, row, 'home'))];
}

function turnBlock(t: Translator, id: ChannelId, isIn: boolean): KnownBlock {
  const channel = channelLink(id);
  const of = { channel: id };
  return isIn
    ? section(t.mrkdwn('home.takesPart', { channel }), button(ids.leave, t.plain('home.leave'), of))
    : section(t.mrkdwn('home.left', { channel }), button(ids.comeBack, t.plain('home.comeBack'), of));
}
