/** Every id of offering to be a mentor and of looking for one, with the value it carries. Permission is checked on arrival. */
import { z } from 'zod';
import type { UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { conversationField, numberField, ticksField } from '#core/kit/pickers.ts';
import { channelValue, userValue } from '#core/kit/values.ts';
import { goals, limitsOf, styles } from './rules.ts';

const none = z.object({});
export const ofMentor = z.object({ mentor: userValue, channel: channelValue });

export const openOffer = defineAction('coaching.offer', none);
export const stopOffer = defineAction('coaching.offer-stop', none);
export const openFind = defineAction('coaching.find', none);
export const forget = defineAction('coaching.find-forget', none);
export const askMentor = defineAction('coaching.ask', ofMentor);

/** The fields in which both say the same. */
export const wishes = {
  topics: textField({ lines: true }),
  goals: ticksField(goals, { optional: true }),
  styles: ticksField(styles, { optional: true }),
};

export const offerModal = defineModal('coaching.offer', none, {
  ...wishes,
  capacity: numberField({ least: 1, most: limitsOf.people }),
});
export const findModal = defineModal('coaching.find', none, {
  ...wishes,
  channel: conversationField({ isHereAtFirst: true }),
});
/** Whom one could ask. */
export const foundModal = defineModal('coaching.found', none, {});

export const mentorJobs = {
  /** Whether they have as many as they offered, with the mentor's own access. */
  recount: jobId<Readonly<Record<'person', UserId>>>('coaching.recount'),
} as const;
