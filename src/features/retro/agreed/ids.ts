/** The ids of "Being asked": a form about oneself alone. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';
import { ticksField } from '#core/kit/pickers.ts';

/**
 * What somebody may agree to.
 * - `peers`: teams that begin something they have done ask them for half an hour
 * - `leader`: the facilitator of a channel they are in asks them which rule would have to change
 */
export const agreements = ['peers', 'leader'] as const;
export type Agreement = (typeof agreements)[number];

export const changeAgreed = defineAction('retro.agreed', z.object({}));
export const agreedModal = defineModal('retro.agreed', z.object({}), {
  to: ticksField(agreements, { optional: true }),
});
