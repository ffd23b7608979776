import { z } from 'zod';
import type { Instant } from '#core/clock.ts';
import type { ConnectionId } from '#core/connector.ts';
import { isId, type RowId, type UserId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, textField } from '#core/kit/modal.ts';
import { listField } from '#core/kit/pickers.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { ofAction } from '../action-items/ids.ts';
import { trackerLimits } from './rules.ts';

/** Opens the form. */
export const putAction = defineAction('retro.tracker-put', ofAction);
/** What is closed there is not done yet. */
export const notYet = defineAction('retro.tracker-not-yet', z.object({ action: rowValue }));

const connectionValue = z.custom<ConnectionId>(isId);

/** Where it is put. */
const ofPlace = ofAction.extend({ connection: connectionValue, place: z.string().max(trackerLimits.place) });

/** Who can read there is asked for again. */
export const lookAgain = defineAction('retro.tracker-look', ofPlace);

export const placeModal = defineModal('retro.tracker-place', ofAction, {
  connection: listField(),
  place: textField({ most: trackerLimits.place }),
  called: textField({ most: trackerLimits.called, optional: true }),
});

/** What its owner has seen: it goes there only as long as it is the same. */
export const showModal = defineModal(
  'retro.tracker-send',
  ofPlace.extend({ seen: z.string(), audience: z.enum(['private', 'public', 'unknown']) }),
  {},
);

/** What came of a press. Numbers, since references carry no words. */
export const outcomes = ['made', 'refused', 'waits'] as const;

export const trackerPosts = {
  told: postId<Readonly<{ action: RowId; what: number; at: Instant }>>('retro.tracker-told'),
  closed: postId<Readonly<{ action: RowId; at: Instant }>>('retro.tracker-closed'),
} as const;

/** Answers who pressed. @param at tells one try from another: of what was made its number, else when it was told */
export const toldPost = (
  action: RowId,
  what: (typeof outcomes)[number],
  at: Instant,
  user: UserId,
): PostRef => ({
  ...trackerPosts.told.ref(
    { action, what: outcomes.indexOf(what), at },
    { kind: 'person', user, urgency: 'answer' },
  ),
  shows: [action],
});

/** Asks whether what was closed there is done. */
export const closedPost = (action: RowId, at: Instant, user: UserId): PostRef => ({
  ...trackerPosts.closed.ref({ action, at }, { kind: 'person', user, urgency: 'check' }),
  shows: [action],
});
