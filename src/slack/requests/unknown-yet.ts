/** Says what Lore does not know yet, so that nobody mistakes partial results for complete ones. */
import type { KnownBlock } from '@slack/types';
import { context, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import type { Reply } from '#core/listener.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { LoreSentences } from '#locales/lore.ts';
import type { UnknownYet } from '../directory/directory.ts';

export const nothingUnknown: UnknownYet = { channels: null, strangers: 0 };

/** @returns nothing if everything is known */
function unknownSentences(t: TranslatorOf<LoreSentences>, { channels, strangers }: UnknownYet): Mrkdwn[] {
  // Either channels or people can be unknown. Exact numbers would reveal private channels, so it shows tenths.
  const share = channels === null || channels.known >= channels.all ? 0 : tenths(channels);
  return [
    ...(channels === null
      ? []
      : [share > 0 ? t.mrkdwn('unknownChannels', { share }) : t.mrkdwn('unknownWorkspace')]),
    ...(strangers === 0 ? [] : [t.mrkdwn('unknownPeople', { count: strangers })]),
  ];
}

const tenths = ({ known, all }: { readonly known: number; readonly all: number }) =>
  Math.floor((known / all) * 10) / 10;

/** Adds a note on what may be missing: first in a modal, last in a message. */
export function withUnknown(reply: Reply, t: TranslatorOf<LoreSentences>, unknown: UnknownYet): Reply {
  const sentences = unknownSentences(t, unknown);
  if (sentences.length === 0) return reply;
  const note = context(join(sentences, ' '));
  const fits = (blocks: readonly KnownBlock[], most: number) => blocks.length < most;
  switch (reply.kind) {
    case 'message': {
      const { text } = reply.message;
      const blocks = reply.message.blocks.length > 0 ? reply.message.blocks : [section(text)];
      if (!fits(blocks, limits.messageBlocks)) return reply;
      return {
        ...reply,
        message: { ...reply.message, text: join([text, ...sentences], '\n'), blocks: [...blocks, note] },
      };
    }
    case 'open':
    case 'update':
    case 'push': {
      const { view } = reply.modal;
      if (!fits(view.blocks as readonly KnownBlock[], limits.viewBlocks)) return reply;
      return { ...reply, modal: { ...reply.modal, view: { ...view, blocks: [note, ...view.blocks] } } };
    }
    case 'nothing':
    case 'errors':
    case 'clear':
      return reply;
  }
}
