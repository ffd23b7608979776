/** Every id of this feature, with the value it carries. Values are ids: what may be done is decided on arrival. */
import { rowValue, channelValue } from '../../core/kit/values.ts';
import { jobId } from '../../core/job.ts';
import { postId } from '../../core/post.ts';
import type { Instant } from '../../core/clock.ts';
import { z } from 'zod';
import { type RowId } from '../../core/ids.ts';
import { defineAction } from '../../core/kit/action.ts';
import { defineModal, personField } from '../../core/kit/modal.ts';

export interface OfAgenda {
  readonly [name: string]: RowId | Instant;
  readonly slot: RowId;
  readonly from: Instant;
  readonly to: Instant;
}

export type OfSlot = Readonly<Record<'slot', RowId>>;
const slot = z.object({ slot: rowValue });

/** To whoever was chosen. */
export const accept = defineAction('rotation.accept', slot);
export const swap = defineAction('rotation.swap', slot);
export const later = defineAction('rotation.later', slot);
/** To whoever was asked to swap. */
export const takeOver = defineAction('rotation.take-over', slot);
export const decline = defineAction('rotation.decline', slot);
/** To everybody in the channel. */
export const volunteer = defineAction('rotation.volunteer', slot);
export const stepBack = defineAction('rotation.step-back', slot);
/** In App Home. */
export const leave = defineAction('rotation.leave', z.object({ channel: channelValue }));
export const comeBack = defineAction('rotation.come-back', z.object({ channel: channelValue }));

export const swapModal = defineModal('rotation.swap-with', slot, { person: personField() });

export const postNames = {
  slot: postId<OfSlot>('rotation.slot'),
  ask: postId<OfSlot>('rotation.ask'),
  swap: postId<OfSlot>('rotation.swap'),
  agenda: postId<OfAgenda>('rotation.agenda'),
} as const;
export const ritualNames = {
  meeting: 'rotation.meeting',
  presenter: 'rotation.presenter',
  agenda: 'rotation.agenda',
} as const;
export const meets = jobId<{ slot: RowId }>('rotation.meets');
export const asks = jobId<{ slot: RowId }>('rotation.asks');
