/** Every id of this feature, with the value it carries. Values are ids; permission is checked on arrival. */
import { messageOf } from '#core/kit/message.ts';
import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { actions, context, header } from '#core/kit/blocks.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { Message } from '#core/post.ts';
import { nameOf, namesOf } from '#core/sentence.ts';
import { type Mrkdwn } from '#core/text.ts';
import type { RenderedItem, DigestKind } from '#core/week.ts';
import type { Translator } from './copy.ts';
import type { VerdictRow } from './rows.ts';

export type OfIssue = Readonly<Record<'issue', RowId>>;

export const dismiss = defineAction('digest.not-for-me', z.object({ item: rowValue }));

/** Answers on a recalled item: it no longer holds, or it does. */
export const untrue = defineAction('digest.untrue', z.object({ item: rowValue }));

export const stillHolds = defineAction('digest.holds', z.object({ item: rowValue }));

export const weekly = 'digest.weekly';
export const digestPost = postId<OfIssue>('digest.week');

export interface Shown {
  readonly item: RowId;
  readonly facts: DigestKind;
  readonly drawn: RenderedItem;
  /** Someone said of this recalled item that it no longer holds. */
  readonly untrue?: Pick<VerdictRow, 'said_by'>;
}

/** @param owners the people responsible */
export function digestMessage(t: Translator, shown: readonly Shown[], owners: readonly UserId[]): Message {
  const how =
    owners.length === 0 ? t.mrkdwn('digest.how') : t.mrkdwn('digest.howOwner', { owner: namesOf(owners) });
  return messageOf(
    header(t.plain('digest.title')),
    ...shown.flatMap((one) => itemBlocks(t, one)),
    context(how),
  );
}

/** Why the item is here, and opinions on it since. */
function whyOf(t: Translator, { drawn, untrue: said }: Shown): Mrkdwn[] {
  if (said === undefined) return [drawn.reason];
  return [drawn.reason, t.mrkdwn('recall.untrue', { by: nameOf(said.said_by) })];
}

function buttonsOf(t: Translator, { item, facts, drawn, untrue: said }: Shown): Button[] {
  if (said !== undefined) return [button(stillHolds, t.plain('recall.holds'), { item })];
  return [
    ...drawn.buttons,
    ...(facts.isRecalled === true ? [button(untrue, t.plain('recall.noLonger'), { item })] : []),
    ...(facts.isNews ? [button(dismiss, t.plain('digest.notForMe'), { item })] : []),
  ];
}

function itemBlocks(t: Translator, one: Shown): KnownBlock[] {
  const buttons = buttonsOf(t, one);
  return [
    ...one.drawn.blocks,
    ...whyOf(t, one).map((text) => context(text)),
    ...(buttons.length === 0 ? [] : [actions(buttons, `digest.${one.item}`)]),
  ];
}

/** @param shows its items and the channels concerned: when one changes, the digest is redrawn */
export function postOf(
  issue: RowId,
  channel: ChannelId,
  owner: UserId | null,
  shows: readonly (RowId | ChannelId)[],
): PostRef {
  const to = { kind: 'channel', channel } as const;
  return { ...digestPost.ref({ issue }, to), shows, ...(owner === null ? {} : { owner }) };
}
