/** Writing a sheet, and choosing who may read it. */
import type { Button, KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { isShared, type ShareRow } from '../rows.ts';
import { parts, type Sheet } from './rules.ts';

/** The viewer's sheet, as far as it can be read. */
export interface SeenSheet {
  /** `none`: there is none; `lost`: its key is. */
  readonly sheet: Sheet | 'none' | 'lost';
  readonly writtenAt: Instant | null;
  /** With whom it is shared; `null`: with nobody. */
  readonly share: ShareRow | null;
}

export const backButton = (t: T): Button => button(ids.openPage, t.plain('page.back'), {});

/** What stands in a sheet, without what is empty. At most six blocks. */
export const sheetBlocks = (t: T, sheet: Sheet, whose: 'mine' | 'theirs'): KnownBlock[] =>
  parts.flatMap((part) =>
    sheet[part] === ''
      ? []
      : [section(t.mrkdwn(`part.${whose}.${part}`)), userText({ written: sheet[part], as: 'quote' })],
  );

/** The first part of the page. At most ten blocks. */
export function ownSheetBlocks(t: T, { sheet, writtenAt, share }: SeenSheet): KnownBlock[] {
  const isThere = sheet !== 'none' && sheet !== 'lost';
  const isOpen = share !== null && isShared(share);
  return [
    header(t.plain('sheet.title')),
    ...(isThere ? sheetBlocks(t, sheet, 'mine') : [section(t.mrkdwn(`sheet.${sheet}`))]),
    ...(writtenAt === null
      ? []
      : [
          context(
            t.mrkdwn('sheet.written', { day: onDay(writtenAt) }),
            isOpen
              ? t.mrkdwn('sheet.sharedWith', { person: nameOf(share.chosen_id) })
              : t.mrkdwn('sheet.alone'),
          ),
        ]),
    actions([
      button(ids.write, t.plain(isThere ? 'sheet.change' : 'sheet.write'), {}),
      ...(isThere ? [button(ids.learn, t.plain('learn.button'), {})] : []),
      ...(share === null
        ? isThere
          ? [button(ids.openShare, t.plain('share.button'), {})]
          : []
        : [takeBackButton(t, share)]),
      ...(sheet === 'none' ? [] : [forgetButton(t)]),
    ]),
  ];
}

const takeBackButton = (t: T, { id, chosen_id: chosen }: ShareRow): Button =>
  button(
    ids.takeBack,
    t.plain('back.button'),
    { share: id },
    {
      confirm: {
        title: t.plain('back.title'),
        text: t.plain('back.means', { person: nameOf(chosen) }),
        confirm: t.plain('back.button'),
        deny: t.plain('cancel'),
      },
    },
  );

const forgetButton = (t: T): Button =>
  button(
    ids.forget,
    t.plain('forget.button'),
    {},
    { confirm: t.confirm('forget.title', 'forget.means', 'forget.button') },
  );

export function renderSheet(t: T, sheet: Sheet, share: ShareRow | null): RenderedModal {
  const field = (part: keyof Sheet) =>
    input(ids.sheetModal, part, t.labels(`form.${part}`, { hint: `form.${part}Hint` }), sheet[part]);
  return renderModal(ids.sheetModal, {}, t.modal('form.title', 'save'), [
    ...parts.map(field),
    context(
      share === null
        ? t.mrkdwn('sheet.keeps')
        : t.mrkdwn('sheet.keepsShared', { person: nameOf(share.chosen_id) }),
    ),
  ]);
}

/** @param channel what is proposed */
export function renderShare(t: T, channel: ChannelId | undefined): RenderedModal {
  return renderModal(ids.shareModal, {}, t.modal('share.title', 'share.submit'), [
    section(t.mrkdwn('share.what')),
    input(ids.shareModal, 'chosen', t.labels('share.chosen', { hint: 'share.chosenHint' })),
    input(ids.shareModal, 'channel', t.labels('share.channel', { hint: 'share.channelHint' }), channel),
  ]);
}

/** To the one chosen; `null`: it was taken back. */
export function sharedMessage(t: T, row: ShareRow, person: UserId): Message | null {
  if (!isShared(row)) return null;
  return messageOf(
    section(t.mrkdwn('shared.line', { person: nameOf(person) })),
    actions([button(ids.openPair, t.plain('shared.read'), { share: row.id }, { style: 'primary' })]),
    context(t.mrkdwn('shared.means')),
  );
}

/** Where the viewer could learn it. @param blocks what was found, each a section of the practice that has it */
export function renderLearn(t: T, found: readonly KnownBlock[]): RenderedModal {
  return renderModal(ids.learnModal, {}, t.modal('learn.title'), [
    section(t.mrkdwn(found.length === 0 ? 'learn.nothing' : 'learn.intro')),
    ...found,
    context(t.mrkdwn('learn.alone')),
    actions([backButton(t)]),
  ]);
}
