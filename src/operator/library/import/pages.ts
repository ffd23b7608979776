/** Pages: files of Markdown or HTML, in a folder or in a ZIP. */
import { posix } from 'node:path';
import { isScalar, parseDocument } from 'yaml';
import { markdownIn } from '../format/markdown.ts';
import { type Entry, entry, ownEntry, type Read, refused } from './entry.ts';
import { pageIn } from './html.ts';
import { cellText } from './json-lines.ts';
import { textIn } from './utf8.ts';

/** In bytes: far more than a lesson holds, so that a page that is too long is not even read. */
export const largestPage = 1_048_576;

export const isPage = (path: string): boolean => /\.(?:md|markdown|html?)$/i.test(path);

/** Notion puts the page's id behind each name, Confluence its number. Neither changes when a page is renamed or moved. */
const notionId = / ([0-9a-f]{32})$/i;
const confluenceId = /_(\d{5,})$/;

const stemOf = (path: string): string => posix.basename(path).replace(/\.[^.]*$/, '');
const isHtml = (path: string): boolean => /\.html?$/i.test(path);

/** Whose page it is, by its file's name; `null`: neither's. */
export function madeBy(path: string): { readonly by: 'Notion' | 'Confluence'; readonly id: string } | null {
  const stem = stemOf(path);
  const notion = notionId.exec(stem)?.[1];
  if (notion !== undefined) return { by: 'Notion', id: notion.toLowerCase() };
  const confluence = isHtml(path) ? confluenceId.exec(stem)?.[1] : undefined;
  return confluence === undefined ? null : { by: 'Confluence', id: confluence };
}

const withoutId = (name: string): string => name.replace(notionId, '').replace(confluenceId, '').trim();

/** @param path with `/` @param bytes how many there are, and the bytes unless they are too many */
export function readPage(path: string, size: number, bytes: Uint8Array | null): Read {
  const at = { file: path };
  if (bytes === null || size > largestPage) return refused(at, tooLarge(size), null);
  const found = textIn(bytes);
  if ('reason' in found) return refused({ ...at, line: found.line }, found.reason, null);
  const own = isHtml(path) ? null : markdownIn(found.text);
  if (own !== null) return ownEntry(at, own, null);
  const text = found.text.replaceAll('\r\n', '\n');
  const made = madeBy(path);
  const page = { name: made === null ? stemOf(path) : withoutId(stemOf(path)), folder: folderOf(path) };
  const named = { at, key: made?.id ?? path, raw: null } satisfies Partial<Entry>;
  if (isHtml(path)) {
    const { title, text: body, cells } = pageIn(text);
    return entry({
      ...named,
      cells: { ...(title === null ? {} : { title }), ...cells },
      page: { ...page, text: body },
    });
  }
  const split = frontMatterIn(text) ?? (made === null ? { cells: {}, body: text } : propertiesIn(text));
  if ('wrong' in split) return refused({ ...at, line: split.line }, split.wrong, null);
  return entry({ ...named, cells: split.cells, page: { ...page, text: split.body } });
}

const tooLarge = (size: number): string =>
  `The page has ${(size / 1_048_576).toFixed(1)} MB, which is a book and no lesson. Split it, or leave it out.`;

/** The name of the folder that it lies in; `''`: at the top. */
function folderOf(path: string): string {
  const folder = posix.basename(posix.dirname(path));
  return folder === '.' ? '' : folder.replace(notionId, '').trim();
}

type Split =
  | { readonly cells: Readonly<Record<string, string>>; readonly body: string }
  | { readonly wrong: string; readonly line: number };

/** YAML between two lines `---` at the beginning. @returns `null`: there is none */
function frontMatterIn(text: string): Split | null {
  const [, matter, body = ''] = /^---[ \t]*\n((?:[^]*?\n)??)---[ \t]*(?:\n([^]*))?$/.exec(text) ?? [];
  if (matter === undefined) return null;
  const document = parseDocument(matter, { schema: 'core' });
  const [error] = document.errors;
  if (error !== undefined)
    return {
      wrong: 'What stands between the lines --- is not YAML.',
      line: 1 + (error.linePos?.[0].line ?? 1),
    };
  let read: unknown;
  try {
    // A few aliases can stand for more than memory holds.
    read = isScalar(document.contents) ? null : document.toJS({ maxAliasCount: 20 });
  } catch {
    return {
      wrong: 'What stands between the lines --- repeats itself more often than anybody means.',
      line: 1,
    };
  }
  // A line across the page, with text between it and the next.
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    return matter.trim() === '' ? { cells: {}, body } : null;
  const cells = Object.entries(read).flatMap(([name, value]) => {
    const cell = cellText(value);
    return cell === null ? [] : [[name, cell] as const];
  });
  return { cells: Object.fromEntries(cells), body };
}

/** Notion writes the properties of a page of a database below its title, as `Name: value`. */
function propertiesIn(text: string): Split {
  const [, heading = '', properties, rest = ''] =
    /^(# [^\n]*\n\n)((?:[^\n:]{1,60}: [^\n]*\n)+)(?:\n([^]*))?$/.exec(text) ?? [];
  if (properties === undefined) return { cells: {}, body: text };
  const cells = properties
    .trim()
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);
  return { cells: Object.fromEntries(cells), body: `${heading}${rest}` };
}
