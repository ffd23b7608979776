/** What posts and jobs about a planned project are called. */
import type { RowId } from '#core/ids.ts';
import type { Title } from '#core/post.ts';
import type { RetroKey } from '#locales/retro.ts';
import { wordsFor } from '../session/words.ts';
import { loadProject } from './rows.ts';

/** @param key a sentence with the name of the project in it */
export function projectTitled(key: Extract<RetroKey, `title.${string}`>): Title<{ readonly project: RowId }> {
  return async (read, { project }, renderContext) => {
    const t = wordsFor(renderContext);
    const row = await loadProject(read, project);
    return row === null ? t.plain('title.unseen') : t.plain(key, { name: row.name });
  };
}
