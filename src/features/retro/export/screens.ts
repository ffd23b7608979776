/** Choosing what a retrospective is exported as. */
import { defineAction } from '#core/kit/action.ts';
import { context, section } from '#core/kit/blocks.ts';
import { choiceField, defineModal, input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { ofRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import type { Translator } from '../session/words.ts';
import { exportFormats } from './rules.ts';

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
