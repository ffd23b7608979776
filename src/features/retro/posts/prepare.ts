/** What stands first in the thread of a retrospective, where earlier ones of its channel agreed on something. */
import type { RowId } from '../../../core/ids.ts';
import { definePost } from '../../../core/post.ts';
import { prepareMessage } from '../blocks/prepare.ts';
import { titled } from '../blocks/titles.ts';
import { wordsOf } from '../blocks/words.ts';
import { postNames } from '../ids.ts';
import { actionOf, loadRetro } from '../repository.ts';
import { earlierActions } from '../repository/actions.ts';

export const prepare = definePost<{ readonly retro: RowId }>(postNames.prepare, {
  title: titled('title.prepare'),
  build: async (view, { retro }, drawing) => {
    const loaded = await loadRetro(view, retro);
    const earlier = loaded === null ? [] : await earlierActions(view, loaded.row);
    if (earlier.length === 0) return null;
    return prepareMessage(wordsOf(drawing), earlier.map(actionOf), drawing.now);
  },
});
