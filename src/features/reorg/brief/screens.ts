/** The page of reorganisations, its forms, and what a channel reads of a brief. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, section, userText } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf, onDay } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { LocalDate } from '#core/time/date.ts';
import { instantOf } from '#core/time/zone.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { ChangeRow, NoticeRow, ReorgRow } from '../rows.ts';
import { changeOf, type DraftChangeRow, type DraftRow } from './rows.ts';
import { type Change, chosenKinds, concerned, endsHere, type Kind } from './rules.ts';

const noon = 12 * 60;
export const dayOf = (on: LocalDate, tz: string): Instant => instantOf(on, noon, tz);

/** One change as a sentence. */
function changeLine(t: T, { channel, kind, other, name, leader }: Change): Mrkdwn {
  const here = channelLink(channel);
  switch (kind) {
    case 'renamed':
      return t.mrkdwn('change.renamed', { channel: here, name });
    case 'leader':
      return leader === null
        ? t.mrkdwn('change.leaderGone', { channel: here })
        : t.mrkdwn('change.leader', { channel: here, who: nameOf(leader) });
    case 'archived':
      return t.mrkdwn('change.archived', { channel: here });
    case 'merged':
    case 'split':
    case 'receives':
    case 'gains':
      return other === null
        ? t.mrkdwn(`change.${kind}Unnamed`, { channel: here })
        : t.mrkdwn(`change.${kind}`, { channel: here, other: channelLink(other) });
  }
}

const lineOf = (t: T, row: ChangeRow): Mrkdwn => changeLine(t, changeOf(row));

/** What a channel reads. */
export function briefMessage(t: T, notice: NoticeRow, changes: readonly ChangeRow[]): Message {
  const by = { by: nameOf(notice.by_id), day: onDay(notice.effect_at) };
  if (notice.ended_at !== null) return messageOf(t.mrkdwn('brief.ended', by));
  const endsThere = changes.some((row) => row.channel_id === notice.channel_id && endsHere(row));
  return messageOf(
    t.mrkdwn('brief.intro', by),
    ...(changes.length === 0 ? [] : [join(changes.map((row) => lineOf(t, row)))]),
    ...wordBlocks(t, notice),
    ...(notice.ask_id === null ? [] : [t.mrkdwn('brief.ask', { who: nameOf(notice.ask_id) })]),
    // Once it was looked which rituals live on, neither can be done any more.
    ...(notice.seen_at === null
      ? [context(...(endsThere ? [t.mrkdwn('brief.next')] : []), t.mrkdwn('brief.stop'))]
      : []),
  );
}

function wordBlocks(t: T, { why, stays }: Pick<NoticeRow, 'why' | 'stays'>): readonly KnownBlock[] {
  const words = (key: 'brief.why' | 'brief.stays', written: string) =>
    written === '' ? [] : [section(t.mrkdwn(key)), userText({ written, as: 'quote' })];
  return [...words('brief.why', why), ...words('brief.stays', stays)];
}

const linksTo = (t: T, channels: readonly ChannelId[]): Mrkdwn =>
  join(
    channels.map((channel) => t.mrkdwn('page.channel', { channel: channelLink(channel) })),
    ' ',
  );

/** What the page says of a brief that was sent. */
export interface Sent {
  readonly row: ReorgRow;
  readonly channels: readonly ChannelId[];
  /** A line for each channel with rituals, as far as the reader may see it. */
  readonly rituals: readonly Mrkdwn[];
  readonly isOver: boolean;
}

/** At most so many changes of a draft, and so many briefs, stand on the page. */
const most = { changes: 40, sent: 5 } as const;

export interface Page {
  /** Where it was opened; `null`: not in a channel. */
  readonly channel: ChannelId | null;
  readonly draft: DraftRow | null;
  readonly changes: readonly DraftChangeRow[];
  readonly sent: readonly Sent[];
  readonly tz: string;
  /** What was just done. */
  readonly note?: Mrkdwn;
}

export function renderPage(t: T, page: Page): RenderedModal {
  const { channel, draft } = page;
  const of = { channel };
  const blocks: readonly KnownBlock[] = [
    ...(page.note === undefined ? [] : [section(page.note)]),
    section(t.mrkdwn('page.intro')),
    ...(draft === null
      ? [actions([button(ids.editDraft, t.plain('draft.begin'), of)])]
      : draftBlocks(t, page, draft)),
    ...page.sent.slice(0, most.sent).flatMap((one) => [divider(), ...sentBlocks(t, one, page)]),
    divider(),
    section(t.mrkdwn('page.sponsors'), button(ids.openSponsor, t.plain('sponsor.name'), of)),
  ];
  return renderModal(ids.pageModal, of, t.modal('practice.title'), blocks.slice(0, limits.viewBlocks));
}

