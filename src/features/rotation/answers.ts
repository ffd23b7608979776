/** Answers from presenters, people asked to swap, and volunteers. Checked against the current rows. */
import { minute } from '#core/clock.ts';
import { type ChannelId, isId, type RowId, type UserId } from '#core/ids.ts';
import type { Interaction, Reading } from '#core/listener.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { holidaysOf } from '#core/time/holidays.ts';
import type { Work } from '#core/work.ts';
import { agendaWith } from './agenda-before.ts';
import { awaitAnswer, settleAnswer, timesOf } from './asking.ts';
import { askPost, joins, remindPost, slotPost, swapPost, tells } from './ids.ts';
import {
  asItStands,
  comingIn,
  loadSlot,
  ownParts,
  ownTurns,
  parts,
  type SlotRow,
  slots,
  turns,
} from './rows.ts';
import { isThere, mayPresent, shownOf } from './rules.ts';
import { redraw, dropSecond, give, isOff, passOn, seek } from './slots.ts';
import { count, enrol } from './turns.ts';

/** `gone`: over, or not theirs to see; the others name the obstacle. */
export type AnswerRefusal =
  | 'gone'
  | 'notYours'
  | 'notAsked'
  | 'external'
  | 'already'
  | 'full'
  | 'noPerson'
  | 'yourself'
  | 'notHere'
  | 'optedOut';

/** Until an agenda is posted, or is known to be left out. */
const agendaTakes = 15 * minute;

type Answered = Result<null, AnswerRefusal>;

/** A slot whose time is over may still be open: a channel that was made public, or shared, can no longer see it. */
async function coming({ scope, now }: Reading, id: RowId): Promise<SlotRow | null> {
  const row = await asItStands(scope, id);
  return row?.state === 'coming' && row.meets_at > now ? row : null;
}

/** The slot, if the person is its presenter. */
export async function ownSlot(it: Reading, id: RowId): Promise<Result<SlotRow, AnswerRefusal>> {
  const row = await coming(it, id);
  if (row === null) return refuse('gone');
  return row.presenter_id === it.person.userId ? ok(row) : refuse('notYours');
}

export async function acceptSlot(it: Interaction, id: RowId): Promise<Answered> {
  const own = await ownSlot(it, id);
  if (!own.ok) return own;
  await it.scope.update(slots, id, { answer: 'accepted' });
  await settleAnswer(it, own.value);
  await tellChannel(it, own.value);
  return ok(null);
}

/** Declines this time: the next person is asked, and it does not count. */
export async function putOff(it: Interaction, id: RowId): Promise<Answered> {
  const own = await ownSlot(it, id);
  if (!own.ok) return own;
  await passOn(it, own.value);
  return ok(null);
}

/** Asks a member of the channel to present instead; until they agree, nothing changes. */
export async function askToSwap(it: Interaction, id: RowId, person: UserId | null): Promise<Answered> {
  const own = await ownSlot(it, id);
  if (!own.ok) return own;
  const row = own.value;
  if (person === null || !isId(person)) return refuse('noPerson');
  if (person === it.person.userId) return refuse('yourself');
  if (person === row.second_id) return refuse('already');
  const member = (await it.scope.members(row.channel_id)).find(({ userId }) => userId === person);
  if (member === undefined || !mayPresent(member)) return refuse('notHere');
  const isHoliday = await holidaysOf(member.workingHours.holidays);
  if (!isThere(member, row.meets_at, isHoliday)) return refuse('notHere');
  const turn = await parts.of(it.scope, row.channel_id, person);
  if (turn?.takes_part === 0) return refuse('optedOut');
  await it.scope.update(slots, id, { swap_id: person, swap: 'asked' });
  await it.scope.publish(swapPost(row, person));
  await redraw(it, row);
  await redraw(it, { ...row, swap_id: person });
  return ok(null);
}

