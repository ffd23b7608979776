/** Every id of this feature, with the value it carries. Values are ids; permission is checked on arrival. */
import { messageOf } from '#core/kit/message.ts';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { defineAction, entriesMenu, entry, type MenuEntry } from '#core/kit/action.ts';
import { context, divider, header, section } from '#core/kit/blocks.ts';
import { rowValue } from '#core/kit/values.ts';
import { postId, type PostRef } from '#core/post-ref.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf, namesOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
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

/** To the person responsible, once for a channel: its readers keep other channels' items out. */
export const silentPost = postId<{ readonly channel: ChannelId }>('digest.silent');

export function silentTo(channel: ChannelId, user: UserId): PostRef {
  return silentPost.ref({ channel }, { kind: 'person', user, urgency: 'rest' });
}

export function silentMessage(t: Translator, channel: ChannelId, by: 'guest' | 'organisation'): Message {
  return messageOf(
    t.mrkdwn(`silent.told.${by}`, { channel: channelLink(channel) }),
    context(t.mrkdwn('silent.why', { channel: channelLink(channel) })),
  );
}

export interface Shown {
  readonly item: RowId;
  readonly facts: DigestKind;
  readonly drawn: RenderedItem;
  /** What someone said of this recalled item. */
  readonly verdict?: Pick<VerdictRow, 'holds' | 'said_by'>;
}

/**
 * @param lines what stands in one line each, after the items
 * @param owners the people responsible
 */
export function digestMessage(
  t: Translator,
  shown: readonly Shown[],
  lines: readonly KnownBlock[],
  owners: readonly UserId[],
): Message {
  const parts = [...shown.map((one) => itemBlocks(t, one)), ...lines.map((line) => [line])];
  const hasMenus = parts.flat().some(isMenu);
  const how = [
    ...(hasMenus ? [t.mrkdwn('digest.menu')] : []),
    owners.length === 0 ? t.mrkdwn('digest.how') : t.mrkdwn('digest.howOwner', { owner: namesOf(owners) }),
  ];
  return messageOf(
    header(t.plain('digest.title')),
    ...parts.flatMap((blocks, place) => (place === 0 ? blocks : [divider(), ...blocks])),
    context(join(how, ' ')),
  );
}

const isMenu = (block: KnownBlock): boolean =>
  block.type === 'section' && block.accessory?.type === 'overflow';

function itemBlocks(t: Translator, one: Shown): KnownBlock[] {
  const { drawn, verdict } = one;
  const title = t.mrkdwn('item.title', { title: drawn.title });
  const heading = drawn.from === undefined ? title : join([title, drawn.from], ' · ');
  const [first, ...more] = entriesOf(t, one);
  return [
    section(heading, first === undefined ? undefined : entriesMenu([first, ...more])),
    ...drawn.blocks,
    context(join(drawn.facts, ' · ')),
    ...(verdict === undefined ? [] : [context(verdictOf(t, verdict))]),
  ];
}

function verdictOf(t: Translator, { holds, said_by: person }: Pick<VerdictRow, 'holds' | 'said_by'>): Mrkdwn {
  return t.mrkdwn(holds === 0 ? 'recall.untrue' : 'recall.true', { by: nameOf(person) });
}

/** What can be done with an item. Once someone said that it is no longer true, only to disagree, or to read it. */
function entriesOf(t: Translator, { item, facts, drawn, verdict }: Shown): MenuEntry[] {
  const yes = entry(stillHolds, t.plain('recall.holds'), { item });
  const no = entry(untrue, t.plain('recall.noLonger'), { item });
  const open = drawn.open === undefined ? [] : [drawn.open];
  if (verdict?.holds === 0) return [yes, ...open];
  return [
    ...(facts.isRecalled === true ? (verdict === undefined ? [yes, no] : [no]) : []),
    ...drawn.can,
    ...(facts.isNews ? [entry(dismiss, t.plain('digest.notForMe'), { item })] : []),
    ...open,
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
