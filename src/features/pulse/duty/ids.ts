/** Every id of the duty to answer, with the value it carries. Permission is checked on arrival. */
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, dateField, defineModal, textField } from '#core/kit/modal.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { ofPlace, type OfPlace } from '../results/ids.ts';

export const openAnswer = defineAction('pulse.heard', ofPlace);
export const answerModal = defineModal('pulse.heard', ofPlace, {
  heard: textField({ lines: true, most: 1500 }),
  is: choiceField(['change', 'none'], 'radio'),
  what: textField({ lines: true, most: 1500 }),
  on: dateField({ optional: true }),
});
/** A button each: a message holds each action once. */
export const sayHelped = {
  yes: defineAction('pulse.helped-yes', ofPlace),
  no: defineAction('pulse.helped-no', ofPlace),
  early: defineAction('pulse.helped-early', ofPlace),
} as const;
/** For admins. */
export const closeDuty = defineAction('pulse.close-duty', ofPlace);

export const dutyPosts = {
  /** `round` 0: near the date; 1: to the leader one place up; 2: to them near the end. */
  owed: postId<OfPlace & Readonly<Record<'round', number>>>('pulse.owed'),
  helped: postId<OfPlace & Readonly<Record<'asked', number>>>('pulse.helped'),
} as const;

export const dutyJobs = {
  remind: jobId<OfPlace & Readonly<Record<'round', number>>>('pulse.duty-remind'),
  /** The leader one place up is asked instead. */
  due: jobId<OfPlace>('pulse.duty-due'),
  /** It is closed, if no admin outside its channel can read it to close it. */
  lapse: jobId<OfPlace>('pulse.duty-lapse'),
  /** With the access of who answered. */
  helped: jobId<OfPlace>('pulse.helped'),
} as const;

export const rounds = { reminder: 0, passed: 1, last: 2 } as const;

export const owedPost = (of: OfPlace, round: number, user: UserId, date: number): PostRef =>
  dutyPosts.owed.ref({ ...of, round }, { kind: 'person', user, urgency: 'due', date });

export const helpedPost = ({ window, place }: OfPlace, asked: number, user: UserId): PostRef =>
  dutyPosts.helped.ref({ window, place, asked }, { kind: 'person', user, urgency: 'check' });

export const ofRow = (row: Readonly<Record<'window_id' | 'place_id', RowId>>): OfPlace => ({
  window: row.window_id,
  place: row.place_id,
});