/** The slot, if the person was asked to take it over. */
async function offered(it: Interaction, id: RowId): Promise<Result<SlotRow, AnswerRefusal>> {
  const row = await coming(it, id);
  if (row === null) return refuse('gone');
  return row.swap === 'asked' && row.swap_id === it.person.userId ? ok(row) : refuse('notAsked');
}

export async function agree(it: Interaction, id: RowId): Promise<Answered> {
  const found = await offered(it, id);
  if (!found.ok) return found;
  await give(it, found.value, it.person.userId, 'accepted');
  await tellChannel(it, found.value);
  return ok(null);
}

export async function disagree(it: Interaction, id: RowId): Promise<Answered> {
  const found = await offered(it, id);
  if (!found.ok) return found;
  await it.scope.update(slots, id, { swap: 'no' });
  await redraw(it, found.value);
  return ok(null);
}

/** Volunteers where nobody presents, or as the second of two. */
export async function comeForward(it: Interaction, id: RowId): Promise<Answered> {
  const row = await coming(it, id);
  const me = it.person.userId;
  if (row === null) return refuse('gone');
  if (!mayPresent(it.person)) return refuse('external');
  if (row.presenter_id === me && row.answer === 'asked') return acceptSlot(it, id);
  // A second presenter may move up once the first is gone. Somebody chosen and not yet asked need not be.
  if (shownOf(row) === 'nobody') {
    await give(it, row, me, 'accepted');
    await tellChannel(it, row);
    return ok(null);
  }
  if (row.presenter_id === me || row.second_id === me) return refuse('already');
  if (row.second_id !== null) return refuse('full');
  await count(it, row, me, 1);
  await it.scope.update(slots, id, { second_id: me });
  await redraw(it, { ...row, second_id: me });
  return ok(null);
}

/** The second presenter withdraws. */
export async function goBack(it: Interaction, id: RowId): Promise<Answered> {
  const row = await coming(it, id);
  if (row === null) return refuse('gone');
  if (row.second_id !== it.person.userId) return refuse('notYours');
  await dropSecond(it, row);
  return ok(null);
}

/** The channel reads who presents: in the agenda of the meeting before, where that one comes in time, and else in a message of its own. */
async function tellChannel(work: Work, row: SlotRow): Promise<void> {
  const { scope, now } = work;
  const agenda = await agendaWith(work, row);
  if (agenda === 'none') await scope.publish(slotPost(row));
  else if (agenda !== 'posted') {
    const job = tells.ref({ slot: row.id });
    await scope.runAt(job, Math.max(agenda, now) + agendaTakes, {
      kind: 'channel',
      channelId: row.channel_id,
    });
  }
  await redraw(work, row);
}

/** The agenda has come, or was left out. With the channel's access. */
export async function tellUnsaid(work: Work, id: RowId): Promise<void> {
  const row = await asItStands(work.scope, id);
  if (row?.state === 'coming' && shownOf(row) !== 'nobody') await tellChannel(work, row);
}

/** Leaves a channel's rotation; their upcoming slots are passed on. */
export async function stepOut(it: Interaction, channel: ChannelId): Promise<Answered> {
  return (await say(it, it.person.userId, channel, false)) ? ok(null) : refuse('gone');
}

/** Joins a channel's rotation, or comes back. */
export async function joinIn(it: Interaction, channel: ChannelId): Promise<Answered> {
  const { scope, now, person } = it;
  if (!mayPresent(person)) return refuse('external');
  const members = await scope.members(channel);
  if (!members.some(({ userId }) => userId === person.userId)) return refuse('gone');
  await say(it, person.userId, channel, true);
  // What counts there only the channel sees.
  const part = { channel, person: person.userId };
  await scope.runAt(joins.ref(part), now, { kind: 'channel', channelId: channel });
  return ok(null);
}

/** Enrols a person; where nobody presents at the next meeting and there is time to ask, somebody is asked. With the channel's access. */
export async function putIn(work: Work, channel: ChannelId, person: UserId): Promise<void> {
  const { scope, now } = work;
  const member = (await scope.members(channel)).find(({ userId }) => userId === person);
  if (member === undefined || !mayPresent(member)) return;
  await enrol(work, channel, person);
  await scope.refreshHome(person);
  for (const row of await comingIn(scope, channel)) {
    if (row.presenter_id !== null || row.meets_at <= now) continue;
    const { answerBy } = await timesOf(work, { ...row, asked_at: now });
    if (answerBy !== null) await seek(work, row);
    await redraw(work, row);
  }
}

