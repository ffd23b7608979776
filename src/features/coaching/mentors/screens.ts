/** Offering to be a mentor, looking for one, and what each reads of an ask. */
import type { KnownBlock } from '@slack/types';
import type { ChannelId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { input, type Modal, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { nameOf } from '#core/sentence.ts';
import { join, type Mrkdwn, type Plain } from '#core/text.ts';
import type { T } from '../meetings/copy.ts';
import * as ids from './ids.ts';
import type { OfferRow } from './rows.ts';
import { wishesOf } from './rows.ts';
import { type Goal, goals, type Style, styles, type Suggestion, type Wishes } from './rules.ts';

const goalNames = (t: T): Record<Goal, Plain> =>
  Object.fromEntries(goals.map((one) => [one, t.plain(`goal.${one}`)])) as Record<Goal, Plain>;
const styleNames = (t: T): Record<Style, Plain> =>
  Object.fromEntries(styles.map((one) => [one, t.plain(`style.${one}`)])) as Record<Style, Plain>;

/** The three fields that both say the same with. */
function wishFields(
  t: T,
  modal: Modal<unknown, typeof ids.wishes>,
  what: 'offer' | 'find',
  own: Wishes | null,
): KnownBlock[] {
  return [
    input(
      modal,
      'topics',
      t.labels(`${what}.topics`, { hint: 'wishes.topicsHint', placeholder: 'wishes.example' }),
      own?.topics.join(', '),
    ),
    input(modal, 'goals', { label: t.plain(`${what}.goals`), choices: goalNames(t) }, own?.goals),
    input(modal, 'styles', { label: t.plain('wishes.styles'), choices: styleNames(t) }, own?.styles),
  ];
}

export function renderOffer(t: T, own: OfferRow | null): RenderedModal {
  return renderModal(ids.offerModal, {}, t.modal('offer.title', 'save'), [
    section(t.mrkdwn('offer.intro')),
    ...wishFields(t, ids.offerModal, 'offer', own === null ? null : wishesOf(own)),
    input(
      ids.offerModal,
      'capacity',
      t.labels('offer.capacity', { hint: 'offer.capacityHint' }),
      own?.capacity ?? 1,
    ),
  ]);
}

export function renderFind(t: T, own: Wishes | null, channel: ChannelId | undefined): RenderedModal {
  return renderModal(ids.findModal, {}, t.modal('find.title', 'find.next'), [
    section(t.mrkdwn('find.intro')),
    ...wishFields(t, ids.findModal, 'find', own),
    input(ids.findModal, 'channel', t.labels('find.channel', { hint: 'find.channelMeans' }), channel),
  ]);
}

/** What speaks for one, in words. */
function reasons(t: T, { topics, goals: shared, styles: alike, hasCommonHours }: Suggestion): Mrkdwn {
  const [goalOf, styleOf] = [goalNames(t), styleNames(t)];
  return join(
    [
      ...(topics.length === 0 ? [] : [t.mrkdwn('found.topics', { topics: topics.join(', ') })]),
      ...(shared.length === 0
        ? []
        : [t.mrkdwn('found.goals', { goals: shared.map((one) => goalOf[one]).join(', ') })]),
      ...(alike.length === 0
        ? []
        : [t.mrkdwn('found.styles', { styles: alike.map((one) => styleOf[one]).join(', ') })]),
      ...(hasCommonHours ? [] : [t.mrkdwn('found.noHours')]),
    ],
    '; ',
  );
}

export function renderFound(
  t: T,
  found: readonly Suggestion[],
  channel: ChannelId,
  notice?: Mrkdwn,
): RenderedModal {
  const line = (one: Suggestion) =>
    section(
      join([t.mrkdwn('found.person', { person: nameOf(one.person) }), reasons(t, one)], ': '),
      button(
        ids.askMentor,
        t.plain('found.ask'),
        { mentor: one.person, channel },
        {
          label: t.plain('found.askWhom', { person: nameOf(one.person) }),
          confirm: {
            title: t.plain('ask.title'),
            text: t.plain('ask.means', { person: nameOf(one.person) }),
            confirm: t.plain('found.ask'),
            deny: t.plain('cancel'),
          },
        },
      ),
    );
  return renderModal(ids.foundModal, {}, t.modal('found.title'), [
    ...(notice === undefined ? [] : [section(notice)]),
    ...(notice === undefined ? [section(t.mrkdwn(found.length === 0 ? 'found.nobody' : 'found.intro'))] : []),
    ...found.map(line),
  ]);
}

/** What a mentor reads of somebody who asks them. @param words `null`: they erased their data, or took it back */
export function askedBlocks(t: T, asker: UserId | null, words: Wishes | null): KnownBlock[] {
  const [goalOf, styleOf] = [goalNames(t), styleNames(t)];
  const { topics = [], goals: wanted = [], styles: liked = [] } = words ?? {};
  return [
    section(t.mrkdwn('ask.asked', { asker: nameOf(asker) })),
    ...(topics.length === 0 ? [] : [userText(`${t.plain('ask.topics')} `, { written: topics.join(', ') })]),
    ...(wanted.length === 0
      ? []
      : [context(t.mrkdwn('ask.goals', { goals: wanted.map((one) => goalOf[one]).join(', ') }))]),
    ...(liked.length === 0
      ? []
      : [context(t.mrkdwn('ask.styles', { styles: liked.map((one) => styleOf[one]).join(', ') }))]),
  ];
}

/** In App Home: what they offer, and what they look for. At most four blocks. */
export function mentorInHome(t: T, own: OfferRow | null, isSeeking: boolean): KnownBlock[] {
  return [
    ...(own === null
      ? []
      : [section(t.mrkdwn('offer.line', { count: own.capacity, topics: wishesOf(own).topics.join(', ') }))]),
    actions(
      [
        button(ids.openOffer, t.plain(own === null ? 'offer.button' : 'offer.change'), {}),
        ...(own === null ? [] : [button(ids.stopOffer, t.plain('offer.stop'), {})]),
        button(ids.openFind, t.plain('find.button'), {}),
        ...(isSeeking ? [button(ids.forget, t.plain('find.forget'), {})] : []),
      ],
      'coaching.mentors',
    ),
  ];
}
