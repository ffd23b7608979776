import { z } from 'zod';
import type { RowId, UserId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { mainPost } from '../session/ids.ts';
import type { RetroRow } from '../session/rows.ts';

/** Its menu. Short, since a menu entry's value holds 75 characters. */
export const summaryMenu = defineAction(
  'retro.summary',
  z.object({ r: rowValue, do: z.enum(['export', 'image', 'cards']) }),
);

/** What became of an action, in the thread: one reply for each, however often it is pressed. Numbers, since references carry no words. */
export const outcomes = ['done', 'helped'] as const;

export const toldPostId =
  postId<Readonly<{ retro: RowId; action: RowId; what: number }>>('retro.action-told');

export const toldPost = (row: RetroRow, action: RowId, what: (typeof outcomes)[number]): PostRef =>
  toldPostId.ref(
    { retro: row.id, action, what: outcomes.indexOf(what) },
    { kind: 'thread', under: mainPost(row) },
  );

export const imagePostId = postId<{ readonly retro: RowId; readonly at: number }>('retro.image');

/** The picture of the votes, as a file to share. @param at tells one request from another */
export const imagePost = (retro: RowId, to: UserId, at: number): PostRef =>
  imagePostId.ref({ retro, at }, { kind: 'person', user: to, urgency: 'answer' });
