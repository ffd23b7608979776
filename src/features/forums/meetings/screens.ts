/** A meeting as the channel reads it, before and after. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, header, type Piece, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink, nameOf, namesOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { UserId } from '#core/ids.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { By, ForumRow } from '../rows.ts';
import type { ItemRow, MeetingRow } from './rows.ts';
import type { Burden } from '../hours/rules.ts';
import { subjectOf } from '../setup/screens.ts';

/** Everything that an announcement says. */
export interface Announced {
  readonly row: MeetingRow;
  readonly forum: ForumRow;
  readonly core: readonly UserId[];
  readonly items: readonly By<ItemRow>[];
  /** Who presents what, one line each. */
  readonly talks: readonly (readonly Piece[])[];
  readonly ledger: readonly Burden[];
}

/** The lines of an agenda, in one block or none. */
export function agendaBlocks(
  t: T,
  { items, talks }: Pick<Announced, 'items' | 'talks'>,
): readonly KnownBlock[] {
  const lines = [
    ...talks,
    ...items.map(({ row, by }) =>
      t.pieces('agenda.item', { words: { written: row.words, as: 'line' }, by: nameOf(by) }),
    ),
  ];
  return lines.length === 0 ? [] : [section(t.mrkdwn('agenda.title')), bullets(lines)];
}

/** What the hours of the last three months asked of each zone; nothing where there is only one. */
export function ledgerLine(t: T, ledger: readonly Burden[]): Mrkdwn[] {
  if (ledger.length < 2) return [];
  const shown = ledger.slice(0, 6).map(({ city, minutes }) => t.plain('ledger.zone', { city, minutes }));
  return [t.mrkdwn('ledger.line', { zones: shown.join(' · ') })];
}

export function whenLine(t: T, { state, meets_at: at }: MeetingRow): Mrkdwn {
  return t.mrkdwn(`when.${state}`, { at: atMoment(at) });
}

export function meetingMessage(t: T, announced: Announced): Message {
  const { row, forum, core, ledger } = announced;
  const isOpen = row.state === 'coming' || row.state === 'written';
  return messageOf(
    header(t.plain('meeting.title', { subject: subjectOf(t, forum) })),
    section(whenLine(t, row)),
    ...agendaBlocks(t, announced),
    ...(isOpen
      ? [
          actions([button(ids.putOn, t.plain('putOn'), { forum: forum.id }, { style: 'primary' })]),
          context(
            join(
              [
                ...(core.length === 0 ? [] : [t.mrkdwn('meeting.core', { people: namesOf(core) })]),
                t.mrkdwn('meeting.how'),
              ],
              ' ',
            ),
          ),
          ...ledgerLine(t, ledger).map((line) => context(line)),
        ]
      : []),
  );
}

/** In the thread: that it is at another time, or not at all. @param at `0`: cancelled */
export function movedMessage(t: T, row: MeetingRow, at: number): Message | null {
  const by = nameOf(row.decided_by);
  if (at === 0) return messageOf(t.mrkdwn('moved.cancelled', { by }));
  return messageOf(t.mrkdwn('moved.to', { by, at: atMoment(at) }));
}

export const renderItem = (t: T, forum: ForumRow): RenderedModal =>
  renderModal(ids.itemModal, { forum: forum.id }, t.modal('item.title', 'item.submit'), [
    input(ids.itemModal, 'words', t.labels('item.words', { placeholder: 'item.example' })),
    context(t.mrkdwn('item.means')),
  ]);

export const renderMove = (t: T, row: MeetingRow): RenderedModal =>
  renderModal(ids.moveModal, { meeting: row.id }, t.modal('move.title', 'move.submit'), [
    section(whenLine(t, row)),
    input(
      ids.moveModal,
      'how',
      {
        label: t.plain('move.how'),
        choices: { moved: t.plain('move.moved'), cancelled: t.plain('move.cancelled') },
      },
      'moved',
    ),
    input(ids.moveModal, 'day', t.labels('move.day', { hint: 'move.dayHint' })),
  ]);

/** To those in the core group: the channel's archive ended. */
export function againMessage(t: T, forum: ForumRow): Message {
  const values = { subject: subjectOf(t, forum), channel: channelLink(forum.channel_id) };
  return messageOf(
    section(t.mrkdwn('again.line', values)),
    actions([button(ids.goOn, t.plain('again.goOn'), { forum: forum.id }, { style: 'primary' })]),
    context(t.mrkdwn('again.how')),
  );
}
