/** Asks a message's author for their words, and shows the outcome. */
import { messageOf } from '#core/kit/message.ts';
import type { Button, KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, header, longUserText, section, userText } from '#core/kit/blocks.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import type { Translator } from '../copy.ts';
import { declineWords, dropLink, giveWords, wordsModal } from '../ids.ts';
import { linkOf, type Share } from '../read.ts';
import { titleOf } from '../rules.ts';

/** How many App Home shows; answering one brings up the next. */
export const askedInHome = 2;

type State = 'asked' | 'given' | 'declined' | 'dropped';

/** The request to the author of a linked message, or its outcome. */
export function sourceMessage(t: Translator, share: Share, state: State): Message {
  const sentence = t.mrkdwn(`source.${state}`, {
    person: nameOf(share.author),
    channel: channelLink(share.row.channel_id),
  });
  const given = state === 'given' ? share.quote : '';
  const what = state === 'dropped' ? [] : [t.mrkdwn('source.share', { what: titleOf(share.row) })];
  const buttons = buttonsFor(t, share, state);
  return messageOf(
    sentence,
    ...(given === '' ? [] : [longUserText(given)]),
    ...what.map((text) => context(text)),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  );
}

function buttonsFor(t: Translator, { row }: Share, state: State): Button[] {
  const id = { share: row.id };
  const drop = button(dropLink, t.plain('source.drop'), id);
  switch (state) {
    case 'asked':
      return [
        button(giveWords, t.plain('source.give'), id, { style: 'primary' }),
        button(declineWords, t.plain('source.decline'), id),
        drop,
      ];
    case 'given':
      return [button(declineWords, t.plain('source.takeBack'), id), drop];
    case 'declined':
      return [drop];
    case 'dropped':
      return [];
  }
}

/** Open requests in App Home: two blocks each. */
export function askedBlocks(t: Translator, asked: readonly Share[]): KnownBlock[] {
  if (asked.length === 0) return [];
  return [
    header(t.plain('home.asked')),
    ...asked.flatMap((share) => [
      section(
        t.mrkdwn('home.askedLine', {
          person: nameOf(share.author),
          channel: channelLink(share.row.channel_id),
        }),
      ),
      actions(
        [
          button(giveWords, t.plain('source.give'), { share: share.row.id }),
          button(declineWords, t.plain('source.decline'), { share: share.row.id }),
        ],
        `learned.asked.${share.row.id}`,
      ),
    ]),
  ];
}

/** The form for giving words. @param before what was given before */
export function renderGive(t: Translator, share: Share, before: string): RenderedModal {
  const { row } = share;
  return renderModal(wordsModal, { share: row.id }, t.modal('words.title', 'words.submit'), [
    section(t.mrkdwn('words.how', { channel: channelLink(row.channel_id) })),
    userText({ link: linkOf(share) }),
    input(wordsModal, 'words', { label: t.plain('words.label') }, before),
  ]);
}
