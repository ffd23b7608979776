/**
 * A ZIP, read safely: one may be made to fill a disk, or to write where it should not. Nothing in it becomes a file but a ZIP inside (Notion packs
 * large exports so), and all that its directory says is looked at before anything is read.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { ConfigError } from '../../../config.ts';
import { type Read, refused } from './entry.ts';
import { isPage, largestPage, readPage } from './pages.ts';

/** More than anybody's notes have. Sizes in bytes, unpacked. */
const most = { entries: 50_000, pages: 536_870_912, inner: 4_294_967_296 } as const;

/** How much larger something becomes: text is at most some twenty times as large. Below `from` bytes it does no harm. */
const bomb = { ratio: 150, from: 1_048_576 } as const;

interface Packed {
  readonly path: string;
  readonly size: number;
  readonly from: ZipFile;
  readonly entry: Entry;
}

export interface OpenZip {
  /** Sorted by path. */
  readonly pages: readonly Packed[];
  /** The paths of what else is in it. */
  readonly others: readonly string[];
  readonly close: () => Promise<void>;
}

/** @throws ConfigError, with the entry's name, for a ZIP that is made to do harm, or cannot be read; nothing of it is read then */
export async function openZip(file: string): Promise<OpenZip> {
  const opened: ZipFile[] = [];
  let unpacked: string | null = null;
  const close = async () => {
    for (const zip of opened) zip.close();
    if (unpacked !== null) await rm(unpacked, { recursive: true, force: true });
  };
  const open = async (path: string) => {
    const zip = await openPromise(path, { autoClose: false, decodeStrings: false, lazyEntries: true });
    opened.push(zip);
    return packedIn(file, zip);
  };
  try {
    const outer = await open(file);
    const all: Packed[] = [...outer];
    const inner = outer.filter(({ path }) => /\.zip$/i.test(path));
    if (total(inner) > most.inner) throw refuse(file, inner[0]?.path ?? '', 'would fill the disk');
    for (const [nth, zip] of inner.entries()) {
      unpacked ??= await mkdtemp(join(tmpdir(), 'lore-import-'));
      const place = join(unpacked, `${nth}.zip`);
      await pipeline(
        await zip.from.openReadStreamPromise(zip.entry),
        createWriteStream(place, { mode: 0o600 }),
      );
      all.push(...(await open(place)));
    }
    const pages = all.filter(({ path }) => isPage(path)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const read = pages.filter(({ size }) => size <= largestPage);
    if (total(read) > most.pages)
      throw refuse(file, pages[0]?.path ?? '', 'and the other pages are more than 512 MB');
    const others = all.filter(({ path }) => !isPage(path) && !/\.zip$/i.test(path)).map(({ path }) => path);
    return { pages, others, close };
  } catch (error) {
    await close();
    throw error instanceof ConfigError ? error : unreadable(file, error);
  }
}

const total = (all: readonly Packed[]): number => all.reduce((sum, { size }) => sum + size, 0);

const refuse = (file: string, name: string, why: string): ConfigError =>
  new ConfigError(`${file} is refused: in it, ${JSON.stringify(name)} ${why}. Nothing was imported.`);

/** Its messages name parts of the format, and no text. Of the operating system: what it would not do. */
function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || 'code' in error) return error;
  const why = /^End of central directory/.test(error.message)
    ? 'it is none, or only a part of one. Copy or export it again'
    : error.message.replace(/\.$/, '');
  return new ConfigError(`${file} cannot be read as a ZIP: ${why}. Nothing was imported.`);
}

/** What its directory names. @throws ConfigError */
async function packedIn(file: string, zip: ZipFile): Promise<readonly Packed[]> {
  const found: Packed[] = [];
  for await (const entry of zip.eachEntry()) {
    const { generalPurposeBitFlag: flag, fileNameRaw: raw, extraFields } = entry;
    const path = getFileNameLowLevel(flag, raw, extraFields, false);
    const why =
      zip.entryCount > most.entries
        ? `is one of ${zip.entryCount} files, which is too many`
        : whyNot(path, entry);
    if (why !== null) throw refuse(file, path, why);
    // What macOS adds is no page.
    if (!path.endsWith('/') && !path.startsWith('__MACOSX/'))
      found.push({ path, size: entry.uncompressedSize, from: zip, entry });
  }
  return found;
}

/** Unix' mode of a file, in the upper half: a link. */
const isLink = ({ externalFileAttributes: mode }: Entry): boolean => ((mode >>> 16) & 0o170000) === 0o120000;

function whyNot(path: string, entry: Entry): string | null {
  if (validateFileName(path) !== null || path.includes('\0')) return 'leads out of the ZIP';
  if (isLink(entry)) return 'is a link to elsewhere';
  if (entry.isEncrypted()) return 'is encrypted: unpack it, and import the folder';
  const { uncompressedSize: size, compressedSize: packed } = entry;
  if (size > bomb.from && size > packed * bomb.ratio)
    return `is a ZIP bomb: ${packed} bytes would become ${size}`;
  return null;
}

/** @param done called with the bytes read so far, unpacked */
export async function* readZip(pages: readonly Packed[], done: (bytes: number) => void): AsyncIterable<Read> {
  let read = 0;
  for (const page of pages) {
    yield await readPacked(page);
    read += page.size;
    done(read);
  }
}

async function readPacked({ path, size, from, entry }: Packed): Promise<Read> {
  if (size > largestPage) return readPage(path, size, null);
  try {
    // What unpacks to more than its directory says ends with an error.
    return readPage(path, size, await buffer(await from.openReadStreamPromise(entry)));
  } catch {
    return refused({ file: path }, 'It cannot be unpacked: the ZIP is damaged there.', null);
  }
}
