/** The ids of "What I know": a form about oneself alone. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { ticksField } from '#core/kit/pickers.ts';

const none = z.object({});

export const changeKnows = defineAction('questions.knows', none);
export const hideKnows = defineAction('questions.knows-back', none);
/** After they were left alone. */
export const askAgain = defineAction('questions.ask-again', none);
export const knowsModal = defineModal('questions.knows', none, {
  topics: textField({ lines: true, optional: true }),
  asked: ticksField(['mayAsk'], { optional: true }),
});
