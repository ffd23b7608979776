/** Every id of this feature, with the value it carries. Values are ids: what may be done is decided on arrival. */
import { rowValue } from '../../core/kit/values.ts';
import { postId } from '../../core/post.ts';
import { z } from 'zod';
import { type RowId } from '../../core/ids.ts';
import { defineAction } from '../../core/kit/action.ts';

export type OfIssue = Readonly<Record<'issue', RowId>>;

export const dismiss = defineAction('digest.not-for-me', z.object({ item: rowValue }));

/** Of something that is recalled: it holds no more; or it does. */
export const untrue = defineAction('digest.untrue', z.object({ item: rowValue }));
export const stillHolds = defineAction('digest.holds', z.object({ item: rowValue }));

export const weekly = 'digest.weekly';
export const digestPost = postId<OfIssue>('digest.week');
