/** A meeting's presenter: chosen, replaced, swapped, and the outcome of the meeting. */
import type { Instant } from '#core/clock.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { posted, type ScheduleOutcome, skip } from '#core/recurrence.ts';
import type { ScheduleContext } from '#core/schedule.ts';
import { nextTurn } from '#core/turns.ts';
import type { Work } from '#core/work.ts';
import { awaitAnswer, settleAnswer } from './asking.ts';
import { askPost, asks, meets, ownerPost, rejoins, remindPost, slotPost, swapPost } from './ids.ts';
import { comingIn, hasBegun, loadSlot, parts, settledIn, type SlotRow, slots } from './rows.ts';
import { mayPresent, scheduleNames, type SlotState } from './rules.ts';
import { count, membersOf, thereAt } from './turns.ts';

/** A week and a day or so before the meeting: chooses and asks a presenter. The channel reads of it once they were asked. */
export async function announce(context: ScheduleContext): Promise<ScheduleOutcome> {
  const { scope, channel, schedule, occurrence } = context;
  const { channelId } = channel;
  await settleOthers(context, channelId);
  const isFirst = !(await hasBegun(scope, channelId));
  const isAnyone = (await membersOf(context, channelId)).some(({ part }) => part.takes_part === 1);
  // How to join is said once; after that it stands in App Home and in the settings.
  if (!isAnyone && !isFirst) return skip('nobody_takes_part');
  const row: SlotRow = {
    id: occurrence.id,
    channel_id: channelId,
    on_date: occurrence.on,
    meets_at: occurrence.beforeAt ?? occurrence.at,
    state: 'coming',
    presenter_id: null,
    answer: 'asked',
    asked_at: null,
    second_id: null,
    swap_id: null,
    swap: 'none',
    owner_id: schedule.owner,
  };
  const audience = await scope.audience({ kind: 'conversation', channel: channelId });
  await scope.insert(slots, row, { audience, by: [], names: 'shown' });
  await scope.runAt(meets.ref({ slot: row.id }), row.meets_at, { kind: 'channel', channelId });
  if (!isAnyone) {
    await invite(context, row);
    return posted;
  }
  return (await seek(context, row)) ? posted : skip('nobody_available');
}

/** The first message, which says how to join. Those who were in the rotation while the channel had other readers are in again. */
async function invite(work: Work, row: SlotRow): Promise<void> {
  const { scope, now } = work;
  await scope.publish(slotPost(row));
  if ((await scope.schedules.lastPosted(row.channel_id, scheduleNames.presenter)) === null) return;
  for (const person of (await scope.members(row.channel_id)).filter(mayPresent)) {
    const { userId } = person;
    const part = { channel: row.channel_id, person: userId };
    await scope.runAt(rejoins.ref(part), now, { kind: 'person', userId });
  }
}

/** Asks the person whose turn it is of those who can; if there is none, tells the owner. @returns whether there is one */
export async function seek(work: Work, row: SlotRow): Promise<boolean> {
  const { scope } = work;
  const members = await membersOf(work, row.channel_id);
  const there = await thereAt(members, row.meets_at);
  const others = there.filter(({ part }) => part.passed_on !== row.id);
  // The presenter of a cancelled meeting comes first.
  const before = await settledIn(scope, row.channel_id);
  const busy = (await comingIn(scope, row.channel_id)).map(({ presenter_id: presenter }) => presenter);
  const held =
    before?.state !== 'fell_out' || busy.includes(before.presenter_id)
      ? undefined
      : others.find(({ person }) => person === before.presenter_id);
  const next = held ?? nextTurn(others, work.newId);
  if (next !== null) await give(work, { ...row, presenter_id: null }, next.person, 'asked');
  else {
    const schedule = await scope.schedules.of(row.channel_id, scheduleNames.presenter);
    if (schedule?.owner != null) await scope.publish(ownerPost(row, schedule.owner));
  }
  return next !== null;
}

/** First settles other slots: the last meeting may be at this very instant, and a pause or a changed meeting day may cancel an announced one. */
async function settleOthers(work: Work, channel: ChannelId): Promise<void> {
  const { scope, now } = work;
  const coming = await scope.schedules.coming(channel, scheduleNames.meeting, 3);
  for (const old of await comingIn(scope, channel))
    if (old.meets_at <= now) await meet(work, old.id);
    else if ((await isOff(work, old)) || !coming.some(({ on }) => on === old.on_date))
      await end(work, old, 'fell_out');
}

/** Whether the team does not meet then, because the meetings are paused or over. */
export async function isOff({ scope }: Work, row: SlotRow): Promise<boolean> {
  const meeting = await scope.schedules.of(row.channel_id, scheduleNames.meeting);
  return meeting?.isOn !== true || (meeting.pausedUntil !== null && row.on_date < meeting.pausedUntil);
}

