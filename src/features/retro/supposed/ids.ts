/** What can be pressed and posted about what was supposed to happen. */
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';
import { definePages } from '#core/kit/pages.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { RowId } from '#core/ids.ts';
import { mainPost, ofRetro, pageOfRetro } from '../session/ids.ts';
import type { RetroRow } from '../session/rows.ts';

export const seeSupposed = defineAction('retro.supposed', ofRetro);
export const supposedPages = definePages('retro.supposed', pageOfRetro);
export const supposedModal = defineModal('retro.supposed', ofRetro, {});

export const supposedPostId = postId<{ readonly retro: RowId }>('retro.supposed');

/** The reply with which a retrospective opens. */
export const supposedPost = (row: Pick<RetroRow, 'id' | 'channel_id' | 'facilitator_id'>): PostRef =>
  supposedPostId.ref({ retro: row.id }, { kind: 'thread', under: mainPost(row) });
