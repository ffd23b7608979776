/** The ids of taking part while it runs. */
import type { Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import { jobId } from '#core/job-ref.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal, peopleField } from '#core/kit/modal.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { inPhase, mainPost, ofRetro } from '../session/ids.ts';
import type { RetroRow } from '../session/rows.ts';

export const addPeople = defineAction('retro.add-people', inPhase);
export const join = defineAction('retro.join', ofRetro);
export const decline = defineAction('retro.decline-offer', ofRetro);

/** How many can be added at once. */
export const mostAtOnce = 30;

export const addPeopleModal = defineModal('retro.add-people', ofRetro, {
  people: peopleField({ most: mostAtOnce }),
});

/** Asks whether a person who joined the channel, or was away, wants to take part. */
export const offerJob = jobId<{ retro: RowId; person: UserId }>('retro.offer');

export const peoplePosts = {
  offer: postId<{ readonly retro: RowId }>('retro.offer'),
  joined: postId<{ retro: RowId; person: UserId; by: UserId; at: Instant }>('retro.joined'),
} as const;

/** A person’s one offer to take part. */
export const offerPost = (retro: RowId, person: UserId): PostRef =>
  peoplePosts.offer.ref({ retro }, { kind: 'person', user: person, urgency: 'suggestion' });

/** The reply in the thread that says who takes part from now on. @param by who decided it: that person, or the facilitator */
export const joinedPost = (row: RetroRow, person: UserId, by: UserId, at: Instant): PostRef =>
  peoplePosts.joined.ref({ retro: row.id, person, by, at }, { kind: 'thread', under: mainPost(row) }, by);
