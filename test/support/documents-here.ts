/** What a reader gets of documents, as every door does: through `core/doors.ts`, with the access of a person or a channel. */
import { findDocuments, type ReadDocument, readDocument, type ReadFound } from '../../src/core/doors.ts';
import { type DocumentKind, documentKinds, type DocumentRef } from '../../src/core/document.ts';
import type { Feature } from '../../src/core/feature.ts';
import type { Clock } from '../../src/core/clock.ts';
import { channelId, type TeamId, userId } from '../../src/core/ids.ts';
import type { Locale } from '../../src/core/languages.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import type { Store } from '../../src/store/store.ts';
import { team } from './company.ts';
import type { LoreHere } from './lore-here.ts';

export interface DocumentsHere {
  readonly read: (reader: string, ref: DocumentRef, locale?: Locale) => Promise<ReadDocument | null>;
  readonly find: (
    reader: string,
    typed: string,
    from?: number,
    most?: number,
    kinds?: readonly DocumentKind[],
  ) => Promise<ReadFound>;
}

/** @param reader a person's or a channel's id */
export const viewerOf = (reader: string): Viewer =>
  reader.startsWith('C')
    ? { kind: 'channel', channelId: channelId(reader) }
    : { kind: 'person', userId: userId(reader) };

export const documentsIn = (here: LoreHere, practices: readonly Feature[]): DocumentsHere =>
  documentsOf({ store: here.lore.store, team, clock: here.sandbox.core.clock }, practices);

export function documentsOf(
  { store, team, clock }: { readonly store: Store; readonly team: TeamId; readonly clock: Clock },
  practices: readonly Feature[],
): DocumentsHere {
  const context = (locale: Locale) => ({ now: clock.now(), locale, tz: 'Europe/Berlin' });
  return {
    read: (reader, ref, locale = 'en') =>
      store.read(team, viewerOf(reader), (read) => readDocument(practices, read, ref, context(locale))),
    find: (reader, typed, from = 0, most = 20, kinds = documentKinds) =>
      store.read(team, viewerOf(reader), (read) =>
        findDocuments(practices, read, typed, { from, most }, context('en'), kinds),
      ),
  };
}

/** Everything that a document says, a line each. */
export const linesOf = ({ title, facts, entries }: ReadDocument): readonly string[] => [
  title,
  ...facts.map(({ label, runs }) => `${label}: ${runs.map(({ text }) => text).join('')}`),
  ...entries.map((entry) =>
    entry.kind === 'heading' ? entry.text : entry.runs.map(({ text }) => text).join(''),
  ),
];

/** Where a document leads. */
export const leadsOf = ({ facts, entries }: ReadDocument): readonly DocumentRef[] =>
  [...facts, ...entries.flatMap((entry) => (entry.kind === 'heading' ? [] : [entry]))].flatMap(
    ({ to }) => to ?? [],
  );

/** The titles that were found. */
export const titlesOf = ({ found }: ReadFound): readonly string[] =>
  found.map(({ title }) => title.map(({ text }) => text).join(''));
