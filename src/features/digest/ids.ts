/** Every id of this feature, with the value it carries. Values are ids: what may be done is decided on arrival. */
import { postId } from '../../core/post.ts';
import { z } from 'zod';
import { isId, rowId, type RowId } from '../../core/ids.ts';
import { defineAction } from '../../core/kit/action.ts';

export type OfIssue = Readonly<Record<'issue', RowId>>;

const row = z.custom<RowId>(isId).transform(rowId);

export const dismiss = defineAction('digest.not-for-me', z.object({ item: row }));

/** Of something that is recalled: it holds no more; or it does. */
export const untrue = defineAction('digest.untrue', z.object({ item: row }));
export const stillHolds = defineAction('digest.holds', z.object({ item: row }));

export const weekly = 'digest.weekly';
export const digestPost = postId<OfIssue>('digest.week');
