/** Every id of what comes of a window, with the value it carries. Permission is checked on arrival. */
import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';

export const ofWindow = z.object({ window: rowValue });
export const ofPlace = ofWindow.extend({ place: rowValue });
export type OfWindow = Readonly<Record<'window', RowId>>;
export type OfPlace = Readonly<Record<'window' | 'place', RowId>>;

/** A place's own figures, or those of teams in it that are too small to be shown alone. */
const ofGroup = ofPlace.extend({ kind: z.enum(['team', 'others', 'total']) });

export const openResults = defineAction('pulse.results', ofWindow);
export const resultsModal = defineModal('pulse.results', ofWindow, {});
export const openGroup = defineAction('pulse.group', ofGroup);
export const groupModal = defineModal('pulse.group', ofGroup, {});
export const sendPicture = defineAction('pulse.picture', ofGroup);

export const resultPosts = {
  /** To each who was asked, and to each leader, in the same minute. */
  results: postId<OfWindow>('pulse.results'),
  /** To who asked for it. */
  picture: postId<OfPlace & Readonly<Record<'kind', number>>>('pulse.picture'),
} as const;

export const resultsPost = (window: RowId, user: UserId): PostRef =>
  resultPosts.results.ref({ window }, { kind: 'person', user, urgency: 'rest' });
