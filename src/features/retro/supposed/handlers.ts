/** "What was supposed to happen": the reply with which a retrospective opens, and all of it on a press. */
import type { FeaturePart } from '#core/feature.ts';
import { gone } from '#core/kit/message.ts';
import { open, type Reply, update } from '#core/listener.ts';
import { type Acting, onRetro, onRetroPages, type PageOfRetro, tell } from '../session/answers.ts';
import { retroPost } from '../session/retro-post.ts';
import * as ids from './ids.ts';
import { supposedIn } from './operations.ts';
import { renderSupposed, supposedMessage } from './screens.ts';

const post = retroPost(
  ids.supposedPostId,
  'title.supposed',
  async (t, { row }, _params, read) => {
    if (row.phase === 'cancelled') return null;
    const supposed = await supposedIn(read, row);
    return supposed === null ? null : supposedMessage(t, row.id, supposed);
  },
  gone,
);

const see =
  (reply: typeof open) =>
  async (here: Acting, { page = 0 }: PageOfRetro): Promise<Reply> => {
    const supposed = await supposedIn(here.scope, here.loaded.row);
    return supposed === null
      ? tell(here, 'supposed.gone')
      : reply(renderSupposed(here.t, here.loaded.row.id, supposed, page));
  };

export const opening: FeaturePart = {
  actions: [onRetro(ids.seeSupposed, null, see(open)), ...onRetroPages(ids.supposedPages, null, see(update))],
  posts: [post],
};
