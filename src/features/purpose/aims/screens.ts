/** The organisation's aims, as they stand and as they stood. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section, userText } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { onDay } from '#core/sentence.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { AimRow } from '../rows.ts';
import { backButton } from '../sheet/screens.ts';

/** How many earlier versions are shown. */
export const mostPast = 10;

/** On everybody's page. At most four blocks. */
export function aimBlocks(
  t: T,
  now: AimRow | null,
  { hasPast, mayWrite }: { readonly hasPast: boolean; readonly mayWrite: boolean },
): KnownBlock[] {
  const buttons = [
    ...(hasPast ? [button(ids.pastAims, t.plain('aims.past'), {})] : []),
    ...(mayWrite ? [button(ids.openAims, t.plain(now === null ? 'aims.write' : 'aims.change'), {})] : []),
  ];
  return [
    header(t.plain('aims.title')),
    now === null
      ? section(t.mrkdwn(mayWrite ? 'aims.noneAdmin' : 'aims.none'))
      : userText({ written: now.words }),
    ...(now === null ? [] : [context(t.mrkdwn('aims.since', { day: onDay(now.written_at) }))]),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  ];
}

export function renderAims(t: T, now: AimRow | null): RenderedModal {
  return renderModal(ids.aimsModal, { from: now?.id ?? null }, t.modal('aims.formTitle', 'save'), [
    input(ids.aimsModal, 'words', t.labels('aims.words', { hint: 'aims.hint' }), now?.words),
    input(ids.aimsModal, 'channel', t.labels('aims.channel', { hint: 'aims.channelHint' }), now?.channel_id),
  ]);
}

/** @param all the newest first, with the one that holds */
export function renderPast(t: T, all: readonly AimRow[]): RenderedModal {
  const past = all.filter(({ replaced_at: at }) => at !== null).slice(0, mostPast);
  return renderModal(ids.pastModal, {}, t.modal('aims.past'), [
    ...(past.length === 0 ? [section(t.mrkdwn('aims.noPast'))] : []),
    ...past.flatMap((row) => [
      section(
        t.mrkdwn('aims.from', { from: onDay(row.written_at), to: onDay(row.replaced_at ?? row.written_at) }),
      ),
      userText({ written: row.words, as: 'quote' }),
    ]),
    actions([backButton(t)]),
  ]);
}
