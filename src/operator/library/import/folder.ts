/** A folder of Markdown. Links are not followed: what a folder holds is what lies in it. */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Read } from './entry.ts';
import { isPage, largestPage, readPage } from './pages.ts';

export interface FolderPage {
  /** From the folder, with `/`. */
  readonly path: string;
  readonly size: number;
}

/** The pages in it, sorted by path; without what begins with a dot, and without what programs keep. */
export async function pagesIn(folder: string, inside = ''): Promise<FolderPage[]> {
  const found: FolderPage[] = [];
  const all = await readdir(join(folder, inside), { withFileTypes: true });
  for (const one of all.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = inside === '' ? one.name : `${inside}/${one.name}`;
    if (one.name.startsWith('.') || one.name === 'node_modules') continue;
    if (one.isDirectory()) found.push(...(await pagesIn(folder, path)));
    else if (one.isFile() && isPage(one.name))
      found.push({ path, size: (await lstat(join(folder, path))).size });
  }
  return found;
}

export async function* readFolder(
  folder: string,
  pages: readonly FolderPage[],
  done: (bytes: number) => void,
): AsyncIterable<Read> {
  let total = 0;
  for (const { path, size } of pages) {
    yield readPage(path, size, size > largestPage ? null : await readFile(join(folder, path)));
    total += size;
    done(total);
  }
}