function draftBlocks(t: T, { channel, changes, tz }: Page, draft: DraftRow): readonly KnownBlock[] {
  const of = { channel };
  return [
    section(t.mrkdwn('draft.line', { day: onDay(dayOf(draft.effect_on, tz)) })),
    ...wordBlocks(t, draft),
    ...(draft.ask_id === null ? [] : [section(t.mrkdwn('brief.ask', { who: nameOf(draft.ask_id) }))]),
    ...(changes.length === 0 ? [section(t.mrkdwn('draft.noChanges'))] : []),
    ...changes
      .slice(0, most.changes)
      .map((row) =>
        section(
          changeLine(t, changeOf(row)),
          button(ids.takeOut, t.plain('change.takeOut'), { change: row.change_id, channel }),
        ),
      ),
    actions([
      button(ids.addChange, t.plain('change.add'), of),
      ...(changes.length === 0 ? [] : [button(ids.toSend, t.plain('send.button'), of, { style: 'primary' })]),
      button(ids.editDraft, t.plain('draft.edit'), of),
      button(ids.dropDraft, t.plain('draft.drop'), of, {
        style: 'danger',
        confirm: t.confirm('draft.drop', 'draft.dropMeans', 'draft.drop', 'keepIt'),
      }),
    ]),
  ];
}

function sentBlocks(
  t: T,
  { row, channels, rituals, isOver }: Sent,
  { channel: from, tz }: Page,
): readonly KnownBlock[] {
  const of = { reorg: row.id, channel: from };
  const day = onDay(dayOf(row.effect_on, tz));
  const isEnded = row.ended_at !== null;
  const line = t.mrkdwn(isEnded ? 'page.ended' : 'page.sent', { day, by: nameOf(row.by_id) });
  return [
    section(join([line, ...(channels.length === 0 ? [] : [linksTo(t, channels)]), ...rituals])),
    ...(isEnded || isOver
      ? []
      : [
          actions(
            [
              button(ids.editSent, t.plain('sent.edit'), of),
              button(ids.takeBack, t.plain('sent.takeBack'), of, {
                style: 'danger',
                confirm: t.confirm('sent.takeBack', 'sent.takeBackMeans', 'sent.takeBack', 'keepIt'),
              }),
            ],
            `reorg.${row.id}`,
          ),
        ]),
  ];
}

/** @param reorg one that was sent; `null`: the draft */
export function renderBrief(
  t: T,
  of: { readonly channel: ChannelId | null; readonly reorg: RowId | null },
  row: Pick<DraftRow, 'why' | 'stays' | 'ask_id' | 'effect_on'> | null,
  self: UserId,
): RenderedModal {
  const modal = ids.briefModal;
  return renderModal(modal, of, t.modal('brief.title', of.reorg === null ? 'save' : 'sent.save'), [
    section(t.mrkdwn(of.reorg === null ? 'brief.who' : 'brief.whoSent')),
    input(modal, 'why', t.labels('brief.whyLabel', { hint: 'brief.whyHint' }), row?.why),
    input(modal, 'on', t.labels('brief.onLabel'), row?.effect_on),
    input(modal, 'stays', t.labels('brief.staysLabel', { hint: 'brief.staysHint' }), row?.stays),
    input(modal, 'ask', t.labels('brief.askLabel'), row?.ask_id ?? self),
  ]);
}

export function renderChange(
  t: T,
  channel: ChannelId | null,
  kind: Kind,
  typed: Pick<Change, 'name' | 'leader'> & {
    readonly channel: ChannelId | null;
    readonly into: readonly ChannelId[];
  },
): RenderedModal {
  const modal = ids.changeModal;
  const isInto = kind === 'merged' || kind === 'split';
  const choices = Object.fromEntries(chosenKinds.map((one) => [one, t.plain(`change.kind.${one}`)]));
  return renderModal(modal, { channel }, t.modal('change.title', 'change.add'), [
    input(
      modal,
      'kind',
      { label: t.plain('change.what'), choices },
      kind === 'receives' || kind === 'gains' ? null : kind,
    ),
    input(modal, 'channel', t.labels('change.which', { hint: 'change.whichHint' }), typed.channel),
    ...(isInto ? [input(modal, 'into', t.labels(`change.into.${kind}`), typed.into)] : []),
    ...(kind === 'renamed' ? [input(modal, 'name', t.labels('change.newName'), typed.name)] : []),
    ...(kind === 'leader' ? [input(modal, 'leader', t.labels('change.who'), typed.leader)] : []),
    context(t.mrkdwn(kind === 'leader' ? 'change.leaderMeans' : 'change.ritualsMean')),
  ]);
}

export function renderSend(
  t: T,
  channel: ChannelId | null,
  draft: DraftRow,
  all: readonly Change[],
  tz: string,
): RenderedModal {
  const modal = ids.sendModal;
  const day = onDay(dayOf(draft.effect_on, tz));
  return renderModal(modal, { channel }, t.modal('send.title', 'send.button'), [
    section(join([t.mrkdwn('send.what', { count: concerned(all).length, day }), linksTo(t, concerned(all))])),
    // Who changes teams is asked, unless the admin says otherwise.
    input(
      modal,
      'all',
      { label: t.plain('send.who'), choices: { all: t.plain('send.all') } },
      all.some(endsHere) ? ['all'] : [],
    ),
    input(modal, 'people', t.labels('send.people', { hint: 'send.peopleHint' })),
    context(t.mrkdwn('send.means')),
  ]);
}
