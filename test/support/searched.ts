/** Looks for words in what Lore wrote somewhere, in every form in which it may have written them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** In base64 what comes before shifts the letters; what is left of each shift is the middle, which the neighbours do not change. */
const base64 = (text: string): string[] =>
  [0, 1, 2].map((shift) => {
    const coded = Buffer.concat([Buffer.alloc(shift, 'x'), Buffer.from(text)]).toString('base64url');
    return coded.slice(shift === 0 ? 0 : shift + 1, -3);
  });

const inAscii = (text: string): string =>
  text.replaceAll(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** As it is, in JSON (also within JSON), with everything but ASCII escaped, for a URL, in hexadecimal, in base64; in UTF-8 and, as it is, in UTF-16. */
export function formsOf(text: string): readonly Buffer[] {
  const json = JSON.stringify(text).slice(1, -1);
  const twice = JSON.stringify(json).slice(1, -1);
  const url = encodeURIComponent(text);
  const hex = Buffer.from(text).toString('hex');
  const all = new Set([text, json, twice, inAscii(json), url, url.replaceAll('%20', '+'), hex]);
  // Of a short one too little is left to tell.
  for (const form of base64(text)) if (form.length >= 6) all.add(form);
  return [...[...all].map((form) => Buffer.from(form)), Buffer.from(text, 'utf16le'), utf16be(text)];
}

/** @returns which of these words are in it, in any form */
export function foundIn(bytes: Buffer, words: Iterable<string>): readonly string[] {
  return [...words].filter((word) => formsOf(word).some((form) => bytes.includes(form)));
}

/** All files of a folder, in those below too. Only while no connection of this process has a database open in it: closing a file gives up its locks. */
export function bytesOf(folder: string): Buffer {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(files.map((entry) => readFileSync(join(entry.parentPath, entry.name))));
}
