/** What a person had begun before collecting was over: in Home, and to read. */
import type { KnownBlock } from '@slack/types';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { defineModal, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { channelLink } from '#core/sentence.ts';
import { ofRetro } from '../session/ids.ts';
import type { Loaded } from '../session/load.ts';
import { promiseNow } from '../session/promises.ts';
import type { RetroRow } from '../session/rows.ts';
import { columnName, type Translator } from '../session/words.ts';
import { columnsIn } from '../start/formats.ts';

export const readLeft = defineAction('retro.left', ofRetro);
export const dropLeft = defineAction('retro.left-drop', ofRetro);

const leftModal = defineModal('retro.left', ofRetro, {});

/** In rich text, since a name containing `*` or `_` would otherwise change the formatting. */
export const leftIn = (t: Translator, { id, about, channel_id: channel }: RetroRow): KnownBlock[] => [
  userText(...t.pieces('left.home', { about: { bold: about }, channel: channelLink(channel) })),
  actions([button(readLeft, t.plain('left.read'), { retro: id })]),
];

/** How many others are listed under one. */
const mostListed = 10;

/** @param left by column; `null`: nothing any more @param all every retrospective in which the reader left something */
export function renderLeft(
  t: Translator,
  loaded: Loaded,
  left: readonly string[] | null,
  all: readonly RetroRow[],
): RenderedModal {
  const { row } = loaded;
  const id = { retro: row.id };
  const others = all.filter((one) => one.id !== row.id).slice(0, mostListed);
  const list = others.flatMap((one) => leftIn(t, one));
  if (left === null)
    return renderModal(leftModal, id, t.modal('left.title'), [section(t.mrkdwn('left.none')), ...list]);
  const confirm = {
    title: t.plain('left.dropTitle'),
    text: t.plain('left.dropText'),
    confirm: t.plain('form.discard'),
    deny: t.plain('keep'),
  };
  return renderModal(leftModal, id, t.modal('left.title'), [
    section(t.mrkdwn('left.intro', { about: row.about, channel: channelLink(row.channel_id) })),
    context(promiseNow(t, 'left', loaded)),
    ...columnsIn(row).flatMap((column, index): KnownBlock[] => {
      const written = left[index] ?? '';
      const label = t.mrkdwn('see.column', { label: columnName(t, column) });
      return written === '' ? [] : [section(label), userText({ written })];
    }),
    actions([button(dropLeft, t.plain('form.discard'), id, { confirm })]),
    ...list,
  ]);
}
