/** What retrospectives give to a channel's digest: what was agreed there and nobody owns. */
import { button } from '#core/kit/action.ts';
import type { DigestItems } from '#core/week.ts';
import { acceptAction } from './action-items/ids.ts';
import { actionOf, loadAction, unownedIn } from './action-items/rows.ts';
import { actionBlock, actionLine } from './action-items/screens.ts';
import { retroCopy } from './copy.ts';
import { wordsOf } from './session/words.ts';

export const digestItems: DigestItems<'unowned'> = {
  kinds: {
    unowned: {
      title: (locale) => retroCopy.in(locale, 'UTC').plain('follow.digestKind'),
      order: 40,
      most: 1,
      isNews: false,
    },
  },
  find: async (view, { channel, to }) =>
    (await unownedIn(view, channel)).map(({ id }) => ({
      id,
      kind: 'unowned',
      authors: [],
      channel,
      at: to,
      liked: 0,
    })),
  draw: async (view, { id }, drawing) => {
    const row = await loadAction(view, id);
    if (row === null || !['proposed', 'open'].includes(row.state)) return null;
    const words = wordsOf(drawing);
    const isFree = row.owner_id === null;
    return {
      blocks: [actionBlock(words, actionOf(row))],
      text: actionLine(words, actionOf(row)),
      reason: words.t.mrkdwn(isFree ? 'follow.digestFree' : 'follow.digestOwned'),
      buttons: isFree ? [button(acceptAction, words.t.plain('home.accept'), { action: id })] : [],
    };
  },
};
