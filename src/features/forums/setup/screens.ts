/** The form of a new forum, and what those who set it up or are asked read. */
import type { KnownBlock } from '@slack/types';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf, namesOf } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { ForumPeople, ForumRow } from '../rows.ts';
import type { AskRow, PlanRow, YesRow } from './rows.ts';
import { coreSize, type SaidAnswer } from '../rules.ts';

export function renderNew(t: T, channel: ChannelId | undefined, self: UserId): RenderedModal {
  const choices = { month: t.plain('every.month'), fortnight: t.plain('every.fortnight') };
  return renderModal(ids.newModal, {}, t.modal('new.title', 'new.submit'), [
    section(t.mrkdwn('new.intro')),
    input(ids.newModal, 'channel', t.labels('new.channel', { hint: 'new.channelHint' }), channel),
    input(ids.newModal, 'subject', t.labels('new.subject', { placeholder: 'new.subjectExample' })),
    input(ids.newModal, 'about', t.labels('new.about', { placeholder: 'new.aboutExample' })),
    input(ids.newModal, 'core', t.labels('new.core', { hint: 'new.coreHint' }), [self]),
    input(ids.newModal, 'sponsor', t.labels('new.sponsor', { hint: 'new.sponsorHint' })),
    input(ids.newModal, 'every', { label: t.plain('new.every'), choices }, 'month'),
    context(t.mrkdwn('new.means')),
  ]);
}

/** What came of it so far, for the person who sets it up. */
export interface Planned {
  readonly row: PlanRow;
  readonly asks: readonly AskRow[];
  readonly yeses: readonly YesRow[];
  /** How many of the core group agreed and are still there. */
  readonly core: number;
}

/** @returns `null`: it was let go */
export function planMessage(t: T, { row, asks, yeses, core }: Planned): Message | null {
  const channel = channelLink(row.channel_id);
  const { subject } = row;
  if (row.state === 'dropped') return null;
  if (row.state === 'begun') return messageOf(t.mrkdwn('plan.begun', { subject, channel }));
  const agreed = new Set(yeses.map(({ person_id: person }) => person));
  const lines = [
    ...yeses.map(({ person_id: person, part }) => t.pieces(`plan.yes.${part}`, { person: nameOf(person) })),
    ...asks
      .filter(({ person_id: person }) => !agreed.has(person))
      .map(({ person_id: person, part }) => t.pieces(`plan.asked.${part}`, { person: nameOf(person) })),
  ];
  const of = { plan: row.id };
  return messageOf(
    section(t.mrkdwn('plan.line', { subject, channel, missing: Math.max(0, coreSize - core) })),
    bullets(lines),
    context(t.mrkdwn('plan.how')),
    actions([
      button(ids.askOther, t.plain('plan.other'), of),
      button(ids.dropPlan, t.plain('plan.drop'), of, {
        confirm: t.confirm('plan.dropTitle', 'plan.dropMeans', 'plan.drop'),
      }),
    ]),
  );
}

export function renderOther(t: T, row: PlanRow): RenderedModal {
  const choices = { core: t.plain('part.core'), sponsor: t.plain('part.sponsor') };
  return renderModal(ids.otherModal, { plan: row.id }, t.modal('other.title', 'other.submit'), [
    input(ids.otherModal, 'person', t.labels('other.person')),
    input(ids.otherModal, 'part', { label: t.plain('other.part'), choices }, 'core'),
    context(t.mrkdwn('other.means')),
  ]);
}

const wordsOf = ({ about }: { readonly about: string }): KnownBlock[] =>
  about === '' ? [] : [userText({ written: about, as: 'quote' })];

/** Who asks, and for which forum. */
export const askValues = (row: Pick<AskRow, 'asked_by' | 'subject' | 'channel_id'>) => ({
  by: nameOf(row.asked_by),
  subject: row.subject,
  channel: channelLink(row.channel_id),
});

/** To somebody who is asked. @param isBegun it has its three already */
export function askMessage(t: T, row: AskRow, said: SaidAnswer | null, isBegun: boolean): Message {
  const of = { ask: row.id };
  const values = askValues(row);
  const line = section(t.mrkdwn(`ask.${row.part}`, values));
  if (said === 'yes') return messageOf(line, context(t.mrkdwn(`ask.yes.${row.part}`, values)));
  if (isBegun && row.part === 'core') return messageOf(line, context(t.mrkdwn('ask.full')));
  const yes = (key: 'ask.agree' | 'ask.agreeAfterAll') => button(ids.agree, t.plain(key), of);
  if (said === 'no')
    return messageOf(line, context(t.mrkdwn('ask.no', values)), actions([yes('ask.agreeAfterAll')]));
  return messageOf(
    line,
    ...wordsOf(row),
    section(t.mrkdwn(`ask.means.${row.part}`)),
    actions([
      button(ids.agree, t.plain('ask.agree'), of, { style: 'primary' }),
      button(ids.decline, t.plain('ask.decline'), of),
    ]),
    context(t.mrkdwn('ask.how', values)),
  );
}

/** What the forum is called. */
export const subjectOf = (t: T, { subject }: Pick<ForumRow, 'subject'>): string =>
  subject === '' ? t.plain('forum.unnamed') : subject;

/** In the channel: that it began, what it does, and how to make it stop. */
export function begunMessage(t: T, row: ForumRow, { core, sponsor }: ForumPeople): Message {
  return messageOf(
    section(t.mrkdwn('begun.line', { subject: subjectOf(t, row) })),
    ...wordsOf(row),
    section(
      join(
        [
          t.mrkdwn('begun.core', { people: namesOf(core) }),
          ...(sponsor === null ? [] : [t.mrkdwn('begun.sponsor', { person: nameOf(sponsor) })]),
        ],
        ' ',
      ),
    ),
    context(t.mrkdwn('begun.how')),
  );
}
