/** What the posts and jobs of a retrospective are called, to whoever must decide about one in App Home. */
import type { RowId } from '../../../core/ids.ts';
import type { Title } from '../../../core/post.ts';
import { wordsOf } from './words.ts';
import type { RetroKey } from '../../../../locales/retro.ts';
import { retros } from '../tables.ts';

/** @param key a sentence with the name of the retrospective in it */
export function titled(key: Extract<RetroKey, `title.${string}`>): Title<{ readonly retro: RowId }> {
  return async (view, { retro }, drawing) => {
    const { say } = wordsOf(drawing);
    const row = await view.from(retros).select('it.about').where('it.id', '=', retro).executeTakeFirst();
    return row === undefined ? say.plain('title.unseen') : say.plain(key, { about: row.about });
  };
}
