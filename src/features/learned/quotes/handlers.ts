/** What the author of a message presses that a share links to. */
import { linkedHandlers } from '#core/kit/linked-ask.ts';
import { channelLink } from '#core/sentence.ts';
import { learnedCopy } from '../copy.ts';
import { linkedIds, type OfShare } from '../ids.ts';
import { loadShare, type Share } from '../read.ts';
import { linked } from '../rows.ts';
import { redraw } from '../shares/operations.ts';

interface LinkedShare extends Share {
  readonly id: Share['row']['id'];
  readonly channel: Share['row']['channel_id'];
}

export const { actions: quoteActions, view: wordsView } = linkedHandlers<OfShare, LinkedShare>({
  ids: linkedIds,
  words: linked,
  load: async ({ scope }, { share: id }) => {
    const share = await loadShare(scope, id);
    return share === null ? null : { ...share, id, channel: share.row.channel_id };
  },
  redraw: ({ scope }, share) => redraw(scope, share),
  how: (reading, channel) => learnedCopy.for(reading).mrkdwn('words.how', { channel: channelLink(channel) }),
});