/** Makes a person the presenter. Their predecessor no longer counts. */
export async function give(
  work: Work,
  row: SlotRow,
  person: UserId,
  answer: SlotRow['answer'],
): Promise<void> {
  const { scope } = work;
  if (row.presenter_id !== null) await count(work, row, row.presenter_id, -1);
  // The second presenter is already counted, and now presents alone.
  const isSecond = row.second_id === person;
  if (!isSecond) await count(work, row, person, 1);
  await scope.update(slots, row.id, {
    presenter_id: person,
    answer,
    asked_at: null,
    ...(isSecond ? { second_id: null } : {}),
    swap_id: null,
    swap: 'none',
  });
  // Asked with their own access, which sees whether they left the rotation before the channel changed.
  if (answer === 'asked') {
    await scope.runAt(asks.ref({ slot: row.id }), work.now, { kind: 'person', userId: person });
    await awaitAnswer(work, { ...row, presenter_id: person, asked_at: null });
  } else await settleAnswer(work, row);
  await redraw(work, row);
  await drawFor(work, row, person);
}

/**
 * The presenter cannot: the second presenter takes over, else the next person is asked, else nobody is named. It never returns to a person who passed
 * it on.
 */
export async function passOn(work: Work, row: SlotRow): Promise<void> {
  const { scope } = work;
  const { presenter_id: from, second_id: second } = row;
  if (from === null) return;
  await count(work, row, from, -1);
  const free = {
    presenter_id: null,
    answer: 'asked',
    asked_at: null,
    swap_id: null,
    swap: 'none',
  } as const;
  if (second !== null) {
    await scope.update(slots, row.id, { ...free, presenter_id: second, answer: 'accepted', second_id: null });
    await settleAnswer(work, row);
    await redraw(work, row);
    await drawFor(work, row, second);
    return;
  }
  await scope.update(slots, row.id, free);
  await seek(work, { ...row, ...free });
  await redraw(work, row);
}

/** The second presenter withdraws. */
export async function dropSecond(work: Work, row: SlotRow): Promise<void> {
  if (row.second_id === null) return;
  await count(work, row, row.second_id, -1);
  await work.scope.update(slots, row.id, { second_id: null });
  await redraw(work, row);
  await drawFor(work, row, row.second_id);
}

/** Redraws everything that shows a meeting: the channel's message, and those of the people named. @param row as it was before the change */
export async function redraw(work: Work, row: SlotRow): Promise<void> {
  const channel = await work.scope.channel(row.channel_id);
  // Slack changes nothing in an archived channel.
  if (channel?.isArchived !== true) {
    await work.scope.refresh(slotPost(row));
    await work.scope.refreshShowing(row.id);
  }
  for (const person of new Set([row.presenter_id, row.second_id, row.swap_id]))
    if (person !== null) await drawFor(work, row, person);
  const schedule = await work.scope.schedules.of(row.channel_id, scheduleNames.presenter);
  if (schedule?.owner != null) await work.scope.refresh(ownerPost(row, schedule.owner));
}

async function drawFor({ scope }: Work, row: SlotRow, person: UserId): Promise<void> {
  await scope.refresh(askPost(row, person));
  await scope.refresh(remindPost(row, person));
  await scope.refresh(swapPost(row, person));
  await scope.refreshHome(person);
}

/** The meeting is due: it took place, was moved, or was cancelled. With the channel's access. */
export async function meet(work: Work, slot: SlotRow['id']): Promise<void> {
  const { scope, now } = work;
  const row = await loadSlot(scope, slot);
  if (row?.state !== 'coming') return;
  const { channel_id: channelId } = row;
  const coming = await scope.schedules.coming(channelId, scheduleNames.meeting, 3);
  const moved = coming.find(({ on, at }) => on === row.on_date && at > now);
  if (moved !== undefined) return meetAt(work, row, moved.at);
  if (await isOff(work, row)) return end(work, row, 'fell_out');
  // Nobody knows whether somebody who never answered presented: it does not count.
  if (row.presenter_id !== null && row.answer === 'asked') await count(work, row, row.presenter_id, -1);
  await end(work, row, 'over');
  await countThere(work, row);
}

/** The meeting turns out to be at another time. @param at still to come */
export async function meetAt(work: Work, row: SlotRow, at: Instant): Promise<void> {
  if (row.meets_at === at) return;
  const { id: slot, channel_id: channelId } = row;
  await work.scope.update(slots, slot, { meets_at: at });
  await work.scope.runAt(meets.ref({ slot }), at, { kind: 'channel', channelId });
  if (row.presenter_id !== null && row.answer === 'asked') await awaitAnswer(work, { ...row, meets_at: at });
  await redraw(work, row);
}

/** Counts the meetings at which each person could have presented. The days on which they attended are not stored. */
async function countThere(work: Work, row: SlotRow): Promise<void> {
  const members = await membersOf(work, row.channel_id);
  const there = await thereAt(members, row.meets_at);
  for (const one of members) {
    const isPresenter = row.answer === 'accepted' && one.person === row.presenter_id;
    const presents = isPresenter || one.person === row.second_id;
    if (presents || there.includes(one))
      await parts.countPossible(work, one.part, presents ? row.meets_at : null);
  }
}

/** It is over, or was cancelled, in which case nobody presented. */
export async function end(
  work: Work,
  row: SlotRow,
  state: Extract<SlotState, 'over' | 'fell_out'>,
): Promise<void> {
  if (state === 'fell_out')
    for (const person of [row.presenter_id, row.second_id])
      if (person !== null) await count(work, row, person, -1);
  await work.scope.update(slots, row.id, { state, swap: 'none' });
  await settleAnswer(work, row);
  await redraw(work, row);
}