/** Everyone starts over in a channel that has other readers now: those who were in the rotation before still are. With their own access. */
export async function putBackIn({ scope, now }: Work, channel: ChannelId, person: UserId): Promise<void> {
  const part = (await ownParts(scope)).find(({ channel_id: where }) => where === channel);
  if (part?.takes_part !== 1) return;
  await scope.runAt(joins.ref({ channel, person }), now, { kind: 'channel', channelId: channel });
}

/** Applies to every part that they have or had there. With their own access. @returns whether there is one */
async function say(work: Work, me: UserId, channel: ChannelId, wants: boolean): Promise<boolean> {
  const { scope } = work;
  const own = (await ownTurns(scope)).filter(({ channel_id: where }) => where === channel);
  for (const { id } of own) await scope.update(turns, id, { takes_part: wants ? 1 : 0 });
  if (!wants) await letGo(work, await comingIn(scope, channel), me);
  await scope.refreshHome(me);
  return own.length > 0;
}

/** Asks the chosen person, unless they left the rotation before the channel changed. With their own access. */
export async function askThem(work: Work, id: RowId): Promise<void> {
  const { scope } = work;
  if (scope.viewer.kind !== 'person') return;
  const me = scope.viewer.userId;
  const row = await loadSlot(scope, id);
  if (row?.state !== 'coming' || row.presenter_id !== me) return;
  const part = (await ownParts(scope)).find(({ channel_id: where }) => where === row.channel_id);
  if (part?.takes_part === 0) await say(work, me, row.channel_id, false);
  else await scope.publish(askPost(row, me));
}

/** The presenter whose access this is, as long as they have not answered. */
async function unansweredOf({ scope }: Work, id: RowId): Promise<SlotRow | null> {
  const row = await loadSlot(scope, id);
  const isTheirs = scope.viewer.kind === 'person' && row?.presenter_id === scope.viewer.userId;
  return isTheirs && row.state === 'coming' && row.answer === 'asked' ? row : null;
}

/** The question has reached the chosen person: now the channel is told that they were asked. With their own access. */
export async function wasAsked(work: Work, id: RowId): Promise<void> {
  const row = await unansweredOf(work, id);
  if (row === null || row.asked_at !== null) return;
  await work.scope.update(slots, id, { asked_at: work.now });
  await awaitAnswer(work, { ...row, asked_at: work.now });
  await tellChannel(work, row);
}

/** The one reminder. With their own access. */
export async function remindThem(work: Work, id: RowId): Promise<void> {
  const row = await unansweredOf(work, id);
  if (row?.presenter_id != null && row.asked_at !== null)
    await work.scope.publish(remindPost(row, row.presenter_id));
}

/** Nobody answered in time: the next person is asked. With the channel's access. */
export async function passOver(work: Work, id: RowId): Promise<void> {
  const row = await asItStands(work.scope, id);
  if (row?.state !== 'coming' || row.presenter_id === null || row.answer === 'accepted') return;
  const { answerBy } = await timesOf(work, row);
  if (await isOff(work, row)) return;
  // The meeting was moved.
  if (answerBy === null || answerBy > work.now) await awaitAnswer(work, row);
  else await passOn(work, row);
}

/** A person is no longer available for these meetings. */
export async function letGo(work: Work, rows: readonly SlotRow[], person: UserId): Promise<void> {
  for (const row of rows) {
    if (row.second_id === person) await dropSecond(work, row);
    else if (row.presenter_id === person) await passOn(work, row);
    else if (row.swap_id === person && row.swap === 'asked') {
      await work.scope.update(slots, row.id, { swap: 'no' });
      await redraw(work, row);
    }
  }
}
