/** The ids of talking about topics. */
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { defineModal, textField } from '../../../core/kit/modal.ts';
import { limitsOf } from '../domain.ts';
import { row } from '../ids.ts';

const one = z.object({ discussion: row });

export const readTopic = defineAction('retro.read-topic', one);
export const noteOutcome = defineAction('retro.note', one);
export const nextTopic = defineAction('retro.next-topic', one);
/** `asked`: when its time was up, so that of two who press only the first makes it longer. */
export const talkOn = defineAction('retro.talk-on', z.object({ discussion: row, asked: z.number().int() }));

export const outcomeModal = defineModal('retro.note', one, {
  outcome: textField({ most: limitsOf.outcome, optional: true }),
});

export const discussPosts = {
  topic: 'retro.topic',
  ask: 'retro.talk-ask',
  said: 'retro.talk-said',
} as const;

/** See `service/talk.ts`. */
export const talkJob = 'retro.talk';
