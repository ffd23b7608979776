/** What the people of a channel may turn on there, and what they read before. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Feature } from '#core/feature.ts';
import { type ChannelId, isId } from '#core/ids.ts';
import { button, defineAction } from '#core/kit/action.ts';
import { context, divider, section } from '#core/kit/blocks.ts';
import { defineModal, type RenderedModal, renderModal } from '#core/kit/modal.ts';
import type { Person } from '#core/people.ts';
import { channelLink } from '#core/sentence.ts';
import { escape } from '#core/text.ts';
import type { Choosable } from '../../store/settings/channel-choices.ts';
import { practicesCopy } from './copy.ts';

type Reader = Pick<Person, 'locale' | 'tz'>;
type Offered = Pick<Feature, 'name' | 'title' | 'startsOff'>;

const one = z.object({ channel: z.custom<ChannelId>(isId), name: z.string().max(100) });

/** In a channel's settings: opens what a practice would do there. */
export const showPractice = defineAction('lore.practice', one);

/** Nothing is filled in: it is read, and sent. */
const onlyToConfirm = {};

/** `isOn`: whether it was on in the channel when the form was drawn, which says what the form asks. */
export const practiceModal = defineModal('lore.practice', one.extend({ isOn: z.boolean() }), onlyToConfirm);

/** In the form of a channel's settings: a line for each. It says nothing of whether it is on, since the form stays as it is while that changes. */
export function choosableBlocks(
  reader: Reader,
  channel: ChannelId,
  practices: readonly Offered[],
  choosable: readonly Choosable[],
): KnownBlock[] {
  const t = practicesCopy.in(reader.locale, reader.tz);
  const theirs = practices.filter(({ name }) => choosable.some(({ practice }) => practice === name));
  if (theirs.length === 0) return [];
  return [
    divider(),
    context(t.mrkdwn('choosable')),
    ...theirs.map(({ name, title }) =>
      section(
        t.mrkdwn('choosableOne', { title: title(t.language) }),
        button(showPractice, t.plain('look', { title: title(t.language) }), { channel, name }),
      ),
    ),
  ];
}

export function renderPractice(
  reader: Reader,
  channel: ChannelId,
  { name, title, startsOff }: Offered,
  isOn: boolean,
): RenderedModal {
  const { locale, tz } = reader;
  const t = practicesCopy.in(locale, tz);
  const place = { title: title(t.language), channel: channelLink(channel) };
  return renderModal(practiceModal, { channel, name, isOn }, t.modal('modal', isOn ? 'turnOff' : 'turnOn'), [
    section(t.mrkdwn(isOn ? 'isOn' : 'isOff', place)),
    section(escape(startsOff?.does(t.language) ?? '')),
    context(t.mrkdwn(isOn ? 'thenOff' : 'thenOn')),
  ]);
}
