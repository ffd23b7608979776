/** The page of what changed about a lesson: old and new words, when, and by whom where names are shown. */
import type { KnownBlock } from '@slack/types';
import { context, divider, section, userText } from '#core/kit/blocks.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { type PageOf, pager } from '#core/kit/pages.ts';
import type { RowId } from '#core/ids.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import type { Typed } from '../rules.ts';
import type { Translator } from '../copy.ts';
import { historyModal, historyPages } from './ids.ts';
import type { Difference, Step } from './rules.ts';

/** Each has up to 15 blocks: three for each of five fields. */
export const inHistory = 5;

export function renderHistory(t: Translator, lesson: RowId, list: PageOf<Step>): RenderedModal {
  return renderModal(historyModal, { lesson }, t.modal('history.title'), [
    ...(list.shown.length === 0
      ? [section(t.mrkdwn('history.none'))]
      : list.shown.flatMap((step, place) => [...(place === 0 ? [] : [divider()]), ...stepBlocks(t, step)])),
    ...pager(t, list, historyPages, (page) => ({ lesson, page })),
  ]);
}

function stepBlocks(t: Translator, { version, differences }: Step): KnownBlock[] {
  const { change, note, by, at } = version;
  const day = onDay(at);
  const what =
    by === null
      ? t.mrkdwn(`history.${change}`, { day })
      : t.mrkdwn(`history.by.${change}`, { day, person: nameOf(by) });
  return [
    section(what),
    ...(note === '' ? [] : [userText({ written: note, as: 'quote' })]),
    ...differences.flatMap((one) => differenceBlocks(t, one)),
  ];
}

function differenceBlocks(t: Translator, { field, before, after }: Difference): KnownBlock[] {
  const nothing = t.plain('history.nothing');
  return [
    context(t.mrkdwn(fieldKeys[field])),
    userText({ bold: t.plain('history.before') }, ' ', before === '' ? nothing : { written: before }),
    userText({ bold: t.plain('history.after') }, ' ', after === '' ? nothing : { written: after }),
  ];
}

const fieldKeys = {
  title: 'form.name',
  context: 'form.context',
  happened: 'form.happened',
  useWhen: 'form.useWhen',
  topics: 'form.topics',
} as const satisfies Record<keyof Typed, string>;
