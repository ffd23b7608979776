/** Asks a message's author for their words, and shows the outcome. */
import type { KnownBlock } from '@slack/types';
import { linkedInHome, linkedMessage, type LinkedState } from '#core/kit/linked-ask.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import type { Translator } from '../copy.ts';
import { linkedIds } from '../ids.ts';
import type { Share } from '../read.ts';
import { titleOf } from '../rules.ts';

/** How many App Home shows; answering one brings up the next. */
export const askedInHome = 2;

const whose = ({ author, row }: Share) => ({ person: nameOf(author), channel: channelLink(row.channel_id) });

/** The request to the author of a linked message, or its outcome. */
export function sourceMessage(t: Translator, share: Share, state: LinkedState): Message {
  return linkedMessage(t, linkedIds, { share: share.row.id }, state, {
    says: t.mrkdwn(`source.${state}`, whose(share)),
    quote: share.quote,
    what: t.mrkdwn('source.share', { what: titleOf(share.row) }),
  });
}

/** Open requests in App Home: two blocks each. */
export const askedBlocks = (t: Translator, asked: readonly Share[]): KnownBlock[] =>
  linkedInHome(
    t,
    linkedIds,
    asked.map((share) => ({
      value: { share: share.row.id },
      row: share.row.id,
      line: t.mrkdwn('home.askedLine', whose(share)),
    })),
  );
