/** What is read from a source, before it becomes a lesson. */
import type { LessonRecord } from '#core/lesson-record.ts';
import type { ReadLesson } from '../format/fields.ts';

/** Where in a source something stands, as the operator finds it again. */
export interface Place {
  /** Its path in the folder or the ZIP; left out where the source is one file. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
}

export interface Entry {
  readonly at: Place;
  /** Names it within its source, so that it is the same one when it comes again; `null`: only its words do. */
  readonly key: string | null;
  /** Its columns, keys or front matter, by name as written there. */
  readonly cells: Readonly<Record<string, string>>;
  /** The text of a page, as Markdown; a row of a table has only cells. */
  readonly page: { readonly text: string; readonly name: string; readonly folder: string } | null;
  /** As it was, for the person who corrects it. `null`: its file is still there. */
  readonly raw: string | null;
  /** What Lore itself wrote, which needs no mapping. */
  readonly record?: LessonRecord;
}

/** What cannot become a lesson, and why. It is kept apart, as it was. */
export interface Refused {
  readonly at: Place;
  /** A sentence. */
  readonly reason: string;
  readonly row: string | null;
  /** In base64, where it is no text. */
  readonly bytes?: string;
}

/** Of Lore's own file, read. */
export const ownEntry = (at: Place, read: ReadLesson, raw: string | null): Read =>
  'wrong' in read
    ? refused(at, `Lore wrote this, and it was changed since: ${read.wrong}.`, raw)
    : entry({ at, key: null, cells: {}, page: null, raw, record: read.lesson });

export type Read = { readonly entry: Entry } | { readonly refused: Refused };

export interface Source {
  /** As the operator calls it: a file's name without its ending, or a folder's. */
  readonly name: string;
  /** What it is, for a sentence: "CSV", "a folder of Markdown". */
  readonly kind: string;
  /** Where its bytes come from: pages of Notion and Confluence have names of their own wherever they lie. */
  readonly namespace: string;
  /** Whether it is made of pages: then their text is what happened. */
  readonly hasPages: boolean;
  /** How much there is to read, in the unit in which `read` reports. */
  readonly size: number;
  /** What was found in it and is not read, each with a sentence. */
  readonly leftOut: readonly string[];
  /** @param done called with how much of `size` has been read so far */
  readonly read: (done: (amount: number) => void) => AsyncIterable<Read>;
  /** Removes what was unpacked. */
  readonly close: () => Promise<void>;
}

export const entry = (it: Entry): Read => ({ entry: it });

export const refused = (at: Place, reason: string, row: string | null, bytes?: Uint8Array): Read => ({
  refused: {
    at,
    reason,
    row,
    ...(bytes === undefined ? {} : { bytes: Buffer.from(bytes).toString('base64') }),
  },
});

/** "line 7", "a/b.md", "a/b.csv, line 7". */
export const placeText = ({ file, line }: Place): string =>
  [...(file === undefined ? [] : [file]), ...(line === undefined ? [] : [`line ${line}`])].join(', ');
