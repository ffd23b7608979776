/** The ids of steering a retrospective, and of holding one like it again. */
import { z } from 'zod';
import { defineAction } from '../../../core/kit/action.ts';
import { dateField, defineModal, personField } from '../../../core/kit/modal.ts';
import { timeField } from '../../../core/kit/pickers.ts';
import { timedPhases } from '../domain/flow.ts';
import { row } from '../ids.ts';

/** `phase`: the one in which the button stood. */
const inPhase = z.object({ retro: row, phase: z.enum(timedPhases) });

export const moreTime = defineAction('retro.more-time', inPhase);
export const reopen = defineAction('retro.reopen', inPhase);
export const handOver = defineAction('retro.hand-over', z.object({ retro: row }));
export const holdAgain = defineAction('retro.again', z.object({ retro: row }));

export const controlModal = defineModal('retro.control', z.object({ retro: row }), {});
export const moreTimeModal = defineModal('retro.more-time', inPhase, {
  date: dateField(),
  time: timeField(),
});
export const handOverModal = defineModal('retro.hand-over', z.object({ retro: row }), { to: personField() });
