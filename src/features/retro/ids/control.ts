/** The ids of steering a retrospective, and of holding one like it again. */
import { rowValue } from '../../../core/kit/values.ts';
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { dateField, defineModal, personField } from '../../../core/kit/modal.ts';
import { timeField } from '../../../core/kit/pickers.ts';
import { timedPhases } from '../domain/flow.ts';

/** `phase`: the one in which the button stood. */
const inPhase = z.object({ retro: rowValue, phase: z.enum(timedPhases) });

export const moreTime = defineAction('retro.more-time', inPhase);
export const reopen = defineAction('retro.reopen', inPhase);
export const handOver = defineAction('retro.hand-over', z.object({ retro: rowValue }));
export const holdAgain = defineAction('retro.again', z.object({ retro: rowValue }));

export const controlModal = defineModal('retro.control', z.object({ retro: rowValue }), {});
export const moreTimeModal = defineModal('retro.more-time', inPhase, {
  date: dateField(),
  time: timeField(),
});
export const handOverModal = defineModal('retro.hand-over', z.object({ retro: rowValue }), {
  to: personField(),
});
