/** Choosing what a retrospective is exported as, and the file that was asked for. */
import type { RowId, UserId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { context, section } from '#core/kit/blocks.ts';
import { choiceField, defineModal, input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import { ofRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import type { Translator } from '../session/words.ts';
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

export const openExport = defineAction('retro.export', ofRetro);

export const exportModal = defineModal('retro.export', ofRetro, {
  format: choiceField(exportFormats, 'radio'),
});

export function renderExport(t: Translator, { row }: Loaded): RenderedModal {
  const choices = {
    markdown: t.plain('export.markdown'),
    page: t.plain('export.page'),
    table: t.plain('export.table'),
  };
  return renderModal(exportModal, { retro: row.id }, t.modal('export.title', 'export.submit'), [
    section(t.mrkdwn('export.intro', { about: row.about })),
    input(exportModal, 'format', { label: t.plain('export.format'), choices }, 'page'),
    context(t.mrkdwn('page.sendHint')),
  ]);
}
