/** Finds out what a path leads to: a folder of Markdown, an export of Notion or Confluence, CSV, or JSON lines. */
import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { ConfigError } from '../../../config.ts';
import { errorCode } from '../../../store/engines/error-code.ts';
import { readCsv } from './csv.ts';
import type { Source } from './entry.ts';
import { pagesIn, readFolder } from './folder.ts';
import { readJsonLines } from './json-lines.ts';
import { madeBy } from './pages.ts';
import { openZip, readZip } from './zip.ts';

/** @throws ConfigError, in a sentence, for what is none of these; the operating system's error for what cannot be read */
export async function openSource(path: string): Promise<Source> {
  const found = await thereIs(path);
  if (found.isDirectory()) return folder(path);
  const ending = extname(path).toLowerCase();
  if (ending === '.zip') return zip(path);
  const name = basename(path, extname(path));
  const file = {
    hasPages: false,
    name,
    namespace: name,
    size: found.size,
    leftOut: [],
    close: async () => undefined,
  };
  if (ending === '.csv' || ending === '.tsv')
    return { ...file, kind: 'CSV', read: (done) => readCsv(path, done) };
  if (['.jsonl', '.ndjson', '.json'].includes(ending)) {
    await mustBeLines(path);
    return { ...file, kind: 'JSON lines', read: (done) => readJsonLines(path, done) };
  }
  throw new ConfigError(
    `${path} is nothing that can be imported. It takes a folder of Markdown files, an export of Notion or Confluence (.zip), .csv, or JSON lines (.jsonl). Nothing was imported.`,
  );
}

/** @throws ConfigError if it is not there */
export async function thereIs(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    throw errorCode(error) === 'ENOENT'
      ? new ConfigError(`There is no ${path}. Nothing was imported.`)
      : error;
  }
}

async function folder(path: string): Promise<Source> {
  const pages = await pagesIn(path);
  if (pages.length === 0)
    throw new ConfigError(`${path} holds no Markdown file (.md). Nothing was imported.`);
  const name = basename(resolve(path));
  return {
    name,
    kind: 'a folder of Markdown',
    hasPages: true,
    namespace: name,
    size: pages.reduce((sum, { size }) => sum + size, 0),
    leftOut: [],
    read: (done) => readFolder(path, pages, done),
    close: async () => undefined,
  };
}

async function zip(path: string): Promise<Source> {
  const { pages: all, others, close } = await openZip(path);
  // A table of contents, whose links lead to the pages.
  const pages = all.filter((page) => !/(?:^|\/)index\.html$/i.test(page.path));
  if (pages.length === 0) {
    await close();
    throw new ConfigError(
      `${path} holds no page (.md, .html).${others.some((one) => /\.(?:csv|jsonl)$/i.test(one)) ? ' Unpack it, and import the file in it.' : ''} Nothing was imported.`,
    );
  }
  const name = basename(path, extname(path));
  const tables = others.filter((one) => /\.csv$/i.test(one)).length;
  const files = others.length - tables;
  const isOf = (by: 'Notion' | 'Confluence') => pages.some((page) => madeBy(page.path)?.by === by);
  const by = isOf('Notion') ? 'Notion' : isOf('Confluence') ? 'Confluence' : null;
  return {
    name,
    kind: by === null ? 'a ZIP of pages' : `an export of ${by}`,
    hasPages: true,
    // Their pages have ids, and each export another file name.
    namespace: by ?? name,
    size: pages.reduce((sum, { size }) => sum + size, 0),
    leftOut: [
      ...(tables > 0 ? [`${counted(tables, 'table')} (CSV): the rows are pages, too.`] : []),
      ...(files > 0 ? [`${counted(files, 'picture or other file', 'pictures and other files')}.`] : []),
    ],
    read: (done) => readZip(pages, done),
    close,
  };
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** @throws ConfigError for a file that is one list */
async function mustBeLines(path: string): Promise<void> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    if (/^\uFEFF?\s*\[/.test(buffer.subarray(0, bytesRead).toString('utf8')))
      throw new ConfigError(
        `${path} is one JSON list. Make a line of each object, and import that: jq -c '.[]' ${path} > ${basename(path, extname(path))}.jsonl. Nothing was imported.`,
      );
  } finally {
    await handle.close();
  }
}
