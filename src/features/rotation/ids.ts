/** Every id of this feature, with the value it carries. Values are ids; permission is checked on arrival. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, personField } from '#core/kit/modal.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { type PostId, postId, type PostRef, type Urgency } from '#core/post-ref.ts';
import { occurrenceId } from '#core/recurrence.ts';
import type { SlotRow } from './rows.ts';
import { scheduleNames } from './rules.ts';

export interface OfAgenda {
  readonly [name: string]: RowId | Instant;
  readonly slot: RowId;
  readonly from: Instant;
  readonly to: Instant;
  /** The next meeting, whose presenter is said here, too. */
  readonly next?: RowId;
}

export type OfSlot = Readonly<Record<'slot', RowId>>;
const slot = z.object({ slot: rowValue });

/** To the chosen person. */
export const accept = defineAction('rotation.accept', slot);

export const swap = defineAction('rotation.swap', slot);
export const later = defineAction('rotation.later', slot);

/** To the person asked to swap. */
export const takeOver = defineAction('rotation.take-over', slot);

export const decline = defineAction('rotation.decline', slot);

/** To everyone in the channel. */
export const volunteer = defineAction('rotation.volunteer', slot);

export const stepBack = defineAction('rotation.step-back', slot);

/** In App Home. */
export const leave = defineAction('rotation.leave', z.object({ channel: channelValue }));

/** To everyone in the channel, and in App Home to those who left: they take turns from now on. */
export const join = defineAction('rotation.join', z.object({ channel: channelValue }));

export const comeBack = defineAction('rotation.come-back', z.object({ channel: channelValue }));

export const swapModal = defineModal('rotation.swap-with', slot, { person: personField() });

export const postNames = {
  slot: postId<OfSlot>('rotation.slot'),
  ask: postId<OfSlot>('rotation.ask'),
  swap: postId<OfSlot>('rotation.swap'),
  remind: postId<OfSlot>('rotation.remind'),
  owner: postId<OfSlot>('rotation.owner'),
  agenda: postId<OfAgenda>('rotation.agenda'),
} as const;

export const meets = jobId<{ slot: RowId }>('rotation.meets');
export const asks = jobId<{ slot: RowId }>('rotation.asks');
/** Their question has reached the chosen person. */
export const asked = jobId<OfSlot>('rotation.asked');
export const reminds = jobId<{ slot: RowId }>('rotation.reminds');
/** Time to ask the next person, if there is no answer. */
export const unanswered = jobId<{ slot: RowId }>('rotation.unanswered');
/** The agenda that says who presents next has come, or not. */
export const tells = jobId<OfSlot>('rotation.tells');

interface OfPart extends Readonly<Record<string, ChannelId | UserId>> {
  readonly channel: ChannelId;
  readonly person: UserId;
}
/** A person joins, with the channel's access. */
export const joins = jobId<OfPart>('rotation.joins');
/** A person who was in the rotation before everyone starts over joins again, with their own access. */
export const rejoins = jobId<OfPart>('rotation.rejoins');

type Slot = Pick<SlotRow, 'id' | 'channel_id' | 'on_date' | 'meets_at' | 'owner_id'>;

/** It names the time of the meeting, so moving the meeting redraws it. */
const withMeeting = (ref: PostRef, slot: Slot): PostRef => ({ ...ref, shows: [meetingOf(slot)] });

/** The occurrence that a slot is for. */
export const meetingOf = ({ channel_id: channel, on_date: on }: Slot): RowId =>
  occurrenceId(scheduleNames.meeting, channel, on);

/** Who presents, in the channel. */
export function slotPost(row: Slot): PostRef {
  const to = { kind: 'channel', channel: row.channel_id } as const;
  return withMeeting(postNames.slot.ref({ slot: row.id }, to, row.owner_id ?? undefined), row);
}

/** To one person, about a slot. */
const toOne =
  (post: PostId<OfSlot>, urgency: Urgency) =>
  (row: Slot, user: UserId): PostRef =>
    withMeeting(post.ref({ slot: row.id }, { kind: 'person', user, urgency, date: row.meets_at }), row);

/** To the chosen person. */
export const askPost = toOne(postNames.ask, 'presenting');

/** To the person asked to present instead: the presenter waits for it. */
export const swapPost = toOne(postNames.swap, 'accept');

/** The one reminder, to the chosen person. */
export const remindPost = toOne(postNames.remind, 'presenting');

/** To the owner: nobody can present. */
export const ownerPost = toOne(postNames.owner, 'rest');

/** @param shows its contents: when one changes or is taken back, it is redrawn */
export function agendaPost(
  params: OfAgenda,
  channel: ChannelId,
  owner: UserId | null,
  shows: readonly RowId[],
): PostRef {
  const to = { kind: 'channel', channel } as const;
  return { ...postNames.agenda.ref(params, to), shows, ...(owner === null ? {} : { owner }) };
}
