/** The ids of cards that are written late. */
import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { cardsModal } from '../collect/screens.ts';
import { mainPost, ofRetro } from '../session/ids.ts';
import type { RetroRow } from '../session/rows.ts';
import { latePlaces } from './rules.ts';

/** From Home, with what was begun. */
export const readLeft = defineAction('retro.left', ofRetro);
export const dropLeft = defineAction('retro.left-drop', ofRetro);

export const addLate = defineAction('retro.late', ofRetro);

/** `place`: what the form said happens to them. */
export const lateModal = defineModal(
  'retro.late',
  z.object({ retro: rowValue, place: z.enum(latePlaces) }),
  cardsModal.fields,
);

/** `by`: whose, where names are shown. */
export const latePostId = postId<{ readonly retro: RowId; readonly round: Instant; readonly by?: UserId }>(
  'retro.late',
);

/** The reply in the thread with the late cards of one round, and where names are shown, of one author. */
export const latePost = (row: RetroRow, round: Instant, by: UserId | null): PostRef =>
  latePostId.ref(
    { retro: row.id, round, ...(row.names === 'shown' && by !== null ? { by } : {}) },
    { kind: 'thread', under: mainPost(row) },
  );
