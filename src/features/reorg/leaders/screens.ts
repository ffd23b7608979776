/** What a new leader is asked and handed, and what their channel reads of it. */
import { button } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { handedOnKinds } from '#core/handed-on.ts';
import { chunks } from '#core/chunks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { KnownBlock } from '@slack/types';
import type { Message } from '#core/post.ts';
import { channelLink, mention, nameOf, onDay } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import type { T } from '../copy.ts';
import { dayOf } from '../brief/screens.ts';
import * as ids from '../ids.ts';
import type { ChangeRow } from '../rows.ts';
import type { Handed } from './operations.ts';
import type { KeptRow } from './rows.ts';

/** In the thread of the brief. @param isHere they are a full member of the workspace */
export function leadMessage(t: T, change: ChangeRow, day: number, isHere: boolean): Message | null {
  const { id, leader_id: leader, said } = change;
  if (leader === null || !isHere) return messageOf(t.mrkdwn('lead.nobody'));
  const who = nameOf(leader);
  if (said !== 'asked') return messageOf(t.mrkdwn(`lead.${said}`, { who, day: onDay(day) }));
  return messageOf(
    t.mrkdwn('lead.ask', { who: mention(leader), day: onDay(day) }),
    actions([
      button(ids.lead, t.plain('lead.agree'), { change: id }, { style: 'primary' }),
      button(ids.leadNot, t.plain('lead.decline'), { change: id }),
    ]),
  );
}

/** What a team goes on with, in lists. */
function handedBlocks(t: T, { rituals, items, tz }: Handed): readonly KnownBlock[] {
  const lists: KnownBlock[] = [];
  if (rituals.length > 0)
    lists.push(
      section(t.mrkdwn('handed.rituals')),
      userText(rituals.map(({ title }) => `• ${title}`).join('\n')),
    );
  for (const kind of handedOnKinds) {
    const some = items.filter((item) => item.kind === kind);
    if (some.length === 0) continue;
    lists.push(section(t.mrkdwn(`handed.${kind}`)));
    lists.push(
      userText(
        ...some.flatMap(({ what, owner, dueOn }, at) => [
          at === 0 ? '• ' : '\n• ',
          { written: what, as: 'line' as const },
          ...(owner === null ? [] : t.pieces('handed.owner', { who: nameOf(owner) })),
          ...(dueOn === null ? [] : t.pieces('handed.due', { day: onDay(dayOf(dueOn, tz)) })),
        ]),
      ),
    );
  }
  return lists.length === 0 ? [section(t.mrkdwn('handed.none'))] : lists;
}

/** To the new leader. @param from when they lead @param round 0: as they agree; 1: once, in their first two weeks */
export function handedMessage(t: T, change: ChangeRow, from: number, handed: Handed, round: number): Message {
  const values = { channel: channelLink(change.channel_id), day: onDay(from) };
  const isSaid = change.kept_at !== null;
  return messageOf(
    t.mrkdwn(isSaid ? 'handed.said' : round === 0 ? 'handed.first' : 'handed.again', values),
    ...handedBlocks(t, handed),
    ...(isSaid
      ? []
      : [
          actions([button(ids.openHanded, t.plain('handed.open'), { change: change.id })]),
          context(t.mrkdwn(round === 0 ? 'handed.later' : 'handed.stop')),
        ]),
  );
}

export function renderHanded(t: T, change: ChangeRow, handed: Handed): RenderedModal {
  const modal = ids.handedModal;
  const option = (value: string, text: string) => ({ value, text: shorten(text, limits.optionText) });
  const all = [
    ...handed.rituals.map(({ name, title }) => option(name, title)),
    ...handed.items.map(({ id, what }) => option(id, what)),
  ];
  const groups = chunks(all, limits.options).map((choices) => ({ label: t.plain('handed.group'), choices }));
  return renderModal(modal, { change: change.id }, t.modal('handed.title', 'save'), [
    section(t.mrkdwn('handed.which', { channel: channelLink(change.channel_id) })),
    ...handedBlocks(t, handed),
    ...(all.length === 0 ? [] : [input(modal, 'drops', { label: t.plain('handed.drops'), groups })]),
    context(t.mrkdwn('handed.means')),
  ]);
}

/** In the channel’s thread: what stands there is read where it is kept, as far as the channel may see it. */
export function keptMessage(t: T, change: ChangeRow, handed: Handed, rows: readonly KeptRow[]): Message {
  const dropped = new Set(rows.filter(({ is_kept: is }) => is === 0).map(({ about }) => about));
  const who = nameOf(change.leader_id);
  const titles = handed.rituals.filter(({ name }) => dropped.has(name)).map(({ title }) => title);
  const whats = handed.items.filter(({ id }) => dropped.has(id));
  if (titles.length + whats.length === 0) return messageOf(t.mrkdwn('kept.all', { who }));
  return messageOf(
    t.mrkdwn('kept.some', { who, count: rows.length - dropped.size }),
    userText(
      ...[...titles, ...whats.map(({ what }) => ({ written: what, as: 'line' as const }))].flatMap(
        (one, at) => [at === 0 ? '• ' : '\n• ', one],
      ),
    ),
    context(t.mrkdwn('kept.means')),
  );
}
