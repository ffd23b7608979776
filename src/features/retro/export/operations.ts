/** The file that a person asked for, of what they may read. */
import type { RowId, UserId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { ofRetro } from '../session/ids.ts';
import { exportFormats, type ExportFormat } from './rules.ts';

/** Sends the Markdown file: in old pages. */
export const sendFile = defineAction('retro.file', ofRetro);

/** `as`: the number of its format; missing in old ones, which are Markdown. */
export const filePostId = postId<{ readonly retro: RowId; readonly at: number; readonly as?: number }>(
  'retro.file',
);

/** @param at tells one request from another */
export const filePost = (retro: RowId, to: UserId, at: number, format: ExportFormat): PostRef =>
  filePostId.ref(
    { retro, at, as: exportFormats.indexOf(format) },
    { kind: 'person', user: to, urgency: 'answer' },
  );
